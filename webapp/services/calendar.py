"""The calendar of working days: what is entered, entering a year, and the periods that it moves."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from webapp.access.actor import Actor
from webapp.access.permissions import ALLOWED, Permission, may
from webapp.adapters.registers.calendar import StoredCalendar, working_days
from webapp.adapters.storage.database import Session
from webapp.adapters.storage.models import CalendarChange, CalendarDay
from webapp.adapters.storage.repositories import calendar as stored
from webapp.adapters.storage.repositories import registers
from webapp.domain import publicity
from webapp.domain.calendar_upload import NATIONAL, Upload, read
from webapp.domain.places import CITIES, COUNTIES, PROVINCE_CODE
from webapp.domain.ports.calendar import WorkingCalendar
from webapp.domain.working_days import DayChange, WorkingDays
from webapp.kernel.clock import CHINA
from webapp.kernel.errors import InvalidInput, NotAllowed, NotFound
from webapp.kernel.text import Text
from webapp.services.parts import Parts

FIRST_YEAR, LAST_YEAR = 2023, 2099
LONGEST_TEXT = 40_000


@dataclass(frozen=True, slots=True)
class Scope:
    """For whom days are entered: the whole country, a prefecture or a county."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the national calendar: entered, or only reckoned by the fixed holidays."""

    year: int
    entered: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One entry into the calendar: who, when, from which document, what it moved."""

    scope: Text
    year: int
    source: str
    added: int
    removed: int
    moved: Sequence[Mapping[str, Any]]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Moved:
    """A list that is open, with its end before and after."""

    id: str
    title: str
    before: date
    after: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class CalendarView:
    """What the calendar page shows of one scope and year."""

    scope: Scope
    year: int
    scopes: Sequence[Scope]
    may_edit: bool
    years: Sequence[Year]
    days: Sequence[DayChange]
    changes: Sequence[Change]
    provisional: Sequence[Moved]


@dataclass(frozen=True, slots=True)
class Entry:
    """What an administrator wants to enter."""

    scope: str
    year: int
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What an entry would change; with errors, nothing can be entered."""

    entry: Entry
    upload: Upload
    removed: Sequence[date]
    moved: Sequence[Moved]


_NATIONAL = Scope(NATIONAL, Text("全国（国务院办公厅通知）", "The whole country"))
SCOPES: Mapping[str, Scope] = {
    NATIONAL: _NATIONAL,
    **{each.code: Scope(each.code, Text(each.name, each.name_en)) for each in CITIES},
    **{each.code: Scope(each.code, Text(each.name, each.name_en)) for each in COUNTIES},
}


def read_calendar(parts: Parts, actor: Actor, scope: str, year: int) -> CalendarView:
    """Return the entered days of a scope and year, what was changed, and what is provisional."""
    if not may(actor, Permission.LEDGER_READ):
        raise NotAllowed
    chosen = _scope(scope or NATIONAL)
    _check_year(year)
    editable = _editable(actor)
    today = parts.clock.now().astimezone(CHINA).year
    with parts.database.reading() as session:
        days = _days(session)
        calendar = working_days(days)
        open_ones = stored.open_notices(session, _counties(NATIONAL))
        return CalendarView(
            scope=chosen,
            year=year,
            scopes=tuple(SCOPES.values()),
            may_edit=chosen.code in editable,
            years=[Year(each, calendar.is_entered(each)) for each in range(today - 1, today + 3)],
            days=[
                DayChange(row.day, row.working, row.source)
                for row in stored.days_of(session, chosen.code, year)
            ],
            changes=[_change(row, name) for row, name in stored.changes(session, [chosen.code])],
            provisional=[
                Moved(row.id, row.title, row.ends_on, row.ends_on, row.provisional)
                for row in open_ones
                if row.provisional and row.level == "county"
            ],
        )


def preview(parts: Parts, actor: Actor, entry: Entry) -> Preview:
    """Tell what an entry would change, and what is wrong with it."""
    _check_entry(actor, entry)
    with parts.database.reading() as session:
        return _weigh(session, entry)[0]


