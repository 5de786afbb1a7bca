"""A person's nomination, from the declaration to the post at grade 7, or to the reasons."""

import pytest

from tests.processes.setting import (
    DECLARATION,
    MATERIALS,
    PERSON,
    a_world,
    assert_every_flow_is_taken,
    base,
)
from webapp.domain.ports.nominations import Nominations
from webapp.domain.ports.office import Notifier

KEY = "N-220621-2026-1"
APPRAISAL = {"methods": ["debriefing"], "scores": {}, "opinion": "表现突出"}
RECOMMENDED = {"outcome": "recommend", "opinion": "同意推荐"}
CHECKED = {"outcome": "pass", "truthful": True, "signer": "王校长"}
CERTIFICATE = {"number": "220621SDX2026010001X"}


def start(world=None, *, department=True, **person):
    given = {**base(department=department), **DECLARATION, "person": {**PERSON, **person}}
    return (world or a_world()).start("nomination", given, county="220621")


def publicised(world, *, department=True):
    story = start(world, department=department)
    story.complete("appraise", APPRAISAL).complete("recommend", RECOMMENDED)
    story.complete("unit_check", CHECKED)
    world.pass_working_days(5)
    return story


def at_the_county(world):
    return publicised(world).complete("department_review", {"outcome": "pass", "opinion": "同意"})


def awaiting(world):
    return at_the_county(world).complete("county_check", {"outcome": "accept"})


def told(story):
    decision = story.sees("read_decision")["decision"]
    assert story.task("read_decision").assignee == "li"
    story.complete("read_decision", {"read": True})
    assert story.has_ended
    return decision["stage"], decision["organ"], decision["reasons"]


def test_a_teacher_gets_the_title_and_a_post_at_grade_7():
    world = a_world()
    story = awaiting(world)
    assert world.ports[Nominations].state(KEY) == "SUBMITTED"
    result = {"passed": True, "stage": "round", "reasons": "", "certificate": CERTIFICATE}
    world.throw("nomination_result", KEY, {"result": result})
    assert story.task("appoint").candidate_role == "unit_hr"
    story.complete("appoint", {"appointedOn": "2026-06-01", "grade7": True})
    assert story.has_ended
    assert "certified" in story.passed


def test_who_is_not_elected_reads_the_reasons_and_the_remedy():
    world = a_world()
    story = awaiting(world)
    result = {"passed": False, "stage": "round", "reasons": "未达到三分之二"}
    world.throw("nomination_result", KEY, {"result": result})
    remedy = story.sees("read_decision")["decision"]["remedy"]
    assert remedy.startswith("对决定有异议的，可以向抚松县人力资源和社会保障局申请复查")
    assert told(story) == ("round", "抚松县人力资源和社会保障局", "未达到三分之二")


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        ({"retired": True}, "已离退休人员不得申报参加职称评审"),
        ({"serving": False}, "申报人应为本县（市、区）在编在岗专业技术人员"),
        ({"sanctioned": True}, "受记过以上处分，在处分影响期内不得申报"),
        ({"dishonest": True}, "职称评审失信记录期内（三年）不得申报"),
        ({"currentLevel": "deputy_senior"}, "职称“双定向”评审层级为副高级，申报人现职称应为中级"),
        ({"yearsInPost": 4}, "任中级职称不满五年"),
    ],
)
def test_who_does_not_meet_the_conditions_is_told_which(person, reason):
    assert told(start(**person)) == ("eligibility", "抚松县人力资源和社会保障局", reason)


@pytest.mark.parametrize(
    ("line", "first"), [("national", "appraise"), ("provincial", "read_decision")]
)
def test_an_exam_series_needs_the_national_line(line, first):
    declared = {**DECLARATION, "series": "accounting", "person": {**PERSON, "examLine": line}}
    story = a_world().start("nomination", {**base(), **declared}, county="220621")
    assert story.open == [first]


def test_a_unit_may_decline_and_says_why():
    story = start()
    story.complete("appraise", APPRAISAL)
    story.complete("recommend", {"outcome": "decline", "reasons": "实绩不够突出"})
    assert told(story) == ("unit", "第一中学", "实绩不够突出")


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
    story = returned(start())
    story.complete("revise", {"revision": {"decision": "withdraw"}, "materials": MATERIALS})
    assert story.has_ended
    assert "withdrawn_early" in story.passed


def test_an_upheld_objection_in_the_unit_ends_the_nomination():
    world = a_world()
    story = start(world)
    story.complete("appraise", APPRAISAL).complete("recommend", RECOMMENDED)
    story.complete("unit_check", CHECKED)
    objection = {"person": "李秀英", "objector": "王某", "facts": "不实", "evidence": ""}
    world.throw("objection_raised", KEY, {"objection": objection})
    world.pass_working_days(5)
    story.complete("investigate_unit", {"findings": "属实"})
    story.complete("decide_unit", {"outcome": "upheld", "reasons": "业绩不实"})
    assert told(story) == ("unit_publicity", "第一中学", "业绩不实")


def test_a_unit_without_department_goes_straight_to_the_county():
    assert publicised(a_world(), department=False).open == ["county_check"]


def test_the_department_returns_to_the_unit_or_disagrees():
    world = a_world()
    story = publicised(world)
    story.complete("department_review", {"outcome": "return", "reasons": "补充公示"})
    story.complete("unit_check", CHECKED)
    world.pass_working_days(5)
    story.complete("department_review", {"outcome": "reject", "reasons": "超编"})
    assert told(story) == ("department", "教育局", "超编")


def test_the_county_rejects_and_says_why():
    story = at_the_county(a_world())
    story.complete("county_check", {"outcome": "reject", "reasons": "不属于开放系列"})
    assert told(story) == ("county", "抚松县人力资源和社会保障局", "不属于开放系列")


def corrected(world):
    items = [{"material": "证书", "problem": "不清晰"}]
    return at_the_county(world).complete(
        "county_check", {"outcome": "correct", "items": items, "deadlineDays": 5}
    )


def test_a_good_correction_goes_on_to_the_round():
    world = a_world()
    story = corrected(world)
    response = {"decision": "corrected", "explanation": "已补"}
    story.complete("correct", {"response": response, "materials": MATERIALS})
    story.complete("recheck", {"outcome": "completed"})
    assert world.ports[Nominations].state(KEY) == "SUBMITTED"


def test_a_lapsed_correction_ends_the_nomination():
    world = a_world()
    story = corrected(world)
    world.pass_working_days(5)
    assert told(story)[::2] == ("correction", "未在规定期限内补正，视为放弃申报。")


def test_only_the_applicant_may_withdraw_and_the_round_is_told():
    world = a_world()
    story = awaiting(world)
    world.throw("nomination_withdrawal", KEY, {"withdrawal": {"username": "someone"}})
    assert not story.has_ended
    world.throw("nomination_withdrawal", KEY, {"withdrawal": {"username": "li"}})
    assert story.has_ended
    last = story.messages[-1]
    assert (last.name, last.correlation_key) == ("nomination_withdrawn", "220621-teaching-2026")
    assert last.variables == {"withdrawal": {"key": KEY}}
    [note] = world.ports[Notifier].notes.values()
    assert (note.role, note.organisation_id) == ("committee_office", "220621")


def test_every_flow_is_taken():
    assert_every_flow_is_taken("nomination", {
        name: story for name, story in globals().items()
        if "conditions" not in name and "exam_series" not in name
    })  # fmt: skip
