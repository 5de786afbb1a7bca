"""Process instances with what hangs on them: tasks, jobs, subscriptions, incidents, history."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import (
    Completion,
    HistoryEvent,
    Incident,
    Job,
    MessageSubscription,
    ProcessInstance,
    UserTask,
)

# Without it, rows in which something is absent would be inserted by a statement of their own.
_ONE_STATEMENT = {"render_nulls": True}


def load_for_update(session: Session, instance_id: str) -> ProcessInstance | None:
    """Return the instance, locked until the end of the transaction."""
    return session.get(ProcessInstance, instance_id, with_for_update=True)


def load(session: Session, instance_id: str) -> ProcessInstance | None:
    """Return the instance without a lock."""
    return session.get(ProcessInstance, instance_id)


def with_start_key(session: Session, start_key: str) -> ProcessInstance | None:
    """Return the instance that was started under this key, if any."""
    return session.scalar(select(ProcessInstance).where(ProcessInstance.start_key == start_key))


def task_with_instance(
    session: Session, task_id: str, *, for_update: bool
) -> tuple[UserTask, ProcessInstance] | None:
    """Return a user task and its instance in one query.

    Both rows are locked: PostgreSQL would otherwise wait for the instance, and then answer with
    the task as it was before the wait.
    """
    query = (
        select(UserTask, ProcessInstance)
        .join(ProcessInstance, ProcessInstance.id == UserTask.instance_id)
        .where(UserTask.id == task_id)
    )
    if for_update:
        query = query.with_for_update(of=[ProcessInstance, UserTask])
    row = session.execute(query).one_or_none()
    return None if row is None else (row[0], row[1])


def add_user_tasks(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert user tasks in one statement."""
    if rows:
        session.execute(insert(UserTask).execution_options(**_ONE_STATEMENT), list(rows))


def add_subscriptions(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert message subscriptions in one statement."""
    if rows:
        session.execute(insert(MessageSubscription).execution_options(**_ONE_STATEMENT), list(rows))


def add_incidents(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert incidents in one statement."""
    if rows:
        session.execute(insert(Incident).execution_options(**_ONE_STATEMENT), list(rows))


def add_history(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert history events in one statement."""
    if rows:
        session.execute(insert(HistoryEvent).execution_options(**_ONE_STATEMENT), list(rows))


def end_user_task(
    session: Session, task_id: str, by_id: str | None, now: datetime, submitted: bytes | None
) -> bool:
    """Mark an open user task as completed; False when it was no longer open."""
    result = session.execute(
        update(UserTask)
        .where(UserTask.id == task_id, UserTask.state == "OPEN")
        .values(state="COMPLETED", ended_at=now, ended_by_id=by_id, submitted=submitted, draft=None)
        .execution_options(synchronize_session=False)
    )
    return bool(result.rowcount)  # type: ignore[attr-defined]


def close(session: Session, ids: Collection[str], now: datetime) -> None:
    """Close whatever stood open under these element instance ids."""
    if not ids:
        return
    quiet = {"synchronize_session": False}
    session.execute(
        update(UserTask)
        .where(UserTask.id.in_(ids), UserTask.state == "OPEN")
        .values(state="CANCELLED", ended_at=now, draft=None)
        .execution_options(**quiet)
    )
    session.execute(
        update(Job)
        .where(Job.id.in_(ids), Job.status.in_(("PENDING", "INCIDENT")))
        .values(status="CANCELLED")
        .execution_options(**quiet)
    )
    session.execute(
        delete(MessageSubscription)
        .where(MessageSubscription.id.in_(ids))
        .execution_options(**quiet)
    )
    session.execute(
        update(Incident)
        .where(Incident.element_instance_id.in_(ids), Incident.resolved_at.is_(None))
        .values(resolved_at=now)
        .execution_options(**quiet)
    )


def close_everything(session: Session, instance_id: str, now: datetime) -> None:
    """Close whatever an ended instance still had open."""
    quiet = {"synchronize_session": False}
    session.execute(
        update(UserTask)
        .where(UserTask.instance_id == instance_id, UserTask.state == "OPEN")
        .values(state="CANCELLED", ended_at=now, draft=None)
        .execution_options(**quiet)
    )
    session.execute(
        update(Job)
        .where(
            Job.instance_id == instance_id,
            Job.kind != "MESSAGE",  # what the instance has said stays said
            Job.status.in_(("PENDING", "INCIDENT")),
        )
        .values(status="CANCELLED")
        .execution_options(**quiet)
    )
    session.execute(
        delete(MessageSubscription)
        .where(MessageSubscription.instance_id == instance_id)
        .execution_options(**quiet)
    )
    session.execute(
        update(Incident)
        .where(Incident.instance_id == instance_id, Incident.resolved_at.is_(None))
        .values(resolved_at=now)
        .execution_options(**quiet)
    )


def finish_job(session: Session, job_id: str, delivery: int, now: datetime) -> bool:
    """Win the fence of a job's second transaction; False when somebody else has won it."""
    result = session.execute(
        update(Job)
        .where(Job.id == job_id, Job.status == "PENDING", Job.delivery == delivery)
        .values(status="DONE")
        .execution_options(synchronize_session=False)
    )
    if not result.rowcount:  # type: ignore[attr-defined]
        return False
    session.execute(insert(Completion).values(job_id=job_id, at=now))
    return True
