"""A unit decides whether to recommend, by the methods that its county has switched on."""

import pytest

from tests.processes.setting import DECLARATION, FUSONG, JIAN, a_world, assert_every_flow_is_taken
from tests.processes.setting import base as base_of
from webapp.domain.ports.nominations import Nominations, Nominee, Quota

SCORES = {"ethics": 95, "ability": 90, "performance": 92, "tasks": 90, "recognition": 96}
APPRAISAL = {"methods": ["debriefing"], "scores": SCORES, "opinion": "表现突出"}
RECOMMENDED = {"outcome": "recommend", "opinion": "同意", "meetingOn": "2026-03-03"}
DEBRIEFING = {"heldOn": "2026-03-02", "attended": 20, "minutes": "述职属实"}
POLL = {"heldOn": "2026-03-02", "invited": 30, "returned": 28, "satisfied": 27, "monitor": "赵某"}


def start(county=FUSONG, world=None, **settings):
    base = base_of(county)
    known = {**base, **DECLARATION, "settings": {**base["settings"], **settings}}
    return (world or a_world()).start("recommendation", known, county=county)


def test_the_head_recommends_after_the_appraisal():
    story = start()
    assert story.task("appraise").candidate_role == "unit_hr"
    story.complete("appraise", APPRAISAL)
    assert story.task("recommend").candidate_role == "unit_head"
    story.complete("recommend", RECOMMENDED)
    assert story.has_ended
    assert story.variables["recommendation"]["outcome"] == "recommend"


def test_the_head_declines():
    story = start().complete("appraise", APPRAISAL)
    story.complete("recommend", {"outcome": "decline", "reasons": "实绩不够突出"})
    assert story.has_ended
    assert story.variables["recommendation"]["outcome"] == "decline"


@pytest.mark.rule("R23")
def test_methods_that_the_county_has_switched_on_come_before_the_recommendation():
    story = start(debriefing=True, poll=True)
    story.complete("debrief", DEBRIEFING)
    story.complete("appraise", APPRAISAL)
    assert story.open == ["hold_poll"]
    story.complete("hold_poll", POLL)
    assert story.sees("recommend")["poll"]["returned"] == 28


@pytest.mark.rule("R23")
def test_without_any_method_the_head_decides_at_once():
    assert start(appraisal=False).open == ["recommend"]


@pytest.mark.rule("R23")
@pytest.mark.parametrize(
    "scores",
    [dict.fromkeys(SCORES, 59) | {"ethics": 60}, dict.fromkeys(SCORES, 90) | {"ethics": 59}],
    ids=["too low", "character comes first"],
)
def test_who_does_not_reach_the_score_is_not_recommended(scores):
    story = start().complete("appraise", {**APPRAISAL, "scores": scores})
    assert story.has_ended
    decision = story.variables["recommendation"]
    assert decision["outcome"] == "decline"
    assert "规则R23" in decision["reasons"]


@pytest.mark.rule("R23")
def test_who_just_reaches_the_score_may_be_recommended():
    assert start().complete("appraise", {**APPRAISAL, "scores": dict.fromkeys(SCORES, 60)}).open


@pytest.mark.rule("R23")
def test_a_poll_with_too_small_a_turnout_is_held_again_and_a_poor_one_binds():
    story = start(poll=True).complete("appraise", APPRAISAL)
    story.complete("hold_poll", {**POLL, "returned": 23, "satisfied": 23})
    assert story.open == ["hold_poll"]
    story.complete("hold_poll", {**POLL, "invited": 25, "returned": 20, "satisfied": 11})
    assert story.has_ended
    assert "满意率" in story.variables["recommendation"]["reasons"]


@pytest.mark.rule("R22")
@pytest.mark.parametrize("county", [FUSONG, JIAN])
def test_a_unit_recommends_no_more_than_its_county_allows(county):
    world = a_world()
    register = world.ports[Nominations]
    own = f"N-{county}-2026-1"
    for key in (own, "N-2"):
        nominee = Nominee(key, "某", key, "校", "school", "", "", "teaching", "", "高级教师")
        register.enter("job", county, 2026, nominee)
    assert register.recommend("N-2", 50) == Quota(2, 1, 0)
    story = start(county, world, unitQuotaPercent=50).complete("appraise", APPRAISAL)
    if county == JIAN:
        story.complete("peer_appraisal", {"invited": 30, "returned": 30, "satisfied": 30})
    story.complete("recommend", RECOMMENDED)
    assert "规则R22" in story.sees("recommend")["quotaRefusal"]["message"]
    register.settle("N-2", "WITHDRAWN")
    story.complete("recommend", RECOMMENDED)
    assert story.has_ended


def test_in_jian_too_few_colleagues_means_another_poll_and_the_head_sees_the_result():
    story = start(JIAN)
    story.complete("appraise", APPRAISAL)
    story.complete("peer_appraisal", {"invited": 30, "returned": 19, "satisfied": 19})
    assert story.open == ["peer_appraisal"]
    story.complete("peer_appraisal", {"invited": 30, "returned": 20, "satisfied": 14})
    assert story.sees("recommend")["peerResult"] == "supported"
    story.complete("recommend", RECOMMENDED)
    assert story.has_ended


@pytest.mark.parametrize("binding", [False, True])
def test_in_jian_a_poor_poll_binds_the_head_if_the_county_says_so(binding):
    story = start(JIAN, poll=binding)
    story.complete("appraise", APPRAISAL)
    story.complete("peer_appraisal", {"invited": 30, "returned": 30, "satisfied": 19})
    assert story.has_ended is binding


def test_in_jian_the_switches_count_too():
    story = start(JIAN, debriefing=True, appraisal=False)
    story.complete("debrief", DEBRIEFING)
    assert story.open == ["peer_appraisal"]
    weak = {**APPRAISAL, "scores": dict.fromkeys(SCORES, 10)}
    assert start(JIAN).complete("appraise", weak).has_ended
    story.complete("peer_appraisal", {"invited": 30, "returned": 30, "satisfied": 30})
    story.complete("recommend", {"outcome": "decline", "reasons": "实绩不够突出"})
    assert story.has_ended


def test_every_flow_is_taken():
    assert_every_flow_is_taken("recommendation", provincial_stories())


def test_every_flow_is_taken_in_jian():
    assert_every_flow_is_taken("recommendation", jian_stories(), JIAN)


def provincial_stories():
    return {
        "test_score": lambda: test_who_does_not_reach_the_score_is_not_recommended(
            dict.fromkeys(SCORES, 59)
        ),
        "test_quota": lambda: test_a_unit_recommends_no_more_than_its_county_allows(FUSONG),
    } | plain_stories()


def jian_stories():
    return {
        "test_binding": lambda: test_in_jian_a_poor_poll_binds_the_head_if_the_county_says_so(
            binding=True
        ),
        "test_quota": lambda: test_a_unit_recommends_no_more_than_its_county_allows(JIAN),
    } | plain_stories()


def plain_stories():
    told = ("quota", "allows", "reach_the_score_is", "county_says_so")
    return {
        name: story
        for name, story in globals().items()
        if name.startswith("test_") and not any(word in name for word in told)
    }
