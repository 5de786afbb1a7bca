"""The pages of the nominations, of the archive of sanctions, and of the ladder of titles."""

from datetime import date
from typing import Any

import pytest

from tests.builders.nominations import fill_register
from tests.fixtures.parts import Demo
from tests.integration.pages.visiting import Visitor
from webapp.domain.ports.integrity import HeldTitle, Integrity, Titles
from webapp.domain.ports.nominations import Nominations, Nominee

LONG = "𠅤" + "努" * 23 + "·" + "阿" * 25
ID = "220502198001011236"


def nominee(number: int, **others: Any) -> Nominee:
    given = {
        "key": f"N-{number}",
        "name": f"申报人{number}",
        "id_number": f"{number:018}",
        "unit": "第一中学",
        "unit_id": "220582-school",
        "department": "教育局",
        "username": "",
        "series": "teaching",
        "specialty": "语文",
        "title": "高级教师",
        **others,
    }
    return Nominee(**given)


def enter(demo: Demo, number: int, county: str = "220582", **others: Any) -> Nominations:
    register: Nominations = demo.parts.ports[Nominations]
    assert register.enter(f"job {number}", county, 2026, nominee(number, **others))
    return register


@pytest.mark.rule("R21", "R22")
def test_an_office_sees_its_countys_nominations_and_windows_and_no_others(
    visitor: Visitor, demo: Demo
) -> None:
    enter(demo, 1, name=LONG).settle("N-1", "REFUSED", "单位不予推荐")
    enter(demo, 2, "222402", unit_id="222402-school")
    visitor.sign_in("jian.office")
    page = visitor.get("/nominations").text
    assert LONG in page
    assert "单位不予推荐" in page
    assert "申报人2" not in page
    assert "开放中" in page
    assert "省人力资源和社会保障厅" in page
    assert "0" * 17 not in page
    assert "申报人1" not in visitor.get("/nominations?county=222402").text


def test_a_unit_sees_its_own_and_a_department_its_units(demo: Demo, visitor_as: Any) -> None:
    enter(demo, 1)
    enter(demo, 2, unit_id="220582-hospital")
    for username, seen, unseen in (
        ("jian.school.hr", "申报人1", "申报人2"),
        ("jian.education", "申报人1", "申报人2"),
        ("jian.health", "申报人2", "申报人1"),
    ):
        page = visitor_as(username).get("/nominations").text
        assert seen in page
        assert unseen not in page


def test_the_list_is_filtered_and_paged(visitor: Visitor, demo: Demo) -> None:
    for number in range(1, 53):
        enter(demo, number)
    demo.parts.ports[Nominations].settle("N-7", "LAPSED", "逾期")
    visitor.sign_in("province.officer")
    assert "共52份申报" in visitor.get("/nominations?county=220582&year=2026").text
    assert visitor.get("/nominations?page=2").text.count("<tr>") == 3
    lapsed = visitor.get("/nominations?state=LAPSED").text
    assert "申报人7" in lapsed
    assert "共1份申报" in lapsed
    assert "没有申报" in visitor.get("/nominations?series=health").text


def test_a_register_of_2000_is_shown_page_by_page(visitor: Visitor, demo: Demo) -> None:
    begun = demo.start("jian.school.hr", "trial", "220582-school", {})
    fill_register(demo.parts, 2000, begun.id, year=2026)
    visitor.sign_in("jian.office")
    for page in (1, 20, 40):
        shown = visitor.get(f"/nominations?page={page}").text
        assert "共2000份申报" in shown
        assert shown.count("<tr>") == 51


BAR = {
    "county": "220582",
    "ground": "dishonesty",
    "name": LONG,
    "id_number": ID,
    "grounds": "提供虚假材料",
    "document": "集人社诚〔2026〕1号",
    "since": "2026-03-02",
}


@pytest.mark.rule("A14", "A16")
def test_a_dishonesty_record_lasts_three_years_and_is_listed_masked(
    visitor: Visitor, demo: Demo
) -> None:
    visitor.sign_in("jian.reviewer")
    visitor.get("/integrity")
    for _ in range(2):
        assert visitor.post("/integrity", **BAR).status_code == 303
    page = visitor.get("/integrity").text
    assert page.count(LONG) == 1
    assert ID not in page
    assert "2029年3月1日" in page
    register: Integrity = demo.parts.ports[Integrity]
    assert [bar.until for bar in register.bars(ID, date(2029, 3, 1))] == [date(2029, 3, 1)]
    assert register.bars(ID, date(2029, 3, 2)) == []


def test_a_bar_with_mistakes_is_refused_and_another_county_is_unknown(visitor: Visitor) -> None:
    visitor.sign_in("jian.reviewer")
    visitor.get("/integrity")
    wrong = {**BAR, "id_number": "220502198001011231", "since": "x", "ground": "x", "name": ""}
    answer = visitor.post("/integrity", **wrong)
    assert answer.status_code == 422
    for sentence in ("身份证号有误", "请填写起始日期", "请选择事由", "此项必填"):
        assert sentence in answer.text
    assert visitor.post("/integrity", **{**BAR, "name": "长" * 51}).status_code == 422
    assert visitor.post("/integrity", **{**BAR, "county": "222402"}).status_code == 404


@pytest.mark.rule("R4", "R5", "R6")
def test_a_holder_sees_the_ladder_the_years_and_where_the_title_counts(
    visitor: Visitor, demo: Demo
) -> None:
    titles: Titles = demo.parts.ports[Titles]
    held = HeldTitle(
        ID, LONG, "targeted", "deputy_senior", "teaching", "高级教师",
        date(2022, 5, 1), "220582", "C-1", "教学成果一等奖",
    )  # fmt: skip
    titles.record("a", held)
    visitor.sign_in("jian.reviewer")
    visitor.get("/titles")
    page = visitor.post("/titles", id_number=ID).text
    assert "仅限集安市范围内有效" in page
    assert "自2022-05-01取得" in page
    assert "教学成果一等奖" in page
    assert "须先取得常规副高级职称" in page
    assert page.index("已取得") < page.index("下一步</span>")
    assert visitor.post("/titles", id_number="1").status_code == 422


def test_who_holds_no_title_is_told_so_and_cannot_look_others_up(visitor: Visitor) -> None:
    visitor.sign_in("jian.school.staff1")
    assert "没有职称记录" in visitor.get("/titles").text
    assert visitor.post("/titles", id_number=ID).status_code == 403
