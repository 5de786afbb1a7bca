"""Throwing events: what they throw reaches its catchers, one event definition after the other."""

from typing import Any

from SpiffWorkflow.util.task import TaskState

from webapp.engine.elements import compensation
from webapp.engine.elements.catching import Catcher
from webapp.engine.elements.propagation import throw_event
from webapp.engine.outcome import HistoryKind
from webapp.engine.tokens import Token

LAST = {"signal": 1, "escalation": 2, "error": 3, "cancel": 4, "terminate": 5}
"""What may end the scope comes after everything else that an event throws."""


class Thrower(Catcher):
    """An element that throws: an intermediate event or an end event."""

    def __init__(self, *arguments: Any) -> None:
        """Bring the event definitions into the order in which they are thrown."""
        super().__init__(*arguments)
        self.events = tuple(sorted(self.events, key=lambda event: LAST.get(event.kind, 0)))

    def work(self, token: Token) -> bool:
        """Throw what the event definitions say; a compensation may be waited for."""
        data = token.internal_data
        for number in range(data.get("thrown", 0), len(self.events)):
            goes_on = self._throw(token, number)
            data["thrown"] = number + 1
            if not goes_on:
                return False
        return True

    def _throw(self, token: Token, number: int) -> bool:
        event = self.events[number]
        if event.kind == "compensate":
            return compensation.compensate(token, event)
        if event.kind == "cancel":
            return self._cancel_transaction(token)
        throw_event(self, token, event)
        if token.state == TaskState.CANCELLED:  # the catcher interrupted the scope around it
            self.record_completion(token)
            return False
        return True

    def compensated(self, token: Token) -> None:
        """Go on after the compensation that was waited for."""
        token.wake()

    def _cancel_transaction(self, token: Token) -> bool:
        """Take the other tokens away and compensate what was done; then leave the transaction."""
        scope = token.scope
        token.internal_data["cancels"] = True
        token.advance.record(HistoryKind.TRANSACTION_CANCELLED, token)
        compensation.remember_unfinished(scope)
        scope.clear(token)
        compensation.coordinate(token, scope, scope.compensations)
        return False

    def _on_cancel(self, token: Token) -> None:
        """Take the handlers along that work for this token."""
        if "compensating" in token.internal_data:
            compensation.stop(token)


class IntermediateThrowEvent(Thrower):
    """The bpmn:intermediateThrowEvent."""


class EndEvent(Thrower):
    """The bpmn:endEvent."""

    def compensated(self, token: Token) -> None:
        """Go on; after the compensation of a cancelled transaction the transaction is left."""
        if "cancels" in token.internal_data:
            self.record_completion(token)
            host = token.scope.parent_token
            host.element.transaction_cancelled(host)
        else:
            super().compensated(token)

    def _on_complete_hook(self, token: Token) -> None:
        """Let a terminate event end its scope."""
        super()._on_complete_hook(token)
        if any(event.kind == "terminate" for event in self.events):
            token.scope.clear(token)
