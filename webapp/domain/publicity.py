"""Publicity: what a public list may show, whether its period is over, whom objections hold up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from webapp.domain import statute
from webapp.domain.names import same_name
from webapp.domain.ports.calendar import WorkingCalendar
from webapp.domain.ports.notices import Notice
from webapp.kernel.clock import CHINA
from webapp.kernel.errors import Refused
from webapp.kernel.text import Text

PUBLIC_COLUMNS = ("name", "unit", "series", "specialty", "title")
"""The only things a list says of a person: never an ID number, a phone, votes or experts."""


class PublicityTooShort(Refused):
    """A publicity period of fewer working days than the law demands."""

    code = "PUBLICITY_TOO_SHORT"
    rule = "R28"
    text = Text(
        zh="公示期不得少于{least}个工作日，现为{days}个。",
        en="Publicity lasts at least {least} working days, not {days}.",
    )
    cure = Text("请将公示期设为5个工作日以上。", "Let it last for five working days or more.")


class PublicityRunning(Refused):
    """Results whose publicity has not ended cannot be filed."""

    code = "PUBLICITY_RUNNING"
    rule = "R29"
    text = Text(
        zh="公示《{title}》尚未结束，不能报送备案。",
        en="The publicity “{title}” has not ended; nothing can be filed.",
    )
    cure = Text("请在公示期满并结束公示后报送。", "File after the period has ended and was closed.")


class NoOpenList(Refused):
    """There is no list with this number that is open for objections."""

    code = "NO_OPEN_LIST"
    rule = "R28"
    text = Text(
        zh="没有编号为{number}的正在进行的公示。",
        en="No list with the number {number} is open for objections.",
    )
    cure = Text(
        "请核对公示编号；公示期满后可以投诉举报。",
        "Check the number; after the period, complain instead.",
    )


class NotOnList(Refused):
    """Nobody of this name (and unit) is on the list."""

    code = "NOT_ON_LIST"
    rule = "R28"
    text = Text(
        zh="公示《{title}》中没有“{person}”。", en="“{person}” is not on the list “{title}”."
    )
    cure = Text("请核对被反映人的姓名和单位。", "Check the name and the unit.")


class PeriodState(StrEnum):
    """How a publicity period stands."""

    RUNNING = "running"
    PROVISIONAL = "provisional"  # over, but it rests on a year whose holidays are not entered
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day of a publicity, and the moment at which it closes."""

    starts_on: date
    ends_on: date
    closes_at: datetime
    provisional: bool


def period(calendar: WorkingCalendar, county: str, start: datetime, days: int) -> Period:
    """Return the period that begins now; the day of posting is not counted."""
    if days < statute.PUBLICITY_WORKING_DAYS:
        raise PublicityTooShort(least=statute.PUBLICITY_WORKING_DAYS, days=days)
    closes_at = calendar.add_working_days(county, start, days)
    return Period(
        starts_on=start.astimezone(CHINA).date(),
        ends_on=last_day(closes_at),
        closes_at=closes_at,
        provisional=calendar.is_provisional(county, start, closes_at),
    )


def last_day(closes_at: datetime) -> date:
    """Return the last day of a period that closes at the day's end (24:00)."""
    return (closes_at.astimezone(CHINA) - timedelta(seconds=1)).date()


def end_of(day: date) -> datetime:
    """Return the moment at which a period closes whose last day this is."""
    return datetime.combine(day + timedelta(days=1), time(), CHINA)


def state(now: datetime, closes_at: datetime, *, provisional: bool) -> PeriodState:
    """Return how a period stands at a moment."""
    if now < closes_at:
        return PeriodState.RUNNING
    return PeriodState.PROVISIONAL if provisional else PeriodState.COMPLETE


def public_rows(persons: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return the rows of a list with nothing in them that the public must not read."""
    return [{name: str(each.get(name) or "") for name in PUBLIC_COLUMNS} for each in persons]


@dataclass(frozen=True, slots=True)
class Objected:
    """A person of a list with the objections that are still to be investigated."""

    person: Mapping[str, Any]
    objections: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """The people of a list: with whom nobody finds fault, and whom objections hold up."""

    cleared: tuple[Mapping[str, Any], ...]
    upheld: tuple[Mapping[str, Any], ...]
    suspended: tuple[Mapping[str, Any], ...]
    objected: tuple[Objected, ...]


def sort_out(
    persons: Sequence[Mapping[str, Any]],
    objections: Sequence[Mapping[str, Any]],
    findings: Sequence[Mapping[str, Any]],
) -> Sorted:
    """Divide the people of a list; an objection holds up the person concerned and nobody else.

    Whoever has objections that no finding answers is objected to; of findings the worst counts.
    """
    groups: dict[str, list[Mapping[str, Any]]] = {"cleared": [], "upheld": [], "suspended": []}
    objected: list[Objected] = []
    for person in persons:
        outcomes = {str(each["outcome"]) for each in findings if concerns(each, person)}
        raised = tuple(each for each in objections if concerns(each, person))
        if raised and not outcomes:
            objected.append(Objected(person, raised))
            continue
        worst = next((name for name in ("upheld", "suspended") if name in outcomes), "cleared")
        groups[worst].append(person)
    return Sorted(
        cleared=tuple(groups["cleared"]),
        upheld=tuple(groups["upheld"]),
        suspended=tuple(groups["suspended"]),
        objected=tuple(objected),
    )


def check_objection(notice: Notice | None, number: str, report: Mapping[str, Any]) -> Notice:
    """Return the open list that an objection is about; refuse one about nobody on it."""
    if notice is None:
        raise NoOpenList(number=number)
    if not any(concerns(report, row) for row in notice.rows):
        raise NotOnList(title=notice.title, person=report["person"])
    return notice


def concerns(report: Mapping[str, Any], person: Mapping[str, Any]) -> bool:
    """Tell whether an objection or finding is about this person: by name and, if given, unit."""
    unit = str(report.get("unit") or "")
    return same_name(str(report["person"]), str(person.get("name"))) and (
        not unit or same_name(unit, str(person.get("unit")))
    )
