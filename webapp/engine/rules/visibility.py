"""Which data an element sees: those of its own scope and of the scopes around it."""

from collections.abc import Mapping

from webapp.engine.diagrams import Contents, Node
from webapp.engine.rules.inspection import Inspection


def visible_data(at: Inspection, node: Node) -> Mapping[str, str]:
    """Return the variables of the data objects and properties that an element sees, by id."""
    found: dict[str, str] = {}
    for contents in _around(at.process.contents, node):
        found.update(contents.data)
    return found


def _around(contents: Contents, node: Node) -> list[Contents]:
    """Return the scopes around a node, the outermost first; [] if it is not in this one."""
    if contents.nodes.get(node.id) is node:
        return [contents]
    for inner in contents.nodes.values():
        if inner.contents is not None:
            path = _around(inner.contents, node)
            if path:
                return [contents, *path]
    return []
