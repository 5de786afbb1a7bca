"""The engine as a function: (snapshot, command) in, outcome out."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from webapp.engine import serializer
from webapp.engine.advance import Advance
from webapp.engine.carrying_out import carry_out, seen_at, start
from webapp.engine.commands import Command, StartProcess
from webapp.engine.definitions import Definition, DefinitionCache, Sources
from webapp.engine.errors import InstanceEnded
from webapp.engine.expressions import Evaluator, Expressions
from webapp.engine.linting import Catalog, Finding, lint_decision_file, lint_diagram
from webapp.engine.outcome import InstanceState, Outcome
from webapp.engine.picture import Picture, picture_of
from webapp.engine.timing import Calendar, WorkingDays

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
        return seen_at(instance, id)

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
            start(self._definition, advance, command)
        else:
            self._put_into(advance)
            if advance.state is not InstanceState.ACTIVE:
                raise InstanceEnded
            carry_out(advance.instance, command)
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
