"""A committee meets, withdraws, votes, ranks and signs; Antu interviews the applicants first."""

from datetime import date

import pytest

from tests.builders.meetings import (
    MEMBERS,
    attending,
    committee,
    listed,
    person,
    vote,
    write_opinions,
)
from tests.fixtures.ports import FakeExpertPool
from tests.processes.setting import ANTU, FUSONG, a_world, assert_every_flow_is_taken
from tests.processes.setting import base as base_of
from webapp.domain.ports.experts import ExpertPool
from webapp.domain.ports.nominations import Nominations
from webapp.domain.ports.office import Archive

SIGNED = {"announced": True, "signedBy": "专家0"}
ALL = [each["id"] for each in MEMBERS[:9]]


def start(posts=3, county=FUSONG, world=None, people=(1, 2, 3), tie_rule="second_ballot"):
    world = world or a_world()
    base = base_of(county)
    base["settings"]["tieRule"] = tie_rule
    listed(world, base["businessKey"], *(person(n) for n in people), county=county)
    given = {
        **base,
        "roster": {"rows": [{"key": f"N-{n}", "name": f"申报人{n}"} for n in people], "count": 3},
        "committee": committee(county=county),
        "application": {"committeeSize": 9},
        "approval": {"approvedPosts": posts},
        "series": "teaching",
        "seriesName": "中小学教师",
        "year": 2026,
    }
    return world.start("committee_meeting", given, county=county), world


def opened(posts=3, tie_rule="second_ballot", **scores):
    """Bring the meeting to the open ballot."""
    story, world = start(posts, tie_rule=tie_rule)
    story.complete("attendance", attending(ALL))
    write_opinions(story, **scores)
    assert story.open == ["close_ballot"]
    return story, world


def keys(people):
    return [each["key"] for each in people]


def minutes(world):
    [content] = [
        each for kind, each in world.ports[Archive].documents.values() if kind == "minutes"
    ]
    return content


@pytest.mark.rule("A6", "A7", "A9")
def test_a_committee_of_nine_meets_with_six_and_everybody_who_passed_is_in():
    story, world = start()
    story.complete("attendance", attending(ALL[:6]))
    assert story.task("opinions").assignee == "expert00"
    write_opinions(story)
    vote(story, world, 4, 3, 6)
    assert story.task("sign").assignee == "expert00"
    story.complete("sign", SIGNED)
    assert story.has_ended
    meeting = story.variables["meeting"]
    assert keys(meeting["passed"]) == ["N-3", "N-1"]
    assert keys(meeting["failed"]) == ["N-2"]
    assert meeting["passed"][0]["idNumber"] == "220502198001010003"
    written = minutes(world)
    assert (written["heldOn"], written["ledBy"]) == ("2026-03-02", "专家0")
    assert [each["name"] for each in written["absent"]] == ["专家6", "专家7", "专家8"]
    assert written["denominator"] == "计入（从严）"
    assert [(each["yes"], each["missing"], each["passed"]) for each in written["votes"]] == [
        (4, 0, True), (3, 0, False), (6, 0, True),
    ]  # fmt: skip


@pytest.mark.rule("A9")
def test_nothing_is_final_before_the_chair_has_signed():
    story, world = opened()
    vote(story, world, 9, 9, 9)
    assert story.open == ["sign"]
    assert "meeting" not in story.variables
    assert not world.ports[Archive].documents
    story.complete("sign", SIGNED)
    assert minutes(world)["signature"] == SIGNED


@pytest.mark.rule("A6")
def test_without_a_quorum_another_date_is_set_and_nothing_is_lost():
    story, world = start()
    story.complete("attendance", attending(ALL[:5]))
    assert story.open == ["postpone"]
    assert story.variables["quorate"]["reason"].startswith(
        "到会专家5人，不足评委会9人的三分之二（依据规则A6）"
    )
    story.complete("postpone", {"meetingOn": "2026-03-09", "measures": "逐人通知"})
    assert story.open == ["attendance"]
    assert story.variables["roster"]["count"] == 3
    assert story.variables["approval"] == {"approvedPosts": 3}
    story.complete("attendance", attending(ALL))
    write_opinions(story)
    vote(story, world, 9, 9, 9)
    story.complete("sign", SIGNED)
    [adjourned] = minutes(world)["adjournments"]
    assert (adjourned["meetingOn"], adjourned["measures"]) == ("2026-03-09", "逐人通知")


@pytest.mark.rule("A6")
def test_without_a_chair_or_vice_chair_there_is_no_meeting():
    for led_by, present in (("nobody", ALL), ("chair", ALL[1:]), ("vice_chair", ALL[:1] + ALL[2:])):
        story, _world = start()
        story.complete("attendance", attending(present, ledBy=led_by))
        assert story.open == ["postpone"]
        assert "主任委员、副主任委员均未到会" in story.variables["quorate"]["reason"]


