"""The rules page: every number, where it is enforced now, and who acted under it."""

import re

import pytest
from markupsafe import escape

from tests.fixtures.parts import Demo
from tests.fixtures.served import TRIAL
from tests.integration.pages.visiting import Visitor
from webapp.access.actor import SYSTEM
from webapp.domain import rulebook
from webapp.services import deployments
from webapp.services import rulebook as service


def test_everybody_reads_all_rules_in_both_languages(visitor: Visitor) -> None:
    page = visitor.get("/help/rules").text
    assert [r.number for r in rulebook.ALL if f'href="/help/rules/{r.number}"' not in page] == []
    visitor.post("/language", language="en", next="/")
    english = visitor.get("/help/rules").text
    assert [rule.number for rule in rulebook.ALL if escape(rule.sentence.en) not in english] == []


def test_an_unknown_number_is_not_found(visitor: Visitor) -> None:
    assert visitor.get("/help/rules/R41").status_code == 404


def cited(number: str) -> bytes:
    """Return the trial process, whose second step says that it rests on a rule."""
    basis = f"<bpmn:documentation>请示须经确认。依据：{number}。</bpmn:documentation>"
    whole: bytes = TRIAL["bpmn/trial.bpmn"]
    found = re.search(rb'<bpmn:userTask id="confirm"[^>]*>', whole)
    assert found is not None
    return whole[: found.end()] + basis.encode() + whole[found.end() :]


OWN = {"bpmn/counties/222402/trial.bpmn": TRIAL["bpmn/trial.bpmn"]}


def test_a_county_whose_version_has_not_followed_a_new_rule_is_named(demo: Demo) -> None:
    deployments.deploy(demo.parts, SYSTEM, "222402", OWN, "own version")
    deployments.deploy(demo.parts, SYSTEM, "220000", {"bpmn/trial.bpmn": cited("R33")}, "cited")
    [state] = [each for each in service.list_rules(demo.parts) if each.rule.number == "R33"]
    assert "确认" in [element.element_name for element in state.elements]
    assert state.lost_in == [("图们市", "trial")]
    assert not state.kept


@pytest.mark.rule("R38", "R39")
def test_no_county_publishes_a_version_that_leaves_out_what_the_law_demands(demo: Demo) -> None:
    deployments.deploy(demo.parts, SYSTEM, "220000", {"bpmn/trial.bpmn": cited("R33")}, "cited")
    with pytest.raises(deployments.DefinitionRefused) as caught:
        deployments.deploy(demo.parts, SYSTEM, "222402", OWN, "without the step")
    assert [finding.code for finding in caught.value.findings] == ["BPMN165"]
    assert "R33" in caught.value.findings[0].text.zh


def test_a_county_may_leave_out_what_the_law_leaves_open(demo: Demo) -> None:
    deployments.deploy(demo.parts, SYSTEM, "220000", {"bpmn/trial.bpmn": cited("R23")}, "cited")
    deployments.deploy(demo.parts, SYSTEM, "222402", OWN, "without the poll")


@pytest.mark.rule("R37", "R38")
def test_who_acted_under_a_rule_is_one_click_away_for_those_in_sight(
    visitor: Visitor, demo: Demo
) -> None:
    deployments.deploy(demo.parts, SYSTEM, "220000", {"bpmn/trial.bpmn": cited("R24")}, "cited")
    demo.start("tumen.school.hr", "trial", "222402-school", {})
    demo.complete("tumen.school.hr", "ask", {"question": "?"})
    demo.complete("tumen.school.head", "confirm", {"remark": ""})
    assert "请示：" not in acts(visitor.get("/help/rules/R24").text)
    visitor.sign_in("yanbian.leader")
    assert "请示：" in acts(visitor.get("/help/rules/R24").text)
    visitor.post("/sign-out")
    visitor.sign_in("tonghua.leader")
    assert "请示：" not in acts(visitor.get("/help/rules/R24").text)


@pytest.mark.rule("R39")
def test_a_running_procedure_says_that_it_keeps_its_version(visitor: Visitor, demo: Demo) -> None:
    begun = demo.start("tumen.school.hr", "trial", "222402-school", {})
    visitor.sign_in("tumen.school.hr")
    assert "沿用启动时的版本" not in visitor.get(f"/instances/{begun.id}").text
    deployments.deploy(demo.parts, SYSTEM, "220000", {"bpmn/trial.bpmn": cited("R24")}, "cited")
    assert "现已发布第 2 版" in visitor.get(f"/instances/{begun.id}").text


def acts(page: str) -> str:
    """Return the part of a rule's page that tells who acted."""
    return page.partition("最近的办理记录")[2]
