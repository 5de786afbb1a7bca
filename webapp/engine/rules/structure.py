"""Rules on the structure: what is connected with what, and which start and end there must be."""

from webapp.engine.diagrams import ACTIVITIES, EVENTS, Contents, Node, instantiating
from webapp.engine.rules.gateways import check_gateway
from webapp.engine.rules.inspection import Inspection
from webapp.engine.rules.ways import check_ways

CHOICES = {"exclusiveGateway", "inclusiveGateway", "complexGateway"}
UNCONDITIONAL = {"parallelGateway", "eventBasedGateway"} | EVENTS
ONCE = {"message", "signal"}


def check_structure(at: Inspection) -> None:
    """Check every scope of the process."""
    for contents in at.process.contents.scopes():
        _links(at, contents)
        _flows(at, contents)
        for node in contents.nodes.values():
            _ends(at, node)
            _choices(at, node)
            check_gateway(at, contents, node)
            if node.type == "boundaryEvent":
                _boundary(at, contents, node)
        check_ways(at, contents)
    _starts(at)
    for node in at.process.contents.everything():
        if node.contents is not None:
            _inner_starts(at, node, node.contents)


def _flows(at: Inspection, contents: Contents) -> None:
    for flow in contents.flows:
        if flow.source not in contents.nodes or flow.target not in contents.nodes:
            at.report.add("BPMN004", flow.id, id=flow.id)


def _ends(at: Inspection, node: Node) -> None:
    is_link = node.has_event("link")
    catches = node.type == "intermediateCatchEvent"
    wrong = None
    if node.incoming and (node.type in {"startEvent", "boundaryEvent"} or (is_link and catches)):
        wrong = ("进入的", "incoming")
    elif node.outgoing and (node.type == "endEvent" or (is_link and not catches)):
        wrong = ("离开的", "outgoing")
    if wrong is not None:
        at.report.add("BPMN029", node.id, what=wrong[0], what_en=wrong[1])


def _choices(at: Inspection, node: Node) -> None:
    default = next((f for f in node.outgoing if f.id == node.default), None)
    if node.default and (default is None or default.condition is not None):
        at.report.add("BPMN027", node.id, flow=node.default)
        return
    conditional = [f for f in node.outgoing if f.condition is not None]
    if node.type in UNCONDITIONAL:
        for flow in conditional:
            at.report.add("BPMN028", node.id, flow=flow.id)
        return
    if node.type in CHOICES and len(node.outgoing) > 1 and not _takes_all(node):
        for flow in node.outgoing:
            if flow.condition is None and flow is not default:
                at.report.add("BPMN025", node.id, flow=flow.name or flow.id)
    if conditional and len(conditional) == len(node.outgoing):
        at.report.add("BPMN026", node.id)


def _takes_all(node: Node) -> bool:
    """Tell whether a complex gateway simply takes every flow, because none has a condition."""
    return node.type == "complexGateway" and all(f.condition is None for f in node.outgoing)


def _boundary(at: Inspection, contents: Contents, node: Node) -> None:
    host = contents.nodes.get(node.attached_to)
    fine = host is not None and host.type in ACTIVITIES and not host.triggered_by_event
    if not fine or not (node.outgoing or node.has_event("compensate")):
        at.report.add("BPMN030", node.id)


def _starts(at: Inspection) -> None:
    process = at.process
    starts = list(instantiating(process.contents))
    if not starts:
        at.report.add("BPMN020", process.id)
    plain = sum(n.type == "startEvent" and n.event_kind == "none" for n in starts)
    triggers = [(d.kind, d.reference) for n in starts for d in n.definitions if d.kind in ONCE] + [
        ("message", n.message_ref) for n in starts if n.type == "receiveTask"
    ]
    if plain > 1 or len(triggers) != len(set(triggers)):
        at.report.add("BPMN021", process.id)
    for node in process.contents.everything():
        starting = node.type == "receiveTask" and node.instantiating
        if starting and (node.parent_id or node.incoming):
            at.report.add("BPMN145", node.id)


def _inner_starts(at: Inspection, node: Node, contents: Contents) -> None:
    inner = [n for n in contents.nodes.values() if n.type == "startEvent"]
    if node.type == "adHocSubProcess":
        for event in contents.nodes.values():
            if event.type in {"startEvent", "endEvent"}:
                at.report.add("BPMN122", event.id)
    if node.triggered_by_event:
        plain = node.type == "subProcess" and not node.compensation
        if len(inner) != 1 or node.incoming or node.outgoing or not plain:
            at.report.add("BPMN033", node.id)
    elif len(inner) > 1 or any(n.definitions for n in inner):
        at.report.add("BPMN022", node.id)


def _links(at: Inspection, contents: Contents) -> None:
    throws: dict[str, list[Node]] = {}
    catches: dict[str, list[Node]] = {}
    for node in contents.nodes.values():
        for definition in node.definitions:
            if definition.kind == "link":
                side = throws if node.type == "intermediateThrowEvent" else catches
                side.setdefault(definition.link, []).append(node)
    for link in throws.keys() | catches.keys():
        caught = catches.get(link, [])
        fine = len(caught) == 1 and len(caught[0].outgoing) >= 1 and link in throws
        if not fine or not link:
            for node in [*throws.get(link, []), *caught]:
                at.report.add("BPMN038", node.id, link=link)
