"""Rules on gateways: event-based ones, complex ones, and the direction that is written down."""

from webapp.engine.diagrams import Contents, Node
from webapp.engine.rules.inspection import Inspection
from webapp.kernel.text import Text

BEHIND = {"message", "signal", "timer", "conditional"}
STARTING = {"message", "signal", "timer"}


def check_gateway(at: Inspection, contents: Contents, node: Node) -> None:
    """Check one node, if it is a gateway."""
    if not node.type.endswith("Gateway"):
        return
    if not _has_its_direction(node):
        at.report.add("BPMN121", node.id, direction=node.attributes["gatewayDirection"])
    if node.type == "eventBasedGateway":
        _event_gateway(at, contents, node)
    elif node.type == "complexGateway":
        _complex_gateway(at, node)


def _has_its_direction(node: Node) -> bool:
    many_in, many_out = len(node.incoming) > 1, len(node.outgoing) > 1
    match node.attributes.get("gatewayDirection", "Unspecified"):
        case "Converging":
            return not many_out
        case "Diverging":
            return not many_in
        case "Mixed":
            return many_in and many_out
    return True


def _complex_gateway(at: Inspection, node: Node) -> None:
    if node.activation_condition:
        place = Text("activationCondition", "activationCondition")
        at.expression(node.id, node.activation_condition, place)
    elif len(node.incoming) > 1:
        at.report.add("BPMN120", node.id)


def _event_gateway(at: Inspection, contents: Contents, node: Node) -> None:
    behind = [contents.nodes[f.target] for f in node.outgoing]
    if len(behind) < 2 or not all(_may_stand_behind(contents, n) for n in behind):  # noqa: PLR2004 - a choice
        at.report.add("BPMN031", node.id)
    receives = any(n.type == "receiveTask" for n in behind)
    if receives and any(n.has_event("message") for n in behind):
        at.report.add("BPMN032", node.id)
    parallel = node.gateway_type == "Parallel"
    if node.instantiating:
        possible = STARTING - {"timer"} if parallel else STARTING
        kinds = {n.event_kind for n in behind if n.type != "receiveTask"}
        if node.incoming or node.parent_id or not kinds <= possible:
            at.report.add("BPMN036", node.id)
    elif parallel:
        at.report.add("BPMN036", node.id)


def _may_stand_behind(contents: Contents, node: Node) -> bool:
    if len(node.incoming) != 1 or contents.boundary_events(node.id):
        return False
    if node.type == "receiveTask":
        return node.repetition is None and not node.instantiating
    kinds = {definition.kind for definition in node.definitions}
    return node.type == "intermediateCatchEvent" and bool(kinds) and kinds <= BEHIND
