"""The deployment gate: what a diagram or a decision must satisfy before it may run."""

from webapp.engine.decision_tables import read_decision_file
from webapp.engine.errors import DiagramUnreadable
from webapp.engine.expressions import Evaluator
from webapp.engine.reading import read_diagram
from webapp.engine.rules.activities import check_activities
from webapp.engine.rules.conditions import check_conditions
from webapp.engine.rules.decision_files import check_decisions
from webapp.engine.rules.events import check_events
from webapp.engine.rules.file import check_file
from webapp.engine.rules.inspection import Catalog, Finding, Inspection, Report
from webapp.engine.rules.structure import check_structure

__all__ = ["Catalog", "Finding", "lint_decision_file", "lint_diagram"]

CHECKS = (check_file, check_structure, check_events, check_activities, check_conditions)


def lint_diagram(xml: bytes, catalog: Catalog, feel: Evaluator) -> tuple[Finding, ...]:
    """Return what the gate finds in a diagram; with an error in it, it must not be deployed."""
    report = Report(feel)
    try:
        diagram = read_diagram(xml)
    except DiagramUnreadable as error:
        report.add("BPMN001", "", reason=error.reason.en)
        return tuple(report.findings)
    process = diagram.main()
    if process is None:
        report.add("BPMN002", "", count=0)
        return tuple(report.findings)
    for check in CHECKS:
        check(Inspection(diagram, process, catalog, report))
    return tuple(report.findings)


def lint_decision_file(xml: bytes, feel: Evaluator) -> tuple[Finding, ...]:
    """Return what the gate finds in a DMN file."""
    report = Report(feel)
    try:
        file = read_decision_file(xml)
    except DiagramUnreadable as error:
        report.add("DMN001", "", reason=error.reason.en)
        return tuple(report.findings)
    check_decisions(file, report)
    return tuple(report.findings)
