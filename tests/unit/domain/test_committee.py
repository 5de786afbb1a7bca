"""Committees: quorum, pass rule, size, draw and rank, in integers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.domain import committee
from webapp.domain.committee import Vote

TABLE = [(7, 5), (9, 6), (11, 8), (13, 9), (15, 10), (17, 12), (25, 17), (27, 18)]
VOTES = [(5, 4), (6, 4), (8, 6), (9, 6), (11, 8), (12, 8), (17, 12), (25, 17)]


@pytest.mark.parametrize(("size", "needed"), TABLE)
def test_the_quorum_is_that_of_the_table(size, needed):
    assert committee.quorum(size) == needed


@pytest.mark.parametrize(("present", "needed"), VOTES)
def test_the_votes_needed_are_those_of_the_table(present, needed):
    assert committee.votes_needed(present) == needed
    assert committee.passes(present, needed)
    assert not committee.passes(present, needed - 1)


def test_exactly_two_thirds_pass_and_33_of_50_do_not():
    assert all(committee.passes(p, y) for p, y in ((9, 6), (12, 8), (15, 10), (18, 12)))
    assert not committee.passes(50, 33)


def test_nobody_passes_without_anybody_present_or_with_more_votes_than_people():
    assert not committee.passes(0, 0)
    assert not committee.passes(9, 10)


@settings(deadline=None)
@given(st.integers(1, 200), st.integers(0, 200))
def test_the_pass_rule_is_three_times_yes_against_twice_present(present, yes):
    assert committee.passes(present, yes) == (yes <= present and 3 * yes >= 2 * present)


def test_a_meeting_needs_a_chair_and_two_thirds_and_no_strangers():
    assert committee.is_quorate(25, 17, chaired=True)
    assert not committee.is_quorate(25, 17, chaired=False)
    assert not committee.is_quorate(25, 16, chaired=True)
    assert not committee.is_quorate(25, 26, chaired=True)


def vote(key: str, yes: int, *, passed: bool = True) -> Vote:
    return Vote(key, key, 25, yes, passed)


def test_everybody_who_passed_is_in_when_posts_suffice():
    votes = [vote("a", 20), vote("b", 10, passed=False), vote("c", 25)]
    ranking = committee.rank(votes, 2)
    assert [each.key for each in ranking.within] == ["c", "a"]
    assert [each.key for each in ranking.failed] == ["b"]
    assert not ranking.tied
    assert not ranking.beyond


def test_those_with_fewer_votes_are_beyond_the_posts():
    ranking = committee.rank([vote("a", 20), vote("b", 25)], 1)
    assert [each.key for each in ranking.within] == ["b"]
    assert [each.key for each in ranking.beyond] == ["a"]


def test_equal_votes_at_the_edge_are_left_to_people():
    ranking = committee.rank([vote("a", 20), vote("b", 20), vote("c", 25), vote("d", 18)], 2)
    assert [each.key for each in ranking.within] == ["c"]
    assert [each.key for each in ranking.tied] == ["a", "b"]
    assert [each.key for each in ranking.beyond] == ["d"]


def test_without_posts_nobody_is_within():
    ranking = committee.rank([vote("a", 20)], 0)
    assert not ranking.within
    assert [each.key for each in ranking.beyond] == ["a"]
