"""A person's nomination, from the declaration to the post at grade 7, or to the reasons."""

import pytest

from tests.builders.chain import CONDITIONS
from tests.fixtures.nominations import FakeNominations
from tests.processes.nominating import (
    ACCEPTED,
    APPRAISAL,
    CERTIFICATE,
    CHECKED,
    KEY,
    RECOMMENDED,
    WITHDRAWAL_KEY,
    at_the_county,
    awaiting,
    corrected,
    posted,
    publicised,
    start,
    started,
    told,
)
from tests.processes.setting import (
    MATERIALS,
    PERSON,
    a_world,
    assert_every_flow_is_taken,
)
from webapp.domain.materials import fingerprint
from webapp.domain.ports.nominations import Nominations
from webapp.domain.ports.office import Archive

BUREAU = "抚松县人力资源和社会保障局"


def test_a_teacher_gets_the_title_and_a_post_at_grade_7():
    world = a_world()
    story = awaiting(world)
    register = world.ports[Nominations]
    assert register.state(KEY) == "SUBMITTED"
    assert register.nominee(KEY).materials_hash == fingerprint(MATERIALS)
    assert story.messages == []
    result = {"passed": True, "stage": "round", "reasons": "", "certificate": CERTIFICATE}
    world.throw("nomination_result", KEY, {"result": result})
    assert story.task("appoint").candidate_role == "unit_hr"
    story.complete("appoint", {"appointedOn": "2026-06-01", "grade7": True})
    assert story.has_ended
    assert "certified" in story.passed


@pytest.mark.rule("R19", "R20")
def test_a_unit_that_enters_another_grade_is_refused_and_told_the_rule():
    world = a_world()
    story = awaiting(world)
    result = {"passed": True, "stage": "round", "reasons": "", "certificate": CERTIFICATE}
    world.throw("nomination_result", KEY, {"result": result})
    story.complete("appoint", {"appointedOn": "2026-06-01", "grade7": True, "grade": 6})
    assert "规则R" in story.sees("appoint")["gradeRefusal"]["message"]
    story.complete("appoint", {"appointedOn": "2026-06-01", "grade7": True, "grade": 7})
    assert story.has_ended


def test_the_unit_posting_and_the_papers_of_the_review_are_archived():
    world = a_world()
    awaiting(world)
    papers = dict(world.ports[Archive].documents.values())
    assert list(papers) == ["unit_posting", "review_form", "overview"]
    posting = papers["unit_posting"]
    assert (posting["startsOn"], posting["endsOn"]) == ("2026-03-02", "2026-03-09")
    assert posting["materials"] == ["本职工作与主要业绩：任教二十年"]
    assert "220502198001011230" not in str(posting)
    assert papers["review_form"]["countyCheck"]["conditions"] == CONDITIONS


def test_who_is_not_elected_reads_the_reasons_and_the_remedy():
    world = a_world()
    story = awaiting(world)
    result = {"passed": False, "stage": "round", "reasons": "未达到三分之二"}
    world.throw("nomination_result", KEY, {"result": result})
    remedy = story.sees("read_decision")["decision"]["remedy"]
    assert remedy.startswith(f"对决定有异议的，可以向{BUREAU}申请复查")
    assert told(story) == ("round", BUREAU, "未达到三分之二")
    assert world.ports[Nominations].state(KEY) == "FAILED"


@pytest.mark.rule("A14", "R5", "R3")
@pytest.mark.parametrize(
    ("person", "reason"),
    [
        ({"retired": True}, "已离退休人员不得申报参加职称评审（《职称评审管理暂行规定》第十三条"),
        ({"serving": False}, "申报人应为本县（市、区）在编在岗专业技术人员（规则R22）"),
        ({"sanctioned": True}, "受记过以上处分，在处分影响期内不得申报"),
        ({"dishonest": True}, "职称评审失信记录期内（三年）不得申报"),
        ({"currentLevel": "deputy_senior"}, "职称“双定向”评审层级为副高级，申报人现职称应为中级"),
        ({"yearsInPost": 4}, "任中级职称不满五年"),
    ],
)
def test_who_does_not_meet_the_conditions_is_told_which(person, reason):
    stage, organ, reasons = told(start(**person))
    assert (stage, organ) == ("eligibility", BUREAU)
    assert reasons.startswith(reason)
    assert "规则" in reasons
    assert reasons.endswith("。")


