"""What a BPMN file says, as plain values: read once, then linted, described and built."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

ACTIVITIES = frozenset(
    {
        "task",
        "manualTask",
        "userTask",
        "serviceTask",
        "sendTask",
        "receiveTask",
        "businessRuleTask",
        "scriptTask",
        "callActivity",
        "subProcess",
        "transaction",
        "adHocSubProcess",
    }
)
SUB_PROCESSES = frozenset({"subProcess", "transaction", "adHocSubProcess"})
GATEWAYS = frozenset(
    {
        "exclusiveGateway",
        "parallelGateway",
        "inclusiveGateway",
        "eventBasedGateway",
        "complexGateway",
    }
)
EVENTS = frozenset(
    {
        "startEvent",
        "endEvent",
        "intermediateCatchEvent",
        "intermediateThrowEvent",
        "boundaryEvent",
    }
)
FLOW_NODES = ACTIVITIES | GATEWAYS | EVENTS


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow; `condition` is FEEL text."""

    id: str
    source: str
    target: str
    condition: str | None = None
    condition_language: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class EventDefinition:
    """What makes an event more than a none event.

    `kind` is the local name without "EventDefinition" ("message", "timer", …), `reference` the id
    of the message, signal, error or escalation, or of the activity to compensate; `timer` one of
    "date", "duration", "cycle" with its text in `body` (for a conditional event the condition).
    `waits` tells whether a compensation is waited for.
    """

    kind: str
    reference: str = ""
    timer: str = ""
    body: str = ""
    link: str = ""
    waits: bool = True
    language: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """One line of an input or output mapping: a FEEL expression (or text) and a variable.

    `reads` names a variable that is copied as it is, instead of a `source`; `own` tells that it is
    a data output of the element, so that nothing else of this name will do; `required` tells that
    null is not enough.
    """

    source: str
    target: str
    reads: str = ""
    own: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class DataAssociation:
    """A bpmn:dataInputAssociation or dataOutputAssociation, by the ids that it joins."""

    direction: str  # "input" or "output"
    sources: tuple[str, ...]
    target: str
    transformation: str = ""
    assignments: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Behaviour:
    """What a multi-instance activity throws when an item is completed.

    `when` is "None" (each), "One" (the first) or the FEEL condition of a complexBehaviorDefinition.
    """

    when: str
    throws: EventDefinition


@dataclass(frozen=True, slots=True)
class Repetition:
    """A multi-instance or standard loop characteristic of an activity."""

    kind: str  # "parallel", "sequential" or "loop"
    input_collection: str = ""
    input_element: str = ""
    output_element: str = ""
    output_collection: str = ""
    cardinality: str = ""
    completion_condition: str = ""
    loop_condition: str = ""
    loop_maximum: str = ""
    test_before: bool = False
    behaviours: tuple[Behaviour, ...] = ()
    references: Mapping[str, str] = field(default_factory=dict)  # loopDataInputRef, inputDataItem …
    items: Mapping[str, str] = field(default_factory=dict)  # the data items: id to name
    input_variable: str = ""  # what the references stand for, with the next one
    output_variable: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Operator:
    """The operation of a service task and its parameters, as written."""

    operation: str
    result_variable: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Node:
    """A flow node of the diagram, with everything that the dialect knows about it."""

    id: str
    type: str
    process_id: str
    parent_id: str = ""
    name: str = ""
    properties: dict[str, str] = field(default_factory=dict)
    documentation: str = ""
    lane: str = ""
    incoming: list[Flow] = field(default_factory=list)
    outgoing: list[Flow] = field(default_factory=list)
    default: str = ""
    definitions: tuple[EventDefinition, ...] = ()
    parallel_multiple: bool = False
    attached_to: str = ""
    interrupting: bool = True
    triggered_by_event: bool = False
    compensation: bool = False
    handler: str = ""  # of a compensation boundary event: the activity associated with it
    instantiating: bool = False
    gateway_type: str = "Exclusive"  # of an event-based gateway
    activation_condition: str = ""  # of a complex gateway
    start_quantity: int = 1
    completion_quantity: int = 1
    ordering: str = "Parallel"  # of an ad-hoc sub-process, with the next two
    completion_condition: str = ""
    cancel_remaining: bool = True
    repetition: Repetition | None = None
    data: Mapping[str, str] = field(default_factory=dict)  # own data inputs, outputs: id to name
    required: frozenset[str] = frozenset()  # ids of data inputs that must be there
    associations: tuple[DataAssociation, ...] = ()
    inputs: tuple[Assignment, ...] = ()
    outputs: tuple[Assignment, ...] = ()
    operator: Operator | None = None
    decision: str = ""
    called: str = ""
    message_ref: str = ""
    script: str = ""
    script_format: str = ""
    contents: "Contents | None" = None
    unknown: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def definition(self) -> EventDefinition | None:
        """Return the event definition, when there is exactly one."""
        return self.definitions[0] if len(self.definitions) == 1 else None

    @property
    def event_kind(self) -> str:
        """Return "none", the kind of the only definition, or "multiple"."""
        if not self.definitions:
            return "none"
        return self.definitions[0].kind if len(self.definitions) == 1 else "multiple"

    def has_event(self, kind: str) -> bool:
        """Tell whether one of the event definitions is of this kind."""
        return any(definition.kind == kind for definition in self.definitions)


