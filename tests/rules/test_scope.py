"""Who takes part, at which level, and what a launch rests on (R1–R3, R7, R33–R35, R40)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from handlers import launches
from tests.fixtures.launches import FakeLaunches
from webapp.domain import places, scope, titles
from webapp.domain.ports.launches import OpenSeries
from webapp.jobs.errors import BpmnError
from webapp.jobs.handling import Job
from webapp.kernel.errors import Refused

NOW = datetime(2027, 3, 2, 1, tzinfo=UTC)
ENTRY = OpenSeries(
    county="220621",
    series="teaching",
    starts_on=date(2027, 3, 2),
    assessment="具备条件",
    assessed_on=date(2027, 2, 1),
    consents="县委纪1号、县政纪1号",
    filed_with_city="市备1号",
    filed_with_province="省备1号",
    report={"economy": "平稳", "talents": "短缺", "features": "边境农业"},
)
GIVEN = {
    "series": ["teaching"],
    "startsOn": "2027-03-02",
    "report": dict(ENTRY.report),
    "consent": {"committeeDocument": "县委纪1号", "governmentDocument": "县政纪1号"},
    "guidance": {"outcome": "ready", "opinion": "具备条件", "date": "2027-02-01"},
    "cityFiling": {"number": "市备1号", "date": "2027-02-10"},
    "provinceFiling": {"number": "省备1号", "date": "2027-02-12"},
}


def job(county="220621", **variables):
    return Job("job-1", "operation", variables, "instance-1", "L-1", county, NOW)


def told(refused: Refused) -> tuple[str, str]:
    assert refused.cure.zh
    assert refused.rule in refused.message.zh
    assert refused.rule in refused.message.en
    return refused.rule, refused.message.zh


@pytest.mark.rule("R1")
@pytest.mark.parametrize("place", ["江源区", "靖宇县", "延吉市", "敦化市", "汪清县", "222401", ""])
def test_a_place_outside_the_ten_counties_is_refused_with_the_list(place):
    with pytest.raises(scope.OutsideArea) as caught:
        scope.check_place(place)
    rule, sentence = told(caught.value)
    assert rule == "R1"
    assert "集安市、浑江区、抚松县、长白朝鲜族自治县、临江市、图们市" in sentence


@pytest.mark.rule("R1")
def test_the_ten_counties_are_found_by_name_and_code():
    found = [scope.check_place(county.name) for county in places.COUNTIES]
    assert found == list(places.COUNTIES)
    assert len(found) == 10
    assert scope.check_place(" 222426 ").name == "安图县"


@pytest.mark.rule("R3")
@pytest.mark.parametrize(
    ("series", "title"),
    [("teaching", "正高级教师"), ("teaching", "一级教师"), ("health", "主任医师"), ("art", "")],
)
def test_a_title_of_another_level_is_refused(series, title):
    with pytest.raises(scope.OtherLevel) as caught:
        scope.check_title(series, title)
    assert told(caught.value)[0] == "R3"


@pytest.mark.rule("R3")
def test_every_deputy_senior_title_of_the_catalogue_is_accepted():
    for code, series in titles.SERIES.items():
        for title in series.titles:
            scope.check_title(code, title)
    with pytest.raises(scope.UnknownSeries):
        scope.check_series("alchemy")


@pytest.mark.rule("R2", "R33", "R34", "R35")
@pytest.mark.parametrize(
    ("changes", "rule", "cure"),
    [
        ({"assessment": ""}, "R2", "指导和综合评估"),
        ({"consents": " "}, "R33", "党委、政府"),
        ({"filed_with_city": ""}, "R34", "市（州）备案"),
        ({"filed_with_province": ""}, "R34", "省备案"),
        ({"report": {"economy": "平稳", "talents": "短缺"}}, "R35", "特色发展"),
    ],
)
def test_a_series_is_not_opened_without_what_a_launch_rests_on(changes, rule, cure):
    scope.check_opening(ENTRY)
    with pytest.raises(Refused) as caught:
        scope.check_opening(replace(ENTRY, **changes))
    found, sentence = told(caught.value)
    assert found == rule
    assert cure in sentence


@pytest.mark.rule("R2")
@pytest.mark.parametrize("outcome", ["improve", None])
def test_a_launch_without_the_citys_assessment_is_not_recorded(outcome):
    register = FakeLaunches(launched=False)
    with pytest.raises(BpmnError) as thrown:
        launches.open_series(job(**GIVEN | {"guidance": {"outcome": outcome}}), register)
    assert thrown.value.error_code == "NOT_LAUNCHED"
    assert "R2" in thrown.value.message
    assert not register.entries


@pytest.mark.rule("R2", "R33", "R34", "R40")
def test_a_launch_records_each_act_with_organ_number_and_date():
    register = FakeLaunches(launched=False)
    launches.open_series(job(**GIVEN), register)
    launches.open_series(job(**GIVEN), register)
    [entry] = register.entries.values()
    assert [(act.kind, act.organ, act.number) for act in entry.acts] == [
        ("consent", "县委", "县委纪1号"),
        ("consent", "县政府", "县政纪1号"),
        ("guidance", "白山市人力资源和社会保障局", ""),
        ("filing", "白山市人力资源和社会保障局", "市备1号"),
        ("filing", "吉林省人力资源和社会保障厅", "省备1号"),
    ]


@pytest.mark.rule("R7")
def test_a_round_waits_for_the_start_date():
    register = FakeLaunches(launched=False)
    launches.open_series(job(**GIVEN | {"startsOn": "2027-03-03"}), register)
    with pytest.raises(BpmnError) as thrown:
        launches.require(job(series="teaching"), register)
    assert "2027-03-03" in thrown.value.message
    assert "R7" in thrown.value.message


@pytest.mark.rule("R2", "R34")
def test_a_round_of_a_series_that_was_not_opened_is_refused():
    with pytest.raises(BpmnError) as thrown:
        launches.require(job(series="health"), FakeLaunches(launched=False))
    assert thrown.value.error_code == "NOT_LAUNCHED"
    assert thrown.value.message.startswith("抚松县没有开设卫生系列")


@pytest.mark.rule("R14")
def test_a_round_without_criteria_in_use_is_refused():
    register = FakeLaunches(launched=False)
    launches.open_series(job(**GIVEN), register)
    with pytest.raises(BpmnError) as thrown:
        launches.require(job(series="teaching"), register)
    assert thrown.value.error_code == "CRITERIA_NOT_IN_USE"
    assert "R14" in thrown.value.message


@pytest.mark.rule("R14")
def test_a_round_is_told_on_which_filings_it_rests():
    found = launches.require(job(series="teaching"), FakeLaunches())
    assert found == {
        "launchFiling": "省备1号",
        "criteriaConfirmation": "市确认1号",
        "criteriaFiling": "省备2号",
        "criteriaVersion": 1,
        "criteriaHash": "0" * 64,
    }


@pytest.mark.rule("R14")
def test_criteria_that_the_city_has_not_confirmed_do_not_come_into_use():
    with pytest.raises(BpmnError) as thrown:
        launches.adopt(job(series="teaching", filing="省备3号"), FakeLaunches())
    assert thrown.value.error_code == "CRITERIA_NOT_CONFIRMED"


@pytest.mark.rule("R40")
def test_every_county_belongs_to_one_of_the_three_cities():
    cities = {county.code: places.city_of(county.code).name for county in places.COUNTIES}
    assert {name for code, name in cities.items() if code.startswith("2224")} == {
        "延边朝鲜族自治州"
    }
    assert cities["220582"] == "通化市"
    assert sorted(code for code, name in cities.items() if name == "白山市") == [
        "220602",
        "220621",
        "220623",
        "220681",
    ]
