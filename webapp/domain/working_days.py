"""The working days of a county: the State Council's yearly notice, and local holidays on top."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import chinese_calendar

from webapp.domain.places import UnknownCounty, city_of
from webapp.kernel.clock import CHINA

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DayChange:
    """A day that a document declares to be worked or free, whatever the weekday says."""

    day: date
    works: bool
    source: str


def _days(first: date, number: int, source: str) -> tuple[DayChange, ...]:
    return tuple(
        DayChange(first + timedelta(days=n), works=False, source=source) for n in range(number)
    )


YANBIAN_HOLIDAY = "延边朝鲜族自治州自治条例（州庆放假）"
KNOWN_LOCAL: Mapping[str, Sequence[DayChange]] = {
    "222400": (
        *_days(date(2023, 9, 3), 3, YANBIAN_HOLIDAY),
        *_days(date(2024, 9, 2), 3, YANBIAN_HOLIDAY),
        *_days(date(2025, 9, 3), 3, YANBIAN_HOLIDAY),
    )
}
"""Local holidays that are known; those of later years are announced in August and entered then."""

LOCAL_FESTIVALS: Mapping[str, tuple[int, int, int]] = {"222400": (9, 1, 10)}
"""Festivals whose dates an area announces each year: the month and the days around them.

A period of that area that touches these days of a year for which nothing local is entered is
provisional (延边州庆; 《全国年节及纪念日放假办法》 Art 4).
"""

FIXED_HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
"""Statutory holidays that have the same date every year (全国年节及纪念日放假办法, 2024)."""


class WorkingDays:
    """Counts working days; of a year without an entered notice the answers are provisional.

    `local` holds the changes by code of county or prefecture, `national` those of years that the
    library does not know, as an administrator entered them (all days that differ from the rule
    “Monday to Friday is worked”).
    """

    def __init__(
        self,
        local: Mapping[str, Sequence[DayChange]] = KNOWN_LOCAL,
        national: Mapping[int, Sequence[DayChange]] | None = None,
    ) -> None:
        """Index the changes by area and day."""
        self._local = {
            area: {each.day: each.works for each in changes} for area, changes in local.items()
        }
        self._national = {
            year: {each.day: each.works for each in changes}
            for year, changes in (national or {}).items()
        }

    def is_working_day(self, county: str, day: date) -> bool:
        """Tell whether the day is worked in the county."""
        for area in self._areas(county):
            works = self._local.get(area, {}).get(day)
            if works is not None:
                return works
        return self._is_worked_nationally(day)

    def is_entered(self, year: int) -> bool:
        """Tell whether the national notice of the year is known."""
        if year in self._national:
            return True
        try:
            chinese_calendar.is_workday(date(year, 1, 1))
        except NotImplementedError:
            return False
        return True

    def add_working_days(self, county: str, start: datetime, days: int) -> datetime:
        """Return the end (24:00, China time) of the `days`-th working day after `start`'s day.

        The day of `start` itself is not counted (民法典 Art 201); 0 days end with that day.
        """
        day = start.astimezone(CHINA).date()
        for _ in range(days):
            day += timedelta(days=1)
            while not self.is_working_day(county, day):
                day += timedelta(days=1)
        return datetime.combine(day + timedelta(days=1), time(), CHINA)

    def is_provisional(self, county: str, start: datetime, end: datetime) -> bool:
        """Tell whether a day from `start` to `end` rests on a year without an entered notice.

        That is the State Council's notice, and for an area with a festival of its own the local
        one too, when the period touches the days around it.
        """
        first = start.astimezone(CHINA).date()
        last = (end.astimezone(CHINA) - timedelta(microseconds=1)).date()
        years = range(first.year, last.year + 1)
        return any(
            not self.is_entered(year) or self._lacks_festival(county, year, first, last)
            for year in years
        )

    def _lacks_festival(self, county: str, year: int, first: date, last: date) -> bool:
        for area in self._areas(county):
            if area in LOCAL_FESTIVALS:
                month, from_day, to_day = LOCAL_FESTIVALS[area]
                touched = first <= date(year, month, to_day) and date(year, month, from_day) <= last
                return touched and not self._has_local(county, year)
        return False

    def _has_local(self, county: str, year: int) -> bool:
        return any(
            day.year == year for area in self._areas(county) for day in self._local.get(area, ())
        )

    def _areas(self, county: str) -> Iterator[str]:
        yield county
        with suppress(UnknownCounty):
            yield city_of(county).code

    def _is_worked_nationally(self, day: date) -> bool:
        entered = self._national.get(day.year)
        if entered is not None:
            return entered.get(day, day.weekday() < SATURDAY)
        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError:
            return day.weekday() < SATURDAY and (day.month, day.day) not in FIXED_HOLIDAYS
