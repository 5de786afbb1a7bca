"""Counts over the registers: nominations, certificates, and how long steps took."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import (
    Certificate,
    HistoryEvent,
    Nomination,
    ProcessInstance,
    UserTask,
)

Key = tuple[str, str, int]
"""A county, a series and a year."""

_KEY = (Nomination.county_id, Nomination.series, Nomination.year)
_SLOWEST = 20_000


def nominations(
    session: Session, counties: Collection[str]
) -> Sequence[tuple[Key, str, int, int, int]]:
    """Return, by key and state: how many, how many recommended, how many on a roster."""
    rows = session.execute(
        select(
            *_KEY,
            Nomination.state,
            func.count(),
            func.sum(case((Nomination.recommended, 1), else_=0)),
            func.sum(case((Nomination.round_key != "", 1), else_=0)),
        )
        .where(Nomination.county_id.in_(counties))
        .group_by(*_KEY, Nomination.state)
    )
    return [((row[0], row[1], row[2]), row[3], row[4], row[5], row[6]) for row in rows]


def passing_through(
    session: Session, counties: Collection[str], process_id: str
) -> Sequence[tuple[Key, int]]:
    """Return by key how many nominations passed through a process."""
    rows = session.execute(
        select(*_KEY, func.count(Nomination.key.distinct()))
        .join(ProcessInstance, ProcessInstance.business_key == Nomination.key)
        .join(HistoryEvent, HistoryEvent.instance_id == ProcessInstance.id)
        .where(Nomination.county_id.in_(counties), HistoryEvent.process_id == process_id)
        .group_by(*_KEY)
    )
    return [((row[0], row[1], row[2]), row[3]) for row in rows]


def certificates(
    session: Session, counties: Collection[str]
) -> Sequence[tuple[str, str, date, str]]:
    """Return county, name of the series, day of issue and status of every first certificate."""
    rows = session.execute(
        select(
            Certificate.county_id, Certificate.series, Certificate.issued_on, Certificate.status
        ).where(Certificate.county_id.in_(counties), Certificate.replaces.is_(None))
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows]


def steps(
    session: Session, county: str, series: str, year: int
) -> Sequence[tuple[str, str, datetime, datetime]]:
    """Return name and English name, beginning and end of the tasks done for nominations."""
    rows = session.execute(
        select(UserTask.name, UserTask.name_en, UserTask.created_at, UserTask.ended_at)
        .join(ProcessInstance, ProcessInstance.id == UserTask.instance_id)
        .join(Nomination, Nomination.key == ProcessInstance.business_key)
        .where(_of(county, series, year), UserTask.state == "COMPLETED")
        .limit(_SLOWEST)
    )
    return [(row[0], row[1], row[2], row[3]) for row in rows if row[3]]


def _of(county: str, series: str, year: int) -> ColumnElement[bool]:
    wanted = [Nomination.county_id == county, Nomination.year == year]
    if series:
        wanted.append(Nomination.series == series)
    return and_(*wanted)


def dossiers(
    session: Session, county: str, series: str, year: int
) -> Sequence[tuple[str, str, str, str, str]]:
    """Return number, name, unit, title and state of the nominations of a county and year."""
    rows = session.execute(
        select(Nomination.key, Nomination.name, Nomination.unit, Nomination.title, Nomination.state)
        .where(_of(county, series, year))
        .order_by(Nomination.key)
    )
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]
