"""A round waits for nominations, applies, draws, meets, announces and tells everybody."""

from datetime import date

import pytest

from tests.builders.meetings import attending, person, submit, vote, write_opinions
from tests.fixtures.launches import FakeLaunches
from tests.fixtures.nominations import FakeNominations
from tests.fixtures.ports import FakeExpertPool, FakePosts
from tests.processes.setting import a_world, assert_every_flow_is_taken, base
from webapp.domain.ports.experts import Draws, ExpertPool
from webapp.domain.ports.nominations import Channel, Nominations
from webapp.domain.ports.office import Archive, Notifier
from webapp.domain.ports.posts import Posts

KEY = "R-220621-2026-1"
ROUND = {"year": 2026, "series": "teaching", "seriesName": "中小学教师"}
APPLICATION = {
    "committeeSize": 25,
    "meetingOn": "2026-03-18",
    "place": "县政务中心",
    "postsWanted": 2,
    "entrustedCounty": None,
    "entrustment": None,
    "contact": "0439-6200000",
    "plan": "方案",
    "supervision": "纪检监督",
}
APPROVAL = {
    "outcome": "approve",
    "number": "白山人社函〔2026〕9号",
    "date": "2026-03-12",
    "approvedPosts": 2,
}
CHANNEL = Channel(
    "220621", 2026, date(2026, 3, 1), date(2026, 3, 10), "省人社厅", "吉人社函〔2026〕1号"
)


EXPIRED = (
    "评委会备案评委会备1号有效期为2026-01-01至2028-12-31，不包括2029-03-15。（依据规则A17）"
    "请重新备案后另定会期；超出备案有效期评审的，结果不予认可。"
)


def start(world, *numbers, **people):
    world.ports[Nominations].open_channel("channel", CHANNEL)
    submit(world, *(person(number, **people) for number in numbers))
    return world.start("review_round", {**base(), **ROUND, "businessKey": KEY}, county="220621")


def close_window(world):
    world.advance_to(world.now.replace(day=11))


def applied(world, *numbers, **changes):
    """Bring the round to the city."""
    story = start(world, *numbers)
    close_window(world)
    story.complete("meeting_application", {**APPLICATION, **changes})
    return story


def up_to_meeting(world, *numbers):
    story = applied(world, *numbers)
    story.complete("city_approval", APPROVAL)
    return story


def hold_meeting(story, world, *yes):
    members = [each["id"] for each in story.sees("attendance")["committee"]["members"]]
    story.complete("attendance", attending(members))
    write_opinions(story)
    vote(story, world, *yes)
    story.complete("sign", {"announced": True, "signedBy": "主任"})


def results(story):
    told = [each for each in story.messages if each.name == "nomination_result"]
    return {each.correlation_key: each.variables["result"] for each in told}


def archived(world, kind):
    return [content for each, content in world.ports[Archive].documents.values() if each == kind]


def states(world):
    return world.ports[Nominations].states


@pytest.mark.rule("R27", "R8")
def test_a_round_goes_from_the_roster_to_the_announcement_in_the_order_of_the_notice():
    world = a_world()
    story = up_to_meeting(world, 1, 2)
    assert story.variables["committee"]["size"] == 25
    assert world.ports[ExpertPool].asked == [("220621", "teaching")] * 3
    hold_meeting(story, world, 20, 16)
    [roster], [application] = archived(world, "roster"), archived(world, "meeting_application")
    [notice], [drawn] = archived(world, "meeting_notice"), archived(world, "draw_record")
    assert [each["name"] for each in roster["rows"]] == ["申报人1", "申报人2"]
    assert application["posts"] == {"total": 20, "occupied": 0, "vacant": 20, "wanted": 2}
    assert (application["nominees"], len(application["pool"])) == (2, 30)
    assert notice["approvalNumber"] == "白山人社函〔2026〕9号"
    assert [each["role"] for each in notice["members"]].count("候补委员") == 5
    assert drawn["seed"] == story.variables["committee"]["seed"]
    assert states(world)["N-2"] == "LISTED"  # settled when the announcement is over
    assert "announcement" not in story.passed
    assert "idNumber" not in str(roster)


@pytest.mark.rule("R2", "R7", "R33", "R34", "R14")
def test_a_county_that_has_not_launched_cannot_begin_and_reads_why():
    story = start(a_world(launches=FakeLaunches(launched=False)))
    assert story.open == ["read_refusal"]
    story.complete("read_refusal", {"read": True})
    assert story.has_ended


@pytest.mark.rule("R14")
def test_a_series_without_criteria_in_use_cannot_begin():
    launches = FakeLaunches()
    launches.criteria = lambda county, series: None  # noqa: ARG005 - as the port names them
    story = start(a_world(launches=launches))
    assert story.open == ["read_refusal"]


