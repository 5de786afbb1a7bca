"""What counties have chosen where the law leaves a choice."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import CountySetting, Person
from webapp.domain import county_settings


def in_force(session: Session, county: str) -> dict[str, Any]:
    """Return every setting of a county: what it has chosen, else the default."""
    rows = session.scalars(select(CountySetting).where(CountySetting.county_id == county))
    return county_settings.defaults() | {
        row.name: row.value for row in rows if row.name in county_settings.BY_NAME
    }


def chosen(session: Session, county: str) -> Mapping[str, tuple[CountySetting, str]]:
    """Return the choices of a county by setting, each with the name of the person who made it."""
    rows: Sequence[tuple[CountySetting, str]] = [
        (row, name)
        for row, name in session.execute(
            select(CountySetting, Person.name)
            .join(Person, Person.id == CountySetting.changed_by_id)
            .where(CountySetting.county_id == county)
        )
    ]
    return {row.name: (row, name) for row, name in rows}


def choose(  # noqa: PLR0913 - a row is what it is
    session: Session,
    county: str,
    name: str,
    *,
    value: bool | int | str,
    basis: str,
    person_id: str,
    now: datetime,
) -> None:
    """Set one setting of a county."""
    row = session.get(CountySetting, (county, name))
    if row is None:
        row = CountySetting(county_id=county, name=name)
        session.add(row)
    row.value, row.basis, row.changed_by_id, row.changed_at = value, basis, person_id, now
