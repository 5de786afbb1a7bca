"""A round collects nominations, meets, publicises, files, certifies and tells everybody."""

from tests.fixtures.ports import FakeExpertPool, FakePosts
from tests.processes.setting import a_world, assert_every_flow_is_taken, base, nominee
from webapp.domain.ports.experts import ExpertPool
from webapp.domain.ports.office import Notifier

KEY = "220621-teaching-2026"
ROUND = {
    "year": 2026,
    "series": "teaching",
    "seriesName": "中小学教师",
    "windowClosesOn": "2026-03-10",
    "launchFiling": "备1号",
    "criteriaConfirmation": "确认1号",
    "criteriaFiling": "备2号",
}
APPLICATION = {
    "committeeFiling": "评委会备1号",
    "committeeValidUntil": "2028-12-31",
    "committeeSize": 25,
    "meetingOn": "2026-03-16",
    "place": "县政务中心",
    "postsWanted": 2,
    "contact": "0439-6200000",
    "plan": "方案",
    "supervision": "纪检监督",
}
APPROVAL = {"outcome": "approve", "number": "白山人社函〔2026〕9号", "approvedPosts": 2}


def start(world, *numbers):
    given = {**base(), **ROUND, "businessKey": "R-220621-2026-1"}
    story = world.start("review_round", given, county="220621")
    for number in numbers:
        world.throw("nomination_submitted", KEY, {"nomination": nominee(number)})
    return story


def close_window(world):
    world.advance_to(world.now.replace(day=11))


def up_to_meeting(world, *numbers):
    story = start(world, *numbers)
    close_window(world)
    story.complete("meeting_application", APPLICATION)
    story.complete("city_approval", APPROVAL)
    return story


def hold_meeting(story, *yes):
    members = [each["id"] for each in story.sees("attendance")["committee"]["members"]]
    given = {"heldOn": "2026-03-16", "ledBy": "chair", "present": members, "recusals": []}
    story.complete("attendance", given).complete("opinions", {"rows": [], "group": "甲、乙、丙"})
    for number in yes:
        ballot = {"yes": number, "no": 25 - number, "abstain": 0, "spoiled": 0}
        story.complete("count_ballots", ballot)
    story.complete("sign", {"announced": True, "signedBy": "主任"})


def results(story):
    told = [each for each in story.messages if each.name == "nomination_result"]
    return {each.correlation_key: each.variables["result"] for each in told}


def test_a_round_ends_with_certificates_for_those_who_passed_and_reasons_for_the_others():
    world = a_world()
    story = up_to_meeting(world, 1, 2)
    assert story.variables["committee"]["size"] == 25
    hold_meeting(story, 20, 16)
    world.pass_working_days(5)
    story.complete("receive_city", {"outcome": "received"})
    story.complete("publication_document", {"number": "白山人社〔2026〕5号", "sameList": True})
    story.complete("receive_province", {"outcome": "received"})
    story.complete("verify", {"outcome": "correct"})
    assert story.has_ended
    told = results(story)
    assert told["N-1"]["passed"]
    assert told["N-1"]["certificate"]["number"].startswith("220621SDX202601")
    assert told["N-2"] == {
        "key": "N-2",
        "passed": False,
        "stage": "round",
        "reasons": "评审委员会表决未达到到会专家的三分之二",
    }


def test_a_round_without_nominations_ends_when_the_window_closes():
    world = a_world()
    story = start(world)
    close_window(world)
    assert story.has_ended
    assert "no_nomination" in story.passed


def test_a_withdrawn_nomination_is_not_in_the_roster():
    world = a_world()
    story = start(world, 1, 2)
    world.throw("nomination_withdrawn", KEY, {"withdrawal": {"key": "N-1"}})
    close_window(world)
    assert [each["key"] for each in story.variables["roster"]["rows"]] == ["N-2"]


def test_an_application_that_breaks_a_rule_is_not_sent_to_the_city():
    world = a_world()
    story = start(world, 1)
    close_window(world)
    problems = []
    for changes in (
        {"committeeSize": 24},
        {"committeeSize": 9},
        {"committeeValidUntil": "2026-03-15"},
        {"postsWanted": 21},
    ):
        story.complete("meeting_application", {**APPLICATION, **changes})
        assert story.open == ["meeting_application"]
        problems.append(story.variables["readiness"]["problem"])
    assert problems == [
        "评委会人数应为单数",
        "按系列组建的评委会不少于25人；减少人数须填写省级同意文号",
        "评审会议日期超出评委会备案有效期",
        "拟使用岗位数超过空余岗位数",
    ]


def test_a_smaller_committee_needs_the_provinces_consent():
    world = a_world()
    story = start(world, 1)
    close_window(world)
    smaller = {**APPLICATION, "committeeSize": 9, "sizeConsent": "吉人社函〔2026〕1号"}
    story.complete("meeting_application", smaller)
    assert story.open == ["city_approval"]


def test_the_city_is_reminded_returns_and_refuses():
    world = a_world()
    story = start(world, 1)
    close_window(world)
    story.complete("meeting_application", APPLICATION)
    world.pass_working_days(5)
    assert world.ports[Notifier].titles == ["例会申请待批复"]
    story.complete("city_approval", {"outcome": "return", "reasons": "方案不完整"})
    story.complete("meeting_application", APPLICATION)
    story.complete("city_approval", {"outcome": "refuse", "reasons": "岗位依据不足"})
    assert story.has_ended
    assert results(story)["N-1"]["reasons"] == "例会申请未获批复同意：岗位依据不足"


def test_a_pool_that_is_too_small_is_enlarged_before_the_draw():
    world = a_world(pool=FakeExpertPool(10))
    story = up_to_meeting(world, 1)
    assert story.open == ["enlarge_pool"]
    world.ports[ExpertPool] = FakeExpertPool(25)
    story.complete("enlarge_pool", {"enlarged": True})
    assert story.open == ["attendance"]


def test_nobody_passes_and_the_round_ends_without_publicity():
    story = up_to_meeting(a_world(posts=FakePosts(5)), 1)
    hold_meeting(story, 10)
    assert story.has_ended
    assert not results(story)["N-1"]["passed"]


def test_an_upheld_objection_to_the_only_one_ends_the_round_without_publication():
    world = a_world()
    story = up_to_meeting(world, 1)
    hold_meeting(story, 25)
    objection = {"person": "申报人1", "objector": "王某", "facts": "造假", "evidence": ""}
    world.throw("objection_raised", "R-220621-2026-1", {"objection": objection})
    world.pass_working_days(5)
    story.complete("investigate_county", {"findings": "属实"})
    story.complete("decide_county", {"outcome": "upheld", "reasons": "材料造假"})
    assert story.has_ended
    assert results(story)["N-1"]["reasons"] == "公示异议成立：材料造假"


def test_every_flow_is_taken():
    assert_every_flow_is_taken("review_round", globals())
