"""Jobs on their way to a worker and back: what is due, who may run it, who has won."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import (
    BufferedMessage,
    Job,
    ProcessInstance,
    Subscription,
)

_QUIET = {"synchronize_session": False}


@dataclass(frozen=True, slots=True)
class JobInContext:
    """A job and what its handler is told about the instance (empty texts without one)."""

    job: Job
    business_key: str
    county_id: str


def look_at(session: Session, job_id: str) -> JobInContext | None:
    """Return a job without any lock; the fences of the updates decide, not this reading."""
    row = session.execute(
        select(Job, ProcessInstance.business_key, ProcessInstance.county_id)
        .outerjoin(ProcessInstance, ProcessInstance.id == Job.instance_id)
        .where(Job.id == job_id)
    ).one_or_none()
    return None if row is None else JobInContext(row[0], row[1] or "", row[2] or "")


def lock(session: Session, job_id: str, delivery: int) -> Job | None:
    """Return the job, locked, if this delivery of it is still wanted."""
    job = session.get(Job, job_id, with_for_update=True, populate_existing=True)
    if job is None or job.status != "PENDING" or job.delivery != delivery:
        return None
    return job


def count_start(session: Session, job_id: str, delivery: int) -> bool:
    """Count one more run of this delivery; False when it is no longer wanted."""
    result = session.execute(
        update(Job)
        .where(Job.id == job_id, Job.status == "PENDING", Job.delivery == delivery)
        .values(starts=Job.starts + 1)
        .execution_options(**_QUIET)
    )
    return bool(result.rowcount)  # type: ignore[attr-defined]


def cancel(session: Session, job_id: str, delivery: int) -> None:
    """Give up a job whose place in the instance is no longer open."""
    session.execute(
        update(Job)
        .where(Job.id == job_id, Job.status == "PENDING", Job.delivery == delivery)
        .values(status="CANCELLED")
        .execution_options(**_QUIET)
    )


def take_message(session: Session, message_id: str, receiver_id: str) -> bool:
    """Mark a kept message as delivered; False when somebody else has received it."""
    result = session.execute(
        update(BufferedMessage)
        .where(BufferedMessage.id == message_id, BufferedMessage.status == "BUFFERED")
        .values(status="DELIVERED", receiver_instance_id=receiver_id)
        .execution_options(**_QUIET)
    )
    return bool(result.rowcount)  # type: ignore[attr-defined]


def still_waits(session: Session, subscription_id: str) -> bool:
    """Tell whether a subscription is still there, whatever the session has read before."""
    query = select(Subscription.id).where(Subscription.id == subscription_id)
    return session.scalar(query) is not None


def overdue(
    session: Session, before: datetime, after_id: str, limit: int
) -> Sequence[tuple[str, int]]:
    """Return `(id, delivery)` of pending jobs due before the moment, by id, a page at a time."""
    rows = session.execute(
        select(Job.id, Job.delivery)
        .where(Job.status == "PENDING", Job.not_before <= before, Job.id > after_id)
        .order_by(Job.id)
        .limit(limit)
    )
    return [(job_id, delivery) for job_id, delivery in rows]
