"""One applicant is voted on in secret; two thirds of those present must say yes."""

import pytest

from tests.processes.setting import a_world, assert_every_flow_is_taken, base, nominee


def start(present=25, voters=25):
    given = {**base(), "applicant": nominee(), "present": present, "voters": voters}
    return a_world().start("ballot", given, county="220621")


def count(yes, no, abstain=0, spoiled=0):
    return {"yes": yes, "no": no, "abstain": abstain, "spoiled": spoiled}


@pytest.mark.parametrize(
    ("present", "yes", "passed"), [(25, 17, True), (25, 16, False), (9, 6, True), (12, 8, True)]
)
def test_exactly_two_thirds_pass_and_one_less_does_not(present, yes, passed):
    story = start(present, present)
    story.complete("count_ballots", count(yes, present - yes))
    assert story.has_ended
    assert story.variables["vote"]["passed"] is passed


def test_abstentions_and_spoiled_ballots_are_no_yes():
    story = start()
    story.complete("count_ballots", count(16, 0, abstain=5, spoiled=4))
    assert story.variables["vote"]["passed"] is False


def test_a_recused_expert_counts_as_present_but_does_not_vote():
    story = start(present=9, voters=8)
    story.complete("count_ballots", count(6, 2))
    assert story.variables["vote"]["passed"] is True


def test_a_count_that_does_not_fit_is_taken_again():
    story = start()
    story.complete("count_ballots", count(20, 4))
    assert story.open == ["count_ballots"]
    story.complete("count_ballots", count(20, 5))
    assert story.has_ended


def test_every_flow_is_taken():
    test_a_count_that_does_not_fit_is_taken_again()
    assert_every_flow_is_taken("ballot", {})
