"""Launched series, criteria versions and floors."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import (
    CriteriaFloor,
    CriteriaVersion,
    LaunchedSeries,
    Organisation,
    Person,
)


def opened(session: Session, county: str, series: str) -> LaunchedSeries | None:
    """Return the latest record of an open series."""
    return session.scalar(
        select(LaunchedSeries)
        .where(LaunchedSeries.county_id == county, LaunchedSeries.series == series)
        .order_by(LaunchedSeries.id.desc())
    )


def all_opened(session: Session) -> Sequence[LaunchedSeries]:
    """Return every record of open series, the oldest first."""
    return session.scalars(select(LaunchedSeries).order_by(LaunchedSeries.id)).all()


def criteria_with_key(session: Session, key: str) -> CriteriaVersion | None:
    """Return the criteria that were drafted under this key."""
    return session.scalar(select(CriteriaVersion).where(CriteriaVersion.key == key))


def criteria_in_use(session: Session, county: str, series: str) -> CriteriaVersion | None:
    """Return the newest criteria in use."""
    return session.scalar(
        select(CriteriaVersion)
        .where(
            CriteriaVersion.county_id == county,
            CriteriaVersion.series == series,
            CriteriaVersion.state == "IN_USE",
        )
        .order_by(CriteriaVersion.version.desc())
    )


def all_criteria(session: Session, counties: frozenset[str]) -> Sequence[CriteriaVersion]:
    """Return the criteria of the counties, the newest version first."""
    return session.scalars(
        select(CriteriaVersion)
        .where(CriteriaVersion.county_id.in_(counties))
        .order_by(CriteriaVersion.county_id, CriteriaVersion.series, CriteriaVersion.version.desc())
    ).all()


def next_version(session: Session, county: str, series: str) -> int:
    """Return the version that new criteria get, counting from 1."""
    if session.get_bind().dialect.name != "sqlite":  # SQLite has one writer anyway
        name = f"criteria\n{county}\n{series}"
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(name))))
    last = session.scalar(
        select(func.max(CriteriaVersion.version)).where(
            CriteriaVersion.county_id == county, CriteriaVersion.series == series
        )
    )
    return (last or 0) + 1


def newest_floor(session: Session, organ: str, series: str) -> CriteriaFloor | None:
    """Return the newest floor that an organ has entered for a series."""
    return session.scalar(
        select(CriteriaFloor)
        .where(CriteriaFloor.organ_id == organ, CriteriaFloor.series == series)
        .order_by(CriteriaFloor.version.desc())
    )


def add_floor(session: Session, organ: str, series: str, **values: Any) -> int:
    """Enter a new version of an organ's floor; return its number."""
    if session.get_bind().dialect.name != "sqlite":
        name = f"floor\n{organ}\n{series}"
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(name))))
    last = newest_floor(session, organ, series)
    version = 1 if last is None else last.version + 1
    session.add(CriteriaFloor(organ_id=organ, series=series, version=version, **values))
    return version


def all_floors(session: Session) -> Sequence[tuple[CriteriaFloor, str, str, datetime]]:
    """Return every floor with the names of its organ and of who entered it, the newest first."""
    rows = session.execute(
        select(CriteriaFloor, Organisation.name, func.coalesce(Person.name, ""))
        .join(Organisation, Organisation.id == CriteriaFloor.organ_id)
        .outerjoin(Person, Person.id == CriteriaFloor.entered_by_id)
        .order_by(CriteriaFloor.id.desc())
    )
    return [(floor, organ, by, floor.entered_at) for floor, organ, by in rows]
