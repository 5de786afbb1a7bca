"""Rules on the formats: the XML schemas of BPMN and DMN, and what no reader would notice."""

from itertools import islice

from lxml import etree

from webapp.engine.rules.inspection import Report
from webapp.engine.safe_xml import BPMN, children, parse_xml, text
from webapp.engine.schema import (
    CONTENT,
    DRAWN,
    ORDER,
    REFERENCE,
    Violation,
    bpmn_violations,
    dmn_violations,
)

MOST = 20
CODES = {ORDER: "BPMN161", DRAWN: "BPMN162", CONTENT: "BPMN160", REFERENCE: "BPMN163"}
"""Order and drawing are advice: our reader goes by names, and the picture decides nothing."""


def check_bpmn_format(xml: bytes, report: Report) -> None:
    """Check a BPMN file against its schema."""
    root = parse_xml(xml)
    found = bpmn_violations(root)
    for violation in islice(found, MOST):
        _tell(report, CODES[violation.kind], violation)
    rest = sum(1 for _ in found)
    if rest:
        report.add("BPMN164", "", count=rest)
    for process in children(root, "process"):
        if next(children(process, "ioSpecification"), None) is not None:
            report.add("BPMN112", process.get("id", ""))
    for lanes in root.iter(f"{{{BPMN}}}laneSet", f"{{{BPMN}}}childLaneSet"):
        _lane_members(report, lanes)


def check_dmn_format(xml: bytes, report: Report) -> None:
    """Check a DMN file against the schema of its version."""
    root = parse_xml(xml)
    found = dmn_violations(root)
    if found is None:
        report.add("DMN021", "", namespace=etree.QName(root).namespace)
        return
    for violation in islice(found, MOST):
        _tell(report, "DMN020", violation)


def _tell(report: Report, code: str, violation: Violation) -> None:
    report.add(
        code,
        violation.element_id,
        line=violation.line,
        problem=violation.text.zh,
        problem_en=violation.text.en,
        attribute=violation.attribute,
        reference=violation.value,
    )


def _lane_members(report: Report, lanes: etree._Element) -> None:
    """Find what stands in two lanes of one set; a lane and the lanes inside it may share."""
    seen: set[str] = set()
    for lane in children(lanes, "lane"):
        own = {text(member) for member in children(lane, "flowNodeRef")}
        for member in sorted(own & seen):
            name = lane.get("name") or lane.get("id", "")
            report.add("BPMN019", lane.get("id", ""), lane=name, member=member)
        seen |= own