@pytest.mark.rule("A6", "A9")
def test_a_vice_chair_who_leads_signs():
    story, world = start()
    story.complete("attendance", attending(ALL[1:], ledBy="vice_chair"))
    write_opinions(story)
    vote(story, world, 8, 8, 8)
    assert story.task("sign").assignee == "expert01"


@pytest.mark.rule("A5", "A6")
def test_alternates_take_the_seats_of_absent_members_in_the_order_of_the_draw():
    story, _world = start()
    story.complete("attendance", attending([*ALL[:5], "expert11", "expert09"]))
    seated = story.variables["sitting"]
    assert [each["id"] for each in seated["present"]] == [*ALL[:5], "expert09", "expert11"]
    assert seated["substitutes"][0] == {"absent": "专家5", "alternate": "专家9"}
    assert seated["count"] == 7


@pytest.mark.rule("A17", "A4")
def test_a_filing_that_ends_between_approval_and_meeting_is_renewed_before_the_meeting():
    pool = FakeExpertPool(number=30, valid_until=date(2026, 3, 1))
    story, world = start(world=a_world(pool=pool))
    story.complete("attendance", attending(ALL))
    assert story.open == ["renew_filing"]
    assert (
        "有效期为2026-01-01至2026-03-01，不包括2026-03-02"
        in story.sees("renew_filing")["meetingProblem"]["message"]
    )
    renewal = {
        "number": "评委会备2号",
        "validFrom": "2026-03-02",
        "consent": "",
        "consentSize": None,
    }
    story.complete("renew_filing", {**renewal, "validUntil": "2029-03-02"})
    assert story.open == ["renew_filing"]  # three years and a day
    story.complete("renew_filing", {**renewal, "validUntil": "2029-03-01"})
    story.complete("postpone", {"meetingOn": "2026-03-09"})
    story.complete("attendance", attending(ALL))
    assert story.open[0] == "opinions"
    assert story.variables["sitting"]["filing"]["number"] == "评委会备2号"
    assert len(world.ports[ExpertPool].filings) == 2


@pytest.mark.rule("A11")
def test_experts_withdraw_by_declaration_and_by_detection():
    world = a_world()
    register = {"N-1": person(1, unit="单位3"), "N-2": person(2, name="专家4"), "N-3": person(3)}
    base = base_of()
    listed(world, base["businessKey"], *register.values())
    kin = [
        each if each.id != "expert05" else type(each)(
            each.id, each.name, each.unit, each.specialty, kin=("申报人3",)
        )
        for each in world.ports[ExpertPool].pool
    ]  # fmt: skip
    world.ports[ExpertPool].pool = kin
    story = world.start(
        "committee_meeting",
        {
            **base, "roster": {"rows": [], "count": 3}, "committee": committee(),
            "approval": {"approvedPosts": 3}, "series": "teaching", "seriesName": "中小学教师",
            "year": 2026, "application": {},
        },
    )  # fmt: skip
    declared = {"expert": "expert02", "applicantKey": "N-1", "reason": "师生关系"}
    stranger = {"expert": "expert02", "applicantKey": "N-99", "reason": "不在名册"}
    story.complete("attendance", attending(ALL, recusals=[declared, stranger]))
    found = {
        (each["expert"], each["key"], each["reason"], each["source"])
        for each in story.variables["sitting"]["recusals"]
    }
    assert found == {
        ("expert02", "N-1", "师生关系", "declared"),
        ("expert03", "N-1", "与申报人同一单位", "detected"),
        ("expert04", "N-2", "与申报人为同一人或者同名", "detected"),
        ("expert05", "N-3", "已申报的亲属关系", "detected"),
    }
    write_opinions(story)
    vote(story, world, 7, 8, 8)
    assert [each["missing"] for each in story.variables["votes"]] == [0, 0, 0]
    story.complete("sign", SIGNED)
    assert {each["reason"] for each in minutes(world)["recusals"]} == {each[2] for each in found}


@pytest.mark.rule("A11", "A6")
def test_recusals_that_make_a_vote_impossible_adjourn_the_meeting():
    story, _world = start()
    recusals = [{"expert": each, "applicantKey": "N-1", "reason": "师生"} for each in ALL[:4]]
    story.complete("attendance", attending(ALL, recusals=recusals))
    assert story.open == ["postpone"]
    assert (
        "回避后参加表决的专家不足：申报人1（依据规则A11）" in story.variables["quorate"]["reason"]
    )


@pytest.mark.rule("A8")
def test_no_ballot_before_every_group_of_three_or_more_has_written_its_opinions():
    story, _world = start()
    story.complete("attendance", attending(ALL))
    [group] = story.variables["groups"]["list"]
    assert group["size"] >= 3
    rows = story.sees("opinions")["rows"]
    assert keys(rows) == ["N-1", "N-2", "N-3"]
    story.complete("opinions", {"rows": [{**rows[0], "score": 90, "opinion": "同意"}]})
    assert story.open == ["opinions"]
    assert keys(story.sees("opinions")["rows"]) == ["N-2", "N-3"]
    write_opinions(story)
    assert story.open == ["close_ballot"]
    assert sorted(keys(story.variables["opinions"]["rows"])) == ["N-1", "N-2", "N-3"]


