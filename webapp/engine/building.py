"""Builds SpiffWorkflow specifications out of our task specs from what a diagram says."""

from collections.abc import Iterator

from webapp.engine.diagrams import Contents, Diagram, Node, Process
from webapp.engine.elements.boundary import BoundaryEvent
from webapp.engine.elements.catching import IntermediateCatchEvent, StartEvent
from webapp.engine.elements.element import Element, ProcessSpec
from webapp.engine.elements.gateways import (
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
    "exclusiveGateway": ExclusiveGateway,
    "parallelGateway": ParallelGateway,
    "inclusiveGateway": InclusiveGateway,
    "eventBasedGateway": EventBasedGateway,
    "startEvent": StartEvent,
    "endEvent": EndEvent,
    "intermediateCatchEvent": IntermediateCatchEvent,
    "intermediateThrowEvent": IntermediateThrowEvent,
    "boundaryEvent": BoundaryEvent,
}


def build(process: Process, diagram: Diagram) -> Iterator[ProcessSpec]:
    """Return the specification of a process and those of its embedded sub-processes."""
    yield _scope(process.id, process.id, process.contents, diagram)
    for node in process.contents.everything():
        if node.contents is not None:
            yield _scope(inner_name(node), process.id, node.contents, diagram, node)


def _scope(
    name: str, process_id: str, contents: Contents, diagram: Diagram, host: Node | None = None
) -> ProcessSpec:
    spec = ProcessSpec(name, process_id, contents, diagram)
    inside_event = host is not None and host.triggered_by_event
    for node in contents.nodes.values():
        _element_class(node, inside_event=inside_event)(spec, node)
    for flow in contents.flows:
        spec.task_specs[flow.source].connect(spec.task_specs[flow.target])
    for element in spec.task_specs.values():
        if isinstance(element, BoundaryEvent):
            spec.task_specs[element.node.attached_to].boundaries.append(element)
        elif isinstance(element, EventSubProcess):
            spec.event_sub_processes.append(element)
            if element.listens:
                spec.listeners.append(element)
    return spec


def _element_class(node: Node, *, inside_event: bool) -> type[Element]:
    if node.triggered_by_event:
        return EventSubProcess
    if inside_event and node.type == "startEvent":
        return EventSubProcessStart
    return ELEMENTS[node.type]
