"""Rules on special sub-processes: transactions, ad-hoc ones, and compensation."""

from webapp.engine.diagrams import ACTIVITIES, SUB_PROCESSES, Contents, Node
from webapp.engine.rules.inspection import Inspection
from webapp.kernel.text import Text


def check_scopes(at: Inspection) -> None:
    """Check transactions, ad-hoc sub-processes and compensation everywhere."""
    _compensation(at, at.process.contents, None)
    for around in at.process.contents.scopes():
        for node in around.nodes.values():
            if node.contents is None:
                continue
            _compensation(at, node.contents, around if node.triggered_by_event else None)
            if node.type == "transaction":
                _transaction(at, around, node, node.contents)
            elif node.type == "adHocSubProcess":
                _ad_hoc(at, node, node.contents)


def _transaction(at: Inspection, around: Contents, node: Node, contents: Contents) -> None:
    method = node.attributes.get("method", "##Compensate")
    if method not in {"##Compensate", "Compensate", "compensate"}:
        at.report.add("BPMN127", node.id, method=method)
    ends = sum(n.type == "endEvent" and n.has_event("cancel") for n in contents.nodes.values())
    caught = sum(n.has_event("cancel") for n in around.boundary_events(node.id))
    if bool(ends) != bool(caught) or caught > 1:
        at.report.add("BPMN125", node.id)


def _ad_hoc(at: Inspection, node: Node, contents: Contents) -> None:
    choices = [
        n
        for n in contents.nodes.values()
        if n.type in ACTIVITIES and not (n.incoming or n.triggered_by_event or n.compensation)
    ]
    if not choices:
        at.report.add("BPMN123", node.id)
    if node.completion_condition:
        place = Text("完成条件", "completion condition")
        at.expression(node.id, node.completion_condition, place)
    active = node.properties.get("activeElements", "")
    if active:
        place = Text("属性“activeElements”", "property “activeElements”")
        at.expression(node.id, active, place)


def _compensation(at: Inspection, contents: Contents, parent: Contents | None) -> None:
    """Check a scope; `parent` is the scope around it if it is an event sub-process's."""
    handlers: dict[str, list[str]] = {}
    for node in contents.nodes.values():
        if node.type == "boundaryEvent" and node.has_event("compensate"):
            found = _handlers(contents, node)
            for handler in found:
                handlers.setdefault(handler, []).append(node.id)
            if not _is_fine_boundary(contents, node, found):
                at.report.add("BPMN129", node.id)
        elif node.type in {"intermediateThrowEvent", "endEvent"}:
            _reference(at, contents, parent, node)
    for node in contents.nodes.values():
        if node.compensation and not _is_fine_handler(node, handlers.get(node.id, [])):
            at.report.add("BPMN128", node.id)


def _is_fine_handler(node: Node, events: list[str]) -> bool:
    return len(events) == 1 and not (node.incoming or node.outgoing or node.triggered_by_event)


def _handlers(contents: Contents, node: Node) -> list[str]:
    """Return the activities with which a compensation boundary event is associated."""
    found = {
        target
        for source, target in contents.associations
        if source == node.id and target in contents.nodes
    }
    return sorted(found)


def _is_fine_boundary(contents: Contents, node: Node, handlers: list[str]) -> bool:
    same = [n for n in contents.boundary_events(node.attached_to) if n.has_event("compensate")]
    return (
        len(handlers) == 1
        and contents.nodes[handlers[0]].compensation
        and len(same) == 1
        and len(node.definitions) == 1
        and not node.outgoing
    )


def _reference(at: Inspection, contents: Contents, parent: Contents | None, node: Node) -> None:
    for definition in node.definitions:
        if definition.kind != "compensate" or not definition.reference:
            continue
        wanted = definition.reference
        places = [c for c in (contents, parent) if c is not None and wanted in c.nodes]
        if not any(_can_be_compensated(c, c.nodes[wanted]) for c in places):
            at.report.add("BPMN130", node.id, reference=wanted)


def _can_be_compensated(contents: Contents, node: Node) -> bool:
    if any(n.has_event("compensate") for n in contents.boundary_events(node.id)):
        return True
    if node.type == "callActivity":
        return True
    inside = node.contents
    if node.type not in SUB_PROCESSES or inside is None or node.triggered_by_event:
        return False
    return any(
        n.has_event("compensate") and n.type in {"boundaryEvent", "startEvent"}
        for n in inside.everything()
    )
