"""Reads flow nodes: activities, gateways and events, with what the dialect adds to them."""

from collections.abc import Iterator

from lxml import etree

from webapp.engine.diagrams import (
    EVENTS,
    Assignment,
    Behaviour,
    DataAssociation,
    Node,
    Operator,
    Repetition,
)
from webapp.engine.event_reading import (
    Shared,
    is_event_definition,
    read_event_definitions,
    referred,
)
from webapp.engine.safe_xml import (
    OWN_NAMESPACES,
    SPIFF,
    bpmn_children,
    child,
    children,
    extensions,
    flag,
    local,
    properties_of,
    reference,
    text,
    text_of,
)

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
"""What says nothing about how a process runs."""

DATA = {
    "ioSpecification",
    "dataInputAssociation",
    "dataOutputAssociation",
    "dataInput",
    "dataOutput",
    "inputSet",
    "outputSet",
}
REPETITIONS = {"multiInstanceLoopCharacteristics", "standardLoopCharacteristics"}
NODE_PARTS = {"conditionExpression", "script", "completionCondition"} | REPETITIONS | DATA
OWN_EXTENSIONS = {"properties", "serviceTaskOperator", "calledDecisionId", "ioMapping"}
_KNOWN_PARTS = {
    "scriptTask": {"script"},
    "complexGateway": {"activationCondition"},
    "adHocSubProcess": {"completionCondition"},
}


def read_node(
    element: etree._Element, tag: str, process_id: str, parent_id: str, shared: Shared
) -> Node:
    """Return a flow node without its contents, flows and lane."""
    node = Node(
        id=element.get("id", ""),
        type=tag,
        process_id=process_id,
        parent_id=parent_id,
        name=element.get("name", ""),
        properties=properties_of(element),
        documentation=text_of(element, "documentation"),
        default=element.get("default", ""),
        attached_to=reference(element.get("attachedToRef", "")),
        interrupting=_interrupting(element, tag),
        triggered_by_event=flag(element, "triggeredByEvent"),
        compensation=flag(element, "isForCompensation"),
        parallel_multiple=flag(element, "parallelMultiple"),
        instantiating=flag(element, "instantiate"),
        gateway_type=element.get("eventGatewayType", "Exclusive"),
        activation_condition=text_of(element, "activationCondition"),
        start_quantity=_quantity(element, "startQuantity"),
        completion_quantity=_quantity(element, "completionQuantity"),
        ordering=element.get("ordering", "Parallel"),
        completion_condition=text_of(element, "completionCondition"),
        cancel_remaining=flag(element, "cancelRemainingInstances", default=True),
        called=reference(element.get("calledElement", "")),
        message_ref=reference(element.get("messageRef", "")),
        script=text_of(element, "script"),
        script_format=element.get("scriptFormat", ""),
        attributes={str(k): str(v) for k, v in element.attrib.items()},
    )
    node.repetition = _repetition(element, shared)
    node.foreign = tuple(_foreign(element))
    _read_extensions(node, element)
    _read_data(node, element)
    if tag in EVENTS:
        node.definitions = tuple(read_event_definitions(element, shared))
    return node


def unknown_parts(element: etree._Element, tag: str) -> tuple[str, ...]:
    """Return the names of the parts of a node (not of a sub-process) that nobody reads."""
    known = HARMLESS | REPETITIONS | DATA | _KNOWN_PARTS.get(tag, set())
    names = (local(item) for item in bpmn_children(element))
    return tuple(
        n
        for n in names
        if n not in known
        and not (tag in EVENTS and (is_event_definition(n) or n == "eventDefinitionRef"))
    )


def _interrupting(element: etree._Element, tag: str) -> bool:
    name = "cancelActivity" if tag == "boundaryEvent" else "isInterrupting"
    return flag(element, name, default=True)


def _quantity(element: etree._Element, name: str) -> int:
    """Return a quantity of tokens; what is no number counts as one (the gate refuses it)."""
    written = element.get(name, "1")
    return int(written) if written.isdecimal() else 1


def _foreign(element: etree._Element) -> Iterator[str]:
    """Return what another engine's vendor has written here; colours are mere drawing."""
    names = [str(key) for key in element.attrib]
    for holder in children(element, "extensionElements"):
        names.extend(str(item.tag) for item in holder.iterchildren("*"))
    for name in names:
        namespace = etree.QName(name).namespace
        if namespace and namespace not in OWN_NAMESPACES and "color" not in namespace:
            yield etree.QName(name).localname


