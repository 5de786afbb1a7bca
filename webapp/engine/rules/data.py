"""Rules on data associations and on the data inputs and outputs of elements."""

from webapp.engine.diagrams import ACTIVITIES, EVENTS, SUB_PROCESSES, DataAssociation, Node
from webapp.engine.rules.inspection import Inspection
from webapp.engine.rules.visibility import visible_data
from webapp.kernel.text import Text

STORES = {"dataStoreReference", "dataStore"}


def check_data(at: Inspection) -> None:
    """Check every element that has data inputs, outputs or associations."""
    stores = {
        name
        for contents in at.process.contents.scopes()
        for name, kind in contents.unknown
        if kind in STORES
    } | {name for name, kind in at.diagram.unknown if kind in STORES}
    for node in at.process.contents.everything():
        if node.data and node.type in SUB_PROCESSES:
            at.report.add("BPMN152", node.id)
        if node.type not in ACTIVITIES | EVENTS:
            continue
        for association in node.associations:
            _association(at, node, association, stores)


def _association(
    at: Inspection, node: Node, association: DataAssociation, stores: set[str]
) -> None:
    ends = {*association.sources, association.target} - {""}
    if ends & stores:
        at.report.add("BPMN015", node.id)
        return
    known = {**visible_data(at, node), **node.data}
    if node.contents is not None:
        known.update(node.contents.data)
    if node.repetition is not None:
        known.update(node.repetition.items)
    for name in sorted(ends - known.keys()):
        at.report.add("BPMN150", node.id, reference=name)
    explained = association.transformation or association.assignments
    if len(association.sources) != 1 and not explained:
        at.report.add("BPMN151", node.id)
    if association.transformation:
        at.expression(node.id, association.transformation, Text("数据转换", "transformation"))
    _assignments(at, node, association)


def _assignments(at: Inspection, node: Node, association: DataAssociation) -> None:
    for source, target in association.assignments:
        if not source or not target:
            at.report.add("BPMN084", node.id, source=source, target=target)
        else:
            at.expression(node.id, source, Text("数据赋值", "assignment"))
