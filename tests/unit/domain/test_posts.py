"""The separate posts: the tenth, the yearly share, the vacant ones."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.domain import posts
from webapp.domain.ports.posts import PostBalance, PostPlan


def plan(total: int, regular: int = 205, share: int = 100, exception: str = "") -> PostPlan:
    return PostPlan("220582", 2026, regular, total, "编办统计", share, exception)


def test_the_limit_is_a_tenth_rounded_down():
    assert posts.limit(205) == 20
    assert posts.limit(9) == 0


@settings(deadline=None)
@given(st.integers(0, 100_000))
def test_the_limit_never_exceeds_a_tenth_and_one_more_always_does(regular):
    assert 10 * posts.limit(regular) <= regular < 10 * (posts.limit(regular) + 1)


def test_a_plan_at_the_limit_is_accepted():
    posts.check_plan(plan(20))


def test_a_plan_above_the_limit_is_refused_and_told_why():
    with pytest.raises(posts.PostsOverLimit) as refused:
        posts.check_plan(plan(21, exception=" "))
    assert refused.value.message.zh == (
        "“双定向”岗位21个，超过常规副高级岗位总量的10%（上限20个），且未提供批准文件。"
    )


def test_a_plan_above_the_limit_is_accepted_with_an_approval():
    posts.check_plan(plan(21, exception="通市人社函〔2026〕9号"))


def test_vacant_posts_are_never_fewer_than_none():
    assert posts.vacant(PostBalance(total=20, occupied=5)) == 15
    assert posts.vacant(PostBalance(total=3, occupied=5)) == 0


def test_a_year_may_use_its_share_but_not_more_than_is_vacant():
    assert posts.usable_this_year(plan(20, share=30), PostBalance(20, 0)) == 6
    assert posts.usable_this_year(plan(20, share=30), PostBalance(20, 17)) == 3
