"""Reads a BPMN file safely: no DTD, no entities, bounded in size and depth."""

from collections.abc import Iterator

from lxml import etree

from webapp.engine.diagrams import (
    EVENTS,
    FLOW_NODES,
    SUB_PROCESSES,
    Assignment,
    Contents,
    Definition,
    Diagram,
    EventDefinition,
    Flow,
    Lane,
    Node,
    Operator,
    Process,
    Repetition,
)
from webapp.engine.errors import DiagramUnreadable
from webapp.kernel.text import Text

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
SPIFF = "http://spiffworkflow.org/bpmn/schema/1.0/core"
OWN_NAMESPACES = {BPMN, SPIFF, "http://www.w3.org/2001/XMLSchema-instance"}
MAXIMUM_BYTES = 5 * 1024 * 1024
MAXIMUM_DEPTH = 60
DECLARATIONS = {"message", "error", "escalation", "signal"}
HARMLESS = {
    "documentation",
    "extensionElements",
    "incoming",
    "outgoing",
    "textAnnotation",
    "association",
    "group",
    "laneSet",
    "category",
    "auditing",
    "monitoring",
}
OWN_EXTENSIONS = {"properties", "serviceTaskOperator", "calledDecisionId", "ioMapping"}
REPETITIONS = {"multiInstanceLoopCharacteristics", "standardLoopCharacteristics"}
NODE_PARTS = {"conditionExpression", "script", "completionCondition"} | REPETITIONS


def parse_xml(xml: bytes) -> etree._Element:
    """Return the root of a file that is safe to read; raise DiagramUnreadable otherwise."""
    if len(xml) > MAXIMUM_BYTES:
        raise DiagramUnreadable(Text(zh="文件超过 5 MB。", en="It is larger than 5 MB."))
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DiagramUnreadable(
            Text(zh=f"不是有效的 XML（{error}）。", en=f"It is not valid XML ({error}).")
        ) from error
    if root.getroottree().docinfo.doctype:
        raise DiagramUnreadable(
            Text(zh="不允许使用 DTD 或实体。", en="A DTD or entities are not allowed.")
        )
    _bound_depth(root)
    return root


def _bound_depth(root: etree._Element) -> None:
    level = [root]
    for _ in range(MAXIMUM_DEPTH):
        level = [child for element in level for child in element]
        if not level:
            return
    raise DiagramUnreadable(Text(zh="元素嵌套过深。", en="Its elements are nested too deeply."))


def read_diagram(xml: bytes) -> Diagram:
    """Return what a BPMN file says; raise DiagramUnreadable when it is none."""
    root = parse_xml(xml)
    if root.tag != f"{{{BPMN}}}definitions":
        raise DiagramUnreadable(
            Text(zh="根元素不是 bpmn:definitions。", en="Its root is not bpmn:definitions.")
        )
    seen: set[str] = set()
    duplicates: list[str] = []
    for element in root.iter(f"{{{BPMN}}}*"):
        identifier = element.get("id")
        if identifier and identifier in seen:
            duplicates.append(identifier)
        seen.add(identifier or "")
    diagram = Diagram([], {}, duplicates, root.get("expressionLanguage", ""))
    for element in _bpmn(root):
        tag = _local(element)
        if tag == "process":
            diagram.processes.append(_process(element))
        elif tag in DECLARATIONS:
            declared = _declaration(element, tag)
            diagram.declared[declared.id] = declared
        elif tag not in {"collaboration", "itemDefinition", "category", *HARMLESS}:
            diagram.unknown.append((element.get("id", ""), tag))
    return diagram


