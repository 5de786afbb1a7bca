"""Rules on correlation keys as the standard writes them."""

from collections.abc import Iterator

from webapp.engine.diagrams import CorrelationKey, Node
from webapp.engine.rules.inspection import Inspection
from webapp.kernel.text import Text


def has_standard_key(at: Inspection, message: str, *, catches: bool) -> bool:
    """Tell whether a message finds its instance by the correlationKeys of the standard.

    Who waits must also subscribe to them, to every one that can be read from the message.
    """
    keys = list(_keys_of(at, message))
    return bool(keys) and all(not catches or key.id in at.process.bindings for key in keys)


def _keys_of(at: Inspection, message: str) -> Iterator[CorrelationKey]:
    for key in at.diagram.keys:
        found = [at.diagram.properties.get(name) for name in key.properties]
        if found and all(p is not None and p.paths.get(message) for p in found):
            yield key


def check_correlation(at: Inspection) -> None:
    """Check keys, properties, paths and subscriptions, and that what is used is complete."""
    used = {reference for node in at.process.contents.everything() for reference in _messages(node)}
    for key in at.diagram.keys:
        _key(at, key, used)
    for name, bindings in at.process.bindings.items():
        subscribed = next((key for key in at.diagram.keys if key.id == name), None)
        if subscribed is None:
            at.report.add("BPMN144", at.process.id, key=name, property="–")
            continue
        for needed in subscribed.properties:
            path = bindings.get(needed, "")
            if path:
                at.expression(at.process.id, path, Text("dataPath", "dataPath"))
            else:
                at.report.add("BPMN144", at.process.id, key=name, property=needed)


def _messages(node: Node) -> Iterator[str]:
    if node.message_ref:
        yield node.message_ref
    for definition in node.definitions:
        if definition.kind == "message":
            yield definition.reference


def _key(at: Inspection, key: CorrelationKey, used: set[str]) -> None:
    known = [at.diagram.properties[n] for n in key.properties if n in at.diagram.properties]
    if not key.properties:
        at.report.add("BPMN142", key.id, key=key.name or key.id, property="–")
    for name in key.properties:
        if name not in at.diagram.properties:
            at.report.add("BPMN142", key.id, key=key.name or key.id, property=name)
    correlated = {message for found in known for message in found.paths} & used
    for found in known:
        for message in sorted(correlated):
            path = found.paths.get(message, "")
            if path:
                at.expression(found.id, path, Text("messagePath", "messagePath"))
            else:
                at.report.add("BPMN143", found.id, property=found.name or found.id, message=message)
