"""Builds SpiffWorkflow specifications out of our task specs from what a diagram says."""

from collections.abc import Iterator

from webapp.engine.diagrams import Diagram, Node, Process
from webapp.engine.elements.ad_hoc import AdHocSubProcess
from webapp.engine.elements.boundary import BoundaryEvent
from webapp.engine.elements.catching import IntermediateCatchEvent, StartEvent
from webapp.engine.elements.element import Element, ProcessSpec
from webapp.engine.elements.gateways import (
    ComplexGateway,
    EventBasedGateway,
    ExclusiveGateway,
    InclusiveGateway,
    ParallelGateway,
)
from webapp.engine.elements.sub_processes import (
    CallActivity,
    EventSubProcess,
    EventSubProcessStart,
    SubProcess,
    inner_name,
)
from webapp.engine.elements.tasks import (
    BusinessRuleTask,
    PassThrough,
    ReceiveTask,
    ScriptTask,
    SendTask,
    ServiceTask,
    UserTask,
)
from webapp.engine.elements.throwing import EndEvent, IntermediateThrowEvent

ELEMENTS: dict[str, type[Element]] = {
    "task": PassThrough,
    "manualTask": PassThrough,
    "userTask": UserTask,
    "serviceTask": ServiceTask,
    "sendTask": SendTask,
    "receiveTask": ReceiveTask,
    "businessRuleTask": BusinessRuleTask,
    "scriptTask": ScriptTask,
    "callActivity": CallActivity,
    "subProcess": SubProcess,
    "transaction": SubProcess,
    "adHocSubProcess": AdHocSubProcess,
    "exclusiveGateway": ExclusiveGateway,
    "parallelGateway": ParallelGateway,
    "inclusiveGateway": InclusiveGateway,
    "complexGateway": ComplexGateway,
    "eventBasedGateway": EventBasedGateway,
    "startEvent": StartEvent,
    "endEvent": EndEvent,
    "intermediateCatchEvent": IntermediateCatchEvent,
    "intermediateThrowEvent": IntermediateThrowEvent,
    "boundaryEvent": BoundaryEvent,
}


def build(process: Process, diagram: Diagram, name: str = "") -> Iterator[ProcessSpec]:
    """Return the specification of a process and those of its embedded sub-processes.

    `name` is the one by which a call activity finds the process: its id, perhaps with a version.
    """
    top = ProcessSpec(name or process.id, process, process.contents, diagram)
    yield _filled(top)
    for node in process.contents.everything():
        if node.contents is not None:
            inner = ProcessSpec(inner_name(top, node), process, node.contents, diagram)
            inner.by_event = node.triggered_by_event
            yield _filled(inner)


def _filled(spec: ProcessSpec) -> ProcessSpec:
    for node in spec.contents.nodes.values():
        _element_class(node, inside_event=spec.by_event)(spec, node)
    for flow in spec.contents.flows:
        spec.task_specs[flow.source].connect(spec.task_specs[flow.target])
    for element in spec.task_specs.values():
        spec.has_conditions |= element.watches
        if isinstance(element, BoundaryEvent):
            _attach(spec, element)
        elif isinstance(element, EventSubProcess):
            spec.event_sub_processes.append(element)
            if element.awaits:
                spec.listeners.append(element)
            if any(event.kind == "compensate" for event in element.events):
                spec.compensating = element
    return spec


def _attach(spec: ProcessSpec, event: BoundaryEvent) -> None:
    host = spec.task_specs[event.node.attached_to]
    host.boundaries.append(event)
    if event.node.handler:
        host.handler = spec.task_specs[event.node.handler]


def _element_class(node: Node, *, inside_event: bool) -> type[Element]:
    if node.triggered_by_event:
        return EventSubProcess
    if inside_event and node.type == "startEvent":
        return EventSubProcessStart
    return ELEMENTS[node.type]
