"""Batches and their items: found, counted, taken one at a time, and cleared."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, or_, select
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import Batch, BatchItem
from webapp.kernel.pagination import Page, PageRequest

_QUIET = {"synchronize_session": False}


def add(session: Session, batch: Batch, items: Sequence[Mapping[str, Any]]) -> None:
    """Enter a batch with its items."""
    session.add(batch)
    session.flush()
    if items:
        session.execute(insert(BatchItem), [{**item, "batch_id": batch.id} for item in items])


def batch(session: Session, batch_id: str, *, for_update: bool = False) -> Batch | None:
    """Return a batch."""
    return session.get(Batch, batch_id, with_for_update=for_update, populate_existing=for_update)


def item(session: Session, batch_id: str, number: int) -> BatchItem | None:
    """Return an item, locked."""
    return session.get(BatchItem, (batch_id, number), with_for_update=True, populate_existing=True)


def waiting(session: Session, batch_id: str, limit: int) -> Sequence[int]:
    """Return the numbers of the next items that wait."""
    return list(
        session.scalars(
            select(BatchItem.number)
            .where(BatchItem.batch_id == batch_id, BatchItem.state == "WAITING")
            .order_by(BatchItem.number)
            .limit(limit)
        )
    )


def counts(session: Session, ids: Collection[str]) -> dict[str, dict[str, int]]:
    """Return how many items of each batch are in each state."""
    found: dict[str, dict[str, int]] = {identifier: {} for identifier in ids}
    for identifier, state, number in session.execute(
        select(BatchItem.batch_id, BatchItem.state, func.count())
        .where(BatchItem.batch_id.in_(ids))
        .group_by(BatchItem.batch_id, BatchItem.state)
    ):
        found[identifier][state] = number
    return found


def items(
    session: Session, batch_id: str, states: Collection[str], page: PageRequest | None
) -> Page[BatchItem]:
    """Return one page of a batch's items (all of them without a page); no states mean any."""
    condition = [BatchItem.batch_id == batch_id]
    if states:
        condition.append(BatchItem.state.in_(states))
    total = session.scalar(select(func.count()).select_from(BatchItem).where(*condition)) or 0
    query = select(BatchItem).where(*condition).order_by(BatchItem.number)
    if page is not None:
        query = query.limit(page.size).offset(page.offset)
    return Page(list(session.scalars(query)), total, page or PageRequest(1, max(total, 1)))


def subjects(session: Session, batch_id: str) -> Sequence[str]:
    """Return what the waiting items are about, in order."""
    query = select(BatchItem.subject_id).where(
        BatchItem.batch_id == batch_id, BatchItem.state == "WAITING"
    )
    return [str(subject) for subject in session.scalars(query.order_by(BatchItem.number))]


def recent(
    session: Session, kinds: Iterable[str], counties: Collection[str], limit: int
) -> Sequence[Batch]:
    """Return the latest batches of some kinds in some counties."""
    return list(
        session.scalars(
            select(Batch)
            .where(Batch.kind.in_(list(kinds)), Batch.county_id.in_(counties))
            .order_by(Batch.created_at.desc())
            .limit(limit)
        )
    )


def recent_of(session: Session, kind: str, actor_id: str, limit: int) -> Sequence[Batch]:
    """Return a person's latest batches of a kind."""
    return list(
        session.scalars(
            select(Batch)
            .where(Batch.kind == kind, Batch.actor_id == actor_id)
            .order_by(Batch.created_at.desc())
            .limit(limit)
        )
    )


def clear(session: Session, ended_before: datetime, left_before: datetime) -> int:
    """Clear the contents of batches that ended, or were left unconfirmed, before the moments."""
    old = or_(
        Batch.ended_at < ended_before,
        (Batch.state == "PREVIEW") & (Batch.created_at < left_before),
    )
    found = list(session.scalars(select(Batch).where(old, Batch.cleared_at.is_(None))))
    for each in found:
        clear_one(session, each)
    return len(found)


def clear_one(session: Session, batch: Batch) -> None:
    """Forget what a batch holds; how many items it had stays on record."""
    session.execute(
        delete(BatchItem).where(BatchItem.batch_id == batch.id).execution_options(**_QUIET)
    )
    batch.content = None
    batch.cleared_at = batch.ended_at or batch.created_at