@pytest.mark.rule("R21")
def test_the_province_opens_the_channel_when_there_is_none():
    world = a_world()
    world.ports[Nominations] = FakeNominations(window=False)
    story = world.start("review_round", {**base(), **ROUND, "businessKey": KEY}, county="220621")
    assert story.task("open_channel").candidate_role == "provincial_officer"
    wrong = {"opensOn": "2026-03-10", "closesOn": "2026-03-05", "document": "吉人社函〔2026〕1号"}
    story.complete("open_channel", wrong)
    assert story.open == ["open_channel"]
    story.complete("open_channel", {**wrong, "opensOn": "2026-03-02", "closesOn": "2026-03-10"})
    assert story.open == []
    close_window(world)
    assert "no_nomination" in story.passed


def test_a_round_without_nominations_ends_when_the_window_closes():
    world = a_world()
    story = start(world)
    close_window(world)
    assert story.has_ended


def test_a_round_waits_for_nominations_under_way_and_goes_ahead_without_them_in_the_end():
    world = a_world()
    story = start(world, 1)
    late = person(2)
    world.ports[Nominations].enter("enter", "220621", 2026, late)
    close_window(world)
    assert story.open == []
    world.advance("P28D")
    assert story.sees("late_nominations")["pending"] == {"count": 1}
    story.complete("late_nominations", {"outcome": "wait"})
    world.advance("P28D")
    story.complete("late_nominations", {"outcome": "go_ahead"})
    assert story.variables["roster"]["count"] == 1
    assert not world.ports[Nominations].submit(late.key, "hash")


def test_a_nomination_decided_while_the_round_waits_is_on_the_roster():
    world = a_world()
    story = start(world, 1)
    world.ports[Nominations].enter("enter", "220621", 2026, person(2))
    close_window(world)
    world.ports[Nominations].submit("N-2", "hash")
    world.pass_working_days(1)
    assert story.variables["roster"]["count"] == 2


@pytest.mark.rule("A3", "A4", "A5", "A6", "A17", "R17", "R18", "R27", "A13")
def test_an_application_that_breaks_a_rule_is_not_sent_to_the_city_and_told_the_cure():
    world = a_world()
    story = start(world, 1)
    close_window(world)
    problems = []
    for changes in (
        {"committeeSize": 26},
        {"committeeSize": 9},
        {"meetingOn": "2029-03-15"},
        {"committeeSize": 31},
        {"meetingOn": "2026-03-17"},
        {"postsWanted": 21},
        {"entrustedCounty": "222402"},
    ):
        story.complete("meeting_application", {**APPLICATION, **changes})
        assert story.open == ["meeting_application"]
        problems.append(story.variables["readiness"]["problem"])
    assert problems == [
        "评委会人数应为单数，现为26人（依据规则A3）。请改为单数。",
        "评委会不少于25人，现为9人（依据规则A3）。请增加人数；确需减少的，先取得省人社厅同意并在专家库备案中登记文号。",
        EXPIRED,
        "会期时任期内的在库专家30人，少于评委会人数（依据规则A5）。请补充专家库或者减少人数。",
        "会期距申请不足5个工作日（依据规则R27）。请将会期定在2026-03-18或者以后。",
        "拟使用岗位21个，超过可用岗位20个（依据规则R17、R18）。请减少拟使用岗位数。",
        "委托其他评委会评审须有委托文件（依据规则A13）。请填写委托文件文号。",
    ]
    assert not world.ports[Posts].reserved


@pytest.mark.rule("A5", "A4")
def test_without_any_filing_no_meeting_is_applied_for():
    world = a_world()
    world.ports[ExpertPool].filings = []
    story = applied(world, 1)
    assert story.open == ["meeting_application"]
    assert "没有备案记录。（依据规则A5）" in story.variables["readiness"]["problem"]


@pytest.mark.rule("A6")
def test_a_pool_without_anybody_who_may_chair_does_not_suffice():
    world = a_world()
    world.ports[ExpertPool].pool = world.ports[ExpertPool].pool[2:]
    story = applied(world, 1)
    assert "没有可以担任主任委员的专家（依据规则A6）" in story.variables["readiness"]["problem"]


@pytest.mark.rule("A3")
def test_a_smaller_committee_needs_the_provinces_consent():
    pool = FakeExpertPool(consent="吉人社函〔2026〕1号", consent_size=9)
    story = applied(a_world(pool=pool), 1, committeeSize=9)
    assert story.open == ["city_approval"]


@pytest.mark.rule("R27")
def test_nobody_is_drawn_before_the_city_has_approved():
    world = a_world()
    story = applied(world, 1)
    assert story.task("city_approval").candidate_role == "city_leader"
    assert not world.ports[Draws].records
    story.complete("city_approval", APPROVAL)
    assert len(world.ports[Draws].records) == 1


