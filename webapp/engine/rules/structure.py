"""Rules on the structure: what is connected with what, and whether the ways lead anywhere."""

from webapp.engine.diagrams import ACTIVITIES, Contents, Node
from webapp.engine.rules.inspection import Inspection

CHOICES = {"exclusiveGateway", "inclusiveGateway"}
UNCONDITIONAL = {"parallelGateway", "eventBasedGateway"}


def check_structure(at: Inspection) -> None:
    """Check every scope of the process."""
    _links(at)
    for contents in at.process.contents.scopes():
        _flows(at, contents)
        for node in contents.nodes.values():
            _ends(at, node)
            _choices(at, node)
            if node.type == "boundaryEvent":
                _boundary(at, contents, node)
            elif node.type == "eventBasedGateway":
                _event_gateway(at, contents, node)
        _ways(at, contents)
        _joins(at, contents)
    _starts(at)


def _flows(at: Inspection, contents: Contents) -> None:
    for flow in contents.flows:
        if flow.source not in contents.nodes or flow.target not in contents.nodes:
            at.report.add("BPMN004", flow.id, id=flow.id)


def _ends(at: Inspection, node: Node) -> None:
    wrong_in = {"zh": "进入的", "en": "incoming"}
    wrong_out = {"zh": "离开的", "en": "outgoing"}
    wrong = None
    if node.type in {"startEvent", "boundaryEvent"} and node.incoming:
        wrong = wrong_in
    elif node.type == "endEvent" and node.outgoing:
        wrong = wrong_out
    if wrong is not None:
        at.report.add("BPMN029", node.id, what=wrong["zh"], what_en=wrong["en"])


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
    if node.type in CHOICES and len(node.outgoing) > 1:
        for flow in node.outgoing:
            if flow.condition is None and flow is not default:
                at.report.add("BPMN025", node.id, flow=flow.name or flow.id)
    if conditional and len(conditional) == len(node.outgoing):
        at.report.add("BPMN026", node.id)


def _boundary(at: Inspection, contents: Contents, node: Node) -> None:
    host = contents.nodes.get(node.attached_to)
    if host is None or host.type not in ACTIVITIES or host.triggered_by_event or not node.outgoing:
        at.report.add("BPMN030", node.id)


def _event_gateway(at: Inspection, contents: Contents, node: Node) -> None:
    behind = [contents.nodes[f.target] for f in node.outgoing]
    fine = len(behind) > 1 and all(_may_stand_behind(contents, n) for n in behind)
    if not fine or node.instantiating:
        at.report.add("BPMN031", node.id)


def _may_stand_behind(contents: Contents, node: Node) -> bool:
    if len(node.incoming) != 1 or contents.boundary_events(node.id):
        return False
    if node.type == "receiveTask":
        return node.repetition is None
    return node.type == "intermediateCatchEvent" and node.event_kind in {"message", "timer"}


def _starts(at: Inspection) -> None:
    process = at.process
    starts = [n for n in process.contents.nodes.values() if n.type == "startEvent"]
    if not starts:
        at.report.add("BPMN020", process.id)
    if sum(n.event_kind == "none" for n in starts) > 1 or _repeated_message(starts):
        at.report.add("BPMN021", process.id)
    for node in process.contents.everything():
        if node.contents is None:
            continue
        inner = [n for n in node.contents.nodes.values() if n.type == "startEvent"]
        if node.triggered_by_event:
            if len(inner) != 1 or node.incoming or node.outgoing:
                at.report.add("BPMN033", node.id)
        elif len(inner) > 1 or any(n.definitions for n in inner):
            at.report.add("BPMN022", node.id)


def _repeated_message(starts: list[Node]) -> bool:
    messages = [n.definition.reference for n in starts if n.definition is not None]
    return len(messages) != len(set(messages))


