"""What every element has in common: tokens arrive, work, and leave along sequence flows."""

from collections.abc import Mapping
from typing import Any, ClassVar

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs.control import SimpleBpmnTask
from SpiffWorkflow.bpmn.specs.mixins.bpmn_spec_mixin import BpmnSpecMixin

from webapp.engine.diagrams import (
    Assignment,
    Contents,
    Diagram,
    Flow,
    Node,
    Process,
    awaited_by,
    instantiating,
)
from webapp.engine.errors import Trouble
from webapp.engine.outcome import HistoryKind, IncidentKind
from webapp.engine.scopes import Scope, SubScope
from webapp.engine.tokens import Token
from webapp.engine.variables import seen_by


class ProcessSpec(BpmnProcessSpec):
    """A process, or an embedded sub-process, as SpiffWorkflow holds it."""

    def __init__(self, name: str, process: Process, contents: Contents, diagram: Diagram) -> None:
        """Make a specification without elements; `name` may tell a version (`<id>@<n>`)."""
        super().__init__(name=name)
        # The library's own Start, EndJoin and End would collide with elements of these names.
        self.task_specs.clear()
        self.start = SimpleBpmnTask(self, "")
        self.task_specs.clear()
        self.process_id = process.id
        self.bindings = process.bindings
        self.contents = contents
        self.diagram = diagram
        self.is_process = contents is process.contents
        self.listeners: list[Element] = []
        self.event_sub_processes: list[Element] = []
        self.by_event = False  # the contents of an event sub-process
        self.compensating: Element | None = None  # the event sub-process that compensates
        self.has_conditions = False
        self.reaching: dict[str, frozenset[str]] = {}

    def initial(self) -> list["Element"]:
        """Return the elements where a sub-process begins: its start event, else what has none."""
        elements: list[Element] = list(self.task_specs.values())
        starts = [e for e in elements if e.node.type == "startEvent"]
        return starts or [e for e in elements if e.begins_unasked]

    def none_starts(self) -> list["Element"]:
        """Return where a process begins that is started or called without an event."""
        return [e for e in self.initial() if e.node.event_kind == "none"]

    def starts_by(self, kind: str, name: str) -> list["Element"]:
        """Return where a process begins with this message, signal (by name) or timer (by id)."""

        def named(node: Node, reference: str) -> str:
            declared = self.diagram.declared.get(reference)
            return node.id if kind == "timer" else "" if declared is None else declared.name

        return [
            self.task_specs[node.id]
            for node in instantiating(self.contents)
            for found, reference in awaited_by(node)
            if found == kind and name == named(node, reference)
        ]


