"""Scopes: SpiffWorkflow's workflows, each with the tokens and variables of a (sub-)process.

The instance is the top scope; a called process and an embedded sub-process run in scopes of their
own, under the token of their activity (their host).
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from webapp.engine.diagrams import Flow
from webapp.engine.tokens import Books, Element, Token

ROOT = ""
"""The id of every scope's root, under which its tokens stand."""


class NoScripts:
    """Stands where SpiffWorkflow would keep its Python interpreter: there is none."""


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
        """Tell whether nothing is seen through it: not so an embedded sub-process."""
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
        for token in self.tokens():
            if token is not spared and token.parent is self.task_tree:
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
        # What the library's constructor makes besides would be half the time of loading a scope.
        self.spec = spec
        self.tasks = {}
        self.data = {}
        self.completed = False
        self.depth = host.scope.depth + 1
        self.prepare()
        self.top.subprocesses[host.id] = self
