"""Rows of whole registers for their export; never an ID number or a phone number."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import Nomination, PoolExpert, PostMove


def nominations(session: Session, counties: Collection[str]) -> Sequence[tuple[Any, ...]]:
    """Return the nominations of counties."""
    table = Nomination
    rows = session.execute(
        select(
            table.county_id,
            table.year,
            table.series,
            table.key,
            table.name,
            table.unit,
            table.specialty,
            table.title,
            table.state,
            table.reasons,
            table.changed_at,
        )
        .where(table.county_id.in_(counties))
        .order_by(table.county_id, table.year, table.series, table.key)
    )
    return [tuple(row) for row in rows]


def posts(session: Session, counties: Collection[str]) -> Sequence[tuple[Any, ...]]:
    """Return the moves of the ledgers of posts of counties."""
    table = PostMove
    rows = session.execute(
        select(
            table.county_id,
            table.at,
            table.kind,
            table.number,
            table.subject,
            table.document,
            table.actor_name,
        )
        .where(table.county_id.in_(counties))
        .order_by(table.county_id, table.id)
    )
    return [tuple(row) for row in rows]


def experts(session: Session, counties: Collection[str]) -> Sequence[tuple[Any, ...]]:
    """Return the members of the expert pools of counties."""
    table = PoolExpert
    rows = session.execute(
        select(
            table.county_id,
            table.series,
            table.name,
            table.unit,
            table.specialty,
            table.can_chair,
            table.term_ends_on,
            table.ended_on,
        )
        .where(table.county_id.in_(counties))
        .order_by(table.county_id, table.series, table.id)
    )
    return [tuple(row) for row in rows]
