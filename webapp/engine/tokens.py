"""Tokens: SpiffWorkflow's tasks, kept only where something is going on.

SpiffWorkflow grows a tree of everything that was and of everything that may come; that is where
its costs and its stale copies come from. Here a task exists only while a token stands at its
element. Its children are what belongs to it: armed boundary events, the items of a multi-instance
activity, the events behind an event-based gateway. Variables belong to scopes, never to tasks;
`Task.data` holds only what is local to one element instance (input mappings, the item).
"""

from collections import deque
from collections.abc import Mapping
from datetime import datetime
from random import getrandbits
from typing import TYPE_CHECKING, Any, Protocol

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from webapp.engine.decisions import Decisions
from webapp.engine.diagrams import Flow
from webapp.engine.errors import Trouble
from webapp.engine.expressions import Expressions
from webapp.engine.outcome import HistoryKind, Place, ThrownMessage, ThrownSignal
from webapp.engine.timing import Calendar

if TYPE_CHECKING:
    from webapp.engine.scopes import Instance, Scope

Element = Any
"""A task spec of `webapp.engine.elements`; SpiffWorkflow's classes have no types to build on."""


class Books(Protocol):
    """The advance that is going on (`webapp.engine.advance`), as tokens and elements see it."""

    instance: "Instance"
    queue: deque["Token"]
    expressions: Expressions
    decisions: Decisions
    calendar: Calendar
    flows: list[tuple[str, str]]
    messages: list[ThrownMessage]
    signals: list[ThrownSignal]
    changed: bool

    @property
    def now(self) -> datetime:
        """Return the moment of the advance."""
        ...

    def open(self, token: "Token", place: Place) -> None:
        """Enter that something is open at the token."""
        ...

    def close(self, token: "Token") -> None:
        """Enter that what was open at the token no longer is."""
        ...

    def place_of(self, token: "Token") -> dict[str, Any]:
        """Return the fields that every place has."""
        ...

    def record(
        self, kind: HistoryKind, token: "Token", details: Mapping[str, Any] | None = None
    ) -> None:
        """Write a fact about the token's element into the history."""
        ...

    def fail(self, token: "Token", trouble: Trouble) -> None:
        """Open an incident at the token."""
        ...

    def resume(self, token: "Token") -> None:
        """Let the tokens go on that stopped together with this one, because it ran away."""
        ...

    def cancelled(self, token: "Token") -> None:
        """Enter that a token is taken away."""
        ...

    def scope_completed(self, scope: "Scope") -> None:
        """Enter that a scope has come to its end."""
        ...

    def cancel(self) -> None:
        """End the instance wherever its tokens stand."""
        ...


class Token(Task):
    """A token at an element: an element instance.

    READY: will be run by the advance. STARTED: work is open (a task, a job, a called process).
    WAITING: an event or a join waits. ERROR: an incident is open.
    """

    scope: "Scope"
    """The process or sub-process instance in which the token stands."""

    data: dict[str, Any]
    internal_data: dict[str, Any]
    leaving: tuple[Flow, ...] = ()
    stored: bytes | None = None
    """What its snapshot says, as long as nobody has asked (`webapp.engine.serializer`)."""

    def __init__(  # what the library's does, without its clock and its second look at the parent
        self,
        scope: "Scope",
        element: Element,
        parent: "Token | None",
        identifier: str | None = None,
    ) -> None:
        """Place the token under its parent, READY to run."""
        self.id = f"{getrandbits(128):032x}" if identifier is None else identifier
        self.scope = self.workflow = scope
        self.task_spec = element
        self._state = TaskState.READY
        self._parent = None if parent is None else parent.id
        self._children: list[str] = []
        self.data = {}
        self.internal_data = {}
        scope.tasks[self.id] = self
        if parent is not None:
            parent._children.append(self.id)  # noqa: SLF001 - as the library's constructor does

    @property
    def element(self) -> Element:
        """Return the element at which the token stands."""
        return self.task_spec

    @property
    def advance(self) -> Books:
        """Return the advance that is going on."""
        return self.scope.top.advance

    @property
    def is_item(self) -> bool:
        """Tell whether this is one item of a multi-instance activity."""
        return "item" in self.internal_data

    @property
    def is_listener(self) -> bool:
        """Tell whether this only waits for the start of an event sub-process."""
        return "listener" in self.internal_data

    @property
    def is_trigger(self) -> bool:
        """Tell whether this waits for one of the several events of its parent."""
        return "trigger" in self.internal_data

    @property
    def is_handler(self) -> bool:
        """Tell whether this compensates an activity; it leaves along no flow."""
        return "for" in self.internal_data

    @property
    def is_reopened(self) -> bool:
        """Tell whether a completed sub-process is open once more to be compensated."""
        return "again" in self.internal_data

    @property
    def is_apart(self) -> bool:
        """Tell whether this only leads a compensation for which nobody waits."""
        return "apart" in self.internal_data

    @property
    def may_leave(self) -> bool:
        """Tell whether the token may yet move along a sequence flow."""
        return not (self.is_listener or self.is_reopened or self.is_apart)

    @property
    def open_id(self) -> str:
        """Return the id of what is open here: new for each opening after the first."""
        number = self.internal_data.get("n", 1)
        identifier: str = self.id
        return identifier if number == 1 else f"{identifier}:{number}"

    def _set_state(self, value: int) -> None:
        self._state = value  # without SpiffWorkflow's log record and reading of the clock

    def run(self) -> None:
        """Let the element work, and leave when it has done (without the library's detours)."""
        if self.task_spec._run_hook(self) is None:  # noqa: SLF001 - the library's hooks
            self._set_state(TaskState.STARTED)
        else:
            self._set_state(TaskState.COMPLETED)
            self.task_spec._on_complete_hook(self)  # noqa: SLF001
            self.scope.left(self)

    def wake(self, *, next_: bool = False) -> None:
        """Let the advance run the token (again), perhaps as the next; an incident here is over."""
        self.advance.close(self)
        self._set_state(TaskState.READY)
        if next_:
            self.advance.queue.appendleft(self)
        else:
            self.advance.queue.append(self)

    def wait(self) -> None:
        """Rest until a command or another token comes."""
        self._set_state(TaskState.WAITING)

    def cancel(self) -> None:
        """Take the token away with everything that belongs to it."""
        if self._state not in {TaskState.CANCELLED, TaskState.COMPLETED}:
            self.drop_children()
            self._set_state(TaskState.CANCELLED)
            self.task_spec._on_cancel(self)  # noqa: SLF001 - SpiffWorkflow's hook for subclasses
            self.advance.cancelled(self)
            self.scope.remove(self)

    def vanish(self) -> None:
        """Go without a word in the history: what was here goes on elsewhere, or never worked."""
        self._set_state(TaskState.COMPLETED)
        self.scope.remove(self)

    @property
    def children(self) -> list["Token"]:
        """Return the tokens that belong to this one; most have none."""
        tasks: dict[str, Token] = self.workflow.tasks
        return [tasks[child] for child in self._children] if self._children else []

    def drop_children(self) -> None:
        """Take away what belongs to the token: children, and the scope that it started."""
        for child in self.children:
            child.cancel()
        inner = self.scope.top.subprocesses.get(self.id)
        if inner is not None:
            inner.drop()
