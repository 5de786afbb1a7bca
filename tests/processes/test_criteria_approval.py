"""The county drafts criteria, the city confirms them, the province files them."""

import pytest

from tests.fixtures.launches import FakeLaunches
from tests.processes.setting import a_world, assert_every_flow_is_taken, base
from webapp.domain.criteria import DIMENSIONS, EXAM_CODE
from webapp.domain.ports.launches import Launches

WEIGHTS = {"ethics": 15, "ability": 20, "performance": 40, "tasks": 15, "recognition": 10}
ITEMS = [{"item": each.zh, "dimension": each.zh} for each in DIMENSIONS.values()]
YEARS = {"item": "任职年限", "dimension": "实践能力", "floorCode": "years", "value": 5}
CLINIC = {"item": "临床", "dimension": "实践能力", "floorCode": "clinic", "value": 200}
DRAFT = {"conditions": "任教满五年", "weights": WEIGHTS, "items": ITEMS}
EXAM = {"name": "高级会计师资格考试", "line": "national"}
CONFIRMED = {"outcome": "confirm", "number": "白山人社函〔2026〕3号", "date": "2026-03-10"}
WORLDS = []


def start(series="teaching", **changes):
    world = a_world(**changes)
    WORLDS.append(world)
    given = {**base(), "series": series, "year": 2026}
    return world.start("criteria_approval", given, county="220621")


def draft(story, **changes):
    return story.complete("draft", {"draft": {**DRAFT, **changes}})


@pytest.mark.rule("R14")
def test_confirmed_and_filed_criteria_come_into_use():
    story = draft(start())
    assert story.task("confirm").candidate_role == "city_leader"
    story.complete("confirm", CONFIRMED)
    assert not WORLDS[-1].ports[Launches].adopted
    story.complete("receive_province", {"outcome": "received"})
    assert story.has_ended
    assert story.variables["criteria"]["confirmation"] == "白山人社函〔2026〕3号"
    assert story.variables["criteria"]["filing"].endswith("1号")
    [adopted] = WORLDS[-1].ports[Launches].adopted.values()
    assert adopted.text_hash == story.variables["criteria"]["hash"]


def test_the_city_returns_criteria_and_they_are_drafted_again():
    story = draft(start())
    story.complete("confirm", {"outcome": "return", "reasons": "指标过于笼统"})
    assert story.open == ["draft"]
    assert story.sees("draft")["draft"]["conditions"] == "任教满五年"


@pytest.mark.rule("R9", "R10", "R12", "R13")
@pytest.mark.parametrize(
    ("series", "changes", "rule", "said"),
    [
        ("teaching", {"weights": {**WEIGHTS, "ethics": 16}}, "R10", "权重合计为101，应为100"),
        ("teaching", {"items": ITEMS[1:]}, "R9", "以下方面没有指标：职业道德"),
        (
            "health",
            {"items": [*ITEMS, {**YEARS, "value": 4}]},
            "R12",
            "低于底线或者缺少：取得中级职称后任职年限、每年临床工作量",
        ),
        ("accounting", {}, "R13", "取消了国家考试要求"),
        ("accounting", {"exam": {**EXAM, "line": "provincial"}}, "R13", "降低了国家考试合格标准"),
    ],
)
def test_criteria_below_a_floor_are_not_sent_to_the_city(series, changes, rule, said):
    story = draft(start(series), **changes)
    assert story.open == ["draft"]
    [found] = story.sees("draft")["criteriaCheck"]
    assert (found["severity"], found["rule"]) == ("block", rule)
    assert said in found["reason"]
    assert found["cure"]


@pytest.mark.rule("R12")
def test_health_criteria_cannot_be_compared_before_a_floor_is_entered():
    story = draft(start("health", launches=FakeLaunches(floors=())))
    [found] = story.sees("draft")["criteriaCheck"]
    assert "尚未录入" in found["reason"]


@pytest.mark.rule("R12")
def test_health_criteria_at_the_floor_are_sent_to_the_city():
    story = draft(start("health"), items=[*ITEMS, YEARS, CLINIC])
    assert story.open == ["confirm"]
    verdicts = [line["verdict"] for line in story.sees("confirm")["comparison"]["lines"]]
    assert verdicts == ["kept", "kept"]


@pytest.mark.rule("R9", "R10")
def test_a_low_weight_of_performance_and_compulsory_papers_are_warned_of():
    weights = {**WEIGHTS, "performance": 15, "ethics": 40}
    papers = {"item": "发表论文两篇", "dimension": "工作业绩", "must": True}
    story = draft(start(), weights=weights, items=[*ITEMS, papers])
    assert story.open == ["confirm"]
    found = [(each["severity"], each["rule"]) for each in story.sees("confirm")["criteriaCheck"]]
    assert found == [("warn", "R10"), ("warn", "R9")]


@pytest.mark.rule("R13")
def test_the_examination_is_a_locked_item_that_no_draft_can_leave_out():
    story = draft(start("accounting"), exam=EXAM)
    assert story.open == ["confirm"]
    [first, *_others] = story.sees("confirm")["comparison"]["items"]
    assert (first["code"], first["locked"], first["must"]) == (EXAM_CODE, True, True)


def test_every_flow_is_taken():
    draft(start("health"))
    stories = {name: each for name, each in globals().items() if "below" not in name}
    assert_every_flow_is_taken("criteria_approval", stories)
