"""Activities that contain a process: embedded and event sub-processes, call activities."""

from collections.abc import Mapping
from typing import Any

from webapp.engine.diagrams import Node
from webapp.engine.elements import compensation
from webapp.engine.elements.activity import WAIT, Activity
from webapp.engine.elements.boundary import absorb_thrown, kind_of
from webapp.engine.elements.catching import Catcher
from webapp.engine.elements.element import ProcessSpec
from webapp.engine.errors import Trouble
from webapp.engine.outcome import HistoryKind, IncidentKind
from webapp.engine.scopes import Scope, SubScope
from webapp.engine.tokens import Token
from webapp.engine.variables import BASE, seen_by

MAXIMUM_DEPTH = 20


class Container(Activity):
    """An activity that runs a scope: an embedded sub-process or a called process."""

    def inner_spec(self, token: Token) -> ProcessSpec:
        """Return the contents of the scope."""
        raise NotImplementedError

    def inner(self, token: Token) -> SubScope:
        """Make the scope, with the variables that the data objects of a sub-process declare."""
        spec = self.inner_spec(token)
        scope = SubScope(spec, token)
        if not spec.is_process:
            declared = spec.contents.data.values()
            scope.data.update({name: token.data.get(name) for name in declared})
        return scope

    def reopen(self, token: Token) -> Any:
        """Open the scope as it ended, to compensate what was done in it."""
        data = token.internal_data
        ended = data.pop("reopened")
        data["again"] = True
        data["applied"] = True  # its output mapping had its time
        inner = self.inner(token)
        inner.data.update(ended["data"])
        inner.compensations = ended["done"]
        token.advance.record(HistoryKind.ELEMENT_ENTERED, token)
        if inner.spec.compensating is None or "unfinished" in ended:
            compensation.coordinate(token, inner, inner.compensations)
        else:
            inner.spec.compensating.triggered(inner, {})
        return WAIT

    def compensated(self, token: Token) -> None:
        """End the scope that was opened once more."""
        token.scope.top.subprocesses[token.id].finish_if_idle()

    def result_of(self, scope: SubScope) -> Mapping[str, Any]:
        """Keep what compensates; return what the scope has brought."""
        inner = compensation.inner_of(scope)
        if inner is not None:
            scope.parent_token.internal_data["inner"] = inner
        return {}


class SubProcess(Container):
    """The bpmn:subProcess: a scope inside the process, with the variables of the process."""

    def do(self, token: Token) -> Any:
        """Begin the inner scope; one without anything to begin with is over at once."""
        starts = self.inner_spec(token).initial()
        if not starts:
            return {}
        self.inner(token).begin(starts)
        token.advance.record(HistoryKind.ELEMENT_ENTERED, token)
        return WAIT

    def result_of(self, scope: SubScope) -> Mapping[str, Any]:
        """Return its own data objects where these go on: into a mapping, or into an item."""
        super().result_of(scope)
        item = self.keeps_items_apart and scope.parent_token.is_item
        return dict(scope.data) if self.node.outputs or item else {}

    def inner_spec(self, token: Token) -> ProcessSpec:
        """Return the contents of the sub-process."""
        spec: ProcessSpec = token.scope.top.subprocess_specs[inner_name(self.spec, self.node)]
        return spec


def inner_name(spec: ProcessSpec, node: Node) -> str:
    """Return the name under which the contents of an embedded sub-process are known."""
    return f"{spec.name.partition('#')[0]}#{node.id}"


