"""The pages of pools, draws and ballots."""

from collections.abc import Callable
from datetime import date

import pytest

from handlers import committee
from tests.fixtures.parts import Demo
from tests.integration.pages.visiting import Visitor
from webapp.domain import drawing
from webapp.domain.ports.ballots import BallotPlan, Ballots, Entry, Voter
from webapp.domain.ports.experts import Draws, Expert
from webapp.services import committees

As = Callable[[str], Visitor]
COUNTY = "220582"
PEOPLE = [Entry("N-1", "申报人甲", "第一中学", "高级教师"), Entry("N-2", "申报人乙")]


def instance(demo: Demo) -> str:
    form = {"year": 2026, "series": "health"}
    return demo.start("jian.office", "review_round", COUNTY, form).id


def open_box(demo: Demo, barred: frozenset[str] = frozenset(), most: int | None = None) -> str:
    port: Ballots = demo.parts.ports[Ballots]
    voters = [Voter("jian.expert1", "甲", barred), Voter("jian.expert2", "乙")]
    return port.open("k", instance(demo), BallotPlan(COUNTY, "评审表决", PEOPLE, voters, most))


@pytest.mark.rule("A7")
def test_an_expert_votes_once_on_an_own_page(demo: Demo, visitor_as: As) -> None:
    box = open_box(demo)
    expert = visitor_as("jian.expert1")
    assert "请投票" in expert.get("/ballots").text
    page = expert.get(f"/ballots/{box}").text
    assert "申报人甲" in page
    assert "第一中学 · 高级教师" in page
    assert all(word in page for word in ("赞成", "反对", "弃权"))
    half = expert.post(f"/ballots/{box}", **{"mark-1": "yes"})
    assert half.status_code == 409
    assert "还有1人没有选择：申报人乙" in half.text
    assert 'value="yes" checked' in half.text
    done = expert.post(f"/ballots/{box}", **{"mark-1": "yes", "mark-2": "no"})
    assert done.status_code == 303
    after = expert.get(f"/ballots/{box}")
    assert "您的选票已在票箱中" in after.text
    assert after.headers["Cache-Control"] == "no-store"
    again = expert.post(f"/ballots/{box}", **{"mark-1": "no", "mark-2": "no"})
    assert "您已经投过票" in again.text
    assert "1 / 2" in visitor_as("jian.office").get("/ballots/boxes").text


@pytest.mark.rule("A7", "A11")
def test_a_paper_shows_from_whom_the_expert_withdraws_and_how_many_yes_are_left(
    demo: Demo, visitor_as: As
) -> None:
    box = open_box(demo, frozenset({"N-1"}), most=1)
    page = visitor_as("jian.expert1").get(f"/ballots/{box}").text
    assert "您应当回避、不参加表决的人员" in page
    assert "最多赞成 1 人" in page
    other = visitor_as("jian.expert2")
    other.get(f"/ballots/{box}")
    answer = other.post(f"/ballots/{box}", **{"mark-1": "yes", "mark-2": "yes"})
    assert "您赞成了2人，本次投票最多赞成1人。（依据规则A7）" in answer.text


@pytest.mark.rule("A7")
def test_nobody_sees_the_paper_of_another_or_votes_after_the_end(
    demo: Demo, visitor_as: As
) -> None:
    box = open_box(demo)
    stranger = visitor_as("jian.expert3")
    assert stranger.get(f"/ballots/{box}").status_code == 404
    assert visitor_as("jian.office").get(f"/ballots/{box}").status_code == 403
    demo.parts.ports[Ballots].close(box)
    late = visitor_as("jian.expert1")
    late.get("/ballots")
    answer = late.post(f"/ballots/{box}", **{"mark-1": "yes", "mark-2": "yes"})
    assert answer.status_code == 409
    assert "投票已经结束，不得补充投票" in answer.text


