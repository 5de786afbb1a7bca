"""A world for plays: a clock, a calendar, answers to jobs, messages, and the stories in it.

    world = World(answers={"publicity.publish": {"notice_id": "n1"}})
    story = world.start(Path("publicity.bpmn").read_bytes(), {"title": "公示", "rows": []})
    assert story.open == ["check"]                    # element ids of the open user tasks
    story.complete("check", {"decision": "pass"})
    world.advance("P5D")                              # fires every timer on the way, in order
    story.deliver("objection_raised", {"text": "…"})  # straight into the waiting event
    assert story.has_ended and story.variables["result"] == "pass"

Every step goes through the engine and a snapshot, as in the application. A thrown message goes to
the story that waits for its name and key, else starts a process given to `deploy`, else is kept
until somebody waits; a signal goes to all who wait for it now. A job is answered as `answers` say,
else it stays open.
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from webapp.engine.commands import (
    CompleteJob,
    DeliverMessage,
    DeliverSignal,
    FireTimer,
    StartProcess,
    ThrowBpmnError,
)
from webapp.engine.definitions import Sources, describe
from webapp.engine.outcome import Awaited, HistoryEvent, JobRequest, Outcome, Subscription
from webapp.engine.process_engine import ProcessEngine
from webapp.engine.timing import parse_duration
from webapp.feel.evaluator import Feel
from webapp.jobs.errors import BpmnError
from webapp.kernel.clock import CHINA
from webapp.kernel.errors import ApplicationError
from webapp.kernel.text import Text
from webapp.play.errors import CannotPlay
from webapp.play.story import Story
from webapp.play.weekdays import Weekdays

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)
"""When a play begins unless it is told otherwise."""

COUNTY = "220582"
PATIENCE = 10_000
"""So many steps may follow from one by themselves before the play is taken for endless."""

Answer = Mapping[str, Any] | Exception | Callable[[JobRequest], Mapping[str, Any] | None]


class WorldEvent(StrEnum):
    """What a world writes into its log beside the history of its stories."""

    VARIABLES_CHANGED = "VARIABLES_CHANGED"
    MESSAGE_SENT = "MESSAGE_SENT"
    MESSAGE_KEPT = "MESSAGE_KEPT"
    SIGNAL_SENT = "SIGNAL_SENT"
    TIME_PASSED = "TIME_PASSED"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log; `instance` is the number of the story, 0 is the world itself."""

    at: datetime
    instance: int
    event: str
    process_id: str = ""
    element_id: str = ""
    element_name: str = ""
    element_type: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deployed:
    """A process that messages and signals may start."""

    sources: Sources
    county: str
    messages: tuple[str, ...]
    signals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A message on its way; without a `key` it is for the first who waits for its name."""

    name: str
    key: str | None
    variables: Mapping[str, Any]

    def is_for(self, waiting: Subscription) -> bool:
        """Tell whether somebody waits for this message."""
        return (
            waiting.kind is Awaited.MESSAGE
            and waiting.name == self.name
            and self.key in {None, waiting.correlation_key}
        )


@cache
def player_feel() -> Feel:
    """Return an evaluator for plays."""
    return Feel()


@cache
def player_engine() -> ProcessEngine:
    """Return an engine for plays, with its cache of definitions."""
    return ProcessEngine(player_feel(), Weekdays())


class World:
    """A clock, answers and messages, and the process instances that live among them."""

    def __init__(
        self,
        engine: ProcessEngine | None = None,
        *,
        answers: Mapping[str, Answer] | None = None,
        now: datetime = MONDAY,
        patience: int = PATIENCE,
    ) -> None:
        """Begin at a moment with nobody waiting.

        `answers` are by operation: variables, a function of the JobRequest (None leaves the job
        open), or an exception such as `BpmnError("NO_POSTS")`. The calendar is the engine's.
        """
        self.engine = engine or player_engine()
        self.answers = dict(answers or {})
        self.now = now
        self.patience = patience
        self.stories: list[Story] = []
        self.deployed: list[Deployed] = []
        self.kept: list[Letter] = []
        self.log: list[Entry] = []
        self._known: dict[int, dict[str, Any]] = {}
        self._todo: deque[Callable[[], None]] = deque()
        self._is_busy = False

    def start(
        self,
        process: bytes | Sources,
        variables: Mapping[str, Any] | None = None,
        *,
        county: str = COUNTY,
        message: str | None = None,
    ) -> Story:
        """Start an instance of a process, by its none start event or by that of a message."""
        return self.begin(process, StartProcess(dict(variables or {}), message), county=county)

    def begin(
        self, process: bytes | Sources, command: StartProcess, *, county: str = COUNTY
    ) -> Story:
        """Start an instance of a process by this command."""
        story = self.make_story(sources_of(process), county)
        self.stories.append(story)
        try:
            return story.command(command)
        except ApplicationError:
            self.stories.remove(story)  # it has never begun
            raise

    def make_story(self, sources: Sources, county: str) -> Story:
        """Return a story that has not begun."""
        return Story(self, sources, county, len(self.stories) + 1)

    def deploy(self, process: bytes | Sources, *, county: str = COUNTY) -> None:
        """Let thrown messages start this process by its message start events."""
        sources = sources_of(process)
        info = describe(sources.diagrams[sources.process_id], sources.process_id)
        starts = (info.message_starts, info.signal_starts)
        self.deployed.append(Deployed(sources, county, *starts))

    def advance(self, duration: str) -> None:
        """Let time pass (`P5D`, `PT1H`, …); due timers fire in the order of their moments."""
        self.advance_to(parse_duration(duration).after(self.now))

    def advance_to(self, moment: datetime) -> None:
        """Let time pass until a moment."""
        for _ in range(self.patience):
            due = [
                (timer.due_at, timer.id, story)
                for story in self.stories
                for timer in story.timers.values()
                if timer.due_at <= moment
            ]
            if not due:
                break
            at, timer_id, story = min(due, key=lambda entry: entry[:2])
            self.now = max(self.now, at)
            story.command(FireTimer(timer_id))
        else:
            raise _endless(self.patience)
        self.now = moment
        self._write(WorldEvent.TIME_PASSED, {"until": moment.isoformat()})

    def throw(
        self, name: str, key: str | None = None, variables: Mapping[str, Any] | None = None
    ) -> None:
        """Send a message from outside; without a key, to the first who waits for its name."""
        self._write(WorldEvent.MESSAGE_SENT, {"message": name, "correlation_key": key})
        self.route(Letter(name, key, dict(variables or {})))

    def route(self, letter: Letter) -> None:
        """Bring a message to who waits for it, else start a process by it, else keep it."""
        for story in self.stories:
            for waiting in story.subscriptions.values():
                if letter.is_for(waiting):
                    story.command(DeliverMessage(waiting.id, letter.variables))
                    return
        for found in self.deployed:
            if letter.name in found.messages:
                command = StartProcess(letter.variables, letter.name)
                self.begin(found.sources, command, county=found.county)
                return
        self.kept.append(letter)
        kept = {"message": letter.name, "correlation_key": letter.key}
        self._write(WorldEvent.MESSAGE_KEPT, kept)

    def broadcast(self, name: str, variables: Mapping[str, Any] | None = None) -> None:
        """Send a signal from outside."""
        self._write(WorldEvent.SIGNAL_SENT, {"signal": name})
        self.spread(name, dict(variables or {}))

    def spread(self, name: str, variables: Mapping[str, Any], source: Story | None = None) -> None:
        """Bring a signal to everybody who waits for it, but its source, and to whom it starts."""
        for story in list(self.stories):
            for waiting in list(story.subscriptions.values()) if story is not source else ():
                wanted = waiting.kind is Awaited.SIGNAL and waiting.name == name
                if wanted and waiting.id in story.places:
                    story.command(DeliverSignal(waiting.id, variables))
        for found in self.deployed:
            if name in found.signals:
                command = StartProcess(variables, signal=name)
                self.begin(found.sources, command, county=found.county)

    def deliver_kept(self) -> None:
        """Bring kept messages to those who have begun to wait for them."""
        for letter in list(self.kept):
            if any(letter.is_for(w) for s in self.stories for w in s.subscriptions.values()):
                self.kept.remove(letter)
                self.route(letter)

    def answer(self, story: Story, request: JobRequest) -> Mapping[str, Any] | None:  # noqa: ARG002 - for subclasses
        """Return what a job brings, None to leave it open; raise BpmnError to let it fail."""
        answer = self.answers.get(request.operation)
        if isinstance(answer, Exception):
            raise answer
        return answer(request) if callable(answer) else answer

    def stepped(self, story: Story, outcome: Outcome) -> None:
        """Answer the jobs that a step has opened, carry its messages, and so on to the end."""
        self._tell(story, outcome)
        follows: list[Callable[[], None]] = [
            *(_later(self._answer, story, job) for job in outcome.jobs),
            *(
                _later(self.route, Letter(m.name, m.correlation_key, m.variables))
                for m in outcome.messages
            ),
            *(_later(self.spread, s.name, s.variables, story) for s in outcome.signals),
            *([self.deliver_kept] if outcome.subscriptions else []),
        ]
        self._todo.extendleft(reversed(follows))
        if not self._is_busy:
            self._work_off()

    def _work_off(self) -> None:
        self._is_busy = True
        try:
            for _ in range(self.patience):
                if not self._todo:
                    return
                self._todo.popleft()()
            raise _endless(self.patience)
        finally:
            self._todo.clear()
            self._is_busy = False

    def _answer(self, story: Story, job: JobRequest) -> None:
        if job.id not in story.places:
            return  # an interrupting event was faster
        try:
            answer = self.answer(story, job)
        except BpmnError as error:
            story.command(ThrowBpmnError(job.id, error.error_code, error.message, error.variables))
            return
        if answer is not None:
            story.command(CompleteJob(job.id, answer))

    def _tell(self, story: Story, outcome: Outcome) -> None:
        self.log.extend(_entry(self.now, story.number, event) for event in outcome.history)
        before = self._known.get(story.number, {})
        changed = {n: v for n, v in story.variables.items() if n not in before or before[n] != v}
        if changed:
            self._write(WorldEvent.VARIABLES_CHANGED, changed, story)
        self._known[story.number] = dict(story.variables)

    def _write(
        self, event: WorldEvent, details: Mapping[str, Any], story: Story | None = None
    ) -> None:
        number = 0 if story is None else story.number
        process_id = "" if story is None else story.definition.process_id
        self.log.append(Entry(self.now, number, event.value, process_id, details=details))


def _later(function: Callable[..., None], *arguments: Any) -> Callable[[], None]:
    return lambda: function(*arguments)


def _entry(now: datetime, number: int, event: HistoryEvent) -> Entry:
    return Entry(
        at=now,
        instance=number,
        event=event.kind.value,
        process_id=event.process_id,
        element_id=event.element_id,
        element_name=event.element_name,
        element_type=event.element_type,
        details=event.details,
    )


def _endless(patience: int) -> CannotPlay:
    return CannotPlay(
        Text(
            zh=f"连续 {patience} 步仍未停下，流程或消息可能在循环。",
            en=f"it did not come to rest within {patience} steps; "
            "do processes, messages or timers go round in circles?",
        )
    )


def sources_of(process: bytes | Sources) -> Sources:
    """Return the files of a process; a single diagram calls nothing."""
    if isinstance(process, Sources):
        return process
    process_id = describe(process).process_id
    return Sources(process_id, {process_id: process})
