"""The names of messages, and the keys by which they find their instance."""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from webapp.engine.diagrams import CorrelationKey, EventDefinition
from webapp.engine.elements.element import Element
from webapp.engine.errors import Trouble
from webapp.engine.outcome import IncidentKind
from webapp.engine.tokens import Token
from webapp.engine.variables import seen_by


def message_name(element: Element, event: EventDefinition) -> str:
    """Return the name of the message that is caught or thrown."""
    declared = element.spec.diagram.declared.get(event.reference)
    return declared.name if declared is not None else ""


def message_property(element: Element, event: EventDefinition, name: str) -> str:
    """Return a property of the element, else of the message or signal."""
    declared = element.spec.diagram.declared.get(event.reference)
    inherited = declared.properties.get(name, "") if declared is not None else ""
    return element.property(name, inherited)


def correlation_key(
    element: Element,
    token: Token,
    event: EventDefinition,
    payload: Mapping[str, Any] | None = None,
) -> str:
    """Return the key of a message: of the `payload` that is sent, else of what is waited for.

    The property `correlationKey` comes first: text or FEEL. Without it the bpmn:correlationKeys
    say which properties of the message must agree with which variables. All parts of a key must
    match: several values become one text, a JSON list. A message without a key has "".
    """
    written = message_property(element, event, "correlationKey")
    if written:
        value = token.advance.expressions.value(written, seen_by(token))
        return _as_key(element, value, written)
    values: list[Any] = []
    for key in _keys_of(element, event):
        for name in key.properties:
            path = _path(element, event, key, name, sending=payload is not None)
            seen = seen_by(token) if payload is None else payload
            value = token.advance.expressions.evaluate(path, seen)
            values.append(_as_key(element, value, path))
    return "" if not values else values[0] if len(values) == 1 else orjson.dumps(values).decode()


def _keys_of(element: Element, event: EventDefinition) -> Iterator[CorrelationKey]:
    """Return the keys all of whose properties can be read from the message."""
    diagram = element.spec.diagram
    for key in diagram.keys:
        found = [diagram.properties.get(name) for name in key.properties]
        if found and all(p is not None and event.reference in p.paths for p in found):
            yield key


def _path(
    element: Element, event: EventDefinition, key: CorrelationKey, name: str, *, sending: bool
) -> str:
    if sending:
        return element.spec.diagram.properties[name].paths[event.reference]
    bound = element.spec.bindings.get(key.id, {}).get(name, "")
    if not bound:
        raise Trouble(
            IncidentKind.EXPRESSION_ERROR,
            f"No variable is bound to the property “{name}” of the correlation key “{key.name}”.",
        )
    return bound


def _as_key(element: Element, value: Any, written: str) -> str:
    """Return one text for a value; null, or a list with null in it, finds nobody."""
    parts = value if isinstance(value, list) else [value]
    if any(isinstance(p, dict | list) for p in parts):
        raise Trouble(
            IncidentKind.EXPRESSION_ERROR,
            f"The correlation key “{written}” must be text or a list of texts.",
        )
    if not parts or None in parts or value == "":
        name = element.node.name or element.node.id
        raise Trouble(
            IncidentKind.EXPRESSION_ERROR,
            f"The correlation key “{written}” at “{name}” has no value.",
        )
    texts = [p if isinstance(p, str) else orjson.dumps(p).decode() for p in parts]
    return texts[0] if not isinstance(value, list) else orjson.dumps(texts).decode()