def _links(at: Inspection) -> None:
    for contents in at.process.contents.scopes():
        throws: dict[str, list[Node]] = {}
        catches: dict[str, list[Node]] = {}
        for node in contents.nodes.values():
            definition = node.definition
            if definition is not None and definition.kind == "link":
                side = throws if node.type == "intermediateThrowEvent" else catches
                side.setdefault(definition.link, []).append(node)
        for link in throws.keys() | catches.keys():
            caught = catches.get(link, [])
            fine = len(caught) == 1 and len(caught[0].outgoing) == 1 and link in throws
            if not fine or not link:
                for node in [*throws.get(link, []), *caught]:
                    at.report.add("BPMN038", node.id, link=link)


def _next(contents: Contents, node: Node) -> list[Node]:
    """Return where a token can go from an element: flows, boundary events, its link's other end."""
    found = [contents.nodes[f.target] for f in node.outgoing if f.target in contents.nodes]
    found.extend(contents.boundary_events(node.id))
    definition = node.definition
    if node.type == "intermediateThrowEvent" and definition is not None:
        found.extend(
            other
            for other in contents.nodes.values()
            if other.type == "intermediateCatchEvent" and other.definition == definition
        )
    return found


def _begins(node: Node, *, has_starts: bool) -> bool:
    if node.type == "startEvent" or node.triggered_by_event:
        return True
    return not has_starts and not node.incoming and node.type != "boundaryEvent"


def _ways(at: Inspection, contents: Contents) -> None:
    nodes = contents.nodes
    has_starts = any(n.type == "startEvent" for n in nodes.values())
    has_ends = any(n.type == "endEvent" for n in nodes.values())
    explicit = has_starts or has_ends or contents is at.process.contents
    follows = {name: [n.id for n in _next(contents, node)] for name, node in nodes.items()}
    begins = [n for n, node in nodes.items() if _begins(node, has_starts=has_starts)]
    reached = _closure(begins, follows)
    ends = [n for n, behind in follows.items() if not [f for f in behind if _is_flow(nodes[f])]]
    leads_out = _closure(ends, _reversed(follows))
    for name, node in nodes.items():
        if name not in reached:
            at.report.add("BPMN023", name)
        elif name not in leads_out:
            at.report.add("BPMN034", name)
        if explicit and not node.outgoing and not _may_end(node):
            at.report.add("BPMN024", name)


def _is_flow(node: Node) -> bool:
    return node.type != "boundaryEvent"


def _may_end(node: Node) -> bool:
    definition = node.definition
    is_link = definition is not None and definition.kind == "link"
    return node.type in {"endEvent", "boundaryEvent"} or node.triggered_by_event or is_link


def _closure(begins: list[str], follows: dict[str, list[str]]) -> set[str]:
    found: set[str] = set()
    todo = list(begins)
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo.extend(follows.get(name, ()))
    return found


def _reversed(follows: dict[str, list[str]]) -> dict[str, list[str]]:
    back: dict[str, list[str]] = {}
    for source, targets in follows.items():
        for target in targets:
            back.setdefault(target, []).append(source)
    return back


def _joins(at: Inspection, contents: Contents) -> None:
    """Find parallel joins all of whose flows come straight from one exclusive choice."""
    for node in contents.nodes.values():
        if node.type != "parallelGateway" or len(node.incoming) < 2:  # noqa: PLR2004 - a join
            continue
        origins = {_origin(contents, flow.source) for flow in node.incoming}
        if len(origins) == 1 and None not in origins:
            at.report.add("BPMN035", node.id)


def _origin(contents: Contents, name: str) -> str | None:
    """Go back along a straight line; return the exclusive gateway at its beginning, if any."""
    seen: set[str] = set()
    while name not in seen and name in contents.nodes:
        seen.add(name)
        node = contents.nodes[name]
        if node.type in {"exclusiveGateway", "eventBasedGateway"} and len(node.outgoing) > 1:
            return name
        if len(node.incoming) != 1 or len(node.outgoing) != 1 or contents.boundary_events(name):
            return None
        name = node.incoming[0].source
    return None
