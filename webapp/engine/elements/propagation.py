"""How what is thrown reaches its catchers: messages, signals, errors and escalations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from SpiffWorkflow.util.task import TaskState

from webapp.engine.diagrams import EventDefinition
from webapp.engine.elements.boundary import BoundaryEvent
from webapp.engine.elements.catching import Catcher
from webapp.engine.elements.correlation import correlation_key, message_name, message_property
from webapp.engine.elements.element import Element
from webapp.engine.errors import Trouble
from webapp.engine.expressions import shown
from webapp.engine.outcome import HistoryKind, IncidentKind, ThrownMessage, ThrownSignal
from webapp.engine.tokens import Token
from webapp.engine.variables import seen_by


@dataclass(frozen=True, slots=True)
class Thrown:
    """An error or escalation on its way out."""

    kind: str  # "error" or "escalation"
    code: str
    message: str = ""
    variables: Mapping[str, Any] = field(default_factory=dict)

    def as_result(self) -> list[Any]:
        """Return what the catching event takes in; a list, since payloads are contexts."""
        return [self.kind, self.code, self.message, dict(self.variables)]


def throw_event(element: Catcher, token: Token, event: EventDefinition) -> None:
    """Throw a message, signal, error or escalation from where a token stands; others do nothing."""
    if event.kind == "message":
        send_message(element, token, event)
    elif event.kind == "signal":
        _broadcast(element, token, event)
    elif event.kind in {"error", "escalation"}:
        _throw_declared(element, token, event)


def send_message(element: Catcher, token: Token, event: EventDefinition) -> None:
    """Add a message to the outcome."""
    payload = _payload(element, token, event)
    key = correlation_key(element, token, event, payload)
    message = ThrownMessage(message_name(element, event), key, payload, element.node.id)
    token.advance.messages.append(message)
    details = {"message": message.name, "correlation_key": key}
    token.advance.record(HistoryKind.MESSAGE_THROWN, token, details)


def _payload(element: Catcher, token: Token, event: EventDefinition) -> Mapping[str, Any]:
    """Return what is sent along: the data inputs of the event, or the property `payload`."""
    seen = seen_by(token)
    if element.node.inputs and not element.is_activity:
        return {line.target: element.mapped(token, line, seen) for line in element.node.inputs}
    source = message_property(element, event, "payload")
    payload = token.advance.expressions.value(source, seen) if source else {}
    if not isinstance(payload, Mapping):
        raise Trouble(
            IncidentKind.EXPRESSION_ERROR,
            f"The payload “{source}” must be a context, but it is {shown(payload)}.",
        )
    return payload


def _broadcast(element: Catcher, token: Token, event: EventDefinition) -> None:
    """Bring a signal to everybody who waits for it now; other instances get it by the outcome."""
    name = element.signal_name(token, event)
    payload = _payload(element, token, event)
    token.advance.signals.append(ThrownSignal(name, payload, element.node.id))
    token.advance.record(HistoryKind.SIGNAL_THROWN, token, {"signal": name})
    for waiting in [t for t in _waiting(token) if t.internal_data.get("signal") == name]:
        if waiting.state == TaskState.STARTED:  # not yet taken away by another one's reaction
            waiting.element.signal_received(waiting, payload)


def _waiting(token: Token) -> Iterator[Token]:
    for scope in token.scope.top.scopes():
        for other in scope.tokens():
            if isinstance(other.element, Catcher) and "open" in other.internal_data:
                yield other


def _throw_declared(element: Catcher, token: Token, event: EventDefinition) -> None:
    declared = element.spec.diagram.declared.get(event.reference)
    code = declared.code if declared is not None else ""
    name = declared.name if declared is not None else ""
    if throw(token, Thrown(event.kind, code, name, _payload(element, token, event))):
        return
    if event.kind == "error":
        raise Trouble(IncidentKind.UNHANDLED_ERROR_EVENT, f"Nobody catches the error “{code}”.")
    token.advance.record(HistoryKind.ESCALATION_UNCAUGHT, token, {"code": code})


def throw(token: Token, thrown: Thrown) -> bool:
    """Bring an error or escalation to the nearest catcher around the token; False: nobody."""
    here: Token | None = token
    while here is not None:
        if _caught_on_boundary(here, thrown) or _caught_in_scope(here, thrown):
            return True
        here = here.scope.host
    return False


def _caught_on_boundary(token: Token, thrown: Thrown) -> bool:
    at = token
    while at is not token.scope.task_tree:
        # the boundary of a multi-instance activity is that of its body, not of an item
        event = None if at.is_item or at.is_reopened else _best(at.element.boundaries, thrown)
        if isinstance(event, BoundaryEvent):
            _record(at, event, thrown)
            event.caught(at, thrown.as_result())
            return True
        at = at.parent
    return False


def _caught_in_scope(token: Token, thrown: Thrown) -> bool:
    """Look for an event sub-process; when one has interrupted the scope, no other catches.

    One that throws does not catch its own. A sub-process that is only open to be compensated
    catches nothing any more.
    """
    scope = token.scope
    catchers = scope.spec.event_sub_processes
    over = scope.host is not None and scope.host.is_reopened
    if over or (token.element in catchers and token.element.has_interrupted(token)):
        return False
    element = _best([e for e in catchers if e is not token.element], thrown)
    if element is None:
        return False
    _record(token, element, thrown)
    element.triggered(scope, thrown.as_result())
    return True


def _best(elements: list[Any], thrown: Thrown) -> Any:
    """Return the catcher of this very code, else one that catches every code, else None."""
    matching = list(_catchers(elements, thrown))
    exact = [e for e, code in matching if code == thrown.code]
    return next(iter(exact or [e for e, code in matching if code is None]), None)


def _catchers(elements: list[Any], thrown: Thrown) -> Iterator[tuple[Element, str | None]]:
    for element in elements:
        for event in element.events:
            if event.kind == thrown.kind:
                declared = element.spec.diagram.declared.get(event.reference)
                code = None if declared is None else declared.code
                if code in {thrown.code, None}:
                    yield element, code


def _record(token: Token, element: Element, thrown: Thrown) -> None:
    details = {"by": element.node.id, "code": thrown.code, "message": thrown.message}
    facts = {"caught": thrown.kind, **details}
    token.advance.record(HistoryKind.ERROR_CAUGHT, token, facts)