@pytest.mark.rule("R27")
def test_the_city_is_reminded_returns_and_refuses_and_the_posts_are_released():
    world = a_world()
    story = applied(world, 1)
    assert world.ports[Posts].reserved == {KEY: (2026, 2)}
    world.pass_working_days(5)
    assert world.ports[Notifier].titles == ["例会申请待批复"]
    story.complete("city_approval", {"outcome": "return", "reasons": "方案不完整"})
    assert story.sees("meeting_application")["place"] == "县政务中心"
    story.complete("meeting_application", {**APPLICATION, "meetingOn": "2026-03-30"})
    story.complete("city_approval", {"outcome": "refuse", "reasons": "岗位依据不足"})
    assert story.has_ended
    assert results(story)["N-1"]["reasons"] == "例会申请未获批复同意：岗位依据不足"
    assert not world.ports[Posts].reserved
    assert states(world)["N-1"] == "FAILED"


@pytest.mark.rule("R15", "R18")
def test_posts_that_another_round_has_taken_meanwhile_are_not_applied_for():
    world = a_world(posts=FakePosts(2))
    story = start(world, 1)
    close_window(world)
    world.ports[Posts].reserved["another round"] = (2026, 1)
    story.complete("meeting_application", APPLICATION)
    assert story.open == ["meeting_application"]
    assert story.sees("meeting_application")["posts"]["usable"] == 1


@pytest.mark.rule("A5")
def test_a_pool_that_has_become_too_small_is_enlarged_before_the_draw():
    world = a_world()
    story = applied(world, 1)
    world.ports[ExpertPool].pool = world.ports[ExpertPool].pool[:10]
    story.complete("city_approval", APPROVAL)
    problem = story.sees("enlarge_pool")["drawProblem"]["message"]
    assert problem.startswith(
        "专家库可抽取10人，需要25人，其中至少一人可担任主任委员。（依据规则A5）"
    )
    world.ports[ExpertPool].pool = FakeExpertPool(25).pool
    story.complete("enlarge_pool", {"enlarged": True})
    assert story.open == ["attendance"]


@pytest.mark.rule("A17", "A4")
def test_a_filing_that_no_longer_covers_the_meeting_is_renewed_before_the_draw():
    world = a_world()
    story = applied(world, 1)
    pool = world.ports[ExpertPool]
    pool.filings = FakeExpertPool(valid_until=date(2026, 3, 17)).filings
    story.complete("city_approval", APPROVAL)
    assert story.open == ["renew_filing"]
    renewal = {"number": "备2号", "validFrom": "2026-03-12", "consent": None, "consentSize": None}
    story.complete("renew_filing", {**renewal, "validUntil": "2029-03-12"})
    assert story.open == ["renew_filing"]
    story.complete("renew_filing", {**renewal, "validUntil": "2029-03-11"})
    assert story.open == ["attendance"]
    assert story.variables["committee"]["filing"]["number"] == "备2号"


@pytest.mark.rule("A13")
def test_an_entrusted_review_draws_from_the_filed_pool_of_the_other_county():
    world = a_world()
    story = applied(world, 1, entrustedCounty="222402", entrustment="委托函1号")
    story.complete("city_approval", APPROVAL)
    assert world.ports[ExpertPool].asked[-1] == ("222402", "teaching")
    assert story.variables["committee"]["countyName"] == "图们市"
    [application] = archived(world, "meeting_application")
    assert application["committee"]["entrustment"] == "委托函1号"


def test_nobody_passes_and_the_round_ends_without_publicity():
    world = a_world(posts=FakePosts(5))
    story = up_to_meeting(world, 1)
    hold_meeting(story, world, 10)
    assert story.has_ended
    assert results(story)["N-1"] == {
        "key": "N-1", "passed": False, "stage": "round", "state": "FAILED",
        "reasons": "评审委员会表决未达到到会专家的三分之二",
    }  # fmt: skip
    assert states(world)["N-1"] == "FAILED"
    assert not world.ports[Posts].reserved


def test_who_was_entered_without_an_account_is_settled_but_gets_no_message():
    world = a_world(posts=FakePosts(5))
    story = start(world, 1, username="")
    close_window(world)
    story.complete("meeting_application", APPLICATION)
    story.complete("city_approval", APPROVAL)
    hold_meeting(story, world, 10)
    assert results(story) == {}
    assert states(world)["N-1"] == "FAILED"


def test_an_upheld_objection_to_the_only_one_ends_the_round_without_publication():
    world = a_world()
    story = up_to_meeting(world, 1)
    hold_meeting(story, world, 25)
    objection = {"person": "申报人1", "objector": "王某", "facts": "造假", "evidence": ""}
    world.throw("objection_raised", KEY, {"objection": objection})
    world.pass_working_days(5)
    story.complete("investigate_county", {"findings": "属实"})
    story.complete("decide_county", {"outcome": "upheld", "reasons": "材料造假"})
    assert story.has_ended
    assert "材料造假" in results(story)["N-1"]["reasons"]


def test_every_flow_is_taken():
    assert_every_flow_is_taken("review_round", globals())
