"""Waiting for a timer or a message, and taking in what an event has brought."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from webapp.engine.diagrams import EventDefinition
from webapp.engine.elements.element import Element
from webapp.engine.errors import Trouble
from webapp.engine.outcome import HistoryKind, IncidentKind, Subscription, Timer
from webapp.engine.timing import ENDLESS, Calendar, due_moment, parse_cycle, parse_moment
from webapp.engine.tokens import Token
from webapp.engine.variables import BASE, seen_by, write


class Catcher(Element):
    """An element at which a token waits for an event."""

    @property
    def awaited(self) -> EventDefinition | None:
        """Return the event definition that tells what is waited for."""
        return self.node.definition

    def work(self, token: Token) -> bool:
        """Wait; once the event has come, take in what it has brought and leave."""
        if "result" not in token.internal_data:
            self.listen(token)
            return False
        self.absorb(token, token.internal_data["result"])
        return True

    def listen(self, token: Token) -> None:
        """Open the timer or the subscription."""
        definition = self.awaited
        if definition is not None and definition.kind == "timer":
            self._open_timer(token, definition)
        else:
            self._open_subscription(token)

    def absorb(self, token: Token, result: Mapping[str, Any]) -> None:
        """Write what the event has brought: into `resultVariable`, else as it is."""
        variable = self.property("resultVariable")
        write(token, {variable: result} if variable and result else result)

    def occurred(self, token: Token, result: Mapping[str, Any]) -> None:
        """Go on after the event that was waited for; behind a gateway the gateway decides."""
        token.internal_data["result"] = result
        if "behind" in token.internal_data:
            token.parent.task_spec.decided(token.parent, token)
        else:
            token.wake()

    def timer_fired(self, token: Token) -> None:
        """Go on because the timer was fired."""
        due = token.internal_data.get("due")
        token.advance.close(token)
        token.advance.record(HistoryKind.TIMER_FIRED, token, {"due_at": due})
        self.occurred(token, {})

    def message_received(self, token: Token, variables: Mapping[str, Any]) -> None:
        """Go on because the message has come."""
        token.advance.close(token)
        details = {"message": self.message_name}
        token.advance.record(HistoryKind.MESSAGE_RECEIVED, token, details)
        self.occurred(token, variables)

    @property
    def message_name(self) -> str:
        """Return the name of the message that is caught or thrown here."""
        declared = self.spec.diagram.declared.get(self._message_id)
        return declared.name if declared is not None else ""

    @property
    def _message_id(self) -> str:
        definition = self.awaited
        return self.node.message_ref if definition is None else definition.reference

    def message_property(self, name: str) -> str:
        """Return a property of the element, else of the message."""
        declared = self.spec.diagram.declared.get(self._message_id)
        inherited = declared.properties.get(name, "") if declared is not None else ""
        return self.property(name, inherited)

    def correlation_key(self, token: Token) -> str:
        """Return the evaluated correlation key; a message without one has the key ""."""
        source = self.message_property("correlationKey")
        if not source:
            return ""
        key = token.advance.expressions.text(source, seen_by(token))
        if key is None:
            name = self.node.name or self.node.id
            raise Trouble(
                IncidentKind.EXPRESSION_ERROR,
                f"The correlation key “{source}” at “{name}” has no value.",
            )
        return key

    def _open_subscription(self, token: Token) -> None:
        advance = token.advance
        key = self.correlation_key(token)
        details = {"message": self.message_name, "correlation_key": key}
        advance.open(
            token,
            Subscription(**advance.place_of(token), name=self.message_name, correlation_key=key),
        )
        advance.record(HistoryKind.ELEMENT_ENTERED, token, details)

    def _open_timer(self, token: Token, definition: EventDefinition) -> None:
        advance = token.advance
        due = self._due(token, definition)
        token.internal_data["due"] = due.isoformat()
        advance.open(token, Timer(**advance.place_of(token), due_at=due))
        advance.record(HistoryKind.ELEMENT_ENTERED, token, {"due_at": due.isoformat()})

    def _due(self, token: Token, definition: EventDefinition) -> datetime:
        advance = token.advance
        value = advance.expressions.value(definition.body, seen_by(token))
        calendar = self.calendar(token)
        if definition.timer == "cycle":
            return self._first_of_cycle(token, str(value), calendar)
        return due_moment(value, advance.now, calendar)

    def calendar(self, token: Token) -> Calendar | None:
        """Return the county's working days when the diagram counts in these."""
        return token.advance.calendar if self.property("calendar") == "working" else None

    def _first_of_cycle(self, token: Token, text: str, calendar: Calendar | None) -> datetime:
        try:
            cycle = parse_cycle(text)
        except ValueError as error:
            raise Trouble(
                IncidentKind.EXPRESSION_ERROR, f"“{text}” is no repetition such as R3/PT1H."
            ) from error
        token.internal_data["every"] = cycle.duration
        token.internal_data["left"] = cycle.count
        if cycle.start:
            return parse_moment(cycle.start)
        return due_moment(cycle.duration, token.advance.now, calendar)

    def listen_again(self, token: Token) -> bool:
        """Wait for the next occurrence, if there is one: of a cycle, or of a message."""
        definition = self.awaited
        if definition is None or definition.kind == "message":
            self.listen(token)
            return True
        left = token.internal_data.get("left", 1)
        if left == 1:
            return False
        token.internal_data["left"] = left if left == ENDLESS else left - 1
        before = datetime.fromisoformat(token.internal_data["due"])
        due = due_moment(token.internal_data["every"], before, self.calendar(token))
        token.internal_data["due"] = due.isoformat()
        token.advance.open(token, Timer(**token.advance.place_of(token), due_at=due))
        return True


class IntermediateCatchEvent(Catcher):
    """The bpmn:intermediateCatchEvent for messages and timers; a link is passed at once."""

    def work(self, token: Token) -> bool:
        """Wait, except at the other end of a link."""
        return self.node.event_kind == "link" or super().work(token)


class StartEvent(Catcher):
    """The bpmn:startEvent. Its token is placed when the start has already happened."""

    def work(self, token: Token) -> bool:
        """Take in what the start has brought."""
        result = token.internal_data.get("result")
        if result:
            self.absorb(token, result)
        return True

    def absorb(self, token: Token, result: Mapping[str, Any]) -> None:
        """Write what came; the base variables are never hidden in a `resultVariable`."""
        if not self.property("resultVariable"):
            super().absorb(token, result)
            return
        write(token, {k: v for k, v in result.items() if k in BASE})
        super().absorb(token, {k: v for k, v in result.items() if k not in BASE})
