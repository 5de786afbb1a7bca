"""One secret ballot: opened, closed with the meeting or after a day, counted in integers."""

import pytest

from tests.builders.meetings import MEMBERS, listed, person, vote
from tests.processes.setting import a_world, assert_every_flow_is_taken, base
from webapp.domain.ports.ballots import Ballots
from webapp.domain.ports.office import Notifier

KEY = "R-1"


def sitting(present=9, denominator="strict", *recused):
    recusals = [
        {"expert": f"expert{n:02}", "expertName": f"专家{n}", "key": "N-1", "name": "申报人1"}
        for n in recused
    ]
    people = MEMBERS[:present]
    return {
        "present": people, "count": present, "recusals": recusals, "denominator": denominator,
    }  # fmt: skip


def start(world, session=None, **others):
    listed(world, KEY, person(1), person(2))
    given = {
        **base(),
        "businessKey": KEY,
        "title": "表决",
        "keys": None,
        "mostYes": None,
        "sitting": session or sitting(),
        **others,
    }
    return world.start("ballot", given)


def passed(story):
    return {each["key"]: each["passed"] for each in story.variables["votes"]}


@pytest.mark.rule("A7")
def test_exactly_two_thirds_of_those_present_pass_and_one_vote_less_does_not():
    world = a_world()
    story = start(world)
    vote(story, world, 6, 5)
    assert story.has_ended
    assert passed(story) == {"N-1": True, "N-2": False}
    assert story.variables["votes"][0] == {
        "key": "N-1", "name": "申报人1", "yes": 6, "no": 3, "abstain": 0, "missing": 0,
        "present": 9, "passed": True,
    }  # fmt: skip


def test_every_expert_present_is_told_that_the_ballot_is_open():
    world = a_world()
    start(world)
    notes = list(world.ports[Notifier].notes.values())
    assert [each.username for each in notes] == [each["id"] for each in MEMBERS[:9]]
    assert notes[0].title == "请投票：表决"


@pytest.mark.rule("A7")
def test_votes_that_are_not_cast_when_the_ballot_closes_are_missing_and_not_yes():
    world = a_world()
    story = start(world)
    for n in range(5):
        world.ports[Ballots].cast(f"expert{n:02}", {"N-1": "yes", "N-2": "abstain"})
    story.complete("close_ballot", {"closed": True})
    counts = [(each["yes"], each["abstain"], each["missing"]) for each in story.variables["votes"]]
    assert counts == [(5, 0, 4), (0, 5, 4)]
    assert passed(story) == {"N-1": False, "N-2": False}


@pytest.mark.rule("A7")
def test_a_forgotten_ballot_closes_by_itself_after_a_day():
    world = a_world()
    story = start(world)
    world.advance("PT24H")
    assert story.has_ended
    assert passed(story) == {"N-1": False, "N-2": False}


@pytest.mark.rule("A7", "A11")
@pytest.mark.parametrize(
    ("denominator", "present", "goes_on"), [("strict", 9, 0), ("reduced", 6, 1)]
)
def test_the_county_chooses_whether_the_recused_count_as_present(denominator, present, goes_on):
    world = a_world()
    story = start(world, sitting(9, denominator, 1, 2, 3))
    vote(story, world, 4, 9)
    first = story.variables["votes"][0]
    assert (first["present"], first["yes"], first["no"]) == (present, 4, 2)
    assert passed(story) == {"N-1": bool(goes_on), "N-2": True}


def test_a_second_ballot_is_about_those_who_are_tied_only():
    world = a_world()
    story = start(world, keys=["N-2"], mostYes=1)
    [plan] = world.ports[Ballots].plans.values()
    assert ([each.key for each in plan.entries], plan.most_yes) == (["N-2"], 1)
    vote(story, world, 9)
    assert passed(story) == {"N-2": True}


def test_every_flow_is_taken():
    def test_all():
        test_exactly_two_thirds_of_those_present_pass_and_one_vote_less_does_not()
        test_a_forgotten_ballot_closes_by_itself_after_a_day()

    assert_every_flow_is_taken("ballot", {"test_all": test_all})
