"""Process instances with what hangs on them: tasks, jobs, subscriptions, incidents, history."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, delete, insert, select, update
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import (
    Base,
    Completion,
    HistoryEvent,
    Incident,
    Job,
    ProcessInstance,
    Subscription,
    UserTask,
)

# Statements on the tables themselves: going through the mapped classes costs as much again, and
# these are written at every step of every instance.
_TABLES = Base.metadata.tables
_TASKS, _JOBS = _TABLES[UserTask.__tablename__], _TABLES[Job.__tablename__]
_SUBSCRIPTIONS = _TABLES[Subscription.__tablename__]
_INCIDENTS, _HISTORY = _TABLES[Incident.__tablename__], _TABLES[HistoryEvent.__tablename__]
_COMPLETIONS = _TABLES[Completion.__tablename__]

Rows = Sequence[Mapping[str, Any]]


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


def add_user_tasks(session: Session, rows: Rows) -> None:
    """Insert user tasks in one statement."""
    _insert(session, _TASKS, rows)


def add_subscriptions(session: Session, rows: Rows) -> None:
    """Insert subscriptions in one statement."""
    _insert(session, _SUBSCRIPTIONS, rows)


def add_incidents(session: Session, rows: Rows) -> None:
    """Insert incidents in one statement."""
    _insert(session, _INCIDENTS, rows)


def add_history(session: Session, rows: Rows) -> None:
    """Insert history events in one statement."""
    _insert(session, _HISTORY, rows)


def _insert(session: Session, table: Table, rows: Rows) -> None:
    """Insert rows that all name the same columns."""
    if rows:
        session.connection().execute(insert(table), list(rows))


def end_user_task(
    session: Session, task_id: str, by_id: str | None, now: datetime, submitted: bytes | None
) -> bool:
    """Mark an open user task as completed; False when it was no longer open."""
    result = session.connection().execute(
        update(_TASKS)
        .where(_TASKS.c.id == task_id, _TASKS.c.state == "OPEN")
        .values(state="COMPLETED", ended_at=now, ended_by_id=by_id, submitted=submitted, draft=None)
    )
    return bool(result.rowcount)


def close(session: Session, ids: Collection[str], now: datetime) -> None:
    """Close whatever stood open under these element instance ids."""
    if ids:
        _close(
            session,
            now,
            tasks=_TASKS.c.id.in_(ids),
            jobs=_JOBS.c.id.in_(ids),
            subscriptions=_SUBSCRIPTIONS.c.id.in_(ids),
            incidents=_INCIDENTS.c.element_instance_id.in_(ids),
        )


def close_everything(session: Session, instance_id: str, now: datetime) -> None:
    """Close whatever an ended instance still had open; what it has said stays said."""
    _close(
        session,
        now,
        tasks=_TASKS.c.instance_id == instance_id,
        jobs=and_(_JOBS.c.instance_id == instance_id, _JOBS.c.kind.in_(("JOB", "TIMER"))),
        subscriptions=_SUBSCRIPTIONS.c.instance_id == instance_id,
        incidents=_INCIDENTS.c.instance_id == instance_id,
    )


def _close(
    session: Session,
    now: datetime,
    *,
    tasks: ColumnElement[bool],
    jobs: ColumnElement[bool],
    subscriptions: ColumnElement[bool],
    incidents: ColumnElement[bool],
) -> None:
    connection = session.connection()
    connection.execute(
        update(_TASKS)
        .where(tasks, _TASKS.c.state == "OPEN")
        .values(state="CANCELLED", ended_at=now, draft=None)
    )
    connection.execute(
        update(_JOBS)
        .where(jobs, _JOBS.c.status.in_(("PENDING", "INCIDENT")))
        .values(status="CANCELLED")
    )
    connection.execute(delete(_SUBSCRIPTIONS).where(subscriptions))
    connection.execute(
        update(_INCIDENTS)
        .where(incidents, _INCIDENTS.c.resolved_at.is_(None))
        .values(resolved_at=now)
    )


def finish_job(session: Session, job_id: str, delivery: int, now: datetime) -> bool:
    """Win the fence of a job's second transaction; False when somebody else has won it."""
    connection = session.connection()
    won = connection.execute(
        update(_JOBS)
        .where(_JOBS.c.id == job_id, _JOBS.c.status == "PENDING", _JOBS.c.delivery == delivery)
        .values(status="DONE")
    ).rowcount
    if won:
        connection.execute(insert(_COMPLETIONS).values(job_id=job_id, at=now))
    return bool(won)
