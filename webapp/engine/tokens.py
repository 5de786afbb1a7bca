"""Tokens and scopes: SpiffWorkflow's tasks and workflows, kept only where something is going on.

SpiffWorkflow grows a tree of everything that was and of everything that may come; that is where
its costs and its stale copies come from. Here a task exists only while a token stands at its
element. Its children are what belongs to it: armed boundary events, the items of a multi-instance
activity, the events behind an event-based gateway. Variables belong to scopes, never to tasks;
`Task.data` holds only what is local to one element instance (input mappings, the item).
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from random import getrandbits
from typing import Any, Protocol

from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from webapp.engine.decisions import Decisions
from webapp.engine.diagrams import Flow
from webapp.engine.errors import Trouble
from webapp.engine.expressions import Expressions
from webapp.engine.outcome import HistoryKind, Place, ThrownMessage, ThrownSignal
from webapp.engine.timing import Calendar

Element = Any
"""A task spec of `webapp.engine.elements`; SpiffWorkflow's classes have no types to build on."""


ROOT = ""
"""The id of every scope's root, under which its tokens stand."""


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


class NoScripts:
    """Stands where SpiffWorkflow would keep its Python interpreter: there is none."""


class Token(Task):
    """A token at an element: an element instance.

    READY: will be run by the advance. STARTED: work is open (a task, a job, a called process).
    WAITING: an event or a join waits. ERROR: an incident is open.
    """

    data: dict[str, Any]
    internal_data: dict[str, Any]
    leaving: tuple[Flow, ...] = ()
    stored: bytes | None = None
    """What its snapshot says, as long as nobody has asked (`webapp.engine.serializer`)."""

    triggered = False  # what the library wants to know of every task, the same for all of ours
    thread_id = 0
    last_state_change = 0.0

    def __init__(  # what the library's does, without its clock and its second look at the parent
        self,
        scope: "Scope",
        element: Element,
        parent: "Token | None",
        identifier: str | None = None,
    ) -> None:
        """Place the token under its parent, READY to run."""
        self.id = f"{getrandbits(128):032x}" if identifier is None else identifier
        self.workflow = scope
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
    def scope(self) -> "Scope":
        """Return the process or sub-process instance in which the token stands."""
        scope: Scope = self.workflow
        return scope

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

    def wake(self) -> None:
        """Let the advance run the token (again); an incident here is over."""
        self.advance.close(self)
        self._set_state(TaskState.READY)
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

    def drop_children(self) -> None:
        """Take away what belongs to the token: children, and the scope that it started."""
        for child in self.children:
            child.cancel()
        inner = self.scope.top.subprocesses.get(self.id)
        if inner is not None:
            inner.drop()


