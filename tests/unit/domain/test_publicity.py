"""Publicity periods, public rows, and whom an objection holds up."""

from datetime import date, datetime

import pytest

from webapp.domain import publicity
from webapp.domain.publicity import PeriodState
from webapp.domain.working_days import WorkingDays
from webapp.kernel.clock import CHINA

JIAN = "220582"


def test_a_period_names_its_first_and_last_day():
    start = datetime(2026, 11, 23, 9, tzinfo=CHINA)
    period = publicity.period(WorkingDays(), JIAN, start, 5)
    assert period.starts_on == date(2026, 11, 23)
    assert period.ends_on == date(2026, 11, 30)
    assert period.closes_at == datetime(2026, 12, 1, tzinfo=CHINA)
    assert not period.provisional


def test_a_period_of_four_days_is_refused():
    start = datetime(2026, 11, 23, 9, tzinfo=CHINA)
    with pytest.raises(publicity.PublicityTooShort) as refused:
        publicity.period(WorkingDays(), JIAN, start, 4)
    assert refused.value.message.zh == (
        "公示期不得少于5个工作日，现为4个。（依据规则R28）请将公示期设为5个工作日以上。"
    )


def test_a_period_closes_at_the_end_of_its_last_day():
    closes_at = publicity.end_of(date(2026, 12, 1))
    assert closes_at == datetime(2026, 12, 2, tzinfo=CHINA)
    assert publicity.last_day(closes_at) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("hour", "provisional", "state"),
    [
        (8, False, PeriodState.RUNNING),
        (8, True, PeriodState.RUNNING),
        (9, False, PeriodState.COMPLETE),
        (9, True, PeriodState.PROVISIONAL),
    ],
)
def test_a_period_is_complete_only_at_its_end_and_with_a_certain_calendar(hour, provisional, state):
    closes_at = datetime(2026, 12, 1, 9, tzinfo=CHINA)
    now = datetime(2026, 12, 1, hour, tzinfo=CHINA)
    assert publicity.state(now, closes_at, provisional=provisional) is state


def test_a_public_row_holds_no_private_thing():
    person = {"name": "金明", "idNumber": "220502198001011234", "unit": "某校", "yes": 20}
    assert publicity.public_rows([person]) == [
        {"name": "金明", "unit": "某校", "series": "", "specialty": "", "title": ""}
    ]


def test_an_objection_holds_up_only_the_person_concerned():
    persons = [{"name": "甲"}, {"name": "乙"}, {"name": "丙"}, {"name": "阿·丁"}]
    findings = [
        {"person": "乙", "outcome": "upheld"},
        {"person": "丙", "outcome": "suspended"},
        {"person": "阿•丁", "outcome": "dismissed"},
        {"person": "不在名单", "outcome": "upheld"},
    ]
    found = publicity.sort_out(persons, [], findings)
    assert found.cleared == ({"name": "甲"}, {"name": "阿·丁"})
    assert found.upheld == ({"name": "乙"},)
    assert found.suspended == ({"name": "丙"},)


def test_of_several_findings_the_worst_counts():
    findings = [{"person": "甲", "outcome": each} for each in ("dismissed", "upheld", "suspended")]
    assert publicity.sort_out([{"name": "甲"}], [], findings).upheld == ({"name": "甲"},)


def test_of_two_people_with_one_name_an_objection_concerns_those_of_the_unit_it_names():
    persons = [{"name": "甲", "unit": "一中"}, {"name": "甲", "unit": "二中"}]
    found = publicity.sort_out(persons, [{"person": "甲", "unit": "二中"}], [])
    assert found.cleared == (persons[0],)
    assert [each.person for each in found.objected] == [persons[1]]
    assert publicity.sort_out(persons, [{"person": "甲"}], []).cleared == ()
