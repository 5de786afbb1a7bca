"""The deployment gate: every rule finds its mistake."""

import pytest

from tests.engine.gate import (
    mistakes_activities,
    mistakes_events,
    mistakes_expressions,
    mistakes_file,
    mistakes_structure,
)
from tests.engine.gate.setting import codes, file, lint, user
from webapp.engine.rules.catalogue import ADVICE, DECISIONS, GROUPS, RULES

BAD = {
    **mistakes_file.BAD,
    **mistakes_structure.BAD,
    **mistakes_events.BAD,
    **mistakes_activities.BAD,
    **mistakes_expressions.BAD,
}


@pytest.mark.parametrize(
    ("code", "xml"), [(code, xml) for code, files in BAD.items() for xml in files]
)
def test_the_gate_finds(code, xml):
    assert code in codes(xml)


def test_every_rule_on_diagrams_has_a_mistake_that_it_finds():
    assert set(BAD) == set(RULES) - set(DECISIONS)
    assert [code for code, files in BAD.items() if not files] == []


def test_every_rule_has_its_advice_in_both_languages():
    assert set(ADVICE) == set(RULES)
    assert [code for code, advice in ADVICE.items() if not (advice.zh and advice.en)] == []
    assert [code for code, advice in ADVICE.items() if advice.zh[-1] not in "。？”"] == []


def test_every_rule_stands_in_one_group():
    assert sum(len(rules) for _, rules in GROUPS) == len(RULES)


def test_no_rule_leaves_a_placeholder_in_its_sentence():
    for files in BAD.values():
        for xml in files:
            for finding in lint(xml):
                assert "{" not in finding.text.zh.replace("{ … }", "").replace("${", "").replace(
                    "{x: }", ""
                ).replace("{n: ", "")
                assert finding.text.en.endswith((".", "?", ")")) or ":" in finding.text.en


def test_a_finding_names_element_severity_and_sentence_in_both_languages():
    [finding] = lint(file(user("a", candidateRole="king"), "s a e"))
    assert (finding.code, finding.severity, finding.element_id) == ("BPMN061", "error", "a")
    assert finding.text.zh == "角色“king”不存在。"
    assert finding.text.en == "There is no role “king”."


def test_what_is_only_advice_is_a_warning():
    warnings = {code for code, (severity, _) in RULES.items() if severity == "warning"}
    assert warnings == {
        "BPMN007", "BPMN009", "BPMN010", "BPMN011", "BPMN012", "BPMN037", "BPMN052", "BPMN066",
        "BPMN079", "BPMN083", "BPMN095", "BPMN096", "BPMN100", "BPMN112", "BPMN140", "BPMN161",
        "BPMN162", "BPMN164", "DMN018", "DMN021",
    }  # fmt: skip
