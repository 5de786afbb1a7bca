"""The separate ledger of posts: its limit, its years, its grade (R15–R20)."""

from datetime import UTC, date, datetime

import pytest

from handlers import posts
from tests.fixtures.ledgers import FakePosts
from webapp.domain import posts as rules
from webapp.jobs.errors import BpmnError
from webapp.jobs.handling import Job

NOW = datetime(2027, 3, 2, 1, tzinfo=UTC)
PLAN = {
    "year": 2027,
    "regularTotal": 205,
    "total": 20,
    "baseSource": "编办",
    "baseOn": "2026-12-31",
    "postBasis": "all",
    "yearlySharePercent": 30,
    "shareUntil": "2028-12-31",
    "exceptionDocument": None,
}
PERSON = {"holder": "李秀英", "certificate": "C-1", "idNumber": "22", "unit": "第一中学"}


def job(identifier="job-1", key="R-1", now=NOW, **variables):
    return Job(identifier, "operation", variables, "instance-1", key, "220621", now)


def refusal(call) -> str:
    with pytest.raises(BpmnError) as thrown:
        call()
    return f"{thrown.value.error_code} {thrown.value.message}"


@pytest.mark.rule("R16")
@pytest.mark.parametrize(
    ("regular", "total", "accepted"),
    [(200, 20, True), (209, 20, True), (200, 21, False), (209, 21, False), (210, 21, True),
     (9, 0, True), (9, 1, False), (10, 1, True), (99999, 9999, True), (99999, 10000, False)],
)  # fmt: skip
def test_the_total_is_at_most_a_tenth_rounded_down(regular, total, accepted):
    ledger = FakePosts()
    given = job(**PLAN | {"regularTotal": regular, "total": total})
    if accepted:
        assert posts.plan(given, ledger) == {"total": total, "limit": regular // 10}
    else:
        told = refusal(lambda: posts.plan(given, ledger))
        assert told.startswith(f"POSTS_OVER_LIMIT “双定向”岗位{total}个")
        assert "R16" in told
        assert f"调整到{regular // 10}个以内" in told
        assert not ledger.plans


@pytest.mark.rule("R16")
def test_more_than_a_tenth_needs_the_citys_document():
    ledger = FakePosts()
    given = {**PLAN, "total": 21}
    assert "R16" in refusal(lambda: posts.plan(job(**given), ledger))
    posts.plan(job(**given | {"exceptionDocument": "白山人社函〔2027〕9号"}), ledger)
    [plan] = ledger.plans.values()
    assert (plan.total, plan.exception_document) == (21, "白山人社函〔2027〕9号")


@pytest.mark.rule("R17")
def test_in_the_first_years_a_round_gets_at_most_the_years_share():
    ledger = FakePosts(total=20, share=30, until=date(2028, 12, 31))
    posts.reserve(job("a", key="R-1", year=2027, number=4), ledger)
    found = posts.available(job(key="R-2", year=2027), ledger)
    assert (found["usable"], found["phase"], found["usedThisYear"]) == (2, "share", 4)
    told = refusal(lambda: posts.reserve(job("b", key="R-2", year=2027, number=3), ledger))
    assert told.startswith("NO_VACANT_POST 今年还可使用“双定向”岗位2个，不足3个")
    assert "R17" in told
    posts.reserve(job("c", key="R-2", year=2027, number=2), ledger)
    assert posts.available(job(key="R-3", year=2028), ledger)["usable"] == 6


@pytest.mark.rule("R17", "R18")
def test_after_the_dated_switch_the_vacant_posts_count():
    ledger = FakePosts(total=20, share=30, until=date(2028, 12, 31))
    last = datetime(2028, 12, 31, 15, 59, tzinfo=UTC)  # 23:59 in China
    first = datetime(2028, 12, 31, 16, 0, tzinfo=UTC)
    before = posts.available(job(year=2028, now=last), ledger)
    after = posts.available(job(year=2028, now=first), ledger)
    assert (before["phase"], before["usable"]) == ("share", 6)
    assert (after["phase"], after["usable"]) == ("vacancy", 20)


@pytest.mark.rule("R18")
def test_vacancies_are_what_is_neither_occupied_nor_reserved():
    ledger = FakePosts(total=3)
    posts.reserve(job("a", key="R-1", year=2027, number=2), ledger)
    posts.occupy(job("b", key="R-1", **PERSON), ledger)
    told = refusal(lambda: posts.reserve(job("c", key="R-2", year=2027, number=2), ledger))
    assert "空余1个，不足2个（总量3个，已占用1个，其他评审已预留1个）" in told
    assert "R18" in told
    assert posts.release(job("d", key="R-1"), ledger) == {"released": 1}
    posts.reserve(job("e", key="R-2", year=2027, number=2), ledger)


@pytest.mark.rule("R18")
@pytest.mark.parametrize("reason", rules.FREED_BY)
def test_a_freed_post_can_be_used_again(reason):
    ledger = FakePosts(total=1)
    posts.occupy(job("a", **PERSON), ledger)
    assert "R18" in refusal(lambda: posts.occupy(job("b", **PERSON | {"certificate": "2"}), ledger))
    given = job("c", certificate="C-1", reason=reason, document="文件1号")
    assert posts.free(given, ledger) == {"freed": True}
    assert posts.free(given, ledger) == {"freed": True}
    posts.occupy(job("d", **PERSON | {"certificate": "C-2"}, now=NOW.replace(year=2028)), ledger)


@pytest.mark.rule("R15")
def test_a_post_is_freed_for_known_reasons_only_and_once():
    ledger = FakePosts()
    posts.occupy(job("a", **PERSON), ledger)
    told = refusal(
        lambda: posts.free(job("b", certificate="C-1", reason="moved", document=""), ledger)
    )
    assert told.startswith("POST_FREED_WITHOUT_REASON")
    assert "R15" in told
    left = {"certificate": "C-1", "reason": "left", "document": ""}
    assert posts.free(job("c", **left), ledger) == {"freed": True}
    assert posts.free(job("d", **left), ledger) == {"freed": False}


@pytest.mark.rule("R15")
def test_a_full_ledger_takes_nothing_from_the_many_regular_posts():
    ledger = FakePosts()
    posts.plan(job("a", **PLAN | {"regularTotal": 5000, "total": 1, "shareUntil": None}), ledger)
    found = posts.available(job(year=2027), ledger)
    assert (found["total"], found["limit"], found["vacant"]) == (1, 500, 1)
    assert "NO_VACANT_POST" in refusal(lambda: posts.reserve(job("b", year=2027, number=2), ledger))


@pytest.mark.rule("R17")
def test_a_second_reservation_of_a_round_replaces_the_first():
    ledger = FakePosts(total=5)
    posts.reserve(job("a", year=2027, number=5), ledger)
    posts.reserve(job("b", year=2027, number=3), ledger)
    posts.reserve(job("a", year=2027, number=5), ledger)  # a late repetition
    assert posts.available(job(key="R-2", year=2027), ledger)["usable"] == 2
    assert posts.available(job(year=2027), ledger)["usable"] == 5


@pytest.mark.rule("R19")
def test_a_holder_is_appointed_at_grade_seven():
    ledger = FakePosts()
    assert posts.occupy(job(**PERSON), ledger)["grade"] == 7
    assert posts.appoint(job("a", certificate="C-1", grade=7), ledger) == {"grade": 7}
    told = refusal(lambda: posts.appoint(job("b", certificate="C-1", grade=4), ledger))
    assert told.startswith("GRADE_NOT_ALLOWED")
    assert "R19" in told


@pytest.mark.rule("R20")
@pytest.mark.parametrize("grade", [6, 5])
def test_promotion_by_small_steps_is_refused_with_the_clause_and_noted(grade):
    ledger = FakePosts()
    posts.occupy(job(**PERSON), ledger)
    told = refusal(lambda: posts.appoint(job("a", certificate="C-1", grade=grade), ledger))
    assert "吉人社函〔2023〕211号三" in told
    assert "R20" in told
    assert "R20" in ledger.refused["C-1"]
