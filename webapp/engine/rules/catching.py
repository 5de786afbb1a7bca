"""Rules on who catches what: no two events for the same code, and no error that nobody catches."""

from collections.abc import Iterator

from webapp.engine.diagrams import Contents, Node, instantiating
from webapp.engine.rules.inspection import Inspection

RAISED = ("error", "escalation")


def check_catching(at: Inspection) -> None:
    """Check every scope of the process."""
    starts = instantiating(at.process.contents)
    unasked = any(n.definitions or n.type != "startEvent" for n in starts)
    # What a process that is only called does not catch, its caller may catch.
    at_home = unasked or bool(at.process.properties.get("startRoles"))
    _scope(at, at.process.contents, () if at_home else ([""],))


def _scope(at: Inspection, contents: Contents, around: tuple[list[str], ...]) -> None:
    """Check a scope; `around` holds the codes that are caught around it ("" catches all)."""
    hosts = dict.fromkeys(n.attached_to for n in contents.nodes.values())
    groups = {host: contents.boundary_events(host) for host in hosts if host}
    inside = list(_listeners(contents))
    for catchers in (*groups.values(), inside):
        _same_twice(at, catchers)
    caught = (*around, [code for _, code in _codes(at, inside, "error")])
    for node in contents.nodes.values():
        if node.type == "endEvent":
            _uncaught(at, node, caught)
        if node.contents is None:
            continue
        if node.triggered_by_event:
            _scope(at, node.contents, around)  # an event sub-process does not catch its own errors
        else:
            bound = [code for _, code in _codes(at, groups.get(node.id, []), "error")]
            _scope(at, node.contents, (*caught, bound))


def _listeners(contents: Contents) -> Iterator[Node]:
    """Return the start events of the event sub-processes of a scope."""
    for node in contents.nodes.values():
        if node.triggered_by_event and node.contents is not None:
            yield from (n for n in node.contents.nodes.values() if n.type == "startEvent")


def _codes(at: Inspection, catchers: list[Node], kind: str) -> Iterator[tuple[Node, str]]:
    for node in catchers:
        for definition in node.definitions:
            if definition.kind == kind:
                declared = at.diagram.declared.get(definition.reference)
                yield node, "" if declared is None else declared.code


def _same_twice(at: Inspection, catchers: list[Node]) -> None:
    for kind in RAISED:
        seen: set[str] = set()
        for node, code in _codes(at, catchers, kind):
            if code in seen:
                at.report.add("BPMN059", node.id, code=code or "*")
            seen.add(code)


def _uncaught(at: Inspection, node: Node, caught: tuple[list[str], ...]) -> None:
    for _, code in _codes(at, [node], "error"):
        if not any(code in codes or "" in codes for codes in caught):
            at.report.add("BPMN140", node.id, code=code)
