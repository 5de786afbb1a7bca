"""Reads a BPMN file: what it declares, its processes, and what they contain."""

from collections.abc import Iterator

from lxml import etree

from webapp.engine.diagrams import (
    FLOW_NODES,
    SUB_PROCESSES,
    Contents,
    CorrelationKey,
    CorrelationProperty,
    Definition,
    Diagram,
    Flow,
    Lane,
    MessageFlow,
    Node,
    Participant,
    Process,
)
from webapp.engine.errors import DiagramUnreadable
from webapp.engine.event_reading import Shared, is_event_definition, read_event_definition
from webapp.engine.node_reading import HARMLESS, NODE_PARTS, read_node, unknown_parts
from webapp.engine.safe_xml import (
    BPMN,
    bpmn_children,
    child,
    children,
    flag,
    local,
    parse_xml,
    properties_of,
    reference,
    text,
    text_of,
)
from webapp.kernel.text import Text

DECLARATIONS = {"message", "error", "escalation", "signal"}
DATA_OBJECTS = {"dataObject", "dataObjectReference", "property"}
_TOP = {"itemDefinition", "category", "correlationProperty", "import", "relationship"}
_TOP |= {"extension", "resource", "partnerEntity", "partnerRole"}
_OF_PROCESS = {"correlationSubscription", "supports"}


def read_diagram(xml: bytes) -> Diagram:
    """Return what a BPMN file says; raise DiagramUnreadable when it is none."""
    root = parse_xml(xml)
    if root.tag != f"{{{BPMN}}}definitions":
        raise DiagramUnreadable(
            Text(zh="根元素不是 bpmn:definitions。", en="Its root is not bpmn:definitions.")
        )
    diagram = Diagram([], {}, _duplicates(root), root.get("expressionLanguage", ""))
    shared = {
        e.get("id", ""): read_event_definition(e)
        for e in bpmn_children(root)
        if is_event_definition(local(e))
    }
    for element in bpmn_children(root):
        tag = local(element)
        if tag == "process":
            diagram.processes.append(_process(element, shared))
        elif tag in DECLARATIONS:
            declared = _declaration(element, tag)
            diagram.declared[declared.id] = declared
        elif tag == "collaboration":
            _collaboration(diagram, element)
        elif tag == "correlationProperty":
            found = _correlation_property(element)
            diagram.properties[found.id] = found
        elif tag not in _TOP | HARMLESS and not is_event_definition(tag):
            diagram.unknown.append((element.get("id", ""), tag))
    return diagram


def _duplicates(root: etree._Element) -> list[str]:
    seen: set[str] = set()
    duplicates: list[str] = []
    for element in root.iter(f"{{{BPMN}}}*"):
        identifier = element.get("id")
        if identifier and identifier in seen:
            duplicates.append(identifier)
        seen.add(identifier or "")
    return duplicates


def _declaration(element: etree._Element, kind: str) -> Definition:
    return Definition(
        id=element.get("id", ""),
        kind=kind,
        name=element.get("name", ""),
        code=element.get(f"{kind}Code", ""),
        properties=properties_of(element),
    )


def _collaboration(diagram: Diagram, element: etree._Element) -> None:
    for item in children(element, "participant"):
        process = reference(item.get("processRef", ""))
        diagram.participants.append(Participant(item.get("id", ""), item.get("name", ""), process))
    for item in children(element, "messageFlow"):
        ends = (reference(item.get(name, "")) for name in ("sourceRef", "targetRef"))
        diagram.message_flows.append(MessageFlow(item.get("id", ""), *ends))
    for item in children(element, "correlationKey"):
        names = tuple(reference(text(e)) for e in children(item, "correlationPropertyRef"))
        diagram.keys.append(CorrelationKey(item.get("id", ""), item.get("name", ""), names))


def _correlation_property(element: etree._Element) -> CorrelationProperty:
    paths = {
        reference(e.get("messageRef", "")): text_of(e, "messagePath")
        for e in children(element, "correlationPropertyRetrievalExpression")
    }
    return CorrelationProperty(element.get("id", ""), element.get("name", ""), paths)


