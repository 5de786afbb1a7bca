"""Moments and durations of timers and due dates: ISO 8601 text, numbers of days, dates."""

import calendar as months
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol

from webapp.engine.errors import Trouble
from webapp.engine.outcome import IncidentKind
from webapp.kernel.clock import CHINA

_DURATION = re.compile(
    r"P(?=.)(?:(?P<years>\d+)Y)?(?:(?P<months>\d+)M)?(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?=.)(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+(?:\.\d+)?)S)?)?\Z"
)
_CYCLE = re.compile(r"R(?P<count>\d*)/(?:(?P<start>[^/]*\d[^/]*)/)?(?P<duration>P[^/]+)\Z")
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z")
ENDLESS = -1


class WorkingDays(Protocol):
    """Counts the working days of a county."""

    def add_working_days(self, county: str, start: datetime, days: int) -> datetime:
        """Return the end (24:00, China time) of the `days`-th working day after `start`'s day."""
        ...


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in calendar units."""

    months: int = 0
    days: int = 0
    seconds: float = 0.0

    def after(self, moment: datetime) -> datetime:
        """Return the moment this long after another; 31 January plus a month is 28 February."""
        local = moment.astimezone(CHINA)
        index = local.year * 12 + local.month - 1 + self.months
        year, month = divmod(index, 12)
        day = min(local.day, months.monthrange(year, month + 1)[1])
        shifted = local.replace(year=year, month=month + 1, day=day)
        return shifted + timedelta(days=self.days, seconds=self.seconds)


@dataclass(frozen=True, slots=True)
class Cycle:
    """A repetition: how often (`ENDLESS` without a bound), how long apart, and from when."""

    count: int
    duration: str
    start: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The county's working days, for `calendar` = `working`."""

    days: WorkingDays
    county: str


def parse_duration(text: str) -> Duration:
    """Return an ISO 8601 duration such as `P5D` or `PT1H30M`; raise ValueError."""
    found = _DURATION.match(text.strip())
    if found is None or not any(found.groupdict().values()):
        raise ValueError(f"{text!r} is no duration")
    parts = {name: float(value or 0) for name, value in found.groupdict().items()}
    return Duration(
        months=int(parts["years"]) * 12 + int(parts["months"]),
        days=int(parts["weeks"]) * 7 + int(parts["days"]),
        seconds=parts["hours"] * 3600 + parts["minutes"] * 60 + parts["seconds"],
    )


def parse_cycle(text: str) -> Cycle:
    """Return an ISO 8601 repetition such as `R3/PT1H`; raise ValueError."""
    found = _CYCLE.match(text.strip())
    if found is None or found["count"] == "0":
        raise ValueError(f"{text!r} is no repetition")
    parse_duration(found["duration"])
    if found["start"]:
        parse_moment(found["start"])
    count = int(found["count"]) if found["count"] else ENDLESS
    return Cycle(count, found["duration"], found["start"] or "")


def parse_moment(text: str, *, end_of_day: bool = False) -> datetime:
    """Return an ISO 8601 date or date-time; without a zone it is China time.

    A bare date is its beginning, or with `end_of_day` its end (24:00).
    """
    words = text.strip()
    if _DATE.match(words):
        day = date.fromisoformat(words) + timedelta(days=1 if end_of_day else 0)
        return datetime.combine(day, time(), CHINA)
    moment = datetime.fromisoformat(words)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=CHINA)


def whole_days(duration: Duration) -> int | None:
    """Return the days of a duration that has nothing but days (or weeks), else None."""
    return duration.days if duration.months == 0 and duration.seconds == 0 else None


def due_moment(
    value: Any, start: datetime, calendar: Calendar | None = None, *, end_of_day: bool = False
) -> datetime:
    """Return when a timer or due date falls due.

    `value` is a duration, a date or a date-time as ISO text, or a number of days; `start` is the
    moment of entering. With a `calendar` the days are working days. Raise Trouble.
    """
    try:
        return _due_moment(value, start, calendar, end_of_day=end_of_day)
    except (ValueError, OverflowError) as error:
        raise Trouble(
            IncidentKind.EXPRESSION_ERROR,
            f"“{value}” is no date, duration (such as P5D) or number of days.",
        ) from error


def _due_moment(
    value: Any, start: datetime, calendar: Calendar | None, *, end_of_day: bool
) -> datetime:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _after_days(int(value), value, start, calendar)
    if not isinstance(value, str):
        raise ValueError(value)  # noqa: TRY004 - one refusal for text and anything else
    if not value.strip().startswith("P"):
        return parse_moment(value, end_of_day=end_of_day)
    duration = parse_duration(value)
    if calendar is None:
        return duration.after(start)
    days = whole_days(duration)
    if days is None:
        raise ValueError(value)
    return _after_days(days, days, start, calendar)


def _after_days(days: int, wanted: float, start: datetime, calendar: Calendar | None) -> datetime:
    if days != wanted or days < 0:
        raise ValueError(wanted)
    if calendar is None:
        return start + timedelta(days=days)
    return calendar.days.add_working_days(calendar.county, start, days)
