"""Diagrams of other tools are kept byte for byte, although they cannot be published."""

from tests.fixtures.definitions import ROOT
from tests.fixtures.parts import Demo
from webapp.services import definitions
from webapp.services.checking import check_files

FILES = sorted((ROOT / "tests" / "engine" / "foreign").glob("*.bpmn"))
DRAWINGS = {"adonis", "bizagi", "bpmn_io_colours", "signavio", "visual_paradigm"}


def test_a_draft_comes_back_as_it_was_sent(filled_on_sqlite: Demo) -> None:
    parts, owner = filled_on_sqlite.parts, filled_on_sqlite.actor("jian.owner")
    for path in FILES:
        content, place = path.read_bytes(), ("process", path.stem, "220582")
        definitions.save_definition_draft(parts, owner, *place, content, None)
        assert definitions.read_definition(parts, owner, *place).draft == content


def test_a_drawing_without_executable_process_is_told_so(filled_on_sqlite: Demo) -> None:
    files = {path.name: path.read_bytes() for path in FILES}
    found = check_files(filled_on_sqlite.parts, files, {})
    without = {name for name, said in found.items() if "BPMN002" in {f.code for f in said}}
    assert without == {f"{name}.bpmn" for name in DRAWINGS}
