"""Diagrams as other tools export them are read and judged, whether they can run or not."""

from pathlib import Path

import pytest

from tests.fixtures.definitions import feel
from webapp.engine.linting import Catalog, lint_diagram
from webapp.engine.reading import read_diagram
from webapp.engine.safe_xml import parse_xml
from webapp.engine.schema import ORDER, bpmn_violations

FILES = sorted(Path(__file__).parent.glob("*.bpmn"))
WHY_NOT = {
    "adonis": {"BPMN002"},
    "bizagi": {"BPMN002"},
    "bpmn_io_colours": {"BPMN002"},
    "camunda_7": {"BPMN026", "BPMN060", "BPMN062", "BPMN063", "BPMN092"},
    "camunda_8": {"BPMN063", "BPMN076"},
    "flowable": {"BPMN026", "BPMN060", "BPMN062", "BPMN072", "BPMN093"},
    "jbpm": {"BPMN008", "BPMN013", "BPMN060", "BPMN062"},
    "signavio": {"BPMN002"},
    "trisotech": {"BPMN068"},
    "visual_paradigm": {"BPMN002"},
}
"""The errors that tell the owner what keeps the file from running here."""


def found(path):
    return lint_diagram(path.read_bytes(), Catalog(), feel())


def test_there_is_a_file_of_every_tool():
    assert {path.stem for path in FILES} == set(WHY_NOT)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_it_is_said_why_the_file_cannot_be_executed(path):
    assert {f.code for f in found(path) if f.severity == "error"} == WHY_NOT[path.stem]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_what_the_tool_wrote_is_valid_but_for_its_order(path):
    assert {v.kind for v in bpmn_violations(parse_xml(path.read_bytes()))} <= {ORDER}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_reading_twice_gives_the_same(path):
    assert read_diagram(path.read_bytes()) == read_diagram(path.read_bytes())
    assert found(path) == found(path)


def test_what_belongs_to_another_engine_is_named():
    parts = {f.text.en for f in found(FILES[[p.stem for p in FILES].index("camunda_7")])}
    assert "“assignee” belongs to another engine and will not be executed." in parts
