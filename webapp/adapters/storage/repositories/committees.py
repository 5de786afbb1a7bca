"""Expert pools, their filings, and draws."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import CommitteeDraw, CommitteeFiling, Person, PoolExpert


def pool_of(session: Session, county_id: str, series: str) -> list[tuple[PoolExpert, str]]:
    """Return the experts of a pool whom the office has not ended, with usernames, by id."""
    rows = session.execute(
        select(PoolExpert, func.coalesce(Person.username, PoolExpert.id))
        .outerjoin(Person, Person.id == PoolExpert.person_id)
        .where(
            PoolExpert.county_id == county_id,
            PoolExpert.series == series,
            PoolExpert.ended_on.is_(None),
        )
        .order_by(PoolExpert.id)
    )
    return [(expert, username) for expert, username in rows]


def latest_filing(session: Session, county_id: str, series: str) -> CommitteeFiling | None:
    """Return the filing of a county and series that lasts longest."""
    return session.scalars(
        select(CommitteeFiling)
        .where(CommitteeFiling.county_id == county_id, CommitteeFiling.series == series)
        .order_by(CommitteeFiling.valid_until.desc(), CommitteeFiling.id.desc())
        .limit(1)
    ).first()


def filings_of(session: Session, counties: Collection[str]) -> Sequence[CommitteeFiling]:
    """Return every filing of the counties, the one that lasts longest first."""
    return list(
        session.scalars(
            select(CommitteeFiling)
            .where(CommitteeFiling.county_id.in_(counties))
            .order_by(CommitteeFiling.valid_until.desc(), CommitteeFiling.id.desc())
        )
    )


def draw_with_key(session: Session, key: str) -> CommitteeDraw:
    """Return the draw that was recorded under this key."""
    return session.scalars(select(CommitteeDraw).where(CommitteeDraw.key == key)).one()


def draw(session: Session, draw_id: str) -> CommitteeDraw | None:
    """Return a draw."""
    return session.get(CommitteeDraw, draw_id)


def draws_of(session: Session, counties: Collection[str], limit: int) -> Sequence[CommitteeDraw]:
    """Return the latest draws of the counties, the newest first."""
    return list(
        session.scalars(
            select(CommitteeDraw)
            .where(CommitteeDraw.county_id.in_(counties))
            .order_by(CommitteeDraw.drawn_at.desc(), CommitteeDraw.id.desc())
            .limit(limit)
        )
    )
