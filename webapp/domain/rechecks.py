"""Asking for a re-check (复查) of a negative decision (decree 40, Art 27; A12)."""

from datetime import datetime

from webapp.domain.ports.calendar import WorkingCalendar
from webapp.kernel.errors import Refused
from webapp.kernel.text import Text

NEGATIVE = frozenset({"REFUSED", "LAPSED", "OBJECTED", "FAILED", "BEYOND"})
"""The ends of a nomination against which a re-check may be asked for."""


class RecheckNotYours(Refused):
    """Only the applicant may ask, about a nomination of the own."""

    code = "RECHECK_NOT_YOURS"
    rule = "A12"
    text = Text(zh="没有找到您本人编号如此的申报。", en="You have no nomination with this number.")
    cure = Text("请核对申报编号，由本人申请。", "Check the number; the applicant asks in person.")


class NothingToRecheck(Refused):
    """The nomination has no negative end."""

    code = "NOTHING_TO_RECHECK"
    rule = "A12"
    text = Text(
        zh="该申报没有不利决定，不能申请复查。",
        en="There is no negative decision on this nomination.",
    )
    cure = Text("收到不利决定后可以申请。", "Ask after you were told of one.")


class RecheckTooLate(Refused):
    """The days for asking are over."""

    code = "RECHECK_TOO_LATE"
    rule = "A12"
    text = Text(
        zh="申请复查的期限为收到决定之日起{days}个工作日，已于{ended}届满。",
        en="A re-check is asked for within {days} working days; they ended on {ended}.",
    )
    cure = Text(
        "可以向市（州）人力资源和社会保障局投诉。", "You may complain to the city's bureau."
    )


def check(own: bool, state: str, ended_at: datetime | None) -> datetime:  # noqa: FBT001
    """Return when the applicant's own nomination ended; refuse all others."""
    if not own:
        raise RecheckNotYours
    if state not in NEGATIVE or ended_at is None:
        raise NothingToRecheck
    return ended_at


def check_time(
    calendar: WorkingCalendar, county: str, span: tuple[datetime, datetime], days: int
) -> None:
    """Refuse a request later than so many working days after the end."""
    ended_at, now = span
    last = calendar.add_working_days(county, ended_at, days)
    if now >= last:
        raise RecheckTooLate(days=days, ended=last.date().isoformat())
