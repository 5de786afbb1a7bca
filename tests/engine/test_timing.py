"""ISO 8601 durations, repetitions and moments."""

from datetime import datetime, timedelta

import pytest

from tests.fixtures.engine import MONDAY, Weekdays
from webapp.engine.errors import Trouble
from webapp.engine.timing import (
    ENDLESS,
    Calendar,
    Cycle,
    due_moment,
    parse_cycle,
    parse_duration,
    parse_moment,
    whole_days,
)
from webapp.kernel.clock import CHINA

CALENDAR = Calendar(Weekdays(), "220582")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P5D", MONDAY + timedelta(days=5)),
        ("P2W", MONDAY + timedelta(weeks=2)),
        ("PT0.5S", MONDAY + timedelta(seconds=0.5)),
        ("P1Y2M3DT4H5M6S", datetime(2027, 5, 5, 13, 5, 6, tzinfo=CHINA)),
        ("P1M", datetime(2026, 4, 2, 9, tzinfo=CHINA)),
        ("P0D", MONDAY),
    ],
)
def test_a_duration_counts_from_a_moment(text, expected):
    assert parse_duration(text).after(MONDAY) == expected


def test_a_month_after_the_last_of_january_is_the_last_of_february():
    start = datetime(2026, 1, 31, 8, tzinfo=CHINA)
    assert parse_duration("P1M").after(start) == datetime(2026, 2, 28, 8, tzinfo=CHINA)


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "5D", "-P1D", "P1", "P1H", "PT1D", "P-1D", "P1.5D"]
)
def test_what_is_no_duration_is_refused(text):
    with pytest.raises(ValueError, match="is no duration"):
        parse_duration(text)


def test_repetitions():
    assert parse_cycle("R3/PT1H") == Cycle(3, "PT1H")
    assert parse_cycle("R/P1D") == Cycle(ENDLESS, "P1D")
    assert parse_cycle("R2/2026-03-02T09:00:00+08:00/P1D").start == "2026-03-02T09:00:00+08:00"


@pytest.mark.parametrize("text", ["R0/P1D", "P1D", "R3", "R3/", "R3/x/P1D", "0 0 * * *"])
def test_what_is_no_repetition_is_refused(text):
    with pytest.raises(ValueError, match=r"is no repetition|Invalid isoformat"):
        parse_cycle(text)


def test_a_moment_without_zone_is_china_time():
    assert parse_moment("2026-03-02T09:00:00") == MONDAY
    assert parse_moment("2026-03-02T01:00:00Z") == MONDAY
    assert parse_moment("2026-03-02") == MONDAY.replace(hour=0)
    assert parse_moment("2026-03-02", end_of_day=True) == MONDAY.replace(hour=0) + timedelta(days=1)


@pytest.mark.parametrize(
    ("value", "calendar", "expected"),
    [
        (3, None, MONDAY + timedelta(days=3)),
        (5, CALENDAR, datetime(2026, 3, 10, tzinfo=CHINA)),
        ("P1W", CALENDAR, datetime(2026, 3, 12, tzinfo=CHINA)),
        ("2026-03-08", CALENDAR, datetime(2026, 3, 8, tzinfo=CHINA)),
    ],
)
def test_a_due_moment_may_count_working_days(value, calendar, expected):
    assert due_moment(value, MONDAY, calendar) == expected


@pytest.mark.parametrize("value", [None, True, -1, 1.5, "soon", [], {}, "P99999999D", 10**12])
def test_what_is_no_due_moment_is_trouble(value):
    with pytest.raises(Trouble, match="is no date, duration"):
        due_moment(value, MONDAY)


def test_hours_are_no_working_days():
    with pytest.raises(Trouble):
        due_moment("PT5H", MONDAY, CALENDAR)
    assert whole_days(parse_duration("P1M")) is None
