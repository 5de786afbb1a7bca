"""The ten counties, launches, criteria, floors and the ledger of posts as people see them."""

import re

import pytest

from tests.fixtures.parts import Demo
from tests.integration.pages.visiting import Visitor
from webapp.domain import places
from webapp.domain.ports.posts import Occupant, Posts, Round
from webapp.kernel.clock import CHINA

ITEM = {"code": "years", "name": "年限", "operator": ">=", "value": "6", "unit": "年"}


@pytest.mark.rule("R1", "R2")
def test_everybody_sees_the_ten_counties_with_their_open_series(visitor: Visitor) -> None:
    page = visitor.get("/counties").text
    assert [county.name for county in places.COUNTIES if county.name not in page] == []
    assert "中小学教师" in page
    assert "可以开展评审" in page
    assert "江源区" not in page


@pytest.mark.rule("R1", "R3")
def test_a_place_or_title_that_takes_no_part_is_told_why(visitor: Visitor) -> None:
    page = visitor.get("/counties?place=延吉市").text
    assert "延吉市不在职称“双定向”实施范围内" in page
    assert "（依据规则R1）" in page
    page = visitor.get("/counties?place=集安市&series=teaching&title=正高级教师").text
    assert "（依据规则R3）请选择高级教师" in page
    assert "集安市在实施范围内" in visitor.get("/counties?place=集安市").text


@pytest.mark.rule("R33", "R34", "R35")
def test_the_checklist_shows_each_act_with_its_kind_and_number(visitor_as) -> None:
    page = visitor_as("yanbian.reviewer").get("/launches/222426").text
    for words in ("县委同意", "县政府同意", "演示评估1号", "指导和综合评估（意见，不是批准）"):
        assert words in page
    assert "经济社会发展情况" in page


@pytest.mark.rule("R40")
def test_another_citys_county_is_not_found(visitor_as) -> None:
    yanbian = visitor_as("yanbian.reviewer")
    assert yanbian.get("/launches/220582").status_code == 404
    assert yanbian.get("/posts?county=220582").status_code == 404
    assert "集安市" not in yanbian.get("/criteria").text


@pytest.mark.rule("R9", "R10", "R12", "R14")
def test_criteria_show_their_way_weights_and_comparison(visitor_as) -> None:
    visitor = visitor_as("jian.reviewer")
    page = visitor.get("/criteria").text
    found = re.findall(r'href="(/criteria/\d+)">([^<]*)', page)
    [health] = [address for address, words in found if "卫生" in words]
    page = visitor.get(health).text
    for words in ("演示确认", "已备案，在用", "群众认可度", "取得中级职称后任职年限", "不少于 5"):
        assert words in page
    assert visitor.get("/criteria/999999").status_code == 404
    assert visitor.get("/criteria/" + "9" * 30).status_code == 404


@pytest.mark.rule("R12")
def test_the_province_enters_a_new_version_of_the_floor(visitor_as) -> None:
    visitor = visitor_as("province.officer")
    visitor.get("/criteria/floor")
    wrong = visitor.post("/criteria/floor", series="health", title="底线", **ITEM | {"value": "x"})
    assert wrong.status_code == 422
    assert "第1行：请填写数值" in wrong.text
    answer = visitor.post("/criteria/floor", series="health", title="新底线", **ITEM)
    assert answer.status_code == 303
    page = visitor.get("/criteria/floor").text
    assert "新底线" in page
    assert "第2版" in page


@pytest.mark.rule("R12")
def test_a_county_cannot_enter_a_floor(visitor_as) -> None:
    visitor = visitor_as("jian.reviewer")
    assert "录入新版本" not in visitor.get("/criteria/floor").text
    answer = visitor.post("/criteria/floor", series="health", title="底线", **ITEM)
    assert answer.status_code == 403


@pytest.mark.rule("R15", "R16", "R17", "R19")
def test_the_ledger_shows_limit_share_holders_and_moves(visitor_as, demo: Demo) -> None:
    today = demo.parts.clock.now().astimezone(CHINA).date()
    ledger: Posts = demo.parts.ports[Posts]
    occupant = Occupant("李秀英", "C-1", "220502198001011230", "集安市第一中学")
    ledger.occupy("key", Round("220582", "R-1", today.year, today), occupant, "")
    page = visitor_as("jian.reviewer").get("/posts").text
    assert "30 / 30" in page
    assert "初期按年度比例" in page
    assert "2205************30" in page
    assert "220502198001011230" not in page
    assert '<td data-label="岗位等级">7</td>' in page
