"""The entered days of the calendar, who entered them, and the lists that rest on them."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import CalendarChange, CalendarDay, Person, PublicNotice


def days_of(session: Session, scope: str, year: int) -> list[CalendarDay]:
    """Return the entered days of a scope and year in their order."""
    return list(
        session.scalars(
            select(CalendarDay)
            .where(
                CalendarDay.scope == scope,
                CalendarDay.day.between(date(year, 1, 1), date(year, 12, 31)),
            )
            .order_by(CalendarDay.day)
        )
    )


def replace_days(session: Session, scope: str, year: int, rows: Sequence[CalendarDay]) -> None:
    """Put these days in the place of all that were entered for the scope and year."""
    session.execute(
        delete(CalendarDay).where(
            CalendarDay.scope == scope,
            CalendarDay.day.between(date(year, 1, 1), date(year, 12, 31)),
        )
    )
    session.add_all(rows)


def open_notices(session: Session, counties: Collection[str]) -> list[PublicNotice]:
    """Return the lists of these counties that are not closed, those that end first first."""
    return list(
        session.scalars(
            select(PublicNotice)
            .where(PublicNotice.closed_at.is_(None), PublicNotice.county_id.in_(counties))
            .order_by(PublicNotice.ends_on, PublicNotice.id)
        )
    )


def changes(session: Session, scopes: Collection[str]) -> list[tuple[CalendarChange, str]]:
    """Return what was entered for these scopes and by whom, the latest first."""
    rows = session.execute(
        select(CalendarChange, Person.name)
        .join(Person, Person.id == CalendarChange.changed_by_id)
        .where(CalendarChange.scope.in_(scopes))
        .order_by(CalendarChange.id.desc())
        .limit(200)
    )
    return [(change, name) for change, name in rows]
