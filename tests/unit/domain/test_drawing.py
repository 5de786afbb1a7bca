"""Draws that anybody can repeat, sizes, filings and terms."""

import hashlib
from datetime import date

import pytest

from webapp.domain import drawing
from webapp.domain.drawing import CommitteeSizeWrong, FilingTooLong, PoolTooSmall
from webapp.domain.ports.experts import Expert, PoolFiling


def pool(number: int, chairs: int = 2) -> list[Expert]:
    return [
        Expert(f"e{n:02}", f"专家{n}", "某单位", "教育", can_chair=n < chairs)
        for n in range(number)
    ]


@pytest.mark.parametrize(("size", "least"), [(24, 25), (26, 25), (23, 25), (10, 11)])
def test_an_even_or_small_committee_is_refused_and_told_why(size, least):
    with pytest.raises(CommitteeSizeWrong) as refused:
        drawing.check_size(size, least=least)
    assert refused.value.message.zh.startswith(
        f"评委会人数应为单数且不少于{least}人，现为{size}人。（依据规则A3）请调整人数"
    )


def test_an_odd_committee_of_the_right_size_is_accepted():
    drawing.check_size(25)
    drawing.check_size(11, least=11)


@pytest.mark.parametrize(
    ("by", "consent", "size", "least"),
    [("series", "", 0, 25), ("specialty", "", 0, 11), ("series", "同意1号", 9, 9),
     ("series", "", 9, 25), ("specialty", "同意1号", 13, 11)],
)  # fmt: skip
def test_the_least_size_follows_the_law_or_the_consent(by, consent, size, least):
    filing = PoolFiling("c", "s", "1号", date(2026, 1, 1), date(2026, 2, 1), consent, size)
    assert drawing.least_size(by, filing) == least


def test_a_draw_can_be_repeated_from_its_seed_in_any_order_of_the_pool():
    first = drawing.draw(pool(30), 9, "种子")
    assert drawing.draw(list(reversed(pool(30))), 9, "种子") == first
    assert drawing.draw(pool(30), 9, "另一种子").members != first.members


def test_a_draw_is_repeated_with_nothing_but_sha256():
    drawn = drawing.draw(pool(30), 9, "s")
    by_hand = sorted(
        (each.id for each in pool(30)), key=lambda i: hashlib.sha256(f"s:{i}".encode()).hexdigest()
    )
    leaders = [each for each in by_hand if each in ("e00", "e01")]
    others = [each for each in by_hand if each not in leaders]
    assert [each.id for each in drawn.members] == leaders + others[:7]
    assert [each.id for each in drawn.alternates] == others[7:25]


def test_a_draw_takes_a_chair_a_vice_chair_and_as_many_alternates_as_there_are():
    drawn = drawing.draw(pool(12), 9, "s")
    assert drawn.chair.can_chair
    assert drawn.vice_chair is not None
    assert drawn.members[:2] == (drawn.chair, drawn.vice_chair)
    assert len({each.id for each in drawn.members}) == 9
    assert len(drawn.alternates) == 3
    assert not {each.id for each in drawn.members} & {each.id for each in drawn.alternates}


def test_there_are_two_alternates_for_each_member_unless_the_county_says_otherwise():
    assert len(drawing.draw(pool(40), 9, "s").alternates) == 18
    assert len(drawing.draw(pool(40), 9, "s", alternates_per_member=1).alternates) == 9


def test_who_applies_or_whose_term_is_over_cannot_be_drawn():
    experts = [*pool(10), Expert("old", "老专家", "u", "s", term_ends_on=date(2026, 3, 1))]
    drawn = drawing.draw(
        experts,
        9,
        "s",
        applicants=[{"name": "专家5", "username": ""}, {"name": "某人", "username": "e99"}],
        on=date(2026, 3, 2),
    )
    assert [(each.id, why) for each, why in drawn.excluded] == [
        ("e05", "本人为申报人"),
        ("old", "任期至2026-03-01，早于会议日期"),
    ]
    assert "e05" not in {each.id for each in drawn.candidates}


@pytest.mark.parametrize(("experts", "chairs"), [(8, 2), (12, 0)])
def test_a_pool_that_is_too_small_or_has_no_chair_is_refused(experts, chairs):
    with pytest.raises(PoolTooSmall) as refused:
        drawing.draw(pool(experts, chairs), 9, "s")
    assert refused.value.message.zh.startswith(
        f"专家库可抽取{experts}人，需要9人，其中至少一人可担任主任委员。（依据规则A5）"
    )


def test_three_years_end_the_day_before():
    assert drawing.latest_end(date(2026, 3, 1)) == date(2029, 2, 28)
    assert drawing.latest_end(date(2024, 2, 29)) == date(2027, 2, 28)
    drawing.check_term(date(2026, 3, 1), date(2029, 2, 28))
    with pytest.raises(FilingTooLong):
        drawing.check_term(date(2026, 3, 1), date(2029, 3, 1))
    with pytest.raises(FilingTooLong):
        drawing.check_term(date(2026, 3, 1), date(2026, 2, 28))


def test_the_mix_counts_where_experts_come_from():
    experts = [Expert("a", "a", "", "", origin="city"), *pool(2)]
    assert drawing.mix(experts) == {"county": 2, "city": 1}
