"""The engine as a function: (snapshot, command) in, outcome out."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from SpiffWorkflow.util.task import TaskState

from webapp.engine import serializer
from webapp.engine.advance import Advance
from webapp.engine.commands import (
    CancelInstance,
    Command,
    CompleteJob,
    CompleteUserTask,
    DeliverMessage,
    FireTimer,
    RetryElement,
    SetVariables,
    StartProcess,
    ThrowBpmnError,
)
from webapp.engine.definitions import Definition, DefinitionCache, Sources
from webapp.engine.elements.catching import Catcher
from webapp.engine.elements.element import Element
from webapp.engine.elements.tasks import ServiceTask, UserTask
from webapp.engine.elements.throwing import Thrown, throw
from webapp.engine.errors import ElementNotOpen, InstanceEnded, NoSuchStart, Trouble
from webapp.engine.expressions import Evaluator, Expressions
from webapp.engine.linting import Catalog, Finding, lint_decision_file, lint_diagram
from webapp.engine.outcome import IncidentKind, InstanceState, Outcome
from webapp.engine.picture import Picture, picture_of
from webapp.engine.timing import Calendar, WorkingDays
from webapp.engine.tokens import Instance, Token
from webapp.engine.variables import change, plain, seen_by, write_to_scope

MAXIMUM_STEPS = 50_000


class ProcessEngine:
    """Runs process instances. It keeps nothing but parsed definitions, so one serves all."""

    def __init__(
        self, feel: Evaluator, calendar: WorkingDays, *, maximum_steps: int = MAXIMUM_STEPS
    ) -> None:
        """Keep the evaluator and the calendar; `maximum_steps` bounds what one advance may do."""
        self._feel = feel
        self._calendar = calendar
        self._maximum_steps = maximum_steps
        self._definitions = DefinitionCache()

    def compile(self, sources: Sources) -> Definition:
        """Return the definition of these files, from the cache if they were seen before."""
        return self._definitions.compile(sources)

    def advance(
        self,
        definition: Definition,
        snapshot: bytes | None,
        command: Command,
        *,
        now: datetime,
        county: str,
    ) -> Outcome:
        """Carry out a command and everything that follows from it without waiting.

        `snapshot` is None for StartProcess only; `county` is the code of the instance's county,
        whose working days count. Raise ElementNotOpen, InstanceEnded, NoSuchStart,
        UnusableVariables or SnapshotUnreadable; what fails inside the diagram is an incident.
        """
        return self.live(definition, snapshot).advance(command, now=now, county=county)

    def live(self, definition: Definition, snapshot: bytes | None = None) -> "LiveInstance":
        """Return an instance that stays in memory from one command to the next."""
        return LiveInstance(self._advance, definition, snapshot)

    def variables(
        self,
        definition: Definition,
        snapshot: bytes,
        id: str | None = None,  # noqa: A002 - as everywhere in the contract
    ) -> dict[str, Any]:
        """Return what an open element instance sees, or the variables of the instance."""
        advance = self._advance(definition, _NO_TIME, "")
        instance = serializer.load(snapshot, definition, advance)
        if id is None:
            return dict(instance.data)
        return dict(seen_by(_find(instance, id)))

    def lint(self, xml: bytes, catalog: Catalog) -> tuple[Finding, ...]:
        """Return what the deployment gate finds in a diagram; errors forbid its deployment."""
        return lint_diagram(xml, catalog, self._feel)

    def lint_decision(self, xml: bytes) -> tuple[Finding, ...]:
        """Return what the deployment gate finds in a DMN file."""
        return lint_decision_file(xml, self._feel)

    def _advance(self, definition: Definition, now: datetime, county: str) -> Advance:
        return Advance(
            Expressions(self._feel, now),
            Calendar(self._calendar, county),
            definition.decisions,
            self._maximum_steps,
        )


class LiveInstance:
    """A process instance in memory, loaded when the first command needs it.

    `ProcessEngine.advance` makes one for each command. Who keeps it can see whether the snapshots
    forget anything: it must go on exactly as an instance does that is loaded every time.
    """

    def __init__(
        self,
        books: Callable[[Definition, datetime, str], Advance],
        definition: Definition,
        snapshot: bytes | None,
    ) -> None:
        """Remember where the instance comes from: a snapshot, or else nowhere yet."""
        self._books = books
        self._definition = definition
        self._snapshot = snapshot
        self._latest: Advance | None = None

    def advance(self, command: Command, *, now: datetime, county: str) -> Outcome:
        """Do what `ProcessEngine.advance` says."""
        advance = self._books(self._definition, now, county)
        if isinstance(command, StartProcess):
            _start(self._definition, advance, command)
        else:
            self._put_into(advance)
            if advance.state is not InstanceState.ACTIVE:
                raise InstanceEnded
            _COMMANDS[type(command)](advance.instance, command)
        advance.run()
        self._latest = advance
        return advance.outcome(self._saved(advance))

    def saved(self) -> bytes:
        """Return the snapshot of the instance as it stands."""
        return self._saved(self._loaded())

    def picture(self) -> Picture:
        """Return everything that decides how the instance goes on, ids numbered."""
        return picture_of(self._loaded().instance)

    def _saved(self, advance: Advance) -> bytes:
        return serializer.save(advance.instance, self._definition, advance.state)

    def _loaded(self) -> Advance:
        if self._latest is None:
            advance = self._books(self._definition, _NO_TIME, "")
            self._put_into(advance)
            self._latest = advance
        return self._latest

    def _put_into(self, advance: Advance) -> None:
        if self._latest is not None:
            advance.instance, advance.state = self._latest.instance, self._latest.state
            advance.instance.advance = advance
        elif self._snapshot is None:
            raise InstanceEnded
        else:
            serializer.load(self._snapshot, self._definition, advance)


_NO_TIME = datetime(1, 1, 1, tzinfo=UTC)
"""The moment of an advance that evaluates nothing."""


def _start(definition: Definition, advance: Advance, command: StartProcess) -> None:
    spec = definition.spec
    starts = spec.none_starts() if command.message is None else spec.message_starts(command.message)
    if not starts:
        raise NoSuchStart(start=command.message or "none")
    instance = Instance(spec, definition.specs, advance)
    given = plain(command.variables)
    advance.started({"message": command.message} if command.message else {})
    if command.message is None:
        instance.data.update(given)
        instance.begin(starts)
    else:
        instance.begin(starts, given)


def _find(instance: Instance, open_id: str) -> Token:
    token = instance.find(open_id)
    if token is None:
        raise ElementNotOpen(id=open_id)
    return token


def _working(instance: Instance, open_id: str, kind: type[Element]) -> Token:
    """Return the token of work that is open (and not at an incident)."""
    token = _find(instance, open_id)
    if token.state != TaskState.STARTED or not isinstance(token.element, kind):
        raise ElementNotOpen(id=open_id)
    return token


def _complete_user_task(instance: Instance, command: CompleteUserTask) -> None:
    token = _working(instance, command.id, UserTask)
    token.element.completed(token, plain(command.variables))


def _complete_job(instance: Instance, command: CompleteJob) -> None:
    token = _working(instance, command.id, ServiceTask)
    token.element.completed(token, plain(command.variables))


def _throw_error(instance: Instance, command: ThrowBpmnError) -> None:
    token = _find(instance, command.id)
    if token.state != TaskState.STARTED or not isinstance(token.element, ServiceTask | UserTask):
        raise ElementNotOpen(id=command.id)
    variables = plain(command.variables)
    if throw(token, Thrown("error", command.error_code, command.message, variables)):
        return
    words = f": {command.message}" if command.message else "."
    trouble = Trouble(
        IncidentKind.UNHANDLED_ERROR_EVENT,
        f"Nobody catches the error “{command.error_code}”{words}",
    )
    token.advance.fail(token, trouble)


def _awaiting(instance: Instance, open_id: str, kind: str) -> Token:
    """Return the token that waits for a timer or a message."""
    token = _working(instance, open_id, Catcher)
    definition = token.element.awaited
    found = "message" if definition is None else definition.kind
    if found != kind or isinstance(token.element, UserTask | ServiceTask):
        raise ElementNotOpen(id=open_id)
    return token


def _fire_timer(instance: Instance, command: FireTimer) -> None:
    token = _awaiting(instance, command.id, "timer")
    token.element.timer_fired(token)


def _deliver_message(instance: Instance, command: DeliverMessage) -> None:
    token = _awaiting(instance, command.id, "message")
    token.element.message_received(token, plain(command.variables))


def _set_variables(instance: Instance, command: SetVariables) -> None:
    values = plain(command.variables)
    if command.id is None:
        write_to_scope(instance, values)
    else:
        change(_find(instance, command.id), values)


def _retry(instance: Instance, command: RetryElement) -> None:
    token = _find(instance, command.id)
    job_is_open = token.state == TaskState.STARTED and isinstance(token.element, ServiceTask)
    if token.state != TaskState.ERROR and not job_is_open:
        raise ElementNotOpen(id=command.id)
    token.wake()


def _cancel(instance: Instance, _command: CancelInstance) -> None:
    instance.advance.cancel()


_Handler = Callable[[Instance, Any], None]
_COMMANDS: dict[type, _Handler] = {
    CompleteUserTask: _complete_user_task,
    CompleteJob: _complete_job,
    ThrowBpmnError: _throw_error,
    FireTimer: _fire_timer,
    DeliverMessage: _deliver_message,
    SetVariables: _set_variables,
    RetryElement: _retry,
    CancelInstance: _cancel,
}
