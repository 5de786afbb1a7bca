"""The objections to one person are investigated alone, and end for this person alone."""

import pytest

from tests.processes.setting import a_world, assert_every_flow_is_taken, base, nominee
from webapp.domain.ports.notices import Notices
from webapp.domain.ports.office import Notifier

OBJECTION = {"person": "申报人1", "objector": "王某", "facts": "业绩不实", "evidence": ""}
GIVEN = {
    "person": nominee(1),
    "objections": [OBJECTION],
    "notice": {"title": "公示"},
    "meeting": {"heldOn": "2026-03-02", "minutes": "document 1"},
    "series": "teaching",
    "seriesName": "中小学教师",
    "year": 2026,
}
PUBLICATION = {"number": "白山人社〔2026〕6号", "issuedOn": "2026-03-20", "sameList": True}


def start(world, **changes):
    notice = {"notice": "notice 1", "outcome": "公示期满。", "endsOn": "2026-03-09"}
    notice |= {"startsOn": "2026-03-02", "title": "公示"}
    world.ports[Notices].closed["notice 1"] = "公示期满。"
    given = {**base(), **GIVEN, "publicity": notice, **changes}
    return world.start("objection_case", given, county="220621")


def decide(story, outcome):
    story.complete("investigate_county", {"findings": "已核实", "investigators": "甲、乙"})
    story.complete("decide_county", {"outcome": outcome, "reasons": "见调查报告"})


def told(story):
    sent = [each for each in story.messages if each.name == "nomination_result"]
    return [(each.correlation_key, each.variables["result"]) for each in sent]


@pytest.mark.rule("R28")
def test_an_upheld_objection_ends_with_the_person_told_why():
    world = a_world()
    story = start(world)
    decide(story, "upheld")
    assert story.has_ended
    assert story.variables["settledCase"]["outcome"] == "upheld"
    [(key, result)] = told(story)
    assert (key, result["passed"]) == ("N-1", False)
    assert result["reasons"] == "公示异议成立：见调查报告"


@pytest.mark.rule("R28", "R29")
def test_a_dismissed_objection_lets_the_person_follow_in_a_publication_of_their_own():
    world = a_world()
    story = start(world)
    decide(story, "dismissed")
    story.complete("receive_city", {"outcome": "received"})
    story.complete("publication_document", PUBLICATION)
    story.complete("receive_province", {"outcome": "received"})
    story.complete("verify", {"outcome": "correct"})
    assert story.has_ended
    [certificate] = story.variables["settledCase"]["certificates"]
    assert certificate["key"] == "N-1"
    [(_, result)] = told(story)
    assert result["certificate"] == certificate


@pytest.mark.rule("R28")
def test_an_unclear_objection_is_looked_into_again_and_nothing_is_lost():
    world = a_world()
    story = start(world)
    decide(story, "suspended")
    [note] = world.ports[Notifier].notes.values()
    assert (note.username, note.title) == ("person1", "公示异议尚未查清")
    assert story.open == []
    world.pass_working_days(15)
    decide(story, "upheld")
    assert story.has_ended


def test_every_flow_is_taken():
    assert_every_flow_is_taken("objection_case", globals())
