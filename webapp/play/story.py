"""A story: one process instance in a world, told step by step."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol, TypeVar

from webapp.engine.commands import (
    ActivateElement,
    CancelInstance,
    Command,
    CompleteJob,
    CompleteUserTask,
    DeliverMessage,
    FireTimer,
    RetryElement,
    SetVariables,
    ThrowBpmnError,
)
from webapp.engine.definitions import Definition, Sources
from webapp.engine.outcome import (
    HistoryEvent,
    HistoryKind,
    Incident,
    InstanceState,
    JobRequest,
    Outcome,
    Place,
    Subscription,
    ThrownMessage,
    Timer,
    UserTask,
)
from webapp.engine.process_engine import ProcessEngine
from webapp.kernel.text import Text
from webapp.play.errors import CannotPlay

P = TypeVar("P", bound=Place)
Variables = Mapping[str, Any]


class Surroundings(Protocol):
    """What a story knows of its world."""

    engine: ProcessEngine
    now: datetime

    def stepped(self, story: "Story", outcome: Outcome) -> None:
        """Do what follows from a step of the story."""
        ...


class Story:
    """One process instance. Every step goes through the engine and a snapshot.

    Elements are named by their ids in the diagram. Where several of a kind stand open at one
    element, the first is meant. A step that is not possible raises CannotPlay, or what the engine
    raises.
    """

    def __init__(self, world: Surroundings, sources: Sources, county: str, number: int) -> None:
        """Belong to a world; its `start` is the way to make one."""
        self.world = world
        self.county = county
        self.number = number
        self.definition: Definition = world.engine.compile(sources)
        self.snapshot: bytes | None = None
        self.state = InstanceState.ACTIVE
        self.variables: dict[str, Any] = {}
        self.places: dict[str, Place] = {}
        self.seen_ids: set[str] = set()
        self.history: list[HistoryEvent] = []
        self.flows: list[tuple[str, str]] = []
        self.messages: list[ThrownMessage] = []

    @property
    def has_ended(self) -> bool:
        """Tell whether the instance has completed."""
        return self.state is InstanceState.COMPLETED

    @property
    def open(self) -> list[str]:
        """Return the element ids of the open user tasks, in the order of their opening."""
        return [task.element_id for task in self.user_tasks.values()]

    @property
    def user_tasks(self) -> dict[str, UserTask]:
        """Return the open user tasks by id."""
        return self._those(UserTask)

    @property
    def jobs(self) -> dict[str, JobRequest]:
        """Return the open jobs by id."""
        return self._those(JobRequest)

    @property
    def timers(self) -> dict[str, Timer]:
        """Return the open timers by id."""
        return self._those(Timer)

    @property
    def subscriptions(self) -> dict[str, Subscription]:
        """Return the open subscriptions by id."""
        return self._those(Subscription)

    @property
    def incidents(self) -> dict[str, Incident]:
        """Return the open incidents by id."""
        return self._those(Incident)

    @property
    def passed(self) -> list[str]:
        """Return the ids of the elements that were completed, in order."""
        done = HistoryKind.ELEMENT_COMPLETED
        return [event.element_id for event in self.history if event.kind is done]

    def times_taken(self, flow_id: str) -> int:
        """Return how often a sequence flow was taken."""
        return Counter(flow for _, flow in self.flows)[flow_id]

    def _those(self, kind: type[P]) -> dict[str, P]:
        return {i: place for i, place in self.places.items() if isinstance(place, kind)}

    def one(self, kind: type[P], element_id: str) -> P:
        """Return the (first) open thing of a kind at an element; raise CannotPlay."""
        found = [p for p in self._those(kind).values() if p.element_id == element_id]
        if not found:
            raise not_open(element_id, self.places.values())
        return found[0]

    def task(self, element_id: str) -> UserTask:
        """Return the (first) open user task at an element."""
        return self.one(UserTask, element_id)

    def tasks(self, element_id: str) -> list[UserTask]:
        """Return all open user tasks at an element."""
        return [t for t in self.user_tasks.values() if t.element_id == element_id]

    def sees(self, element_id: str) -> dict[str, Any]:
        """Return the variables that an open element sees."""
        return self.seen_at(self.one(Place, element_id))

    def seen_at(self, place: Place) -> dict[str, Any]:
        """Return the variables that what is open there sees."""
        assert self.snapshot is not None  # noqa: S101 - something is open, so it has begun
        return self.world.engine.variables(self.definition, self.snapshot, place.id)

    def complete(self, element_id: str, variables: Variables | None = None) -> "Story":
        """Complete the user task at an element with the data of its form, already valid."""
        return self.complete_task(self.task(element_id), variables)

    def complete_task(self, task: UserTask, variables: Variables | None = None) -> "Story":
        """Complete this very user task (of several at an element)."""
        return self.command(CompleteUserTask(task.id, dict(variables or {})))

    def complete_all(self, element_id: str, *answers: Variables) -> "Story":
        """Complete the open user tasks at an element one after the other, with these answers."""
        for answer in answers:
            self.complete(element_id, answer)
        return self

    def job_done(self, element_id: str, variables: Variables | None = None) -> "Story":
        """Let the open job at an element succeed."""
        return self.command(CompleteJob(self.one(JobRequest, element_id).id, dict(variables or {})))

    def job_error(self, element_id: str, code: str, variables: Variables | None = None) -> "Story":
        """Let the open job at an element end in a BPMN error."""
        job = self.one(JobRequest, element_id)
        return self.command(ThrowBpmnError(job.id, code, "", dict(variables or {})))

    def throw_error(self, element_id: str, code: str) -> "Story":
        """Throw a BPMN error at an open user task or job."""
        return self.command(ThrowBpmnError(self.one(Place, element_id).id, code))

    def fire(self, element_id: str) -> "Story":
        """Fire the timer at an element, due or not."""
        return self.command(FireTimer(self.one(Timer, element_id).id))

    def deliver(self, message: str, variables: Variables | None = None) -> "Story":
        """Deliver a message to the first event of this instance that waits for it."""
        for waiting in self.subscriptions.values():
            if waiting.name == message:
                return self.command(DeliverMessage(waiting.id, dict(variables or {})))
        raise not_open(message, self.subscriptions.values())

    def activate(self, ad_hoc: str, element_id: str) -> "Story":
        """Begin an element inside an open ad-hoc sub-process."""
        waiting = self.one(Subscription, ad_hoc)
        return self.command(ActivateElement(waiting.id, element_id))

    def set_variables(self, variables: Variables, element_id: str | None = None) -> "Story":
        """Change variables of the instance, or where an element stands."""
        at = None if element_id is None else self.one(Place, element_id).id
        return self.command(SetVariables(dict(variables), at))

    def retry(self, element_id: str) -> "Story":
        """Run an element again that stands at an incident."""
        return self.command(RetryElement(self.one(Incident, element_id).id))

    def cancel(self) -> "Story":
        """Cancel the instance."""
        return self.command(CancelInstance())

    def command(self, command: Command) -> "Story":
        """Carry out a command, then everything that the world does by itself."""
        outcome = self.carry_out(command)
        self._take(outcome)
        self.world.stepped(self, outcome)
        return self

    def carry_out(self, command: Command) -> Outcome:
        """Let the engine advance the instance from its snapshot."""
        world = self.world
        return world.engine.advance(
            self.definition, self.snapshot, command, now=world.now, county=self.county
        )

    def _take(self, outcome: Outcome) -> None:
        """Keep what the outcome says; the engine's promises about ids are checked on the way."""
        opened = opened_by(outcome)
        broken = [
            *(f"closed, but never open: {i}" for i in outcome.closed - self.places.keys()),
            *(f"an id that was used before: {p}" for p in opened if p.id in self.seen_ids),
        ]
        for identifier in outcome.closed & self.places.keys():
            del self.places[identifier]
        self.places.update({place.id: place for place in opened})
        self.seen_ids.update(place.id for place in opened)
        if outcome.state is not InstanceState.ACTIVE:
            broken += [f"open after the end: {p}" for p in self.places.values()]
        if broken:
            raise AssertionError("; ".join(broken))
        self.snapshot = outcome.snapshot
        self.state = outcome.state
        self.variables = dict(outcome.variables)
        self.history.extend(outcome.history)
        self.messages.extend(outcome.messages)
        self.flows.extend(outcome.flows)


def opened_by(outcome: Outcome) -> list[Place]:
    """Return everything that a step has opened."""
    kinds = (outcome.user_tasks, outcome.jobs, outcome.timers, outcome.subscriptions)
    return [place for places in (*kinds, outcome.incidents) for place in places]


def not_open(name: str, places: Iterable[Place]) -> CannotPlay:
    """Return the refusal of a step at something that is not open; it says what is."""
    kinds = ", ".join(f"{p.element_id} ({type(p).__name__})" for p in places) or "–"
    return CannotPlay(
        Text(
            zh=f"“{name}”当前没有可执行的此类事项；待处理：{kinds}。",
            en=f"nothing of this kind is open at “{name}”; open are: {kinds}.",
        )
    )
