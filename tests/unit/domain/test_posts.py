"""The separate posts: the tenth, the yearly share, the vacant ones."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.domain import posts
from webapp.domain.ports.posts import PostPlan

SWITCH = date(2028, 12, 31)


def plan(total: int, regular: int = 205, share: int = 100, exception: str = "") -> PostPlan:
    return PostPlan("220582", 2026, regular, total, "编办统计", share, exception, SWITCH)


def usable(total: int, share: int, use: tuple[int, int, int], on: date = SWITCH) -> int:
    return posts.standing(plan(total, share=share), posts.Use(*use), on).usable


def test_the_limit_is_a_tenth_rounded_down():
    assert posts.limit(205) == 20
    assert posts.limit(9) == 0


@settings(deadline=None)
@given(st.integers(0, 100_000))
def test_the_limit_never_exceeds_a_tenth_and_one_more_always_does(regular):
    assert 10 * posts.limit(regular) <= regular < 10 * (posts.limit(regular) + 1)


def test_vacant_posts_are_never_fewer_than_none():
    assert posts.standing(plan(20), posts.Use(5, 0, 0), SWITCH).vacant == 15
    assert posts.standing(plan(3), posts.Use(5, 0, 0), SWITCH).vacant == 0


def test_a_year_may_use_its_share_but_not_more_than_is_vacant():
    assert usable(20, 30, (0, 0, 0)) == 6
    assert usable(20, 30, (17, 0, 0)) == 3
    assert usable(20, 30, (2, 1, 3)) == 3
    assert usable(20, 30, (17, 2, 0)) == 1


def test_without_a_plan_nothing_may_be_used():
    found = posts.standing(None, posts.Use(0, 0, 0), SWITCH)
    assert (found.total, found.usable) == (0, 0)


@settings(deadline=None)
@given(st.integers(0, 60), st.integers(1, 100), st.integers(0, 60), st.integers(0, 60))
def test_never_more_is_usable_than_is_neither_occupied_nor_reserved(total, share, taken, reserved):
    for on in (SWITCH, date(2029, 1, 1)):
        assert (
            0 <= usable(total, share, (taken, reserved, 0), on) <= max(0, total - taken - reserved)
        )


@pytest.mark.parametrize("reason", posts.FREED_BY)
def test_a_post_becomes_free_for_the_known_reasons(reason):
    posts.check_reason(reason)