class Element(BpmnSpecMixin):
    """A flow node. Subclasses say what happens when a token is there (`work`)."""

    is_activity: ClassVar[bool] = False
    watches = False
    """Whether a condition is looked at here after every change of variables."""

    def __init__(self, spec: ProcessSpec, node: Node) -> None:
        """Keep the node of the diagram."""
        super().__init__(spec, node.id, bpmn_name=node.name, lane=node.lane)
        self.node = node
        self.spec = spec
        self.default = next((f for f in node.outgoing if f.id == node.default), None)
        self.conditional = any(f.condition is not None for f in node.outgoing)
        self.flows = tuple(node.outgoing)
        self.boundaries: list[Element] = []
        self.handler: Element | None = None  # of an activity: what compensates it
        self.keeps_items_apart = node.repetition is not None and node.repetition.kind != "loop"

    @property
    def begins_unasked(self) -> bool:
        """Tell whether a scope without start event begins here."""
        return (
            not self.node.incoming
            and not self.node.triggered_by_event
            and not self.node.compensation
            and not self.node.instantiating
            and self.node.type != "boundaryEvent"
        )

    def test(self) -> None:
        """Nothing: what a diagram must satisfy is the deployment gate's business."""

    def _predict(self, *_args: Any, **_named: Any) -> None:
        """Nothing: tokens exist where they are, never where they might come (B7, B8)."""

    def arrive(self, scope: Scope, flow: Flow) -> None:  # noqa: ARG002 - joins ask for the flow
        """Receive a token along a flow."""
        scope.place(self)

    def _run_hook(self, token: Token) -> bool | None:
        """Work; stay (None) or leave (True)."""
        if not self.work(token):
            return None
        token.leaving = self.choose(token)
        return True

    def work(self, token: Token) -> bool:  # noqa: ARG002 - for subclasses
        """Do what the element does; tell whether the token may leave at once."""
        return True

    def choose(self, token: Token) -> tuple[Flow, ...]:
        """Return the flows to take: all without condition, and those whose condition is true."""
        if not self.conditional:
            return self.flows
        free = [f for f in self.flows if f.condition is None and f is not self.default]
        seen = seen_by(token)
        chosen = [f for f in self.flows if f.condition is not None and self.holds(token, f, seen)]
        if chosen or self.default is None:
            if not chosen and not free:
                raise self.no_way_out()
            wanted = {f.id for f in (*free, *chosen)}
            return tuple(f for f in self.flows if f.id in wanted)
        return (*free, self.default)

    def holds(self, token: Token, flow: Flow, seen: Mapping[str, Any]) -> bool:
        """Tell whether the condition of a flow is true."""
        return token.advance.expressions.condition(flow.condition or "", seen)

    def no_way_out(self) -> Trouble:
        """Return the trouble of a split none of whose conditions is true."""
        name = self.node.name or self.node.id
        return Trouble(
            IncidentKind.CONDITION_ERROR,
            f"None of the conditions behind “{name}” is true, and there is no default flow.",
        )

    def _on_complete_hook(self, token: Token) -> None:
        """Write the history and put tokens on the flows that were chosen."""
        self.record_completion(token)
        for flow in token.leaving:
            for _ in range(self.node.completion_quantity):
                token.scope.take(flow)

    def record_completion(self, token: Token) -> None:
        """Write into the history that the token has passed the element."""
        token.advance.record(HistoryKind.ELEMENT_COMPLETED, token, self.completion_details(token))

    def completion_details(self, token: Token) -> Mapping[str, Any]:
        """Return what the history says about the passage."""
        return {"flows": [f.id for f in token.leaving]} if len(self.flows) > 1 else {}

    def mapped_outputs(self, token: Token, got: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the output mapping makes of what has come; raise Trouble."""
        seen = seen_by(token, got)
        return {
            line.target: self.mapped(token, line, got if line.own else seen)
            for line in self.node.outputs
        }

    def mapped(self, token: Token, line: Assignment, seen: Mapping[str, Any]) -> Any:
        """Return what a line of an input or output mapping gives; raise Trouble."""
        if line.reads:
            value = seen.get(line.reads)
        else:
            expressions = token.advance.expressions
            value = expressions.value(line.source, seen, IncidentKind.IO_MAPPING_ERROR)
        if value is None and line.required:
            raise Trouble(
                IncidentKind.IO_MAPPING_ERROR, f"The data input “{line.target}” has no value."
            )
        return value

    def settle(self, token: Token) -> bool:  # noqa: ARG002 - for inclusive joins
        """Tell whether a waiting join goes on because no further token can come."""
        return False

    def result_of(self, scope: SubScope) -> Mapping[str, Any]:  # noqa: ARG002 - for hosts of scopes
        """Return what a scope that this element started has brought."""
        return {}

    def may_end(self, scope: SubScope) -> bool:  # noqa: ARG002 - for hosts of scopes
        """Tell whether a scope that this element started ends when nothing goes on in it."""
        return True

    def interrupted_inside(self, host: Token) -> None:
        """Hear that an event sub-process has taken over the scope that this element started."""

    def left_inside(self, scope: SubScope, token: Token) -> None:
        """Hear that a token has left an element of a scope that this element started."""

    def property(self, name: str, default: str = "") -> str:
        """Return a property of the element as written in the diagram."""
        return self.node.properties.get(name, default)
