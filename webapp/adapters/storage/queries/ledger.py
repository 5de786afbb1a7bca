"""The ledger of posts, and what people did in a launch, as pages show them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import (
    HistoryEvent,
    PostMove,
    PostOccupation,
    PostReservation,
)

_SHOWN_MOVES = 200


def holders(session: Session, county: str) -> Sequence[PostOccupation]:
    """Return who holds a post and then who held one, the latest first."""
    return session.scalars(
        select(PostOccupation)
        .where(PostOccupation.county_id == county)
        .order_by(PostOccupation.freed_at.is_not(None), PostOccupation.id.desc())
    ).all()


def reservations(session: Session, county: str) -> Sequence[PostReservation]:
    """Return what rounds keep for themselves, the oldest first."""
    return session.scalars(
        select(PostReservation)
        .where(PostReservation.county_id == county)
        .order_by(PostReservation.since)
    ).all()


def moves(session: Session, county: str) -> Sequence[PostMove]:
    """Return the latest moves of a ledger."""
    return session.scalars(
        select(PostMove)
        .where(PostMove.county_id == county)
        .order_by(PostMove.id.desc())
        .limit(_SHOWN_MOVES)
    ).all()


def doings(session: Session, instance_id: str | None) -> Sequence[tuple[str, str, datetime]]:
    """Return what people did in a process: the step, who, when."""
    rows = session.execute(
        select(HistoryEvent.element_name, HistoryEvent.actor_name, HistoryEvent.at)
        .where(HistoryEvent.instance_id == instance_id, HistoryEvent.actor_name != "")
        .order_by(HistoryEvent.id)
    )
    return [(name, actor, at) for name, actor, at in rows if name]