@pytest.mark.rule("A8")
def test_without_three_experts_who_need_not_withdraw_there_is_no_group():
    world = a_world()
    base = base_of()
    base["settings"]["groupSize"] = 8
    base["settings"]["denominator"] = "reduced"
    listed(world, base["businessKey"], person(1), person(2), person(3))
    given = {
        **base, "roster": {"rows": [], "count": 3}, "committee": committee(),
        "approval": {"approvedPosts": 3}, "series": "teaching", "seriesName": "中小学教师",
        "year": 2026, "application": {},
    }  # fmt: skip
    story = world.start("committee_meeting", given)
    recusals = [{"expert": each, "applicantKey": "N-1", "reason": "师生"} for each in ALL[:2]]
    story.complete("attendance", attending(ALL, recusals=recusals))
    assert story.open == ["postpone"]
    assert "无法组成不少于8名无须回避专家的评议组" in story.variables["meetingProblem"]["message"]


def test_who_withdraws_before_the_ballot_is_not_voted_on():
    story, world = start()
    world.ports[Nominations].settle("N-1", "WITHDRAWN")
    story.complete("attendance", attending(ALL))
    world.ports[Nominations].settle("N-3", "WITHDRAWN")
    write_opinions(story)
    vote(story, world, 9)
    story.complete("sign", SIGNED)
    assert keys(story.variables["meeting"]["passed"]) == ["N-2"]


def test_who_withdraws_while_the_ballot_is_open_does_not_pass():
    story, world = opened(posts=2)
    world.ports[Nominations].settle("N-1", "WITHDRAWN")
    vote(story, world, 9, 8, 7)
    story.complete("sign", SIGNED)
    assert keys(story.variables["meeting"]["passed"]) == ["N-2", "N-3"]


@pytest.mark.rule("A7")
def test_a_tie_is_broken_by_a_second_secret_ballot():
    story, world = opened(posts=1)
    vote(story, world, 8, 8, 7)
    assert story.open == ["close_ballot"]
    vote(story, world, 4, 5)
    story.complete("sign", SIGNED)
    meeting = story.variables["meeting"]
    assert keys(meeting["passed"]) == ["N-2"]
    assert keys(meeting["beyond"]) == ["N-1", "N-3"]
    assert minutes(world)["tieRule"] == "再次无记名投票确定名次"


@pytest.mark.rule("A7")
def test_a_tie_is_broken_by_the_score_of_the_groups():
    story, world = opened(1, "score", 申报人1=70, 申报人2=90)
    vote(story, world, 8, 8, 7)
    story.complete("sign", SIGNED)
    assert keys(story.variables["meeting"]["passed"]) == ["N-2"]
    assert minutes(world)["tieRule"] == "按评议组评分"


@pytest.mark.rule("A7")
def test_a_tie_is_broken_by_the_units_order():
    story, world = opened(1, "unit_order")
    vote(story, world, 8, 8, 7)
    rows = story.sees("unit_order")["rows"]
    assert keys(rows) == ["N-1", "N-2"]
    ordered = [{**rows[0], "order": 2}, {**rows[1], "order": 1}]
    story.complete("unit_order", {"rows": ordered, "basis": "推荐函"})
    story.complete("sign", SIGNED)
    assert keys(story.variables["meeting"]["passed"]) == ["N-2"]
    assert minutes(world)["ties"] == [
        {"rule": "unit_order",
         "values": [{"name": "申报人1", "value": -2}, {"name": "申报人2", "value": -1}]},
    ]  # fmt: skip


def test_who_is_still_tied_is_voted_on_again_or_the_posts_stay_open():
    story, world = opened(1, "score")
    vote(story, world, 8, 8, 7)
    assert story.open == ["settle_tie"]
    story.complete("settle_tie", {"outcome": "again"})
    vote(story, world, 4, 4)
    story.complete("settle_tie", {"outcome": "leave_open"})
    story.complete("sign", SIGNED)
    meeting = story.variables["meeting"]
    assert meeting["passed"] == []
    assert keys(meeting["beyond"]) == ["N-1", "N-2", "N-3"]


def test_in_antu_every_applicant_is_interviewed_before_the_vote():
    story, world = start(county=ANTU)
    story.complete("attendance", attending(ALL))
    rows = story.sees("interview")["rows"]
    done = [{**each, "score": 80, "attended": "yes", "remarks": "清楚"} for each in rows]
    story.complete("interview", {"rows": done})
    [[first, *_]] = story.sees("opinions")["interviewed"]
    assert (first["name"], first["score"]) == ("申报人1", 80)
    write_opinions(story)
    vote(story, world, 9, 9, 9)
    story.complete("sign", SIGNED)
    assert story.has_ended


@pytest.mark.parametrize("county", [FUSONG, ANTU])
def test_every_flow_is_taken(county):
    assert_every_flow_is_taken("committee_meeting", globals(), county)
