"""Completes what a diagram says before anything is built.

The ways between link events become sequence flows; data associations become input and output
mappings; the references of a multi-instance activity become names of variables.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from webapp.engine.diagrams import (
    EVENTS,
    Assignment,
    Contents,
    DataAssociation,
    Diagram,
    Flow,
    Node,
    Repetition,
)

Names = Mapping[str, str]
"""Variables by the ids of the data objects that stand for them."""


def normalise(diagram: Diagram) -> None:
    """Complete every process of a diagram, in place."""
    for process in diagram.processes:
        for contents in process.contents.scopes():
            _join_links(contents)
        _map_data(process.contents, {})


def link_name(node: Node, kind: str) -> str | None:
    """Return the name of the link that an event of this type throws or catches, if any."""
    definition = node.definition
    if node.type != kind or definition is None or definition.kind != "link":
        return None
    return definition.link


def _join_links(contents: Contents) -> None:
    """Lead from every link throw event to the catch event of its name.

    The sequence flow has no id, because nobody has drawn it; it is never reported as taken.
    """
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


def _map_data(contents: Contents, around: Names) -> None:
    seen = {**around, **contents.data}
    for node in contents.nodes.values():
        if node.associations or node.repetition is not None:
            _map_node(node, seen)
        if node.contents is not None:
            _map_data(node.contents, seen)


def _map_node(node: Node, seen: Names) -> None:
    inside = {} if node.contents is None else node.contents.data
    names = {**seen, **inside, **node.data}
    associations = node.associations
    if node.repetition is not None:
        names.update(node.repetition.items)
        collection = node.repetition.references.get("loopDataInputRef", "")
        node.repetition = _named(node.repetition, associations, names)
        # What the items are taken from is read once, by the body, not by every item.
        associations = tuple(a for a in associations if not collection or a.target != collection)
    for association in associations:
        lines = tuple(_lines(association, node, names))
        if association.direction == "input":
            node.inputs += lines
        else:
            node.outputs += lines


def _lines(association: DataAssociation, node: Node, names: Names) -> Iterator[Assignment]:
    target = names.get(association.target, "")
    required = association.target in node.required and node.type not in EVENTS
    for source, to in association.assignments:
        yield Assignment("=" + source, names.get(to, to) or target, required=required)
    if association.transformation:
        yield Assignment("=" + association.transformation, target, required=required)
    elif not association.assignments:
        for reference in association.sources:
            own = association.direction == "output" and reference in node.data
            reads = names.get(reference, "")
            yield Assignment("", target, reads=reads, own=own, required=required)


def _named(
    repetition: Repetition, associations: tuple[DataAssociation, ...], names: Names
) -> Repetition:
    references = repetition.references
    given = references.get("loopDataInputRef", "")
    results = references.get("loopDataOutputRef", "")
    for association in associations:  # the data object behind the activity's own input or output
        if association.target == given and association.sources:
            given = association.sources[0]
        if results and results in association.sources:
            results = association.target
    return replace(
        repetition,
        input_variable=names.get(given, given),
        input_element=repetition.input_element or references.get("inputDataItem", ""),
        output_collection=repetition.output_collection or names.get(results, results),
        output_variable=references.get("outputDataItem", ""),
    )