class Scope:
    """What a process instance, a called process and an embedded sub-process have in common."""

    spec: Any
    tasks: dict[str, Token]
    data: dict[str, Any]
    completed: bool
    task_tree: Token
    host: Token | None
    top: "Instance"
    written: set[str]
    compensations: list[dict[str, Any]]
    joins: dict[str, Token]
    depth: int

    def prepare(self) -> None:
        """Make the root under which the tokens stand."""
        self.joins = {}
        self.written = set()
        self.compensations = []
        self.task_tree = Token(self, self.spec.start, None, ROOT)
        self.task_tree._set_state(TaskState.COMPLETED)  # noqa: SLF001 - the root is no token

    @property
    def isolated(self) -> bool:
        """Tell whether the scope has variables of its own; an embedded sub-process has none."""
        is_process: bool = self.spec.is_process
        return is_process

    @property
    def parent_token(self) -> Token:
        """Return the token of the activity in which the scope runs; not for an instance's own."""
        assert self.host is not None  # noqa: S101 - asked only inside an activity
        return self.host

    def tokens(self) -> Iterator[Token]:
        """Return the tokens that stand in this scope itself."""
        return (t for t in list(self.tasks.values()) if t is not self.task_tree)

    def place(
        self, element: Element, parent: Token | None = None, identifier: str | None = None
    ) -> Token:
        """Put a new token at an element and let the advance run it."""
        token = Token(self, element, parent or self.task_tree, identifier)
        self.top.advance.queue.append(token)
        return token

    def begin(self, starts: Iterable[Element], result: Mapping[str, Any] | None = None) -> None:
        """Put the first tokens into the scope; `result` is what a start event has received."""
        for element in starts:
            token = self.place(element)
            if result is not None:
                token.internal_data["result"] = result
        for element in self.spec.listeners:
            self.place(element).internal_data["listener"] = True

    def wait_for_more(self, element: Element, arrived: dict[str, int] | None = None) -> Token:
        """Put a token at a join, where it waits until enough others have come."""
        token = Token(self, element, self.task_tree)
        token.wait()
        token.internal_data["arrived"] = arrived or {}
        self.joins[element.name] = token
        return token

    def take(self, flow: Flow) -> None:
        """Move a token along a sequence flow."""
        if flow.id:  # the way between link events is not drawn
            self.top.advance.flows.append((self.spec.process_id, flow.id))
        self.spec.task_specs[flow.target].arrive(self, flow)

    def remove(self, token: Token) -> None:
        """Forget a token that has left or was cancelled; a scope without tokens is complete."""
        self._forget(token)
        if self.joins.get(token.element.name) is token:
            del self.joins[token.element.name]
        self.finish_if_idle()

    def _forget(self, token: Token) -> None:
        for child in token.children:
            self._forget(child)
        token.parent._children.remove(token.id)  # noqa: SLF001 - as the library does
        del self.tasks[token.id]

    def finish_if_idle(self) -> None:
        """Complete the scope when no token is left that could still do something."""
        if self.completed or self.is_busy():
            return
        if self.host is None or self.host.element.may_end(self):
            self.end()

    def end(self) -> None:
        """Complete the scope; what is still there is taken away."""
        self.completed = True
        for token in self.tokens():
            token.cancel()
        self.top.advance.scope_completed(self)

    def is_busy(self) -> bool:
        """Tell whether there is a token that does more than listen."""
        root = self.task_tree
        for token in self.tasks.values():
            if token is not root and not token.is_listener and not token.is_trigger:
                return True
        return False

    def clear(self, spared: Token) -> None:
        """Take all other tokens of the scope away."""
        root = self.task_tree
        others = [t for t in self.tokens() if t is not spared and t.parent is root]
        # Who compensates goes first, or it would begin with the next handler.
        for token in sorted(others, key=lambda t: "compensating" not in t.internal_data):
            token.cancel()

    def drop(self) -> None:
        """Cancel everything in the scope and forget it."""
        self.completed = True
        for token in self.tokens():
            if token.parent is self.task_tree:
                token.cancel()
        if self.host is not None:
            self.top.subprocesses.pop(self.host.id, None)

    def left(self, token: Token) -> None:
        """Forget a token that has left (SpiffWorkflow would scan its whole tree here)."""
        if self.host is not None:
            self.host.element.left_inside(self, token)
        self.remove(token)


class Instance(Scope, BpmnWorkflow):
    """A process instance: the top scope."""

    def __init__(self, spec: Any, specs: Mapping[str, Any], advance: Books) -> None:
        """Make an instance without tokens."""
        self.advance = advance
        self.host = None
        self.top = self
        BpmnWorkflow.__init__(self, spec, specs, script_engine=NoScripts(), deserializing=True)
        self.prepare()
        advance.instance = self

    def scopes(self) -> list[Scope]:
        """Return all scopes, this one first."""
        return [self, *self.subprocesses.values()]

    def token(self, identifier: str) -> Token | None:
        """Return the token with this id, wherever it stands."""
        return next((s.tasks[identifier] for s in self.scopes() if identifier in s.tasks), None)

    def find(self, open_id: str) -> Token | None:
        """Return the token at which the named thing is open."""
        token = self.token(open_id.partition(":")[0])
        if token is not None and "open" in token.internal_data and token.open_id == open_id:
            return token
        return None


class SubScope(Scope, BpmnSubWorkflow):
    """A called process or an embedded sub-process that runs inside an instance."""

    def __init__(self, spec: Any, host: Token) -> None:
        """Make a scope without tokens under the token of its call activity or sub-process."""
        self.host = host
        self.top = host.scope.top
        BpmnSubWorkflow.__init__(self, spec, host.id, self.top, deserializing=True)
        self.prepare()
        self.top.subprocesses[host.id] = self

    @property
    def parent_workflow(self) -> Scope:
        """Return the scope around this one."""
        return self.parent_token.scope

    def _calculate_depth(self) -> int:
        return self.parent_workflow.depth + 1
