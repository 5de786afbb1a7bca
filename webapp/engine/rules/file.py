"""Rules on the file as a whole: ids, unknown elements, extensions and properties."""

import re

from webapp.engine.diagrams import EVENTS, Contents, Diagram, Node, Process
from webapp.engine.rules.inspection import Inspection, Report
from webapp.kernel.citing import cited

PROCESS_ID = re.compile(r"[A-Za-z_][\w-]*\Z", re.ASCII)
DRAWN = {"dataStore", "dataStoreReference", "interface", "endPoint"}
ANYWHERE = {"nameEn", "descriptionZh", "descriptionEn"}
OF_PROCESS = ANYWHERE | {"startRoles", "title", "abbreviation"}
MESSAGE = {"correlationKey", "resultVariable"}
CATCH = MESSAGE | {"calendar"}
PROPERTIES: dict[str, set[str]] = {
    "userTask": {
        "formKey",
        "candidateRole",
        "candidateOrganisation",
        "assignee",
        "dueDate",
        "calendar",
        "priority",
        "resultVariable",
    },
    "serviceTask": {"retries", "resultVariable"},
    "businessRuleTask": {"resultVariable"},
    "scriptTask": {"resultVariable"},
    "callActivity": {"resultVariable", "calledVersion"},
    "adHocSubProcess": {"activeElements"},
    "sendTask": {"correlationKey", "payload"},
    "receiveTask": MESSAGE,
    "startEvent": CATCH | {"formKey", "codeVariable"},
    "intermediateCatchEvent": CATCH,
    "boundaryEvent": CATCH | {"codeVariable"},
    "intermediateThrowEvent": {"correlationKey", "payload"},
    "endEvent": {"correlationKey", "payload"},
}
REPETITION = {"inputCollection", "inputElement", "outputElement", "outputCollection"}


def check_document(diagram: Diagram, report: Report) -> None:
    """Check what belongs to no process: ids, and what stands at the top of the file."""
    for identifier in diagram.duplicates:
        report.add("BPMN003", identifier, id=identifier)
    for element_id, kind in diagram.unknown:
        report.add("BPMN009" if kind in DRAWN else "BPMN005", element_id, type=kind)


def check_file(at: Inspection) -> None:
    """Check the process itself, and what its elements hold."""
    process = at.process
    if not PROCESS_ID.match(process.id):
        at.report.add("BPMN013", process.id, id=process.id)
    if not process.name:
        at.report.add("BPMN010", process.id)
    _process_properties(at, process)
    _bases(at, process)
    for contents in process.contents.scopes():
        _unknown(at, contents)
    for node in process.contents.everything():
        _node(at, node)


def _process_properties(at: Inspection, process: Process) -> None:
    for name in process.properties.keys() - OF_PROCESS:
        at.report.add("BPMN007", process.id, name=name)
    for role in process.properties.get("startRoles", "").split(","):
        if role.strip() and role.strip() not in at.catalog.roles:
            at.report.add("BPMN061", process.id, role=role.strip())


def _bases(at: Inspection, process: Process) -> None:
    """Find the rules that the shared version of a process enforces and this one leaves out."""
    here = {
        number for node in process.contents.everything() for number in cited(node.documentation)
    }
    for number in sorted(at.catalog.bases.get(process.id, frozenset()) - here):
        at.report.add("BPMN165", process.id, rule=number)


def _unknown(at: Inspection, contents: Contents) -> None:
    for element_id, kind in contents.unknown:
        at.report.add("BPMN009" if kind in DRAWN else "BPMN005", element_id, type=kind)


def _node(at: Inspection, node: Node) -> None:
    for part in node.unknown:
        code = "BPMN006" if part.startswith("spiffworkflow:") else "BPMN008"
        at.report.add(code, node.id, part=part)
    for part in node.foreign:
        at.report.add("BPMN012", node.id, part=part)
    if node.type.endswith("Task") and not node.name:
        at.report.add("BPMN011", node.id)
    for name in sorted(node.properties.keys() - ANYWHERE - PROPERTIES.get(node.type, set())):
        at.report.add("BPMN007", node.id, name=name)
    _repetition(at, node)
    _misplaced(at, node)


def _repetition(at: Inspection, node: Node) -> None:
    if node.repetition is not None:
        for name in sorted(node.repetition.properties.keys() - REPETITION):
            at.report.add("BPMN007", node.id, name=name)
        for part in node.repetition.unknown:
            at.report.add("BPMN008", node.id, part=part)


def _misplaced(at: Inspection, node: Node) -> None:
    """Find what stands on an element that does nothing with it."""
    parts = {
        "serviceTaskOperator": node.operator is not None and node.type != "serviceTask",
        "calledDecisionId": bool(node.decision) and node.type != "businessRuleTask",
        "ioMapping": bool(node.inputs or node.outputs)
        and (node.type in EVENTS or node.type.endswith("Gateway")),
        "ioSpecification": bool(node.data) and node.type.endswith("Gateway"),
        "multiInstance": node.repetition is not None
        and (node.type in EVENTS or node.type.endswith("Gateway") or node.triggered_by_event),
    }
    for part, wrong in parts.items():
        if wrong:
            at.report.add("BPMN085", node.id, part=part)