def _read_extensions(node: Node, element: etree._Element) -> None:
    for extension in extensions(element):
        kind = local(extension)
        if kind == "serviceTaskOperator":
            node.operator = _operator(extension)
        elif kind == "calledDecisionId":
            node.decision = text(extension)
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


def _read_data(node: Node, element: etree._Element) -> None:
    """Read the input and output specification and the associations with data objects."""
    specification = child(element, "ioSpecification")
    holders = [element] if specification is None else [element, specification]
    inputs = [item for holder in holders for item in children(holder, "dataInput")]
    outputs = [item for holder in holders for item in children(holder, "dataOutput")]
    node.data = {i.get("id", ""): i.get("name") or i.get("id", "") for i in (*inputs, *outputs)}
    optional = {
        text(item)
        for holder in holders
        for group in children(holder, "inputSet")
        for item in children(group, "optionalInputRefs")
    }
    node.required = frozenset(i.get("id", "") for i in inputs) - optional
    node.associations = tuple(
        _association(item, direction)
        for direction in ("input", "output")
        for item in children(element, f"data{direction.title()}Association")
    )


def _association(element: etree._Element, direction: str) -> DataAssociation:
    return DataAssociation(
        direction=direction,
        sources=tuple(text(item) for item in children(element, "sourceRef")),
        target=text_of(element, "targetRef"),
        transformation=text_of(element, "transformation"),
        assignments=tuple(
            (text_of(item, "from"), text_of(item, "to")) for item in children(element, "assignment")
        ),
    )


def _repetition(element: etree._Element, shared: Shared) -> Repetition | None:
    loop = child(element, "standardLoopCharacteristics")
    if loop is not None:
        return Repetition(
            kind="loop",
            loop_condition=text_of(loop, "loopCondition"),
            loop_maximum=loop.get("loopMaximum", ""),
            test_before=flag(loop, "testBefore"),
            properties=properties_of(loop),
        )
    many = child(element, "multiInstanceLoopCharacteristics")
    if many is None:
        return None
    properties = properties_of(many)
    known = {"loopCardinality", "completionCondition", "extensionElements", "documentation"}
    known |= {"loopDataInputRef", "loopDataOutputRef", "inputDataItem", "outputDataItem"}
    known |= {"complexBehaviorDefinition"}
    return Repetition(
        kind="sequential" if flag(many, "isSequential") else "parallel",
        input_collection=properties.get("inputCollection", ""),
        input_element=properties.get("inputElement", ""),
        output_element=properties.get("outputElement", ""),
        output_collection=properties.get("outputCollection", ""),
        cardinality=text_of(many, "loopCardinality"),
        completion_condition=text_of(many, "completionCondition"),
        behaviours=tuple(_behaviours(many, shared)),
        references=_loop_references(many),
        items={item.get("id", ""): _item_name(item) for item in _items(many)},
        properties=properties,
        unknown=tuple(t for t in (local(c) for c in bpmn_children(many)) if t not in known),
    )


def _loop_references(many: etree._Element) -> dict[str, str]:
    references = ("loopDataInputRef", "loopDataOutputRef")
    found = {name: reference(text_of(many, name)) for name in references}
    found.update((local(item), _item_name(item)) for item in _items(many))
    return {name: value for name, value in found.items() if value}


def _items(many: etree._Element) -> list[etree._Element]:
    return [*children(many, "inputDataItem"), *children(many, "outputDataItem")]


def _item_name(item: etree._Element) -> str:
    return str(item.get("name") or item.get("id", ""))


def _behaviours(many: etree._Element, shared: Shared) -> Iterator[Behaviour]:
    """Return what is thrown when items are completed; nothing for the behaviour "All"."""
    behaviour = many.get("behavior", "All")
    if behaviour in {"None", "One"}:
        written = many.get(f"{behaviour.lower()}BehaviorEventRef", "")
        yield Behaviour(behaviour, referred(written, shared))
    elif behaviour == "Complex":
        nothing = [referred("", shared)]
        for item in children(many, "complexBehaviorDefinition"):
            thrown = child(item, "event")
            found = [] if thrown is None else list(read_event_definitions(thrown, shared))
            for definition in found or nothing:
                yield Behaviour(text_of(item, "condition"), definition)
        if child(many, "complexBehaviorDefinition") is None:
            yield Behaviour("", nothing[0])
