"""One advance of a process instance: runs the tokens until all wait, and keeps the books."""

from collections import Counter, deque
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from SpiffWorkflow.util.task import TaskState

from webapp.engine.decisions import Decisions
from webapp.engine.errors import Trouble
from webapp.engine.expressions import Expressions
from webapp.engine.outcome import (
    HistoryEvent,
    HistoryKind,
    Incident,
    IncidentKind,
    InstanceState,
    JobRequest,
    Outcome,
    Place,
    Subscription,
    ThrownMessage,
    ThrownSignal,
    Timer,
    UserTask,
)
from webapp.engine.scopes import Instance, Scope, SubScope
from webapp.engine.timing import Calendar
from webapp.engine.tokens import Token

STEPS = "The process took {limit} steps without resting: does it go round in circles?"
TOKENS = "More than {limit} tokens are on their way at the same time: do they multiply?"

MAXIMUM_READY = 30_000
"""How many tokens may be on their way at once; a multi-instance activity may have 10,000."""


class Advance:
    """What happens between a command and the outcome. Not shared, not kept."""

    instance: Instance

    def __init__(
        self, expressions: Expressions, calendar: Calendar, decisions: Decisions, limit: int
    ) -> None:
        """Start with empty books; `limit` bounds the steps of one advance."""
        self.expressions = expressions
        self.decisions = decisions
        self.calendar = calendar
        self.limit = limit
        self.queue: deque[Token] = deque()
        self.state = InstanceState.ACTIVE
        self.opened: dict[str, Place] = {}
        self.closed: set[str] = set()
        self.messages: list[ThrownMessage] = []
        self.history: list[HistoryEvent] = []
        self.signals: list[ThrownSignal] = []
        self.flows: list[tuple[str, str]] = []
        self.changed = False
        self.steps = 0
        self.stopped = False
        self.watches = False

    @property
    def now(self) -> datetime:
        """Return the moment of this advance."""
        return self.expressions.now

    def run(self) -> None:
        """Run tokens until every one of them waits, stands at an incident or has ended."""
        self.watches = any(s.has_conditions for s in self.instance.subprocess_specs.values())
        self.look_at_conditions()  # a command may have changed variables
        self._drain()
        while not self.stopped and self._settle():
            self._drain()

    def _drain(self) -> None:
        while self.queue:
            if self.steps >= self.limit:
                self._stop(STEPS.format(limit=self.limit))
            elif len(self.queue) > MAXIMUM_READY:
                self._stop(TOKENS.format(limit=f"{MAXIMUM_READY:,}"))
            else:
                self._step(self.queue.popleft())

    def _stop(self, message: str) -> None:
        """Rest with one incident, at one of the tokens that are on their way."""
        ready = [token for token in self.queue if token.state == TaskState.READY]
        if ready:
            self._trouble(self._busiest(ready), Trouble(IncidentKind.RUNAWAY, message))
        self.queue.clear()

    def _trouble(self, token: Token, trouble: Trouble) -> None:
        """Open an incident; with one that ran away, all that were on their way stay READY."""
        self.fail(token, trouble)
        if trouble.kind is IncidentKind.RUNAWAY:
            token.internal_data["runaway"] = True
            self.stopped = True
            self.queue.clear()

    def _busiest(self, tokens: list[Token]) -> Token:
        """Return a token at the element that was passed, or is crowded, most."""
        places = [(token.scope.spec.process_id, token.element.node.id) for token in tokens]
        passed = Counter((event.process_id, event.element_id) for event in self.history)
        passed.update(places)
        return tokens[max(range(len(tokens)), key=lambda number: passed[places[number]])]

    def resume(self, token: Token) -> None:
        """Let the tokens go on that stopped together with this one, because it ran away."""
        if token.internal_data.pop("runaway", False):
            self.queue.extend(
                other
                for scope in self.instance.scopes()
                for other in scope.tokens()
                if other.state == TaskState.READY
            )

    def _step(self, token: Token) -> None:
        if token.state != TaskState.READY:
            return  # cancelled while it stood in the queue
        self.steps += 1
        try:
            token.run()
        except Trouble as trouble:
            self._trouble(token, trouble)
        if self.changed and self.watches:
            self.look_at_conditions()

    def look_at_conditions(self) -> None:
        """Let conditional events happen whose condition has become true."""
        while self.changed and not self.stopped:
            self.changed = False
            for scope in self.instance.scopes():
                if scope.spec.has_conditions:
                    for token in scope.tokens():
                        self._look(token)

    def _look(self, token: Token) -> None:
        waits = token.element.watches and token.state == TaskState.STARTED
        watches = waits and "was" in token.internal_data and "open" in token.internal_data
        if watches and not self.stopped:
            try:
                token.element.look(token)
            except Trouble as trouble:
                self._trouble(token, trouble)

    def _settle(self) -> bool:
        """Let one join go on that waited only for tokens which can no longer come."""
        return any(
            token.element.settle(token)
            for scope in self.instance.scopes()
            for token in list(scope.joins.values())
        )

    def open(self, token: Token, place: Place) -> None:
        """Enter into the books that something is open at the token."""
        token.internal_data["open"] = True
        self.opened[place.id] = place

    def close(self, token: Token) -> None:
        """Enter into the books that what was open at the token no longer is."""
        data = token.internal_data
        if data.pop("open", None):
            if self.opened.pop(token.open_id, None) is None:
                self.closed.add(token.open_id)
            data["n"] = data.get("n", 1) + 1

    def place_of(self, token: Token) -> dict[str, Any]:
        """Return the fields that every place has."""
        return {
            "id": token.open_id,
            "process_id": token.scope.spec.process_id,
            "element_id": token.element.node.id,
            "element_name": token.element.node.name,
        }

    def record(
        self, kind: HistoryKind, token: Token, details: Mapping[str, Any] | None = None
    ) -> None:
        """Write a fact about the token's element into the history."""
        node = token.element.node
        facts = dict(details or {})
        if token.is_item:
            facts["item"] = token.internal_data["item"] + 1
        process_id = token.scope.spec.process_id
        self.history.append(HistoryEvent(kind, process_id, node.id, node.name, node.type, facts))

    def fail(self, token: Token, trouble: Trouble) -> None:
        """Open an incident at the token; the other tokens go on."""
        self.close(token)
        token._set_state(TaskState.ERROR)  # noqa: SLF001 - the library's way to force a state
        self.open(
            token,
            Incident(**self.place_of(token), kind=trouble.kind, message=trouble.message),
        )
        details = {"kind": trouble.kind.value, "message": trouble.message}
        self.record(HistoryKind.INCIDENT_OPENED, token, details)

    def cancelled(self, token: Token) -> None:
        """Close what was open at a token that is taken away."""
        was_open = "open" in token.internal_data
        self.close(token)
        self.resume(token)
        silent = token.is_listener or token.is_trigger
        if (was_open or token.element.is_activity) and not silent:
            self.record(HistoryKind.ELEMENT_CANCELLED, token)

    def scope_completed(self, scope: Scope) -> None:
        """Hand the result of a scope to its host; the top scope's end is the instance's."""
        if isinstance(scope, SubScope) and scope.host is not None:
            self.instance.subprocesses.pop(scope.host.id, None)
            scope.host.internal_data["result"] = scope.host.element.result_of(scope)
            scope.host.wake()
        else:
            self.state = InstanceState.COMPLETED
            self._record_instance(HistoryKind.INSTANCE_COMPLETED)

    def started(self, details: Mapping[str, Any]) -> None:
        """Record that the instance has started."""
        self._record_instance(HistoryKind.INSTANCE_STARTED, details)

    def cancel(self) -> None:
        """End the instance wherever its tokens stand."""
        self.state = InstanceState.CANCELLED
        self.instance.drop()
        self._record_instance(HistoryKind.INSTANCE_CANCELLED)

    def _record_instance(self, kind: HistoryKind, details: Mapping[str, Any] | None = None) -> None:
        self.history.append(
            HistoryEvent(kind, self.instance.spec.process_id, details=dict(details or {}))
        )

    def outcome(self, snapshot: bytes) -> Outcome:
        """Return the books as an outcome."""
        places = self.opened.values()
        return Outcome(
            snapshot=snapshot,
            state=self.state,
            variables=self.instance.data,
            user_tasks=tuple(p for p in places if isinstance(p, UserTask)),
            jobs=tuple(p for p in places if isinstance(p, JobRequest)),
            timers=tuple(p for p in places if isinstance(p, Timer)),
            subscriptions=tuple(p for p in places if isinstance(p, Subscription)),
            incidents=tuple(p for p in places if isinstance(p, Incident)),
            closed=frozenset(self.closed),
            messages=tuple(self.messages),
            signals=tuple(self.signals),
            history=tuple(self.history),
            flows=tuple(self.flows),
        )
