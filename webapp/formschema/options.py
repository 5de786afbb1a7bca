"""What a choice offers: fixed options, a list among the variables, or the result of FEEL."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from webapp.formschema.components import Component
from webapp.formschema.json_paths import same


class Option(NamedTuple):
    """One thing to choose: its value in the data and the words shown for it."""

    value: Any
    label: str


def simple_options(component: Component, stored: Mapping[str, Any]) -> list[Option] | None:
    """Return the options that need no FEEL, or None when the component computes them.

    `stored` are the variables of the task. Never pass what was submitted: a forged list would
    then offer whatever the forger likes.
    """
    key = component.get("valuesKey")
    if key:
        return normalise(stored.get(key))
    if component.get("valuesExpression"):
        return None
    return normalise(component.get("values"))


def normalise(raw: Any) -> list[Option]:
    """Return the options of a raw list: plain values or `{label, value}`; others are left out."""
    found = (_option(each) for each in raw) if isinstance(raw, list) else ()
    return [option for option in found if option is not None]


def offers(options: list[Option], value: Any) -> bool:
    """Tell whether the value is among the options."""
    return any(same(option.value, value) for option in options)


def _option(raw: Any) -> Option | None:
    if _is_plain(raw):
        return Option(raw, words(raw))
    if not isinstance(raw, Mapping):
        return None
    label, value = raw.get("label"), raw.get("value")
    if isinstance(label, str) and label:
        return Option(value, label) if _is_plain(value) or _is_object(value) else None
    return Option(value, words(value)) if _is_plain(value) else None


def _is_plain(value: Any) -> bool:
    return isinstance(value, bool | int | float) or (isinstance(value, str) and value != "")


def _is_object(value: Any) -> bool:
    return isinstance(value, Mapping) and len(value) > 0


def words(value: Any) -> str:
    """Return a plain value as JavaScript writes it: `true`, `3` (not `3.0`), `2.5`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e21:  # noqa: PLR2004
        return str(int(value))
    return str(value)
