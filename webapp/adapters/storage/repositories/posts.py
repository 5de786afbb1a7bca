"""The ledger of posts: what is planned, reserved and occupied, and the moves."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import (
    HistoryEvent,
    PostMove,
    PostOccupation,
    PostPlan,
    PostReservation,
)
from webapp.domain import posts as rules
from webapp.domain.ports.posts import PostPlan as PlanData
from webapp.domain.ports.posts import PostStanding, Round


def lock_ledger(session: Session, county_id: str) -> None:
    """Let nobody else move posts of the county until this transaction ends."""
    if session.get_bind().dialect.name != "sqlite":  # SQLite has one writer anyway
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"posts\n{county_id}"))))


def latest_plan(session: Session, county_id: str) -> PostPlan | None:
    """Return the plan of a county that counts."""
    return session.scalar(
        select(PostPlan).where(PostPlan.county_id == county_id).order_by(PostPlan.id.desc())
    )


def standing(session: Session, asking: Round) -> PostStanding:
    """Return how the ledger stands for a round; its own reservation is left out of the count."""
    held = select(func.count()).where(PostOccupation.county_id == asking.county)
    others = select(func.coalesce(func.sum(PostReservation.number), 0)).where(
        PostReservation.county_id == asking.county, PostReservation.round_key != asking.key
    )
    this_year = session.scalar(held.where(PostOccupation.year == asking.year)) or 0
    use = rules.Use(
        occupied=session.scalar(held.where(PostOccupation.freed_at.is_(None))) or 0,
        reserved=session.scalar(others) or 0,
        used_this_year=this_year
        + (session.scalar(others.where(PostReservation.year == asking.year)) or 0),
    )
    row = latest_plan(session, asking.county)
    return rules.standing(None if row is None else plan_of(row), use, asking.on)


def plan_of(row: PostPlan) -> PlanData:
    """Return a plan as the rules know it."""
    return PlanData(
        county=row.county_id,
        year=row.year,
        regular_total=row.regular_total,
        total=row.total,
        base_source=row.base_source,
        yearly_share_percent=row.yearly_share_percent,
        exception_document=row.exception_document,
        share_until=row.share_until,
        base_on=row.base_on,
        basis=row.basis,
    )


def held_by(session: Session, certificate: str) -> PostOccupation | None:
    """Return the post that the holder of a certificate occupies."""
    return session.scalar(
        select(PostOccupation).where(
            PostOccupation.certificate_number == certificate, PostOccupation.freed_at.is_(None)
        )
    )


def county_of_certificate(session: Session, certificate: str) -> str | None:
    """Return the county in whose ledger a certificate stands or stood."""
    return session.scalar(
        select(PostOccupation.county_id).where(PostOccupation.certificate_number == certificate)
    )


def was_moved(session: Session, key: str) -> PostMove | None:
    """Return the move made under this key, if any."""
    return session.scalar(select(PostMove).where(PostMove.key == key))


def note_move(session: Session, instance_id: str, now: datetime, **values: Any) -> None:
    """Enter a move, with the person who acted last in its process instance."""
    session.add(
        PostMove(
            **{"number": 0, "subject": "", "document": "", **values},
            instance_id=instance_id or None,
            actor_name=_last_actor(session, instance_id) if instance_id else "",
            at=now,
        )
    )


def _last_actor(session: Session, instance_id: str) -> str:
    found = session.scalar(
        select(HistoryEvent.actor_name)
        .where(HistoryEvent.instance_id == instance_id, HistoryEvent.actor_name != "")
        .order_by(HistoryEvent.id.desc())
        .limit(1)
    )
    return found or ""
