"""Working days of counties, with the vectors of the domain reference."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.domain.working_days import DayChange, WorkingDays
from webapp.kernel.clock import CHINA

JIAN, TUMEN = "220582", "222402"


def at(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=CHINA)


def last_day(county: str, posted: date, days: int = 5) -> date:
    end = WorkingDays().add_working_days(county, at(posted), days)
    assert end.hour == end.minute == end.second == 0
    return end.date() - timedelta(days=1)


@pytest.mark.parametrize(
    ("county", "posted", "last"),
    [
        (JIAN, date(2026, 2, 12), date(2026, 2, 26)),
        (JIAN, date(2026, 9, 23), date(2026, 10, 8)),
        (JIAN, date(2024, 8, 30), date(2024, 9, 6)),
        (TUMEN, date(2024, 8, 30), date(2024, 9, 11)),
    ],
)
def test_five_working_days_end_on_the_day_of_the_reference(county, posted, last):
    assert last_day(county, posted) == last


def test_the_day_of_posting_is_not_counted_even_just_after_midnight():
    start = datetime(2026, 11, 23, 0, 1, tzinfo=CHINA)
    assert WorkingDays().add_working_days(JIAN, start, 1) == datetime(2026, 11, 25, tzinfo=CHINA)


def test_no_days_end_with_the_day_itself():
    end = WorkingDays().add_working_days(JIAN, at(date(2026, 11, 23)), 0)
    assert end == datetime(2026, 11, 24, tzinfo=CHINA)


def test_the_year_2026_has_248_working_days():
    days = WorkingDays()
    first = date(2026, 1, 1)
    worked = sum(days.is_working_day(JIAN, first + timedelta(days=n)) for n in range(365))
    assert worked == 248


def test_the_yanbian_holiday_is_free_in_yanbian_and_worked_elsewhere():
    days = WorkingDays()
    assert not days.is_working_day(TUMEN, date(2024, 9, 2))
    assert days.is_working_day(JIAN, date(2024, 9, 2))


def test_a_countys_own_change_comes_before_its_prefectures():
    change = DayChange(date(2024, 9, 2), works=True, source="本县通知")
    prefecture = DayChange(date(2024, 9, 2), works=False, source="州庆")
    days = WorkingDays({TUMEN: [change], "222400": [prefecture]})
    assert days.is_working_day(TUMEN, date(2024, 9, 2))


def test_an_area_outside_the_ten_has_the_national_calendar():
    assert WorkingDays().is_working_day("220000", date(2024, 9, 2))


def test_a_period_that_crosses_into_an_unknown_year_is_provisional():
    days = WorkingDays()
    start = at(date(2026, 12, 28))
    end = days.add_working_days(JIAN, start, 5)
    assert days.is_provisional(JIAN, start, end)
    assert end == datetime(2027, 1, 6, tzinfo=CHINA)


def test_a_period_that_ends_with_the_known_year_is_certain():
    days = WorkingDays()
    assert not days.is_provisional(JIAN, at(date(2026, 12, 24)), datetime(2027, 1, 1, tzinfo=CHINA))


def test_an_entered_notice_makes_the_year_certain_and_counts():
    off = [DayChange(date(2027, 1, n), works=False, source="国办通知") for n in (1, 4)]
    worked = DayChange(date(2027, 1, 9), works=True, source="国办通知")
    days = WorkingDays(national={2027: [*off, worked]})
    assert days.is_entered(2027)
    assert not days.is_working_day(JIAN, date(2027, 1, 4))
    assert days.is_working_day(JIAN, date(2027, 1, 9))
    assert days.is_working_day(JIAN, date(2027, 1, 5))
    assert not days.is_working_day(JIAN, date(2027, 1, 10))


def test_statutory_holidays_of_an_unknown_year_are_not_counted():
    days = WorkingDays()
    assert not days.is_working_day(JIAN, date(2027, 10, 1))
    assert days.is_working_day(JIAN, date(2027, 10, 4))


@settings(deadline=None)
@given(
    st.integers(0, 33_000).map(lambda h: datetime(2023, 1, 2, tzinfo=CHINA) + timedelta(hours=h)),
    st.integers(min_value=1, max_value=20),
)
def test_one_more_day_never_ends_earlier_and_the_last_day_is_worked(start, number):
    days = WorkingDays()
    end = days.add_working_days(JIAN, start, number)
    assert days.add_working_days(JIAN, start, number + 1) > end
    assert days.is_working_day(JIAN, end.date() - timedelta(days=1))