@pytest.mark.rule("R13")
@pytest.mark.parametrize(
    ("line", "until", "first"),
    [
        ("national", "2026-03-02", "appraise"),
        ("national", "2026-03-01", "read_decision"),
        ("provincial", "2030-01-01", "read_decision"),
    ],
)
def test_an_exam_series_needs_the_national_line_and_a_valid_result(line, until, first):
    person = {**PERSON, "examLine": line, "examValidUntil": until}
    declared = {"series": "accounting", "title": "高级会计师", "person": person}
    assert started(a_world(), **declared).open == [first]


@pytest.mark.rule("R21")
def test_outside_the_window_nobody_applies_and_the_dates_are_told():
    world = a_world(nominations=FakeNominations(window=False))
    story = start(world)
    stage, _organ, reasons = told(story)
    assert stage == "channel"
    assert "抚松县2026年度“双定向”申报通道今天（2026-03-02）未开放：省里尚未开设" in reasons
    assert world.ports[Nominations].state(KEY) == ""


@pytest.mark.rule("R22")
def test_a_unit_may_decline_and_says_why():
    world = a_world()
    story = start(world)
    story.complete("appraise", APPRAISAL)
    story.complete("recommend", {"outcome": "decline", "reasons": "实绩不够突出"})
    assert told(story) == ("unit", "第一中学", "实绩不够突出")
    assert world.ports[Nominations].reasons[KEY] == "实绩不够突出"


def returned(story):
    story.complete("appraise", APPRAISAL).complete("recommend", RECOMMENDED)
    return story.complete("unit_check", {"outcome": "return", "reasons": "缺少证明"})


def test_returned_materials_are_revised_and_checked_again():
    story = returned(start())
    assert story.task("revise").assignee == "li"
    revised = {**MATERIALS, "summary": "补充后的总结"}
    story.complete("revise", {"revision": {"decision": "resubmit"}, "materials": revised})
    assert story.sees("unit_check")["materials"]["summary"] == "补充后的总结"


def test_an_applicant_may_withdraw_instead_of_revising():
    world = a_world()
    story = returned(start(world))
    story.complete("revise", {"revision": {"decision": "withdraw"}, "materials": MATERIALS})
    assert story.has_ended
    assert "withdrawn_early" in story.passed
    assert world.ports[Nominations].state(KEY) == "WITHDRAWN"


def test_an_upheld_objection_in_the_unit_ends_the_nomination():
    world = a_world()
    story = posted(world)
    objection = {"person": "李秀英", "objector": "王某", "facts": "不实", "evidence": ""}
    world.throw("objection_raised", KEY, {"objection": objection})
    world.pass_working_days(5)
    story.complete("investigate_unit", {"findings": "属实"})
    story.complete("decide_unit", {"outcome": "upheld", "reasons": "业绩不实"})
    assert told(story) == ("unit_publicity", "第一中学", "业绩不实")
    assert world.ports[Nominations].state(KEY) == "OBJECTED"


@pytest.mark.rule("A1")
def test_nothing_is_sent_up_before_the_posting_has_ended():
    world = a_world()
    story = posted(world)
    world.pass_working_days(4)
    assert story.open == []
    world.pass_working_days(1)
    assert story.open == ["department_review"]


@pytest.mark.rule("A1")
def test_a_county_may_post_longer():
    world = a_world()
    story = posted(world, started(world, settings={"unitPublicityDays": 8}))
    world.pass_working_days(7)
    assert story.open == []
    world.pass_working_days(1)
    assert story.open == ["department_review"]


def test_a_unit_without_department_goes_straight_to_the_county():
    assert publicised(a_world(), department=False).open == ["county_check"]


@pytest.mark.rule("R25")
@pytest.mark.parametrize("department", [True, False])
def test_what_changes_after_the_posting_is_posted_again(department):
    world = a_world()
    story = posted(world, department=department)
    story.set_variables({"materials": {**MATERIALS, "summary": "另一份业绩"}})
    world.pass_working_days(5)
    assert story.open == []
    world.pass_working_days(5)
    assert story.open == ["department_review" if department else "county_check"]


@pytest.mark.rule("R25")
def test_what_changes_after_the_countys_check_is_posted_again_too():
    world = a_world()
    story = at_the_county(world)
    story.set_variables({"materials": {**MATERIALS, "summary": "另一份业绩"}})
    story.complete("county_check", ACCEPTED)
    assert story.open == []
    assert world.ports[Nominations].state(KEY) == "RUNNING"
    world.pass_working_days(5)
    assert story.open == ["department_review"]


@pytest.mark.rule("A2")
def test_the_department_returns_to_the_unit_once_or_disagrees():
    world = a_world()
    story = publicised(world)
    story.complete("department_review", {"outcome": "return", "reasons": "补充公示"})
    story.complete("unit_check", CHECKED)
    world.pass_working_days(5)
    story.complete("department_review", {"outcome": "return", "reasons": "再补充"})
    assert story.open == ["department_review"]
    story.complete("department_review", {"outcome": "reject", "reasons": "超编"})
    assert told(story) == ("department", "教育局", "超编")


