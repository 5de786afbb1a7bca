"""The stored ledger of posts, also when rounds ask at the same moment, on both databases."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest

from tests.fixtures.parts import Demo
from webapp.domain.ports.posts import Freeing, Occupant, PostPlan, Posts, Round
from webapp.domain.posts import NoVacantPost, YearlyShareUsed
from webapp.services import posts as pages

COUNTY = "222405"
DAY = date(2027, 3, 2)
SWITCH = date(2026, 12, 31)
PERSON = Occupant("李秀英", "C-1", "220502198001011230", "龙井市第一中学")


def ask(number: int, year: int = 2027) -> Round:
    return Round(COUNTY, f"round-{number}", year, DAY)


@pytest.fixture
def ledger(filled: Demo) -> Posts:
    """Return the ledger of a county with two posts, after the first years."""
    found: Posts = filled.parts.ports[Posts]
    found.set_plan("plan", PostPlan(COUNTY, 2027, 25, 2, "编办", 50, "", SWITCH), "")
    return found


@pytest.mark.rule("R18")
def test_of_many_rounds_that_race_for_the_last_post_one_gets_it(ledger: Posts) -> None:
    ledger.reserve("first", ask(0), 1, "")
    together = Barrier(8)

    def race(number: int) -> str:
        together.wait()
        try:
            ledger.reserve(f"race-{number}", ask(number), 1, "")
        except NoVacantPost:
            return "refused"
        return "reserved"

    with ThreadPoolExecutor(8) as pool:
        assert Counter(pool.map(race, range(1, 9))) == {"reserved": 1, "refused": 7}
    found = ledger.standing(Round(COUNTY, "another", 2027, DAY))
    assert (found.reserved, found.usable) == (2, 0)


@pytest.mark.rule("R17")
def test_the_years_share_holds_across_rounds(ledger: Posts) -> None:
    plan = PostPlan(COUNTY, 2027, 205, 20, "编办", 30, "", date(2028, 12, 31))
    ledger.set_plan("newer", plan, "")
    ledger.reserve("a", ask(1), 5, "")
    with pytest.raises(YearlyShareUsed):
        ledger.reserve("b", ask(2), 2, "")
    ledger.reserve("c", ask(2), 1, "")
    ledger.reserve("d", ask(3, year=2028), 6, "")


@pytest.mark.rule("R15", "R18", "R19")
def test_a_post_goes_from_reservation_to_holder_and_back_and_every_move_is_kept(
    ledger: Posts, filled: Demo
) -> None:
    ledger.reserve("a", ask(1), 2, "")
    ledger.reserve("a", ask(1), 2, "")
    for _ in range(2):
        ledger.occupy("b", ask(1), PERSON, "")
    assert [ledger.release("c", ask(1), "") for _ in range(2)] == [1, 1]
    found = ledger.standing(ask(2))
    assert (found.occupied, found.reserved, found.usable) == (1, 0, 1)
    freeing = Freeing("retired", "退休文件1号", DAY)
    assert [ledger.free("d", "C-1", freeing, "") for _ in range(2)] == [True, True]
    assert not ledger.free("e", "C-1", freeing, "")
    assert not ledger.free("f", "unknown", freeing, "")
    ledger.refuse("g", "C-1", "不得晋升", "")
    view = pages.read_ledger(filled.parts, filled.actor("longjing.reviewer"), COUNTY)
    assert [move.kind for move in view.moves] == [
        "refuse", "free", "release", "occupy", "reserve", "plan", "plan",
    ]  # fmt: skip
    [holder] = view.holders
    assert (holder.grade, holder.unit, holder.document) == (7, "龙井市第一中学", "退休文件1号")


@pytest.mark.rule("R18")
def test_without_a_reservation_only_a_usable_post_can_be_taken(ledger: Posts) -> None:
    ledger.reserve("a", ask(1), 2, "")
    with pytest.raises(NoVacantPost):
        ledger.occupy("b", ask(2), PERSON, "")
    ledger.reserve("c", ask(1), 1, "")
    ledger.occupy("b", ask(2), PERSON, "")


def test_an_id_number_is_sealed_in_the_ledger(ledger: Posts, filled: Demo) -> None:
    ledger.occupy("a", ask(1), PERSON, "")
    with filled.parts.database.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT id_number FROM post_occupation").all()
    assert PERSON.id_number.encode() not in bytes(rows[0][0])
