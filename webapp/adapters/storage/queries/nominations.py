"""Nominations and bars as the registers' pages list them."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import IntegrityBar, Nomination, Organisation
from webapp.kernel.pagination import PageRequest


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose nominations a reader sees: whole counties, else those of units and departments."""

    counties: Collection[str]
    organisations: Collection[str] = ()


def nominations(
    session: Session, reach: Reach, wanted: dict[str, object], page: PageRequest
) -> tuple[list[Nomination], int]:
    """Return one page of nominations, the latest year first, and how many there are."""
    conditions = [_within(reach)]
    conditions += [getattr(Nomination, name) == value for name, value in wanted.items() if value]
    total = session.scalar(select(func.count()).select_from(Nomination).where(*conditions))
    rows = session.scalars(
        select(Nomination)
        .where(*conditions)
        .order_by(Nomination.year.desc(), Nomination.county_id, Nomination.unit, Nomination.key)
        .limit(page.size)
        .offset(page.offset)
    )
    return list(rows), total or 0


def bars(session: Session, counties: Collection[str]) -> list[IntegrityBar]:
    """Return the bars entered for these counties, the latest first; at most 500."""
    return list(
        session.scalars(
            select(IntegrityBar)
            .where(IntegrityBar.county_id.in_(counties))
            .order_by(IntegrityBar.until.desc(), IntegrityBar.id.desc())
            .limit(500)
        )
    )


def _within(reach: Reach) -> ColumnElement[bool]:
    if reach.counties:
        return Nomination.county_id.in_(reach.counties)
    below = select(Organisation.id).where(Organisation.department_id.in_(reach.organisations))
    return or_(Nomination.unit_id.in_(reach.organisations), Nomination.unit_id.in_(below))
