"""A unit decides whether to recommend; Ji'an asks the colleagues first."""

import pytest

from tests.processes.setting import DECLARATION, FUSONG, JIAN, a_world, assert_every_flow_is_taken
from tests.processes.setting import base as base_of

SCORES = {"ethics": 95, "ability": 90, "performance": 92, "tasks": 90, "recognition": 96}
APPRAISAL = {"methods": ["debriefing"], "scores": SCORES, "opinion": "表现突出"}
RECOMMENDED = {"outcome": "recommend", "opinion": "同意", "meetingOn": "2026-03-03"}


def start(county=FUSONG):
    return a_world().start("recommendation", {**base_of(county), **DECLARATION}, county=county)


def test_the_head_recommends_after_the_appraisal():
    story = start()
    assert story.task("appraise").candidate_role == "unit_hr"
    story.complete("appraise", APPRAISAL)
    assert story.task("recommend").candidate_role == "unit_head"
    story.complete("recommend", RECOMMENDED)
    assert story.has_ended
    assert story.variables["recommendation"]["outcome"] == "recommend"


def test_in_jian_too_few_colleagues_means_another_poll_and_the_head_sees_the_result():
    story = start(JIAN)
    story.complete("appraise", APPRAISAL)
    story.complete("peer_appraisal", {"invited": 30, "returned": 19, "satisfied": 19})
    assert story.open == ["peer_appraisal"]
    story.complete("peer_appraisal", {"invited": 30, "returned": 20, "satisfied": 14})
    assert story.sees("recommend")["peerResult"] == "supported"
    story.complete("recommend", RECOMMENDED)
    assert story.has_ended


def test_in_jian_a_poor_poll_does_not_bind_the_head():
    story = start(JIAN)
    story.complete("appraise", APPRAISAL)
    story.complete("peer_appraisal", {"invited": 30, "returned": 30, "satisfied": 19})
    assert story.sees("recommend")["peerResult"] == "unsupported"


@pytest.mark.parametrize("county", [FUSONG, JIAN])
def test_every_flow_is_taken(county):
    assert_every_flow_is_taken("recommendation", globals(), county)