EXPERT = {
    "county": COUNTY, "series": "teaching", "name": "新专家", "username": "", "unit": "某校",
    "specialty": "语文", "origin": "city", "starts_on": "2026-01-01", "ends_on": "2028-12-31",
    "kin": "王某、李某",
}  # fmt: skip


@pytest.mark.rule("A4", "A5")
def test_the_office_adds_and_ends_experts_for_three_years_at_most(
    demo: Demo, visitor_as: As
) -> None:
    office = visitor_as("jian.office")
    office.get("/experts")
    long = office.post("/experts/add", **{**EXPERT, "ends_on": "2029-01-01"})
    assert long.status_code == 422
    assert "有效期自2026-01-01至2029-01-01，不在三年之内。（依据规则A4）" in long.text
    assert office.post("/experts/add", **EXPERT).status_code == 303
    page = office.get(f"/experts?county={COUNTY}&series=teaching").text
    assert "新专家" in page
    assert "王某" not in page
    pool = committees.read_pool(demo.parts, demo.actor("jian.office"), COUNTY, "teaching")
    [added] = [each for each in pool.experts if each.name == "新专家"]
    assert added.kin == 2
    assert office.post(f"/experts/{added.id}/end").status_code == 303
    assert "新专家" not in office.get(f"/experts?county={COUNTY}&series=teaching").text


@pytest.mark.rule("R8", "A10")
def test_other_counties_and_experts_neither_see_nor_change_a_pool(visitor_as: As) -> None:
    other = visitor_as("tumen.office")
    other.get("/experts")
    assert other.get(f"/experts?county={COUNTY}").status_code == 404
    assert other.post("/experts/add", **EXPERT).status_code == 404
    assert visitor_as("jian.expert1").get("/experts").status_code == 403
    assert visitor_as("jian.school.staff1").get("/experts").status_code == 403


@pytest.mark.rule("A3", "A4")
def test_a_filing_is_entered_for_three_years_at_most_and_with_an_odd_consent(
    visitor_as: As,
) -> None:
    office = visitor_as("jian.office")
    office.get("/experts")
    filing = {
        "county": COUNTY, "series": "art", "number": "备9号", "valid_from": "2026-03-01",
        "valid_until": "2029-03-01", "consent": "同意1号", "consent_size": "9",
    }  # fmt: skip
    assert "不在三年之内。（依据规则A4）" in office.post("/experts/file", **filing).text
    filing["valid_until"] = "2029-02-28"
    even = office.post("/experts/file", **{**filing, "consent_size": "8"})
    assert "人数应为单数（A3）" in even.text
    assert office.post("/experts/file", **filing).status_code == 303
    assert "备9号" in office.get(f"/experts?county={COUNTY}&series=art").text


@pytest.mark.rule("A5")
def test_a_draw_is_repeated_on_its_page_and_a_changed_record_shows(
    demo: Demo, visitor_as: As
) -> None:

    pool = committees.read_pool(demo.parts, demo.actor("jian.office"), COUNTY, "teaching")
    experts = [
        Expert(each.username, each.name, each.unit, each.specialty, each.can_chair)
        for each in pool.experts
    ]
    drawn = drawing.draw(experts, 5, "seed", on=date(2026, 3, 1))
    record = committee._record(drawn, 2)
    port: Draws = demo.parts.ports[Draws]
    identifier = instance(demo)
    good = port.record("good", identifier, COUNTY, "teaching", record)
    forged = {**record, "members": record["members"][::-1]}
    bad = port.record("bad", identifier, COUNTY, "teaching", forged)
    supervisor = visitor_as("supervisor")
    assert "委员和候补委员完全一致" in supervisor.get(f"/draws/{good}").text
    assert "结果不一致" in supervisor.get(f"/draws/{bad}").text
    assert supervisor.get("/draws").text.count("/draws/") >= 2
    assert visitor_as("tumen.office").get(f"/draws/{good}").status_code == 404
