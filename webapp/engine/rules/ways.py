"""Rules on ways: everything can be reached, and every way leads to an end."""

from webapp.engine.diagrams import Contents, Node
from webapp.engine.rules.inspection import Inspection


def check_ways(at: Inspection, contents: Contents) -> None:
    """Check the ways of one scope."""
    nodes = contents.nodes
    ad_hoc = _is_ad_hoc(at, contents)
    has_starts = any(_starts(n) for n in nodes.values())
    has_ends = any(n.type == "endEvent" for n in nodes.values())
    explicit = has_starts or has_ends or contents is at.process.contents
    follows = {name: [n.id for n in following(contents, node)] for name, node in nodes.items()}
    begins = [n for n, node in nodes.items() if begins_here(node, has_starts=has_starts)]
    reached = _closure(begins, follows)
    ends = [n for n, behind in follows.items() if not [f for f in behind if _is_flow(nodes[f])]]
    leads_out = _closure(ends, _reversed(follows))
    for name, node in nodes.items():
        if name not in reached:
            if not node.compensation:
                at.report.add("BPMN023", name)
        elif name not in leads_out:
            at.report.add("BPMN034", name)
        if explicit and not ad_hoc and not node.outgoing and not _may_end(node):
            at.report.add("BPMN024", name)


def _is_ad_hoc(at: Inspection, contents: Contents) -> bool:
    return any(
        n.contents is contents and n.type == "adHocSubProcess"
        for n in at.process.contents.everything()
    )


def following(contents: Contents, node: Node) -> list[Node]:
    """Return where a token can go from an element: flows, boundary events, its link's other end."""
    found = [contents.nodes[f.target] for f in node.outgoing if f.target in contents.nodes]
    found.extend(contents.boundary_events(node.id))
    if node.handler in contents.nodes:
        found.append(contents.nodes[node.handler])
    found.extend(link_target(contents, node))
    return found


def link_target(contents: Contents, node: Node) -> list[Node]:
    """Return the event in which a link ends that begins at this event."""
    thrown = {d.link for d in node.definitions if d.kind == "link"}
    if node.type != "intermediateThrowEvent" or not thrown:
        return []
    return [
        other
        for other in contents.nodes.values()
        if other.type == "intermediateCatchEvent"
        and any(d.kind == "link" and d.link in thrown for d in other.definitions)
    ]


def _starts(node: Node) -> bool:
    return node.type == "startEvent" or (
        node.instantiating and node.type in {"receiveTask", "eventBasedGateway"}
    )


def begins_here(node: Node, *, has_starts: bool) -> bool:
    """Tell whether a token can begin at an element: a start, or what nothing leads to."""
    if _starts(node) or node.triggered_by_event:
        return True
    unasked = node.type != "boundaryEvent" and not node.compensation and not node.has_event("link")
    return not has_starts and not node.incoming and unasked


def _is_flow(node: Node) -> bool:
    return node.type != "boundaryEvent"


def _may_end(node: Node) -> bool:
    return (
        node.type in {"endEvent", "boundaryEvent"}
        or node.triggered_by_event
        or node.compensation
        or node.has_event("link")
    )


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
