"""Rules on multi-instance activities: the items, their results, and what is thrown for them."""

from webapp.engine.diagrams import Node, Repetition
from webapp.engine.rules.inspection import Inspection
from webapp.engine.rules.visibility import visible_data
from webapp.kernel.text import Text

THROWN = {"message", "signal", "escalation"}
BEHAVIOURS = {"None": "noneBehaviorEventRef", "One": "oneBehaviorEventRef"}
EITHER = {
    "loopDataInputRef": "inputCollection",
    "inputDataItem": "inputElement",
    "loopDataOutputRef": "outputCollection",
    "outputDataItem": "outputElement",
}
"""What the standard says with an element and the dialect with a property."""


def check_items(at: Inspection, node: Node, repetition: Repetition) -> None:
    """Check a multi-instance activity."""
    written = repetition.references
    for element, name in EITHER.items():
        if element in written and repetition.properties.get(name):
            at.report.add("BPMN147", node.id, name=name)
    collection = bool(repetition.input_collection or "loopDataInputRef" in written)
    if collection == bool(repetition.cardinality):
        at.report.add("BPMN076", node.id)
    outputs = bool(repetition.output_collection or "loopDataOutputRef" in written)
    if outputs != bool(repetition.output_element or "outputDataItem" in written):
        at.report.add("BPMN077", node.id)
    if node.type == "userTask" and not outputs:
        at.report.add("BPMN079", node.id)
    _references(at, node, repetition)
    _expressions(at, node, repetition)
    _behaviours(at, node, repetition)


def _references(at: Inspection, node: Node, repetition: Repetition) -> None:
    known = {**visible_data(at, node), **node.data}
    if node.contents is not None:
        known.update(node.contents.data)
    for element in ("loopDataInputRef", "loopDataOutputRef"):
        wanted = repetition.references.get(element, "")
        if wanted and wanted not in known:
            at.report.add("BPMN148", node.id, reference=wanted)


def _expressions(at: Inspection, node: Node, repetition: Repetition) -> None:
    for name, text in (
        ("inputCollection", repetition.input_collection),
        ("loopCardinality", repetition.cardinality),
        ("outputElement", repetition.output_element),
        ("completionCondition", repetition.completion_condition),
    ):
        if text:
            at.expression(node.id, text, Text(f"多实例的“{name}”", f"“{name}”"))


def _behaviours(at: Inspection, node: Node, repetition: Repetition) -> None:
    for behaviour in repetition.behaviours:
        if behaviour.throws.kind not in THROWN:
            at.report.add("BPMN149", node.id, behaviour=behaviour.when or "Complex")
        if behaviour.when not in BEHAVIOURS:
            at.expression(node.id, behaviour.when, Text("行为条件", "behaviour condition"))
