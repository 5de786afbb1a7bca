"""What stands still, and why: the facts behind the cockpit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from webapp.access.actor import Actor
from webapp.adapters.storage.models import (
    BufferedMessage,
    Incident,
    Job,
    Membership,
    Organisation,
    Person,
    ProcessInstance,
    Subscription,
    UserTask,
)
from webapp.adapters.storage.queries.scope import visible_instances

LIMIT = 200
_REMEMBERED = 1000


@dataclass(frozen=True, slots=True)
class StuckRow:
    """One thing that stands still, with the instance it belongs to."""

    subject_id: str
    instance_id: str
    business_key: str
    title: str
    county_name: str
    process_id: str
    element_name: str
    since: datetime
    detail: str
    kind: str


def _with_instance(
    actor: Actor, subject: Any, element: Any, since: Any, detail: Any, kind: Any
) -> Select[*tuple[Any, ...]]:
    return (
        select(
            subject,
            ProcessInstance.id,
            ProcessInstance.business_key,
            ProcessInstance.title,
            Organisation.name,
            ProcessInstance.process_id,
            element,
            since,
            detail,
            kind,
        )
        .join(Organisation, Organisation.id == ProcessInstance.county_id)
        .where(visible_instances(actor), ProcessInstance.state == "ACTIVE")
        .order_by(since)
    )


def _fetch(session: Session, query: Select[*tuple[Any, ...]]) -> tuple[list[StuckRow], int]:
    total = session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    return [StuckRow(*row) for row in session.execute(query.limit(LIMIT))], total


def incidents(session: Session, actor: Actor, *, of_jobs: bool) -> tuple[list[StuckRow], int]:
    """Return open incidents: those of failed jobs, or those of the diagrams themselves."""
    subject = Incident.job_id if of_jobs else Incident.id
    query = (
        _with_instance(
            actor,
            subject,
            Incident.element_name,
            Incident.opened_at,
            Incident.message,
            Incident.kind,
        )
        .join(Incident, Incident.instance_id == ProcessInstance.id)
        .where(
            Incident.resolved_at.is_(None),
            Incident.job_id.is_not(None) if of_jobs else Incident.job_id.is_(None),
        )
    )
    return _fetch(session, query)


def _tasks(actor: Actor, since: Any, condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        _with_instance(
            actor,
            UserTask.id,
            UserTask.name,
            since,
            func.coalesce(UserTask.candidate_role, ""),
            UserTask.state,
        )
        .join(UserTask, UserTask.instance_id == ProcessInstance.id)
        .where(UserTask.state == "OPEN", condition)
    )


def overdue_tasks(session: Session, actor: Actor, now: datetime) -> tuple[list[StuckRow], int]:
    """Return open tasks whose due date has passed."""
    return _fetch(session, _tasks(actor, UserTask.due_at, UserTask.due_at < now))


def nobody_may(session: Session, actor: Actor) -> tuple[list[StuckRow], int]:
    """Return open tasks that no active person can do."""
    holder = exists().where(
        Membership.role == UserTask.candidate_role,
        Membership.organisation_id == UserTask.organisation_id,
        Person.id == Membership.person_id,
        Person.active,
    )
    assignee = exists().where(Person.id == UserTask.assignee_id, Person.active)
    condition = or_(
        and_(UserTask.assignee_id.is_(None), ~holder),
        and_(UserTask.assignee_id.is_not(None), ~assignee),
    )
    return _fetch(session, _tasks(actor, UserTask.created_at, condition))


def overdue_timers(session: Session, actor: Actor, before: datetime) -> tuple[list[StuckRow], int]:
    """Return timers and jobs that should have run before this moment."""
    query = (
        _with_instance(actor, Job.id, Job.element_name, Job.not_before, Job.operation, Job.kind)
        .join(Job, Job.instance_id == ProcessInstance.id)
        .where(Job.status == "PENDING", Job.not_before < before, Job.kind.in_(("JOB", "TIMER")))
    )
    return _fetch(session, query)


def long_awaited(session: Session, actor: Actor, before: datetime) -> tuple[list[StuckRow], int]:
    """Return messages and signals awaited since before this moment."""
    table = Subscription
    query = (
        _with_instance(
            actor,
            table.id,
            table.element_name,
            table.created_at,
            table.name,
            table.correlation_key,
        )
        .join(table, table.instance_id == ProcessInstance.id)
        .where(table.created_at < before, table.kind.in_(("MESSAGE", "SIGNAL")))
    )
    return _fetch(session, query)


def durations(session: Session) -> list[tuple[str, timedelta]]:
    """Return how long the latest completed instances took, with their processes."""
    rows = session.execute(
        select(ProcessInstance.process_id, ProcessInstance.started_at, ProcessInstance.ended_at)
        .where(ProcessInstance.state == "COMPLETED", ProcessInstance.ended_at.is_not(None))
        .order_by(ProcessInstance.ended_at.desc())
        .limit(_REMEMBERED)
    )
    return [(process_id, ended - started) for process_id, started, ended in rows if ended]


def without_progress(
    session: Session, actor: Actor, since: Mapping[str, datetime], otherwise: datetime
) -> tuple[list[StuckRow], int]:
    """Return active instances in which nothing has happened since before a moment.

    `since` names the moment of each process that has a usual length, `otherwise` the others'.
    """
    late = [
        and_(ProcessInstance.process_id == process_id, ProcessInstance.progressed_at < moment)
        for process_id, moment in since.items()
    ]
    late.append(
        and_(
            ProcessInstance.process_id.not_in(since),
            ProcessInstance.progressed_at < otherwise,
        )
    )
    query = _with_instance(
        actor,
        ProcessInstance.id,
        ProcessInstance.title,
        ProcessInstance.progressed_at,
        ProcessInstance.process_id,
        ProcessInstance.state,
    ).where(or_(*late))
    return _fetch(session, query)


def gauges(session: Session, now: datetime) -> Mapping[str, float]:
    """Return the counts and ages that a monitoring system watches."""

    def count(model: Any, *conditions: ColumnElement[bool]) -> float:
        query = select(func.count()).select_from(model).where(*conditions)
        return float(session.scalar(query) or 0)

    oldest = session.scalar(
        select(func.min(Job.not_before)).where(Job.status == "PENDING", Job.not_before <= now)
    )
    return {
        "process_instances_active": count(ProcessInstance, ProcessInstance.state == "ACTIVE"),
        "user_tasks_open": count(UserTask, UserTask.state == "OPEN"),
        "jobs_pending": count(Job, Job.status == "PENDING", Job.not_before <= now),
        "timers_waiting": count(
            Job, Job.kind == "TIMER", Job.status == "PENDING", Job.not_before > now
        ),
        "incidents_open": count(Incident, Incident.resolved_at.is_(None)),
        "messages_awaited": count(Subscription, Subscription.kind == "MESSAGE"),
        "messages_kept": count(BufferedMessage, BufferedMessage.status == "BUFFERED"),
        "oldest_due_job_seconds": 0.0 if oldest is None else (now - oldest).total_seconds(),
    }