def _process(element: etree._Element, shared: Shared) -> Process:
    identifier = element.get("id", "")
    contents = _contents(element, identifier, "", shared)
    for specification in children(element, "ioSpecification"):
        for item in (*children(specification, "dataInput"), *children(specification, "dataOutput")):
            contents.data[item.get("id", "")] = _variable(item)
    return Process(
        id=identifier,
        name=element.get("name", ""),
        executable=flag(element, "isExecutable"),
        properties=properties_of(element),
        documentation=text_of(element, "documentation"),
        contents=contents,
        bindings={
            reference(e.get("correlationKeyRef", "")): {
                reference(b.get("correlationPropertyRef", "")): text_of(b, "dataPath")
                for b in children(e, "correlationPropertyBinding")
            }
            for e in children(element, "correlationSubscription")
        },
    )


def _contents(element: etree._Element, process_id: str, parent_id: str, shared: Shared) -> Contents:
    contents = Contents()
    for item in bpmn_children(element):
        tag = local(item)
        if tag in FLOW_NODES:
            node = _node(item, process_id, parent_id, shared)
            contents.nodes.setdefault(node.id, node)
        elif tag == "sequenceFlow":
            contents.flows.append(_flow(item))
        elif tag == "laneSet":
            contents.lanes.extend(_lanes(item))
        elif tag == "association":
            ends = (reference(item.get(name, "")) for name in ("sourceRef", "targetRef"))
            contents.associations.append((next(ends), next(ends)))
        elif tag in DATA_OBJECTS:
            contents.data[item.get("id", "")] = _variable(item)
        elif tag not in HARMLESS | NODE_PARTS | _OF_PROCESS:
            contents.unknown.append((item.get("id", ""), tag))
    _follow_references(element, contents)
    _connect(contents)
    return contents


def _node(element: etree._Element, process_id: str, parent_id: str, shared: Shared) -> Node:
    tag = local(element)
    node = read_node(element, tag, process_id, parent_id, shared)
    if tag in SUB_PROCESSES:
        node.contents = _contents(element, process_id, node.id, shared)
    else:
        node.unknown += unknown_parts(element, tag)
    return node


def _variable(element: etree._Element) -> str:
    """Return the variable that a data object stands for: its `variable`, name or id."""
    named = properties_of(element).get("variable") or element.get("name", "").strip()
    return named or element.get("id", "")


def _follow_references(element: etree._Element, contents: Contents) -> None:
    """Let a reference to a data object stand for the object's variable, whatever its own name."""
    for item in children(element, "dataObjectReference"):
        target = reference(item.get("dataObjectRef", ""))
        if target in contents.data and not properties_of(item).get("variable"):
            declared = contents.data[target]
            # Drawing tools name the reference and leave the object without a name.
            unnamed = declared == target and item.get("name", "").strip()
            contents.data[target] = contents.data[item.get("id", "")] if unnamed else declared
            contents.data[item.get("id", "")] = contents.data[target]


def _connect(contents: Contents) -> None:
    """Tell the nodes their flows and lanes, and compensation events their handlers."""
    for flow in contents.flows:
        if flow.source in contents.nodes and flow.target in contents.nodes:
            contents.nodes[flow.source].outgoing.append(flow)
            contents.nodes[flow.target].incoming.append(flow)
    for lane in contents.lanes:
        for member in lane.members:
            if member in contents.nodes:
                contents.nodes[member].lane = lane.name
    for source, target in contents.associations:
        event, handler = contents.nodes.get(source), contents.nodes.get(target)
        if event is not None and handler is not None and event.has_event("compensate"):
            event.handler = target


def _lanes(element: etree._Element) -> Iterator[Lane]:
    for lane in element.iter(f"{{{BPMN}}}lane"):
        members = tuple(text(m) for m in children(lane, "flowNodeRef"))
        yield Lane(lane.get("id", ""), lane.get("name", ""), members)


def _flow(element: etree._Element) -> Flow:
    condition = child(element, "conditionExpression")
    return Flow(
        id=element.get("id", ""),
        source=element.get("sourceRef", ""),
        target=element.get("targetRef", ""),
        condition=None if condition is None else text(condition),
        condition_language="" if condition is None else condition.get("language", ""),
        name=element.get("name", ""),
    )
