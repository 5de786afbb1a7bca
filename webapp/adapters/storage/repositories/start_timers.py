"""The timers that start instances, one row for each county."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import Job, StartTimer

_QUIET = {"synchronize_session": False}


def lock(session: Session, timer_id: str) -> StartTimer | None:
    """Return an armed timer, locked until the end of the transaction."""
    return session.get(StartTimer, timer_id, with_for_update=True, populate_existing=True)


def of_process(
    session: Session, process_id: str, counties: Collection[str]
) -> Sequence[StartTimer]:
    """Return the timers of a process that are armed for these counties."""
    return list(
        session.scalars(
            select(StartTimer)
            .where(StartTimer.process_id == process_id, StartTimer.county_id.in_(counties))
            .order_by(StartTimer.id)
        )
    )


def disarm(session: Session, timers: Collection[StartTimer]) -> None:
    """Take timers away with what was to fire them, even if that stands at a fault."""
    if not timers:
        return
    session.execute(
        delete(StartTimer)
        .where(StartTimer.id.in_([timer.id for timer in timers]))
        .execution_options(**_QUIET)
    )
    session.execute(
        update(Job)
        .where(
            Job.id.in_([timer.job_id for timer in timers]),
            Job.status.in_(("PENDING", "INCIDENT")),
        )
        .values(status="CANCELLED")
        .execution_options(**_QUIET)
    )
