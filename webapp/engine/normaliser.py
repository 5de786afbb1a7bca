"""Completes what a diagram says before anything is built: the ways between link events."""

from webapp.engine.diagrams import Contents, Diagram, Flow, Node


def normalise(diagram: Diagram) -> None:
    """Lead from every link throw event to the catch event of its name, in every scope.

    The sequence flow has no id, because nobody has drawn it; it is never reported as taken.
    """
    for process in diagram.processes:
        for contents in process.contents.scopes():
            _join_links(contents)


def link_name(node: Node, kind: str) -> str | None:
    """Return the name of the link that an event of this type throws or catches, if any."""
    definition = node.definition
    if node.type != kind or definition is None or definition.kind != "link":
        return None
    return definition.link


def _join_links(contents: Contents) -> None:
    targets = {
        name: node
        for node in contents.nodes.values()
        if (name := link_name(node, "intermediateCatchEvent")) is not None
    }
    for node in contents.nodes.values():
        target = targets.get(link_name(node, "intermediateThrowEvent") or "")
        if target is not None:
            flow = Flow("", node.id, target.id)
            contents.flows.append(flow)
            node.outgoing.append(flow)
            target.incoming.append(flow)
