"""What a file says about itself, and which files are not even read."""

import pytest

from tests.builders.bpmn import (
    ERROR,
    HEAD,
    MESSAGE,
    boundary,
    call,
    element,
    end,
    extensions,
    process,
    properties,
    service,
    sub,
    user,
)
from tests.fixtures.engine import engine
from webapp.engine.definitions import Sources, describe
from webapp.engine.errors import DiagramRefused, DiagramUnreadable
from webapp.engine.linting import Catalog, Finding
from webapp.engine.reading import read_diagram
from webapp.kernel.text import Text

LANES = (
    '<bpmn:laneSet id="ls"><bpmn:lane id="l1" name="县级">'
    "<bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>"
)
RULE = extensions("<spiffworkflow:calledDecisionId>rule</spiffworkflow:calledDecisionId>")
FULL = process(
    LANES, user("a", nameEn="Check"), user("b", formKey="other/x"), service("v", operation="x.y"),
    call("c", "Q"), element("businessRuleTask", "d", RULE), sub("sp", user("in"), chain=""),
    element("startEvent", "s2", MESSAGE), "s a b v c d sp e", "s2 a",
    own={"nameEn": "Process", "title": "=x", "startRoles": "unit_hr, applicant",
         "descriptionZh": "说明", "descriptionEn": "About"},
)  # fmt: skip


def test_a_diagram_describes_itself():
    info = describe(FULL)
    assert (info.process_id, info.name, info.name_en) == ("P", "P", "Process")
    assert info.title_expression == "=x"
    assert info.start_roles == ("unit_hr", "applicant")
    assert info.start_form_key == "P/start"
    assert info.called_processes == ("Q",)
    assert info.decisions == ("rule",)
    assert info.form_keys == ("P/a", "other/x", "P/in")
    assert info.operations == ("x.y",)
    assert info.message_starts == ("news",)
    assert info.description == Text("说明", "About")


def test_elements_are_described_with_their_neighbours_and_lane():
    infos = {info.element_id: info for info in describe(FULL).elements}
    a = infos["a"]
    assert (a.type, a.name, a.name_en, a.lane) == ("userTask", "a", "Check", "县级")
    assert (a.incoming, a.outgoing) == (("s", "s2"), ("b",))
    assert (a.candidate_role, a.form_key) == ("county_reviewer", "P/a")
    assert infos["in"].process_id == "P"


def test_the_start_form_may_be_named():
    named = extensions(properties(formKey="begin"))
    xml = process(element("startEvent", "s1", named), user("a"), end("e"), "s1 a e", start=False)
    assert describe(xml).start_form_key == "P/begin"


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        (b"", "not valid XML"),
        (b"<a>", "not valid XML"),
        (b"<a/>", "not bpmn:definitions"),
        (b'<!DOCTYPE a SYSTEM "x.dtd"><a/>', "DTD"),
        (b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "DTD"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "DTD"),
        (b"<a>" * 100 + b"</a>" * 100, "nested too deeply"),
        (b"<a>" + b"x" * (5 << 20) + b"</a>", "larger than 5 MB"),
        (b"\xff\xfe\x00", "not valid XML"),
    ],
)
def test_an_unsafe_file_is_not_read(xml, reason):
    with pytest.raises(DiagramUnreadable) as refused:
        read_diagram(xml)
    assert reason in refused.value.message.en
    assert "{reason}" not in refused.value.message.zh


def test_a_file_without_executable_process_cannot_be_described():
    with pytest.raises(DiagramUnreadable, match="no executable process"):
        describe(process("s e").replace(b'isExecutable="true"', b'isExecutable="false"'))


def test_a_refused_diagram_tells_the_sentences_by_element():
    sentence = Text("不行", "No")
    refused = DiagramRefused([Finding("BPMN001", "error", "a", sentence)])
    assert refused.fields == {"a": [sentence]}
    assert refused.code == "DIAGRAM_REFUSED"


@pytest.mark.parametrize(
    "parts",
    [
        ('<bpmn:sequenceFlow id="f" sourceRef="s" targetRef="zz"/>',),
        (boundary("b", "zz", ERROR), "b e"),
    ],
)
def test_what_the_gate_would_refuse_is_not_run_either(parts):
    with pytest.raises(DiagramUnreadable, match="is missing or cannot be executed"):
        engine().compile(Sources("P", {"P": process(*parts)}))


def test_the_engine_is_its_own_gate():
    found = engine().lint(process(user("a"), "s a e"), Catalog())
    assert {f.code for f in found} == {"BPMN061", "BPMN062"}
    assert [f.code for f in engine().lint_decision(b"<x/>")] == ["DMN001"]


def test_unknown_declarations_are_noticed():
    extra = '<bpmn:globalUserTask id="gt" name="x"/><bpmn:itemDefinition id="it"/>'
    diagram = read_diagram((HEAD + extra + "</bpmn:definitions>").encode())
    assert diagram.unknown == [("gt", "globalUserTask")]
    assert "BPMN005" in {f.code for f in engine().lint(process("s e", declared=extra), Catalog())}


def test_foreign_extension_elements_are_named():
    foreign = extensions('<z:taskDefinition xmlns:z="http://z" type="x"/>')
    found = engine().lint(
        process(element("manualTask", "a", foreign, name="a"), "s a e"), Catalog()
    )
    assert [(f.code, f.element_id) for f in found] == [("BPMN012", "a")]
