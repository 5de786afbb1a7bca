"""The deployment gate: what a diagram or a decision must satisfy before it may run."""

from webapp.engine.decision_tables import read_decision_file
from webapp.engine.errors import DiagramUnreadable
from webapp.engine.expressions import Evaluator
from webapp.engine.reading import read_diagram
from webapp.engine.rules.activities import check_activities
from webapp.engine.rules.catching import check_catching
from webapp.engine.rules.collaboration import check_collaboration, check_lanes
from webapp.engine.rules.conditions import check_conditions
from webapp.engine.rules.correlation import check_correlation
from webapp.engine.rules.data import check_data
from webapp.engine.rules.decision_files import check_decisions
from webapp.engine.rules.events import check_events
from webapp.engine.rules.file import check_document, check_file
from webapp.engine.rules.formats import check_bpmn_format, check_dmn_format
from webapp.engine.rules.inspection import Catalog, Finding, Inspection, Report
from webapp.engine.rules.scopes import check_scopes
from webapp.engine.rules.soundness import check_soundness
from webapp.engine.rules.structure import check_structure

__all__ = ["Catalog", "Finding", "lint_decision_file", "lint_diagram"]

CHECKS = (
    check_file,
    check_structure,
    check_scopes,
    check_lanes,
    check_events,
    check_catching,
    check_correlation,
    check_activities,
    check_data,
    check_conditions,
    check_soundness,
)
"""What is checked in each executable process."""


def lint_diagram(xml: bytes, catalog: Catalog, feel: Evaluator) -> tuple[Finding, ...]:
    """Return what the gate finds in a diagram; with an error in it, it must not be deployed."""
    report = Report(feel)
    try:
        diagram = read_diagram(xml)
    except DiagramUnreadable as error:
        report.add("BPMN001", "", reason=error.reason.zh, reason_en=error.reason.en)
        return tuple(report.findings)
    check_bpmn_format(xml, report)
    check_document(diagram, report)
    check_collaboration(diagram, report)
    executable = [process for process in diagram.processes if process.executable]
    if not executable:
        report.add("BPMN002", "")
    for process in executable:
        for check in CHECKS:
            check(Inspection(diagram, process, catalog, report))
    return tuple(report.findings)


def lint_decision_file(xml: bytes, feel: Evaluator) -> tuple[Finding, ...]:
    """Return what the gate finds in a DMN file."""
    report = Report(feel)
    try:
        file = read_decision_file(xml)
    except DiagramUnreadable as error:
        report.add("DMN001", "", reason=error.reason.zh, reason_en=error.reason.en)
        return tuple(report.findings)
    check_dmn_format(xml, report)
    check_decisions(file, report)
    return tuple(report.findings)
