"""Waiting for events, of one kind or several, and taking in what they have brought."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from SpiffWorkflow.util.task import TaskState

from webapp.engine.diagrams import EventDefinition, Node
from webapp.engine.elements.correlation import correlation_key, message_name
from webapp.engine.elements.element import Element, ProcessSpec
from webapp.engine.errors import Trouble
from webapp.engine.expressions import shown
from webapp.engine.outcome import Awaited, HistoryKind, IncidentKind, Subscription, Timer
from webapp.engine.timing import ENDLESS, Calendar, due_moment, parse_cycle, parse_moment
from webapp.engine.tokens import Token
from webapp.engine.variables import seen_by, write

ARMED: Final = frozenset({"message", "signal", "timer", "conditional"})
"""The kinds of events for which a token waits; the others look for their catchers themselves."""


class Catcher(Element):
    """An element at which a token waits for an event.

    For several event definitions the token has a child for each, with the number of the definition
    as its `trigger`; with `parallelMultiple` all of them must come, else any one is enough.
    """

    def __init__(self, spec: ProcessSpec, node: Node) -> None:
        """Keep what is waited for (or thrown)."""
        super().__init__(spec, node)
        self.event_node = self.find_event_node()
        self.events = self.event_node.definitions
        if self.node.type in {"receiveTask", "sendTask"}:
            self.events = (EventDefinition("message", self.node.message_ref),)
        self.watches = any(event.kind == "conditional" for event in self.events)

    def find_event_node(self) -> Node:
        """Return the node whose event definitions count: this one's own."""
        return self.node

    @property
    def awaits(self) -> bool:
        """Tell whether a token waits here for one of the events."""
        return any(event.kind in ARMED for event in self.events)

    def event_of(self, token: Token) -> EventDefinition:
        """Return the event definition for which this very token waits."""
        number: int = token.internal_data.get("trigger", 0)
        return self.events[number]

    def work(self, token: Token) -> bool:
        """Wait; once the event has come, take in what it has brought and leave."""
        if "result" not in token.internal_data:
            self.listen(token)
            return False
        self.absorb(token, token.internal_data["result"])
        return True

    def listen(self, token: Token) -> None:
        """Open what is waited for; for several events each in a token of its own."""
        if token.is_trigger or len(self.events) <= 1:
            self._open(token)
            return
        token.drop_children()
        token.internal_data.pop("got", None)
        for number, event in enumerate(self.events):
            if event.kind in ARMED:
                child = Token(token.scope, self, token)
                child.internal_data["trigger"] = number
                self._open(child)
                child._set_state(TaskState.STARTED)  # noqa: SLF001 - it waits without having run

    def absorb(self, token: Token, result: Mapping[str, Any]) -> None:
        """Write what the event has brought: mapped, into `resultVariable`, or as it is."""
        if self.node.outputs:
            write(token, self.mapped_outputs(token, result))
            return
        variable = self.property("resultVariable")
        write(token, {variable: result} if variable else result)

    def occurred(self, token: Token, result: Mapping[str, Any]) -> None:
        """Hear that what this token waited for has happened."""
        if not token.is_trigger:
            self.happened(token, result, token)
            return
        body = token.parent
        if not self.event_node.parallel_multiple:
            self.happened(body, result, token)
            return
        got: dict[str, Any] = body.internal_data.setdefault("got", {})
        got[str(token.internal_data["trigger"])] = result
        token.vanish()
        if len(got) == len(self.events):
            del body.internal_data["got"]
            merged = {k: v for number in sorted(got, key=int) for k, v in got[number].items()}
            self.happened(body, merged, body)

    def happened(self, token: Token, result: Mapping[str, Any], _trigger: Token) -> None:
        """Go on after what was waited for; behind a gateway the gateway decides."""
        token.internal_data["result"] = result
        for child in token.children:
            if child.is_trigger:
                child.cancel()
        if "behind" in token.internal_data:
            token.parent.task_spec.decided(token.parent, token)
        else:
            token.wake()

    def listen_again(self, token: Token, trigger: Token) -> bool:
        """Wait for the next occurrence after one that interrupted nothing, if there can be one."""
        try:
            return self._listen_again(token, trigger)
        except Trouble as trouble:
            token.advance.fail(trigger, trouble)
            return True

    def _listen_again(self, token: Token, trigger: Token) -> bool:
        if trigger is not token:
            if not self._open_again(trigger):
                trigger.vanish()
            return bool(token.children)
        if len(self.events) <= 1:
            return self._open_again(token)
        if any(event.kind == "timer" for event in self.events):
            return False  # all would have to come again, and a moment does not
        self.listen(token)
        for child in token.children:
            if "was" in child.internal_data:
                child.internal_data["was"] = True  # it must be false before it can come again
        return True

    def timer_fired(self, token: Token) -> None:
        """Go on because the timer was fired."""
        due = token.internal_data.get("due")
        token.advance.close(token)
        token.advance.record(HistoryKind.TIMER_FIRED, token, {"due_at": due})
        self.occurred(token, {})

    def message_received(self, token: Token, variables: Mapping[str, Any]) -> None:
        """Go on because the message has come."""
        details = {"message": message_name(self, self.event_of(token))}
        token.advance.close(token)
        token.advance.record(HistoryKind.MESSAGE_RECEIVED, token, details)
        self.occurred(token, variables)

    def signal_received(self, token: Token, variables: Mapping[str, Any]) -> None:
        """Go on because the signal was thrown."""
        details = {"signal": token.internal_data["signal"]}
        token.advance.close(token)
        token.advance.record(HistoryKind.SIGNAL_RECEIVED, token, details)
        self.occurred(token, variables)

    def look(self, token: Token) -> None:
        """Go on if the condition has become true; it must be false before it can do so again."""
        event = self.event_of(token)
        found = token.advance.expressions.evaluate(
            event.body, seen_by(token), IncidentKind.CONDITION_ERROR
        )
        if found not in (True, False, None) or isinstance(found, int) != isinstance(found, bool):
            raise Trouble(
                IncidentKind.CONDITION_ERROR,
                f"The condition “{event.body}” must be true or false, but it is {shown(found)}.",
            )
        before, token.internal_data["was"] = token.internal_data["was"], bool(found)
        if found and not before:
            token.advance.close(token)
            token.advance.record(HistoryKind.CONDITION_MET, token, {"condition": event.body})
            self.occurred(token, {})

    def _open(self, token: Token) -> None:
        kind = self.event_of(token).kind
        if kind == "timer":
            self._open_timer(token)
        elif kind == "signal":
            self._open_signal(token)
        elif kind == "conditional":
            self._open_condition(token)
        else:
            self._open_message(token)

    def _open_again(self, token: Token) -> bool:
        if self.event_of(token).kind != "timer":
            self._open(token)
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

    def _open_message(self, token: Token) -> None:
        event = self.event_of(token)
        name, key = message_name(self, event), correlation_key(self, token, event)
        self._subscribe(token, Awaited.MESSAGE, name, key)
        details = {"message": name, "correlation_key": key}
        token.advance.record(HistoryKind.ELEMENT_ENTERED, token, details)

    def _open_signal(self, token: Token) -> None:
        name = self.signal_name(token, self.event_of(token))
        token.internal_data["signal"] = name
        self._subscribe(token, Awaited.SIGNAL, name)
        token.advance.record(HistoryKind.ELEMENT_ENTERED, token, {"signal": name})

    def _open_condition(self, token: Token) -> None:
        body = self.event_of(token).body
        token.internal_data.setdefault("was", False)
        token.advance.changed = True  # it may be true already: looked at after this step
        self._subscribe(token, Awaited.CONDITION, body)
        token.advance.record(HistoryKind.ELEMENT_ENTERED, token, {"condition": body})

    def _subscribe(self, token: Token, kind: Awaited, name: str, key: str = "") -> None:
        place = token.advance.place_of(token)
        token.advance.open(token, Subscription(**place, name=name, correlation_key=key, kind=kind))

    def _open_timer(self, token: Token) -> None:
        advance = token.advance
        due = self._due(token, self.event_of(token))
        token.internal_data["due"] = due.isoformat()
        advance.open(token, Timer(**advance.place_of(token), due_at=due))
        advance.record(HistoryKind.ELEMENT_ENTERED, token, {"due_at": due.isoformat()})

    def signal_name(self, token: Token, event: EventDefinition) -> str:
        """Return the name of a signal, which may be FEEL."""
        declared = self.spec.diagram.declared.get(event.reference)
        written = "" if declared is None else declared.name
        name = token.advance.expressions.text(written, seen_by(token))
        if name is None:
            raise Trouble(
                IncidentKind.EXPRESSION_ERROR, f"The name “{written}” of the signal has no value."
            )
        return name

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


class IntermediateCatchEvent(Catcher):
    """The bpmn:intermediateCatchEvent; a link is passed at once."""

    def work(self, token: Token) -> bool:
        """Wait, except at the other end of a link."""
        return self.node.event_kind == "link" or super().work(token)


class StartEvent(Catcher):
    """The bpmn:startEvent. Its token is placed when the start has already happened."""

    def work(self, token: Token) -> bool:
        """Take in what the start has brought."""
        if "result" in token.internal_data:
            self.absorb(token, token.internal_data["result"])
        return True