@pytest.mark.rule("R26")
def test_the_county_rejects_and_says_why():
    story = at_the_county(a_world())
    story.complete("county_check", {"outcome": "reject", "reasons": "不属于开放系列"})
    assert told(story) == ("county", BUREAU, "不属于开放系列")


@pytest.mark.rule("R26")
def test_nobody_is_accepted_with_a_condition_that_is_not_met():
    world = a_world()
    story = at_the_county(world)
    doubtful = {**CONDITIONS, "authentic": {"verdict": "unmet", "evidence": "查无此项"}}
    story.complete("county_check", {"outcome": "accept", "conditions": doubtful})
    assert story.open == ["county_check"]
    assert world.ports[Nominations].state(KEY) == "RUNNING"
    story.complete("county_check", ACCEPTED)
    assert world.ports[Nominations].state(KEY) == "SUBMITTED"


def test_a_good_correction_goes_on_to_the_round():
    world = a_world()
    story = corrected(world)
    response = {"decision": "corrected", "explanation": "已补"}
    story.complete("correct", {"response": response, "materials": MATERIALS})
    story.complete("recheck", {"outcome": "completed"})
    assert world.ports[Nominations].state(KEY) == "SUBMITTED"


@pytest.mark.rule("A2")
def test_a_lapsed_correction_ends_the_nomination():
    world = a_world()
    story = corrected(world)
    world.pass_working_days(4)
    assert story.open == ["correct"]
    world.pass_working_days(1)
    assert told(story)[::2] == ("correction", "未在规定期限内补正，视为放弃申报。")
    assert world.ports[Nominations].state(KEY) == "LAPSED"


def test_who_comes_after_the_roster_is_closed_is_told():
    world = a_world()
    story = at_the_county(world)
    world.ports[Nominations].close_roster("r", "220621", "teaching", 2026, "R-1")
    story.complete("county_check", ACCEPTED)
    stage, _organ, reasons = told(story)
    assert stage == "channel"
    assert "名册已经关闭" in reasons


def before_review(world):
    return awaiting(world, started(world, settings={"preReviewPublicity": True}))


def test_a_county_may_post_those_accepted_before_the_review():
    world = a_world()
    story = before_review(world)
    world.pass_working_days(4)
    assert world.ports[Nominations].state(KEY) == "RUNNING"
    world.pass_working_days(1)
    assert world.ports[Nominations].state(KEY) == "SUBMITTED"
    assert not story.has_ended


@pytest.mark.parametrize(("outcome", "state"), [("dismissed", "SUBMITTED"), ("upheld", "OBJECTED")])
def test_an_objection_before_the_review_is_looked_into(outcome, state):
    world = a_world()
    story = before_review(world)
    objection = {"person": "李秀英", "objector": "王某", "facts": "不实", "evidence": ""}
    world.throw("objection_raised", KEY, {"objection": objection})
    world.pass_working_days(5)
    story.complete("investigate_county", {"findings": "已查"})
    story.complete("decide_county", {"outcome": outcome, "reasons": "已查清"})
    assert world.ports[Nominations].state(KEY) == state
    if outcome == "upheld":
        assert told(story) == ("county", BUREAU, "已查清")


def test_every_flow_is_taken():
    assert_every_flow_is_taken("nomination", {
        "test_retired": lambda: test_who_does_not_meet_the_conditions_is_told_which(
            {"retired": True}, "已离退休"
        ),
        "test_barred": told_of_a_bar,
        "test_changed": lambda: test_what_changes_after_the_posting_is_posted_again(
            department=True
        ),
        "test_dismissed": lambda: test_an_objection_before_the_review_is_looked_into(
            "dismissed", "SUBMITTED"
        ),
        "test_upheld": lambda: test_an_objection_before_the_review_is_looked_into(
            "upheld", "OBJECTED"
        ),
        "test_withdrawn": withdrawn_while_waiting,
    } | {
        name: story for name, story in globals().items()
        if not any(word in name for word in (
            "conditions", "exam_series", "after_the_posting", "objection_before",
        ))
    })  # fmt: skip


def told_of_a_bar():
    assert told(started(a_world(), title="正高级教师"))[0] == "eligibility"


def withdrawn_while_waiting():
    world = a_world()
    awaiting(world)
    world.throw("nomination_withdrawal", WITHDRAWAL_KEY, {"withdrawal": {"username": "li"}})
