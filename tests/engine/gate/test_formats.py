"""Formats: what the XML schemas of BPMN and DMN forbid is said in plain words."""
# ruff: noqa: E501 - a case per line reads best

import pytest

from tests.engine.gate.setting import ERROR, GOOD, boundary, codes, element, file, lint, user
from tests.fixtures.definitions import ROOT, feel
from webapp.engine import schema
from webapp.engine.linting import lint_decision_file
from webapp.engine.safe_xml import parse_xml
from webapp.engine.schema import bpmn_violations, dmn_violations
from webapp.engine.schema_wording import in_words

TASK = file(user("a"), "s a e")


def said(xml, code="BPMN160"):
    return [(f.element_id, f.text.zh, f.text.en) for f in lint(xml) if f.code == code]


@pytest.mark.parametrize("path", sorted((ROOT / "bpmn").rglob("*.bpmn")), ids=lambda p: p.name)
def test_our_own_diagrams_are_valid(path):
    assert list(bpmn_violations(parse_xml(path.read_bytes()))) == []


@pytest.mark.parametrize("path", sorted((ROOT / "bpmn").rglob("*.dmn")), ids=lambda p: p.name)
def test_our_own_decisions_are_valid(path):
    assert list(dmn_violations(parse_xml(path.read_bytes()))) == []


def test_an_unknown_attribute_is_named():
    assert said(file(user("a", attributes={"colour": "red"}), "s a e")) == [
        (
            "a",
            "不符合 BPMN 格式（第 1 行）：元素“userTask”没有属性“colour”。",
            "Not valid BPMN (line 1): the element “userTask” has no attribute “colour”.",
        )
    ]


def test_an_unknown_element_is_named_with_what_is_expected():
    [(place, _, sentence)] = said(file(user("a"), "s a e", '<bpmn:nonsense id="n"/>'))
    assert place == "n"
    assert sentence.startswith(
        "Not valid BPMN (line 1): the element “nonsense” does not belong here; expected is: "
    )


def test_a_missing_attribute_is_named():
    assert said(TASK.replace(b' targetNamespace="x"', b""))[0][2] == (
        "Not valid BPMN (line 1): the element “definitions” lacks the attribute “targetNamespace”."
    )


def test_a_missing_element_is_named():
    [(_, zh, en)] = said(
        file(user("a"), boundary("b1", "a", "<bpmn:conditionalEventDefinition/>"), "s a e", "b1 e")
    )
    assert zh.endswith(
        "元素“conditionalEventDefinition”中缺少：documentation、extensionElements、condition。"
    )
    assert "the element “conditionalEventDefinition” lacks: " in en


@pytest.mark.parametrize(
    ("xml", "sentence"),
    [
        (
            file(user("a"), boundary("b1", "a", ERROR), "s a e", "b1 e").replace(b'"true"/', b'"x"/').replace(
                b'cancelActivity="true"', b'cancelActivity="perhaps"'),
            "“perhaps” is no value of the attribute “cancelActivity”, which must be true or false.",
        ),
        (
            file(element("eventBasedGateway", "g", eventGatewayType="Both"), "s g e"),
            "“Both” is no value of the attribute “eventGatewayType”, which must be one of: Exclusive, Parallel.",
        ),
        (
            TASK.replace(b'<bpmn:userTask id="a"', b'<bpmn:userTask startQuantity="many" id="a"'),
            "“many” is no value of the attribute “startQuantity”, which must be a whole number.",
        ),
        (
            TASK.replace(b'name="a"', b'name="a" id2="x y"').replace(b'id="e"', b'id="e e"'),
            "“e e” is no value of the attribute “id”, which must be an id (no spaces or colons, no digit first).",
        ),
        (
            TASK.replace(b"</bpmn:process>", b"stray</bpmn:process>"),
            "the element “process” may not hold text.",
        ),
    ],
)  # fmt: skip
def test_a_wrong_value_is_told_from_right_ones(xml, sentence):
    assert sentence in [en.partition("): ")[2] for _, _, en in said(xml)]


def test_another_order_is_advice():
    xml = TASK.replace(
        b"</bpmn:process>", b"<bpmn:documentation>late</bpmn:documentation></bpmn:process>"
    )
    assert codes(xml) == {"BPMN161"}


def test_what_stands_behind_a_misplaced_element_is_still_looked_at():
    late = b"<bpmn:documentation>late</bpmn:documentation><bpmn:nonsense id='n'/></bpmn:process>"
    assert {"BPMN161", "BPMN160"} <= codes(TASK.replace(b"</bpmn:process>", late))


def test_one_too_many_is_no_matter_of_order():
    two = "<bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration><bpmn:timeDate>2026-11-30</bpmn:timeDate></bpmn:timerEventDefinition>"
    xml = file(element("intermediateCatchEvent", "c", two), "s c e")
    assert "BPMN160" in codes(xml)


def test_the_drawing_is_advice():
    plane = '<bpmndi:BPMNDiagram xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"/>'
    xml = TASK.replace(b"</bpmn:definitions>", plane.encode() + b"</bpmn:definitions>")
    assert codes(xml) == {"BPMN162"}


def test_colours_and_other_vendors_are_no_violation():
    xml = TASK.replace(
        b'<bpmn:userTask id="a"', b'<bpmn:userTask xmlns:bioc="urn:b" bioc:fill="#fff" id="a"'
    )
    assert list(bpmn_violations(parse_xml(xml))) == []


def test_a_reference_to_nothing_is_named():
    lane = '<bpmn:laneSet id="ls"><bpmn:lane id="l1"><bpmn:flowNodeRef>nobody</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>'
    [finding] = [f for f in lint(file(lane, user("a"), "s a e")) if f.code == "BPMN163"]
    assert finding.element_id == "l1"
    assert finding.text.en == "There is no “nobody”, to which “flowNodeRef” refers (line 1)."


def test_at_most_twenty_violations_are_listed():
    xml = file(*(user(f"t{n}", attributes={"colour": "red"}) for n in range(30)), "s a e")
    found = [f.code for f in lint(xml) if f.code in {"BPMN160", "BPMN163"}]
    assert len(found) == 20
    assert [f.text.en for f in lint(xml) if f.code == "BPMN164"] == [
        "12 more violations of the format are not listed."
    ]


def test_an_id_used_twice_is_said_once():
    assert codes(file(user("a"), user("a"), "s a e")) == {"BPMN003"}


def test_a_message_that_nobody_has_translated_is_passed_on():
    assert in_words("Something new.").zh == "schema: Something new."
    assert in_words("Element 'a': Something new.").en == "schema: Element 'a': Something new."


def test_the_schemas_are_read_once():
    codes(GOOD)
    assert schema._schema("bpmn", "BPMN20.xsd") is schema._schema("bpmn", "BPMN20.xsd")


def test_a_version_of_dmn_without_schema_is_advice():
    path = next((ROOT / "bpmn").rglob("*.dmn"))
    xml = path.read_bytes().replace(b"20191111/MODEL", b"20230324/MODEL")
    assert {f.code for f in lint_decision_file(xml, feel())} == {"DMN021"}
