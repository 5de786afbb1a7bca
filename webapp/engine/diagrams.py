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
    of the message, error or escalation, `timer` one of "date", "duration", "cycle" with its text
    in `body` (for a conditional event the condition's text).
    """

    kind: str
    reference: str = ""
    timer: str = ""
    body: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """One line of an input or output mapping: a FEEL expression (or text) and a variable."""

    source: str
    target: str


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
    attached_to: str = ""
    interrupting: bool = True
    triggered_by_event: bool = False
    compensation: bool = False
    instantiating: bool = False
    repetition: Repetition | None = None
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


@dataclass(slots=True)
class Contents:
    """The nodes and flows of a process or sub-process."""

    nodes: dict[str, Node] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)
    lanes: list["Lane"] = field(default_factory=list)
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


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: who is responsible for its elements."""

    id: str
    name: str
    members: tuple[str, ...]


@dataclass(slots=True)
class Process:
    """A process of the file."""

    id: str
    name: str
    executable: bool
    properties: dict[str, str]
    documentation: str
    contents: Contents


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
    unknown: list[tuple[str, str]] = field(default_factory=list)

    def main(self, process_id: str = "") -> Process | None:
        """Return the process with this id, else the first executable one."""
        for process in self.processes:
            if process.id == process_id:
                return process
        return next((p for p in self.processes if p.executable), None)
