"""Activities that contain a process: embedded and event sub-processes, call activities."""

from collections.abc import Mapping
from typing import Any

from webapp.engine.diagrams import EventDefinition, Node
from webapp.engine.elements.activity import WAIT, Activity
from webapp.engine.elements.boundary import absorb_thrown
from webapp.engine.elements.catching import Catcher
from webapp.engine.elements.element import ProcessSpec
from webapp.engine.errors import Trouble
from webapp.engine.outcome import HistoryKind, IncidentKind
from webapp.engine.tokens import Scope, SubScope, Token
from webapp.engine.variables import BASE, seen_by

MAXIMUM_DEPTH = 20


class SubProcess(Activity):
    """The bpmn:subProcess: a scope inside the process, with the variables of the process."""

    def do(self, token: Token) -> Any:
        """Begin the inner scope."""
        self.inner(token).begin(self._inner_spec(token).initial())
        token.advance.record(HistoryKind.ELEMENT_ENTERED, token)
        return WAIT

    def inner(self, token: Token) -> SubScope:
        """Make the inner scope."""
        return SubScope(self._inner_spec(token), token)

    def _inner_spec(self, token: Token) -> ProcessSpec:
        spec: ProcessSpec = token.scope.top.subprocess_specs[inner_name(self.node)]
        return spec


def inner_name(node: Node) -> str:
    """Return the name under which the contents of an embedded sub-process are known."""
    return f"{node.process_id}#{node.id}"


class EventSubProcess(SubProcess):
    """A bpmn:subProcess that begins by an event while the scope around it is going on.

    A token with `listener` waits for the event; when it comes, another token runs the contents.
    """

    @property
    def start(self) -> Node:
        """Return the start event (the deployment gate demands exactly one)."""
        contents = self.node.contents
        nodes = contents.nodes.values() if contents is not None else ()
        return next(n for n in nodes if n.type == "startEvent")

    @property
    def awaited(self) -> EventDefinition | None:
        """Return the definition of the start event."""
        return self.start.definition

    @property
    def listens(self) -> bool:
        """Tell whether the event must be waited for in a token of its own."""
        return self.start.event_kind in {"message", "timer"}

    def property(self, name: str, default: str = "") -> str:
        """Return a property of the start event, which is what waits."""
        return self.start.properties.get(name, super().property(name, default))

    def _run_hook(self, token: Token) -> bool | None:
        """Wait for the event, or run what follows it."""
        if token.is_listener:
            self.listen(token)
            return None
        return super()._run_hook(token)

    def do(self, token: Token) -> Any:
        """Begin the inner scope with what the event has brought."""
        brought = token.internal_data["brought"]
        self.inner(token).begin(self._inner_spec(token).initial(), brought)
        token.advance.record(HistoryKind.ELEMENT_ENTERED, token)
        return WAIT

    def occurred(self, token: Token, result: Mapping[str, Any]) -> None:
        """Run the contents; wait for the next event when this one does not interrupt."""
        self.triggered(token.scope, result)
        if not self.start.interrupting and not self.listen_again(token):
            token.vanish()

    def triggered(self, scope: Scope, result: Mapping[str, Any]) -> None:
        """Put a token here, and take all others away if the start event interrupts."""
        host = scope.place(self)
        host.internal_data["brought"] = result
        if self.start.interrupting or self.start.event_kind == "error":
            for other in scope.tokens():
                if other is not host and other.parent is scope.task_tree:
                    other.cancel()


class EventSubProcessStart(Catcher):
    """The start event inside an event sub-process."""

    def absorb(self, token: Token, result: Mapping[str, Any]) -> None:
        """Write what the event has brought; of an error also its code."""
        absorb_thrown(self, token, result)


class CallActivity(Activity):
    """The bpmn:callActivity: another process, inside the same instance, with its own variables."""

    def do(self, token: Token) -> Any:
        """Begin the called process at its none start event."""
        spec = token.scope.top.subprocess_specs.get(self.node.called)
        starts = [] if spec is None else spec.none_starts()
        if not starts:
            raise Trouble(
                IncidentKind.CALLED_ELEMENT_ERROR,
                f"The called process “{self.node.called}” is not there or cannot be called.",
            )
        if token.scope.depth >= MAXIMUM_DEPTH:
            raise Trouble(
                IncidentKind.CALLED_ELEMENT_ERROR,
                f"More than {MAXIMUM_DEPTH} processes call each other.",
            )
        scope = SubScope(spec, token)
        scope.data.update(self._given(token))
        scope.begin(starts)
        token.advance.record(HistoryKind.ELEMENT_ENTERED, token, {"called": self.node.called})
        return WAIT

    def _given(self, token: Token) -> dict[str, Any]:
        seen = seen_by(token)
        if not self.node.inputs:
            return dict(seen)
        given = {name: seen[name] for name in BASE if name in seen}
        given.update({line.target: token.data[line.target] for line in self.node.inputs})
        return given

    def result_of(self, scope: SubScope) -> Mapping[str, Any]:
        """Return the variables of the called process: all for a mapping, else the changed ones."""
        if self.node.outputs:
            return scope.data
        return {name: scope.data[name] for name in scope.written}