def _local(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def _bpmn(element: etree._Element) -> Iterator[etree._Element]:
    return (e for e in element.iterchildren(f"{{{BPMN}}}*"))


def _child(element: etree._Element, tag: str) -> etree._Element | None:
    return element.find(f"{{{BPMN}}}{tag}")


def _text(element: etree._Element | None) -> str:
    return "" if element is None else "".join(element.itertext()).strip()


def _extensions(element: etree._Element) -> Iterator[etree._Element]:
    for holder in element.iterchildren(f"{{{BPMN}}}extensionElements"):
        yield from holder.iterchildren(f"{{{SPIFF}}}*")


def _foreign(element: etree._Element) -> Iterator[str]:
    """Return what another engine's vendor has written here; colours are mere drawing."""
    names = [str(key) for key in element.attrib]
    for holder in element.iterchildren(f"{{{BPMN}}}extensionElements"):
        names.extend(str(child.tag) for child in holder.iterchildren("*"))
    for name in names:
        namespace = etree.QName(name).namespace
        if namespace and namespace not in OWN_NAMESPACES and "color" not in namespace:
            yield etree.QName(name).localname


def properties_of(element: etree._Element) -> dict[str, str]:
    """Return the `spiffworkflow:property` entries of an element."""
    return {
        item.get("name", ""): item.get("value", "")
        for holder in _extensions(element)
        if _local(holder) == "properties"
        for item in holder.iterchildren(f"{{{SPIFF}}}property")
    }


def _declaration(element: etree._Element, kind: str) -> Definition:
    return Definition(
        id=element.get("id", ""),
        kind=kind,
        name=element.get("name", ""),
        code=element.get(f"{kind}Code", ""),
        properties=properties_of(element),
    )


def _process(element: etree._Element) -> Process:
    identifier = element.get("id", "")
    return Process(
        id=identifier,
        name=element.get("name", ""),
        executable=element.get("isExecutable", "false") == "true",
        properties=properties_of(element),
        documentation=_text(_child(element, "documentation")),
        contents=_contents(element, identifier, ""),
    )


def _contents(element: etree._Element, process_id: str, parent_id: str) -> Contents:
    contents = Contents()
    for child in _bpmn(element):
        tag = _local(child)
        if tag in FLOW_NODES:
            node = _node(child, tag, process_id, parent_id)
            contents.nodes.setdefault(node.id, node)
        elif tag == "sequenceFlow":
            contents.flows.append(_flow(child))
        elif tag == "laneSet":
            contents.lanes.extend(_lanes(child))
        elif tag not in HARMLESS | NODE_PARTS:
            contents.unknown.append((child.get("id", ""), tag))
    _connect(contents)
    return contents


def _connect(contents: Contents) -> None:
    """Tell the nodes their flows and lanes."""
    for flow in contents.flows:
        if flow.source in contents.nodes and flow.target in contents.nodes:
            contents.nodes[flow.source].outgoing.append(flow)
            contents.nodes[flow.target].incoming.append(flow)
    for lane in contents.lanes:
        for member in lane.members:
            if member in contents.nodes:
                contents.nodes[member].lane = lane.name


def _lanes(element: etree._Element) -> Iterator[Lane]:
    for lane in element.iter(f"{{{BPMN}}}lane"):
        members = tuple(_text(m) for m in lane.iterchildren(f"{{{BPMN}}}flowNodeRef"))
        yield Lane(lane.get("id", ""), lane.get("name", ""), members)


def _flow(element: etree._Element) -> Flow:
    condition = _child(element, "conditionExpression")
    return Flow(
        id=element.get("id", ""),
        source=element.get("sourceRef", ""),
        target=element.get("targetRef", ""),
        condition=None if condition is None else _text(condition),
        condition_language="" if condition is None else condition.get("language", ""),
        name=element.get("name", ""),
    )


def _node(element: etree._Element, tag: str, process_id: str, parent_id: str) -> Node:
    node = Node(
        id=element.get("id", ""),
        type=tag,
        process_id=process_id,
        parent_id=parent_id,
        name=element.get("name", ""),
        properties=properties_of(element),
        documentation=_text(_child(element, "documentation")),
        default=element.get("default", ""),
        attached_to=element.get("attachedToRef", ""),
        interrupting=element.get("cancelActivity", element.get("isInterrupting", "true")) == "true",
        triggered_by_event=element.get("triggeredByEvent", "false") == "true",
        compensation=element.get("isForCompensation", "false") == "true",
        instantiating=element.get("instantiate", "false") == "true",
        called=element.get("calledElement", ""),
        message_ref=element.get("messageRef", ""),
        script=_text(_child(element, "script")),
        script_format=element.get("scriptFormat", ""),
        attributes={str(k): str(v) for k, v in element.attrib.items()},
    )
    node.repetition = _repetition(element)
    node.foreign = tuple(_foreign(element))
    _read_extensions(node, element)
    if tag in EVENTS:
        node.definitions = tuple(_event_definitions(element))
    if tag in SUB_PROCESSES:
        node.contents = _contents(element, process_id, node.id)
    else:
        node.unknown += _unknown_children(element, tag)
    return node


def _unknown_children(element: etree._Element, tag: str) -> tuple[str, ...]:
    known = HARMLESS | REPETITIONS | ({"script"} if tag == "scriptTask" else set())
    names = (_local(child) for child in _bpmn(element))
    return tuple(
        n for n in names if n not in known and not (tag in EVENTS and n.endswith("EventDefinition"))
    )


def _read_extensions(node: Node, element: etree._Element) -> None:
    for extension in _extensions(element):
        kind = _local(extension)
        if kind == "serviceTaskOperator":
            node.operator = _operator(extension)
        elif kind == "calledDecisionId":
            node.decision = _text(extension)
        elif kind == "ioMapping":
            node.inputs = tuple(_mappings(extension, "input"))
            node.outputs = tuple(_mappings(extension, "output"))
        elif kind not in OWN_EXTENSIONS:
            node.unknown += (f"spiffworkflow:{kind}",)


def _mappings(element: etree._Element, tag: str) -> Iterator[Assignment]:
    for item in element.iterchildren(f"{{{SPIFF}}}{tag}"):
        yield Assignment(item.get("source", ""), item.get("target", ""))


def _operator(element: etree._Element) -> Operator:
    return Operator(
        operation=element.get("id", ""),
        result_variable=element.get("resultVariable", ""),
        parameters={
            p.get("id", ""): p.get("value", "") for p in element.iter(f"{{{SPIFF}}}parameter")
        },
    )


def _event_definitions(element: etree._Element) -> Iterator[EventDefinition]:
    for child in _bpmn(element):
        tag = _local(child)
        if not tag.endswith("EventDefinition"):
            continue
        kind = tag.removesuffix("EventDefinition")
        timer, body = "", ""
        if kind == "timer":
            timer, body = _timer(child)
        elif kind == "conditional":
            body = _text(_child(child, "condition"))
        yield EventDefinition(
            kind=kind or "reference",
            reference=child.get(f"{kind}Ref", ""),
            timer=timer,
            body=body,
            link=child.get("name", "") if kind == "link" else "",
        )


def _timer(element: etree._Element) -> tuple[str, str]:
    for child in _bpmn(element):
        tag = _local(child)
        if tag in {"timeDate", "timeDuration", "timeCycle"}:
            return tag.removeprefix("time").lower(), _text(child)
    return "", ""


def _repetition(element: etree._Element) -> Repetition | None:
    loop = _child(element, "standardLoopCharacteristics")
    if loop is not None:
        return Repetition(
            kind="loop",
            loop_condition=_text(_child(loop, "loopCondition")),
            loop_maximum=loop.get("loopMaximum", ""),
            test_before=loop.get("testBefore", "false") == "true",
            properties=properties_of(loop),
        )
    many = _child(element, "multiInstanceLoopCharacteristics")
    if many is None:
        return None
    properties = properties_of(many)
    known = {"loopCardinality", "completionCondition", "extensionElements", "documentation"}
    unknown = tuple(t for t in (_local(c) for c in _bpmn(many)) if t not in known)
    if many.get("behavior", "All") != "All":
        unknown += ("behavior",)
    return Repetition(
        kind="sequential" if many.get("isSequential", "false") == "true" else "parallel",
        input_collection=properties.get("inputCollection", ""),
        input_element=properties.get("inputElement", ""),
        output_element=properties.get("outputElement", ""),
        output_collection=properties.get("outputCollection", ""),
        cardinality=_text(_child(many, "loopCardinality")),
        completion_condition=_text(_child(many, "completionCondition")),
        properties=properties,
        unknown=unknown,
    )