@dataclass(slots=True)
class Contents:
    """The nodes and flows of a process or sub-process."""

    nodes: dict[str, Node] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)
    lanes: list["Lane"] = field(default_factory=list)
    data: dict[str, str] = field(default_factory=dict)  # data objects, properties: id to variable
    associations: list[tuple[str, str]] = field(default_factory=list)
    unknown: list[tuple[str, str]] = field(default_factory=list)  # (element id, local name)

    def boundary_events(self, host: str) -> list[Node]:
        """Return the boundary events attached to an activity, in the order of the file."""
        return [
            n for n in self.nodes.values() if n.type == "boundaryEvent" and n.attached_to == host
        ]

    def everything(self) -> Iterator[Node]:
        """Return every node, those of nested sub-processes included."""
        for node in self.nodes.values():
            yield node
            if node.contents is not None:
                yield from node.contents.everything()

    def scopes(self) -> Iterator["Contents"]:
        """Return these contents and those of every nested sub-process."""
        yield self
        for node in self.nodes.values():
            if node.contents is not None:
                yield from node.contents.scopes()


def instantiating(contents: Contents) -> Iterator[Node]:
    """Return the events and tasks that can start an instance of a process."""
    for node in contents.nodes.values():
        if node.type == "startEvent" or (node.type == "receiveTask" and node.instantiating):
            yield node
        elif node.type == "eventBasedGateway" and node.instantiating:
            yield from (contents.nodes[flow.target] for flow in node.outgoing)


def awaited_by(node: Node) -> Iterator[tuple[str, str]]:
    """Return the kinds and references of what an event or receive task waits for."""
    if node.type == "receiveTask":
        yield "message", node.message_ref
    for definition in node.definitions:
        yield definition.kind, definition.reference


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: who is responsible for its elements."""

    id: str
    name: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CorrelationProperty:
    """A bpmn:correlationProperty: the FEEL path to its value in each message, by message id."""

    id: str
    name: str
    paths: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CorrelationKey:
    """A bpmn:correlationKey: the properties that must all agree."""

    id: str
    name: str
    properties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MessageFlow:
    """A bpmn:messageFlow between pools or elements of pools."""

    id: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Participant:
    """A pool; without a process it is a black box."""

    id: str
    name: str
    process_id: str


@dataclass(slots=True)
class Process:
    """A process of the file."""

    id: str
    name: str
    executable: bool
    properties: dict[str, str]
    documentation: str
    contents: Contents
    bindings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The correlationSubscriptions: by key id, the FEEL path in the variables by property id."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A message, error, escalation or signal declared at the top of the file."""

    id: str
    kind: str
    name: str
    code: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Diagram:
    """A BPMN file."""

    processes: list[Process]
    declared: dict[str, Definition]
    duplicates: list[str]
    expression_language: str = ""
    keys: list[CorrelationKey] = field(default_factory=list)
    properties: dict[str, CorrelationProperty] = field(default_factory=dict)
    participants: list[Participant] = field(default_factory=list)
    message_flows: list[MessageFlow] = field(default_factory=list)
    unknown: list[tuple[str, str]] = field(default_factory=list)

    def main(self, process_id: str = "") -> Process | None:
        """Return the process with this id, else the first executable one."""
        for process in self.processes:
            if process.id == process_id:
                return process
        return next((p for p in self.processes if p.executable), None)
