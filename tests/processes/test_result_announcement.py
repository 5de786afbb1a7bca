"""Results are publicised; whoever is objected to waits alone, all others go on."""

import pytest

from tests.processes.setting import a_world, assert_every_flow_is_taken, base, nominee

GIVEN = {
    "meeting": {
        "heldOn": "2026-03-01",
        "minutes": "document 1",
        "passed": [nominee(1), nominee(2)],
    },
    "series": "teaching",
    "seriesName": "中小学教师",
    "year": 2026,
    "application": {"contact": "0439-6200000"},
    "approval": {"number": "白人社批〔2026〕3号"},
    "roster": {"count": 2},
}
PUBLICATION = {"number": "白山人社〔2026〕5号", "issuedOn": "2026-03-20", "sameList": True}


def start(world, **changes):
    return world.start("result_announcement", {**base(), **GIVEN, **changes}, county="220621")


def objection(number):
    facts = {"objector": "王某", "facts": "业绩不实", "evidence": ""}
    return {"objection": {"person": f"申报人{number}", **facts}}


def publish(story, people=1):
    story.complete("receive_city", {"outcome": "received"})
    story.complete("publication_document", PUBLICATION)
    story.complete("receive_province", {"outcome": "received"})
    for _ in range(people):
        story.complete("verify", {"outcome": "correct"})


def told(story):
    sent = [each for each in story.messages if each.name == "nomination_result"]
    return {each.correlation_key: each.variables["result"]["passed"] for each in sent}


@pytest.mark.rule("R28", "R29")
def test_without_objection_all_are_published_together():
    world = a_world()
    story = start(world)
    assert story.open == []
    world.pass_working_days(5)
    publish(story, 2)
    assert story.has_ended
    assert [each["key"] for each in story.variables["certificates"]] == ["N-1", "N-2"]
    assert story.variables["told"] == ["N-1", "N-2"]
    assert told(story) == {"N-1": True, "N-2": True}


@pytest.mark.rule("R28")
def test_an_objection_to_one_person_does_not_hold_the_others():
    world = a_world()
    story = start(world)
    world.throw("objection_raised", base()["businessKey"], objection(2))
    world.pass_working_days(5)
    publish(story)
    assert told(story) == {"N-1": True}
    assert story.open == ["investigate_county"]
    story.complete("investigate_county", {"findings": "属实", "investigators": "甲、乙"})
    story.complete("decide_county", {"outcome": "upheld", "reasons": "业绩材料不实"})
    assert story.has_ended
    found = story.variables["publicity"]
    assert ([each["key"] for each in found["upheld"]], found["reasons"]) == (
        ["N-2"],
        "业绩材料不实",
    )
    assert told(story) == {"N-1": True, "N-2": False}


@pytest.mark.rule("R28")
def test_when_all_are_objected_to_each_is_settled_alone():
    world = a_world()
    story = start(world)
    for number in (1, 2):
        world.throw("objection_raised", base()["businessKey"], objection(number))
    world.pass_working_days(5)
    for outcome in ("dismissed", "upheld"):
        story.complete("investigate_county", {"findings": "已查", "investigators": "甲、乙"})
        story.complete("decide_county", {"outcome": outcome, "reasons": "见报告"})
    publish(story)
    assert story.has_ended
    assert [each["key"] for each in story.variables["certificates"]] == ["N-1"]
    assert story.variables["publication"]["number"] == PUBLICATION["number"]
    assert set(story.variables["told"]) == {"N-1", "N-2"}


def test_every_flow_is_taken():
    assert_every_flow_is_taken("result_announcement", globals())
