"""Messages leave the instance; errors and escalations look for their catcher, inside out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from SpiffWorkflow.util.task import TaskState

from webapp.engine.elements.boundary import BoundaryEvent
from webapp.engine.elements.catching import Catcher
from webapp.engine.elements.element import Element
from webapp.engine.elements.sub_processes import EventSubProcess
from webapp.engine.errors import Trouble
from webapp.engine.expressions import shown
from webapp.engine.outcome import HistoryKind, IncidentKind, ThrownMessage
from webapp.engine.tokens import Scope, Token
from webapp.engine.variables import seen_by


@dataclass(frozen=True, slots=True)
class Thrown:
    """An error or escalation on its way out."""

    kind: str  # "error" or "escalation"
    code: str
    message: str = ""
    variables: Mapping[str, Any] = field(default_factory=dict)

    def as_result(self) -> dict[str, Any]:
        """Return what the catching event takes in."""
        return {"code": self.code, "message": self.message, "variables": dict(self.variables)}


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
        event = None if at.is_item else _best(at.element.boundaries, thrown)
        if isinstance(event, BoundaryEvent):
            _record(at, event, thrown)
            event.caught(at, thrown.as_result())
            return True
        at = at.parent
    return False


def _caught_in_scope(token: Token, thrown: Thrown) -> bool:
    """Look for an event sub-process; one that throws itself does not catch its own."""
    scope: Scope = token.scope
    if token.element in scope.spec.event_sub_processes:
        return False
    element = _best(scope.spec.event_sub_processes, thrown)
    if not isinstance(element, EventSubProcess):
        return False
    _record(token, element, thrown)
    element.triggered(scope, thrown.as_result())
    return True


def _best(elements: list[Element], thrown: Thrown) -> Element | None:
    """Return the catcher of this very code, else one that catches every code."""
    matching = list(_catchers(elements, thrown))
    exact = [e for e, code in matching if code == thrown.code]
    return next(iter(exact or [e for e, code in matching if code is None]), None)


def _catchers(elements: list[Element], thrown: Thrown) -> Iterator[tuple[Element, str | None]]:
    for element in elements:
        definition = element.awaited if isinstance(element, Catcher) else None
        if definition is not None and definition.kind == thrown.kind:
            declared = element.spec.diagram.declared.get(definition.reference)
            code = None if declared is None else declared.code
            if code in {thrown.code, None}:
                yield element, code


def _record(token: Token, element: Element, thrown: Thrown) -> None:
    kind = HistoryKind.ERROR_CAUGHT
    details = {"by": element.node.id, "code": thrown.code, "message": thrown.message}
    token.advance.record(kind, token, {"caught": thrown.kind, **details})


class Thrower(Catcher):
    """An element that throws: an intermediate event, an end event or a send task."""

    def work(self, token: Token) -> bool:
        """Throw what the event definition says."""
        definition = self.awaited
        kind = "none" if definition is None else definition.kind
        if kind == "message" or self.node.message_ref:
            self.send(token)
        elif kind in {"error", "escalation"}:
            return self._throw(token, kind)
        return True

    def send(self, token: Token) -> None:
        """Add the message to the outcome."""
        source = self.message_property("payload")
        payload = token.advance.expressions.value(source, seen_by(token)) if source else {}
        if not isinstance(payload, Mapping):
            raise Trouble(
                IncidentKind.EXPRESSION_ERROR,
                f"The payload “{source}” must be a context, but it is {shown(payload)}.",
            )
        key = self.correlation_key(token)
        message = ThrownMessage(self.message_name, key, payload, self.node.id)
        token.advance.messages.append(message)
        details = {"message": message.name, "correlation_key": key}
        token.advance.record(HistoryKind.MESSAGE_THROWN, token, details)

    def _throw(self, token: Token, kind: str) -> bool:
        definition = self.awaited
        declared = self.spec.diagram.declared.get(definition.reference) if definition else None
        code = declared.code if declared is not None else ""
        caught = throw(token, Thrown(kind, code, declared.name if declared is not None else ""))
        if not caught and kind == "error":
            raise Trouble(IncidentKind.UNHANDLED_ERROR_EVENT, f"Nobody catches the error “{code}”.")
        if token.state == TaskState.CANCELLED:  # the catcher interrupted the scope around it
            self.record_completion(token)
            return False
        return True


class IntermediateThrowEvent(Thrower):
    """The bpmn:intermediateThrowEvent: none, message or escalation."""


class EndEvent(Thrower):
    """The bpmn:endEvent: none, message, error, escalation or terminate."""

    def _on_complete_hook(self, token: Token) -> None:
        """Let a terminate event end its scope."""
        super()._on_complete_hook(token)
        if self.node.event_kind == "terminate":
            for other in token.scope.tokens():
                if other is not token and other.parent is token.scope.task_tree:
                    other.cancel()