class EventSubProcess(SubProcess):
    """A bpmn:subProcess that begins by an event while the scope around it is going on.

    A token with `listener` waits for the event; when it comes, another token runs the contents.
    """

    def __init__(self, *arguments: Any) -> None:
        """Leave the properties of the start event to that event, which writes what has come."""
        super().__init__(*arguments)
        self.result_variable = ""

    @property
    def start(self) -> Node:
        """Return the start event (the deployment gate demands exactly one)."""
        contents = self.node.contents
        nodes = contents.nodes.values() if contents is not None else ()
        return next(n for n in nodes if n.type == "startEvent")

    def find_event_node(self) -> Node:
        """Return the start event, whose event definitions count."""
        return self.start

    def property(self, name: str, default: str = "") -> str:
        """Return a property of the start event, which is what waits."""
        return self.start.properties.get(name, super().property(name, default))

    def _run_hook(self, token: Token) -> bool | None:
        """Wait for the event, or run what follows it."""
        if token.is_listener or token.is_trigger:
            self.listen(token)
            return None
        return super()._run_hook(token)

    def do(self, token: Token) -> Any:
        """Begin the inner scope with what the event has brought."""
        brought = token.internal_data["brought"]
        inner = self.inner(token)
        inner.begin(inner.spec.initial(), brought)
        token.advance.record(HistoryKind.ELEMENT_ENTERED, token)
        return WAIT

    def happened(self, token: Token, result: Mapping[str, Any], trigger: Token) -> None:
        """Run the contents; wait for the next event when this one does not interrupt."""
        self.triggered(token.scope, result)
        if not self.start.interrupting and not self.listen_again(token, trigger):
            token.vanish()

    def triggered(self, scope: Scope, result: Any) -> None:
        """Put a token here, and take all others away if the start event interrupts."""
        host = scope.place(self)
        host.internal_data["brought"] = result
        if self.has_interrupted(host):
            scope.clear(host)
            if scope.host is not None:
                scope.host.element.interrupted_inside(scope.host)

    def has_interrupted(self, token: Token) -> bool:
        """Tell whether what the token has begun with was the end of all others in its scope."""
        return self.start.interrupting or kind_of(token.internal_data.get("brought")) == "error"


class EventSubProcessStart(Catcher):
    """The start event inside an event sub-process."""

    def absorb(self, token: Token, result: Any) -> None:
        """Write what the event has brought; of an error also its code."""
        absorb_thrown(self, token, result)


class CallActivity(Container):
    """The bpmn:callActivity: another process, inside the same instance, with its own variables."""

    def do(self, token: Token) -> Any:
        """Begin the called process at its none start event."""
        starts = self.inner_spec(token).none_starts()
        if not starts:
            raise self._uncallable()
        if token.scope.depth >= MAXIMUM_DEPTH:
            raise Trouble(
                IncidentKind.CALLED_ELEMENT_ERROR,
                f"More than {MAXIMUM_DEPTH} processes call each other.",
            )
        scope = self.inner(token)
        scope.data.update(self._given(token))
        scope.begin(starts)
        token.advance.record(HistoryKind.ELEMENT_ENTERED, token, {"called": self.node.called})
        return WAIT

    def result_of(self, scope: SubScope) -> Mapping[str, Any]:
        """Return the variables of the called process: all for a mapping, else the changed ones."""
        super().result_of(scope)
        if self.node.outputs:
            return scope.data
        return {name: scope.data[name] for name in scope.written}

    def inner_spec(self, token: Token) -> ProcessSpec:
        """Return the called process; raise Trouble."""
        spec: ProcessSpec | None = token.scope.top.subprocess_specs.get(called_name(self.node))
        if spec is None:
            raise self._uncallable()
        return spec

    def _uncallable(self) -> Trouble:
        return Trouble(
            IncidentKind.CALLED_ELEMENT_ERROR,
            f"The called process “{self.node.called}” is not there or cannot be called.",
        )

    def _given(self, token: Token) -> dict[str, Any]:
        seen = seen_by(token)
        if not self.node.inputs:
            return dict(seen)
        given = {name: seen[name] for name in BASE if name in seen}
        given.update({line.target: token.data[line.target] for line in self.node.inputs})
        return given


def called_name(node: Node) -> str:
    """Return the name of the called process, with the version it is pinned to."""
    version = node.properties.get("calledVersion", "")
    return f"{node.called}@{version}" if version else node.called
