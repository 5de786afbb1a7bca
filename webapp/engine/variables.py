"""Where variables live: seen from the inside out, written where they are defined."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import orjson

from webapp.engine.errors import UnusableVariables
from webapp.engine.scopes import Scope
from webapp.engine.tokens import Token
from webapp.kernel.text import Text

BASE = (
    "county",
    "city",
    "province",
    "settings",
    "unit",
    "department",
    "initiator",
    "businessKey",
)
"""The variables that every called process sees, whatever its input mapping says."""


def plain(variables: Mapping[str, Any]) -> dict[str, Any]:
    """Return a deep copy that holds only JSON values: what the snapshot will give back."""
    try:
        copied: dict[str, Any] = orjson.loads(
            orjson.dumps(variables, default=_as_text, option=orjson.OPT_NON_STR_KEYS)
        )
    except (TypeError, ValueError, RecursionError) as error:
        words = str(error.__cause__ or error)
        raise UnusableVariables({"": (Text(zh=words, en=words),)}, reason=words) from error
    return copied


def _as_text(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, set | frozenset | tuple):
        return list(value)
    raise TypeError(f"{type(value).__name__} is no JSON value")


def seen_by(token: Token, extra: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
    """Return the variables that an element instance sees; `extra` hides the others.

    The result must not be changed: it may be the scope's own dictionary.
    """
    layers = [extra] if extra else []
    here: Token | None = token
    while here is not None:
        scope = here.scope
        at: Token | None = here
        while at is not None:
            if at.data:
                layers.append(at.data)
            at = at.parent
        if scope.data:  # of an embedded sub-process: what its data objects declare
            layers.append(scope.data)
        if scope.isolated:
            break
        here = scope.host
    if len(layers) <= 1:
        return layers[0] if layers else {}
    merged: dict[str, Any] = {}
    for layer in reversed(layers):
        merged.update(layer)
    return merged


def write(token: Token, values: Mapping[str, Any]) -> None:
    """Write what an element instance produced: an item keeps it, else it goes to the scope."""
    if not values:
        return
    token.advance.changed = True
    if token.is_item and token.element.keeps_items_apart:
        token.data.update(values)
        return
    _write_around(token, values)


def change(token: Token, values: Mapping[str, Any]) -> None:
    """Write from the place of an element instance: its own local variables first."""
    local = {name: value for name, value in values.items() if name in token.data}
    token.data.update(local)
    token.advance.changed = True
    write(token, {name: value for name, value in values.items() if name not in local})


def write_to_scope(scope: Scope, values: Mapping[str, Any]) -> None:
    """Write from inside a scope: to its variables, or around its host what it has none for."""
    if not values:
        return
    if scope.isolated or scope.host is None:
        scope.data.update(values)
        scope.written.update(values)
        scope.top.advance.changed = True
        return
    local = {name: value for name, value in values.items() if name in scope.data}
    scope.data.update(local)
    change(scope.host, {name: value for name, value in values.items() if name not in local})


def _write_around(token: Token, values: Mapping[str, Any]) -> None:
    """Go up the tokens that this one belongs to (a body of items), then to the scope."""
    above = token.parent
    if above is not None and above.parent is not None:
        change(above, values)
    else:
        write_to_scope(token.scope, values)
