"""Rewrites what a diagram says into what the elements understand, before anything is built."""

from dataclasses import replace

from webapp.engine.diagrams import Contents, Diagram, Flow, Node


def normalise(diagram: Diagram) -> None:
    """Replace pairs of link events by the sequence flow that they stand for, in every scope."""
    for process in diagram.processes:
        for contents in list(process.contents.scopes()):
            _join_links(contents)


def _link(node: Node, kind: str) -> str | None:
    definition = node.definition
    if node.type != kind or definition is None or definition.kind != "link":
        return None
    return definition.link


def _join_links(contents: Contents) -> None:
    """Let the flows into a link throw event end where the link catch event's flow ends."""
    targets = {
        name: node
        for node in contents.nodes.values()
        if (name := _link(node, "intermediateCatchEvent")) is not None
    }
    for node in list(contents.nodes.values()):
        name = _link(node, "intermediateThrowEvent")
        if name is not None and name in targets:
            _bridge(contents, node, targets[name])
    for catch in targets.values():
        _forget(contents, catch)


def _bridge(contents: Contents, throw: Node, catch: Node) -> None:
    for flow in list(throw.incoming):
        onward = catch.outgoing[0] if catch.outgoing else None
        if onward is not None:
            _redirect(contents, flow, onward.target)
    _forget(contents, throw)


def _redirect(contents: Contents, flow: Flow, target: str) -> None:
    moved = replace(flow, target=target)
    contents.flows[contents.flows.index(flow)] = moved
    source, end = contents.nodes[flow.source], contents.nodes[target]
    source.outgoing[source.outgoing.index(flow)] = moved
    end.incoming.append(moved)


def _forget(contents: Contents, node: Node) -> None:
    """Remove a link event with the flows that are left of it."""
    del contents.nodes[node.id]
    gone = [f for f in contents.flows if node.id in {f.source, f.target}]
    for flow in gone:
        contents.flows.remove(flow)
        for end in (flow.source, flow.target):
            other = contents.nodes.get(end)
            if other is not None:
                other.incoming = [f for f in other.incoming if f.id != flow.id]
                other.outgoing = [f for f in other.outgoing if f.id != flow.id]
