"""The county drafts criteria, the city confirms them, the province files them."""

import pytest

from tests.processes.setting import a_world, assert_every_flow_is_taken, base

WEIGHTS = {"ethics": 15, "ability": 20, "performance": 40, "tasks": 15, "recognition": 10}
DRAFT = {
    "seriesName": "中小学教师",
    "conditions": "任教满五年",
    "weights": WEIGHTS,
    "dimensions": [{"item": "教学实绩", "dimension": "工作业绩"}],
}


def start(series="teaching"):
    given = {**base(), "series": series, "year": 2026}
    return a_world().start("criteria_approval", given, county="220621")


def test_confirmed_and_filed_criteria_come_into_use():
    story = start()
    story.complete("draft", DRAFT)
    assert story.task("confirm").candidate_role == "city_leader"
    story.complete("confirm", {"outcome": "confirm", "number": "白山人社函〔2026〕3号"})
    story.complete("receive_province", {"outcome": "received"})
    assert story.has_ended
    assert story.variables["criteria"]["confirmation"] == "白山人社函〔2026〕3号"
    assert story.variables["criteria"]["filing"].endswith("1号")


def test_the_city_returns_criteria_and_they_are_drafted_again():
    story = start()
    story.complete("draft", DRAFT)
    story.complete("confirm", {"outcome": "return", "reasons": "指标过于笼统"})
    assert story.open == ["draft"]


@pytest.mark.parametrize(
    ("series", "changes", "found"),
    [
        ("teaching", {"weights": {**WEIGHTS, "ethics": 16}}, "weights"),
        ("teaching", {"weights": {**WEIGHTS, "performance": 15, "ethics": 40}}, "performance"),
        ("health", {"healthFloorKept": False}, "health"),
        ("accounting", {"examKept": False}, "exam"),
    ],
)
def test_criteria_below_a_floor_are_not_sent_to_the_city(series, changes, found):
    story = start(series)
    story.complete("draft", {**DRAFT, **changes})
    assert story.open == ["draft"]
    assert story.sees("draft")["criteriaCheck"] == found


def test_criteria_of_an_exam_series_that_keep_the_exam_are_sound():
    story = start("accounting")
    story.complete("draft", {**DRAFT, "examKept": True})
    assert story.open == ["confirm"]


def a_draft_below_a_floor():
    test_criteria_below_a_floor_are_not_sent_to_the_city("health", {}, "health")


def test_every_flow_is_taken():
    a_draft_below_a_floor()
    stories = {name: each for name, each in globals().items() if "below" not in name}
    assert_every_flow_is_taken("criteria_approval", stories)
