"""What of the stored data a form may bring before its reader's eyes as it stands."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from webapp.formschema.components import children, everything

Place = tuple[str, ...]

_NAMED = re.compile(r"\{\{\s*([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\s*\}\}")


def in_sight(
    form: Mapping[str, Any], data: Mapping[str, Any], mask: Callable[[str], str]
) -> dict[str, Any]:
    """Return the data with every text masked that the form neither asks for nor names.

    A form's author decides what is shown in full: the fields of the form, and what one of its
    texts names, such as `{{person.idNumber}}`. Everything else is there for conditions only.
    """
    shown = frozenset(_fields(form, ())) | frozenset(_named(form))
    return {key: _masked(value, (key,), shown, mask) for key, value in data.items()}


def _fields(parent: Mapping[str, Any], place: Place) -> Iterator[Place]:
    for component in children(parent):
        inner = place
        for word in ("path", "key"):
            inner += tuple(str(component.get(word) or "").split(".")) if component.get(word) else ()
        if component.get("key"):
            yield inner
        yield from _fields(component, inner)


def _named(form: Mapping[str, Any]) -> Iterator[Place]:
    for component in everything(form):
        for value in component.values():
            if isinstance(value, str):
                yield from (tuple(name.split(".")) for name in _NAMED.findall(value))


def _masked(value: Any, place: Place, shown: frozenset[Place], mask: Callable[[str], str]) -> Any:
    if isinstance(value, Mapping):
        return {key: _masked(item, (*place, key), shown, mask) for key, item in value.items()}
    if isinstance(value, list):
        return [_masked(item, place, shown, mask) for item in value]
    return value if place in shown or not isinstance(value, str) else mask(value)
