"""A county launches targeted review, or does not."""

from tests.processes.setting import a_world, assert_every_flow_is_taken, base
from webapp.domain import criteria
from webapp.domain.ports.launches import Launches
from webapp.domain.ports.posts import Posts

REPORT = {
    "year": 2026,
    "report": {
        "reasons": "时机成熟",
        "economy": "平稳",
        "talents": "紧缺",
        "features": "边境特色",
        "series": ["teaching", "health"],
        "startsOn": "2026-04-01",
    },
}
CONSENT = {
    "outcome": "consented",
    "committeeDocument": "抚委纪〔2026〕1号",
    "governmentDocument": "抚政纪〔2026〕2号",
}
READY = {"opinion": "具备条件", "outcome": "ready", "date": "2026-03-05", "number": "评1号"}
WINDOW = {"opensOn": "2026-04-01", "closesOn": "2026-04-30", "document": "吉人社函〔2026〕1号"}
WEIGHTS = {"ethics": 15, "ability": 20, "performance": 40, "tasks": 15, "recognition": 10}
ITEMS = [
    {"item": each.zh, "dimension": each.zh, "must": False, "floorCode": None, "value": None}
    for each in criteria.DIMENSIONS.values()
]
FLOORED = [
    {"item": "年限", "dimension": "实践能力", "floorCode": "years", "value": 5},
    {"item": "临床", "dimension": "实践能力", "floorCode": "clinic", "value": 200},
]
DRAFT = {"conditions": "条件", "weights": WEIGHTS, "items": [*ITEMS, *FLOORED]}
PLAN = {
    "regularTotal": 205,
    "total": 20,
    "baseSource": "编办2025年底",
    "baseOn": "2025-12-31",
    "yearlySharePercent": 30,
    "shareUntil": "2028-12-31",
    "exceptionDocument": None,
}


def start(world):
    return world.start("county_launch", {**base(), **REPORT}, county="220621")


def up_to_posts(story):
    story.complete("consent", CONSENT).complete("guidance", READY)
    story.complete("receive_city", {"outcome": "received"})
    story.complete("receive_province", {"outcome": "received"})
    for name in ("中小学教师", "卫生"):
        story.complete("draft", {"draft": DRAFT})
        given = {"outcome": "confirm", "number": f"确认{name}", "date": "2026-03-10"}
        story.complete("confirm", given)
        story.complete("receive_province", {"outcome": "received"})
    return story


def test_a_county_goes_from_report_to_open_channel():
    world = a_world()
    story = start(world)
    assert story.task("consent").candidate_role == "county_leader"
    up_to_posts(story)
    assert {each["confirmation"] for each in story.variables["allCriteria"]} == {
        "确认中小学教师", "确认卫生",
    }  # fmt: skip
    story.complete("posts_plan", {"posts": PLAN})
    [plan] = world.ports[Posts].plans.values()
    assert (plan.total, plan.regular_total) == (20, 205)
    assert story.task("open_channel").candidate_role == "provincial_officer"
    story.complete("open_channel", {**WINDOW, "closesOn": "2026-01-01"})
    assert "结束日期早于" in story.sees("open_channel")["channelRefusal"]["message"]
    story.complete("open_channel", WINDOW)
    assert story.has_ended
    launches = world.ports[Launches]
    assert {entry.series for entry in launches.entries.values()} == {"teaching", "health"}
    [act] = {each.number for each in next(iter(launches.entries.values())).acts[:1]}
    assert act == "抚委纪〔2026〕1号"


def test_without_consent_nothing_is_launched():
    story = start(a_world())
    story.complete("consent", {"outcome": "declined", "reasons": "时机不成熟"})
    assert story.has_ended
    assert "not_started" in story.passed


def test_the_city_guides_and_the_county_improves_its_report():
    story = start(a_world())
    story.complete("consent", CONSENT)
    story.complete("guidance", {"opinion": "需补充", "outcome": "improve", "reasons": "缺少数据"})
    story.complete("improve", {"report": {**REPORT["report"], "economy": "数据"}})
    assert story.sees("guidance")["report"]["economy"] == "数据"


def test_a_report_without_its_headings_is_improved_before_anything_is_opened():
    world = a_world()
    report = {**REPORT["report"], "features": " "}
    given = {**base(), **REPORT, "report": report}
    story = world.start("county_launch", given, county="220621")
    story.complete("consent", CONSENT).complete("guidance", READY)
    story.complete("receive_city", {"outcome": "received"})
    story.complete("receive_province", {"outcome": "received"})
    assert story.open == ["improve"]
    assert "R35" in story.sees("improve")["refusal"]["message"]
    assert not world.ports[Launches].entries


def test_more_than_a_tenth_needs_an_approval():
    world = a_world()
    story = up_to_posts(start(world))
    story.complete("posts_plan", {"posts": {**PLAN, "total": 21}})
    assert story.open == ["posts_plan"]
    assert not world.ports[Posts].plans
    assert "R16" in story.sees("posts_plan")["postLimit"]["reason"]
    story.complete(
        "posts_plan", {"posts": {**PLAN, "total": 21, "exceptionDocument": "白山人社函9号"}}
    )
    assert story.open == ["open_channel"]


def test_every_flow_is_taken():
    assert_every_flow_is_taken("county_launch", globals())
