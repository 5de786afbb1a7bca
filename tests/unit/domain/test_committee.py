"""Committees: quorum, pass rule, size, draw and rank, in integers."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.domain import committee
from webapp.domain.committee import Vote
from webapp.domain.ports.experts import Expert

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


@pytest.mark.parametrize(("size", "least"), [(24, 25), (26, 25), (23, 25), (10, 11)])
def test_an_even_or_small_committee_is_refused_and_told_why(size, least):
    with pytest.raises(committee.CommitteeSizeWrong) as refused:
        committee.check_size(size, least=least)
    assert refused.value.message.zh == f"评委会人数应为单数且不少于{least}人，现为{size}人。"


def test_an_odd_committee_of_the_right_size_is_accepted():
    committee.check_size(25)
    committee.check_size(11, least=11)


def pool(number: int, chairs: int = 2) -> list[Expert]:
    return [
        Expert(f"e{n:02}", f"专家{n}", "某单位", "教育", can_chair=n < chairs)
        for n in range(number)
    ]


def test_a_draw_can_be_repeated_from_its_seed():
    first = committee.draw(pool(30), 9, "种子")
    assert committee.draw(pool(30), 9, "种子") == first
    assert committee.draw(pool(30), 9, "另一种子").members != first.members


def test_a_draw_takes_a_chair_and_as_many_alternates_as_there_are():
    drawn = committee.draw(pool(12), 9, "s")
    assert drawn.chair.can_chair
    assert drawn.members[0] == drawn.chair
    assert len({each.id for each in drawn.members}) == 9
    assert len(drawn.alternates) == 3
    assert not {each.id for each in drawn.members} & {each.id for each in drawn.alternates}


def test_there_are_at_most_as_many_alternates_as_members():
    assert len(committee.draw(pool(40), 9, "s").alternates) == 9


def test_an_applicant_who_is_an_expert_cannot_be_drawn():
    drawn = committee.draw(pool(10), 9, "s", applicants=[{"name": "专家5"}])
    assert drawn.excluded == (("e05", "本人为申报人"),)
    assert "e05" not in drawn.candidates


@pytest.mark.parametrize(("experts", "chairs"), [(8, 2), (12, 0)])
def test_a_pool_that_is_too_small_or_has_no_chair_is_refused(experts, chairs):
    with pytest.raises(committee.PoolTooSmall) as refused:
        committee.draw(pool(experts, chairs), 9, "s")
    assert refused.value.message.zh == (
        f"专家库可抽取{experts}人，需要9人，其中至少一人可担任主任委员。"
    )


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