def enter(parts: Parts, actor: Actor, entry: Entry) -> Preview:
    """Enter a year of a scope; open periods are counted anew and never become shorter."""
    _check_entry(actor, entry)
    with parts.database.writing() as session:
        found, calendar = _weigh(session, entry)
        if found.upload.errors:
            raise InvalidInput({"text": list(found.upload.errors)})
        rows = [
            CalendarDay(scope=entry.scope, day=each.day, working=each.works, source=each.source)
            for each in found.upload.days
        ]
        stored.replace_days(session, entry.scope, entry.year, rows)
        _move(session, entry, calendar)
        session.add(
            CalendarChange(
                scope=entry.scope,
                year=entry.year,
                source=entry.source,
                added=len(rows),
                removed=len(found.removed),
                notices=[
                    asdict(each)
                    | {"before": each.before.isoformat(), "after": each.after.isoformat()}
                    for each in found.moved
                ],
                changed_by_id=actor.id or "",
                changed_at=parts.database.now(session),
            )
        )
    known = parts.ports[WorkingCalendar]
    if isinstance(known, StoredCalendar):
        known.refresh()
    return found


def _weigh(session: Session, entry: Entry) -> tuple[Preview, WorkingDays]:
    upload = read(entry.text, entry.scope, entry.year, entry.source)
    before = {row.day for row in stored.days_of(session, entry.scope, entry.year)}
    kept = [
        (scope, day)
        for scope, day in _days(session)
        if scope != entry.scope or day.day.year != entry.year
    ]
    calendar = working_days([*kept, *((entry.scope, day) for day in upload.days)])
    removed = sorted(before - {each.day for each in upload.days})
    moved = [] if upload.errors else _moved(session, entry, calendar)
    return Preview(entry, upload, removed, moved), calendar


def _moved(session: Session, entry: Entry, calendar: WorkingDays) -> list[Moved]:
    found = []
    for row in stored.open_notices(session, _counties(entry.scope)):
        period = publicity.period(calendar, row.county_id, row.created_at, row.days)
        after = max(row.ends_on, period.ends_on)
        if after != row.ends_on or period.provisional != row.provisional:
            found.append(Moved(row.id, row.title, row.ends_on, after, period.provisional))
    return found


def _move(session: Session, entry: Entry, calendar: WorkingDays) -> None:
    by_id = {each.id: each for each in _moved(session, entry, calendar)}
    for row in stored.open_notices(session, _counties(entry.scope)):
        if row.id in by_id:
            row.ends_on = by_id[row.id].after
            row.provisional = by_id[row.id].provisional


def _days(session: Session) -> list[tuple[str, DayChange]]:
    return [
        (row.scope, DayChange(row.day, row.working, row.source))
        for row in registers.calendar_days(session)
    ]


def _change(row: CalendarChange, name: str) -> Change:
    return Change(
        scope=_scope(row.scope).name,
        year=row.year,
        source=row.source,
        added=row.added,
        removed=row.removed,
        moved=row.notices,
        by=name,
        at=row.changed_at,
    )


def _scope(code: str) -> Scope:
    if code not in SCOPES:
        raise NotFound(scope=code)
    return SCOPES[code]


def _counties(scope: str) -> frozenset[str]:
    return frozenset(each.code for each in COUNTIES if scope in (NATIONAL, each.code, each.city))


def _editable(actor: Actor) -> frozenset[str]:
    """Return the scopes for which the actor may enter days: those below the actor's office."""
    offices = actor.organisations(ALLOWED[Permission.CALENDAR_EDIT])
    if PROVINCE_CODE in offices:
        return frozenset(SCOPES)
    below = {each.code for each in COUNTIES if each.city in offices or each.code in offices}
    return frozenset(below | {each.code for each in CITIES if each.code in offices})


def _check_entry(actor: Actor, entry: Entry) -> None:
    if not may(actor, Permission.CALENDAR_EDIT):
        raise NotAllowed
    if entry.scope not in _editable(actor):
        raise NotFound(scope=entry.scope)
    _check_year(entry.year)
    if not entry.source.strip():
        raise InvalidInput(
            {"source": [Text("请填写通知文号或者来源。", "Enter the number of the notice.")]}
        )
    if len(entry.source) > 200 or len(entry.text) > LONGEST_TEXT:  # noqa: PLR2004
        raise InvalidInput({"text": [Text("内容过长。", "This is too long.")]})


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidInput(
            {"year": [Text("年度应在2023至2099之间。", "The year lies between 2023 and 2099.")]}
        )
