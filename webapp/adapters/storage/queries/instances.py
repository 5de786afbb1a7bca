"""Process instances as lists and pages show them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from webapp.access.actor import Actor
from webapp.adapters.storage.models import (
    DefinitionVersion,
    HistoryEvent,
    Incident,
    Job,
    Organisation,
    Person,
    ProcessInstance,
    Subscription,
    UserTask,
)
from webapp.adapters.storage.queries.scope import visible_instances
from webapp.kernel.pagination import Page, PageRequest


@dataclass(frozen=True, slots=True)
class InstanceRow:
    """A process instance as a list shows it; `waiting_for` names the open tasks."""

    id: str
    business_key: str
    title: str
    process_id: str
    county_id: str
    county_name: str
    state: str
    started_at: datetime
    progressed_at: datetime
    ended_at: datetime | None
    initiator_name: str
    open_incidents: int
    waiting_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InstanceFilter:
    """What a list of instances is narrowed to; empty fields do not narrow."""

    text: str = ""
    process_id: str = ""
    county_id: str = ""
    state: str = ""
    with_incidents: bool = False


@dataclass(frozen=True, slots=True)
class TimerRow:
    """An open timer."""

    id: str
    process_id: str
    element_id: str
    element_name: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job of an instance."""

    id: str
    instance_id: str | None
    process_id: str
    element_id: str
    element_name: str
    operation: str
    status: str
    failures: int
    last_error: str
    not_before: datetime


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An open incident. `trace` is for administrators only."""

    id: str
    instance_id: str
    process_id: str
    element_id: str
    element_name: str
    kind: str
    message: str
    trace: str
    opened_at: datetime
    job_id: str | None


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One line of an instance's history."""

    at: datetime
    kind: str
    process_id: str
    element_id: str
    element_name: str
    element_type: str
    actor_name: str
    details: dict[str, Any]


_ROW: Callable[..., InstanceRow] = InstanceRow
Query = Select[*tuple[Any, ...]]
_COUNTY = aliased(Organisation)
_INITIATOR = aliased(Person)


def _rows() -> Query:
    incidents = (
        select(func.count())
        .where(Incident.instance_id == ProcessInstance.id, Incident.resolved_at.is_(None))
        .correlate(ProcessInstance)
        .scalar_subquery()
    )
    return (
        select(
            ProcessInstance.id,
            ProcessInstance.business_key,
            ProcessInstance.title,
            ProcessInstance.process_id,
            ProcessInstance.county_id,
            _COUNTY.name,
            ProcessInstance.state,
            ProcessInstance.started_at,
            ProcessInstance.progressed_at,
            ProcessInstance.ended_at,
            func.coalesce(_INITIATOR.name, ""),
            incidents,
        )
        .join(_COUNTY, _COUNTY.id == ProcessInstance.county_id)
        .outerjoin(_INITIATOR, _INITIATOR.id == ProcessInstance.initiator_id)
    )


def _narrow(query: Query, actor: Actor, wanted: InstanceFilter) -> Query:
    query = query.where(visible_instances(actor))
    if wanted.text:
        pattern = f"%{wanted.text.replace('%', '').replace('_', '')}%"
        query = query.where(
            or_(ProcessInstance.title.like(pattern), ProcessInstance.business_key.like(pattern))
        )
    for column, value in (
        (ProcessInstance.process_id, wanted.process_id),
        (ProcessInstance.county_id, wanted.county_id),
        (ProcessInstance.state, wanted.state),
    ):
        if value:
            query = query.where(column == value)
    if wanted.with_incidents:
        query = query.where(
            select(Incident.id)
            .where(Incident.instance_id == ProcessInstance.id, Incident.resolved_at.is_(None))
            .exists()
        )
    return query


def list_process_instances(
    session: Session, actor: Actor, wanted: InstanceFilter, page: PageRequest
) -> Page[InstanceRow]:
    """Return one page of the instances in the actor's sight, newest first."""
    total = session.scalar(
        _narrow(select(func.count()).select_from(ProcessInstance), actor, wanted)
    )
    found: Any = session.execute(
        _narrow(_rows(), actor, wanted)
        .order_by(ProcessInstance.started_at.desc(), ProcessInstance.id.desc())
        .limit(page.size)
        .offset(page.offset)
    ).all()
    waiting = _waiting_for(session, [row[0] for row in found])
    rows = [_ROW(*row, tuple(waiting.get(row[0], ()))) for row in found]
    return Page(rows, total or 0, page)


def _waiting_for(session: Session, ids: Sequence[str]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for model in (UserTask.name, Subscription.element_name):
        table = model.class_
        query = select(table.instance_id, model).where(table.instance_id.in_(ids))
        if table is UserTask:
            query = query.where(UserTask.state == "OPEN")
        for instance_id, name in session.execute(query):
            present = names.setdefault(instance_id, [])
            if name and name not in present:
                present.append(name)
    return names


def instance_row(session: Session, actor: Actor, instance_id: str) -> InstanceRow | None:
    """Return one instance, if it is within the actor's sight."""
    row: Any = session.execute(
        _rows().where(ProcessInstance.id == instance_id, visible_instances(actor))
    ).one_or_none()
    if row is None:
        return None
    return _ROW(*row, tuple(_waiting_for(session, [instance_id]).get(instance_id, ())))


def is_visible(session: Session, actor: Actor, instance_id: str) -> bool:
    """Tell whether the instance is within the actor's sight."""
    query = select(ProcessInstance.id).where(
        ProcessInstance.id == instance_id, visible_instances(actor)
    )
    return session.scalar(query) is not None


def timers_of(session: Session, instance_id: str) -> list[TimerRow]:
    """Return the open timers of an instance, the next one first."""
    rows: Any = session.execute(
        select(Job.id, Job.process_id, Job.element_id, Job.element_name, Job.not_before)
        .where(Job.instance_id == instance_id, Job.kind == "TIMER", Job.status == "PENDING")
        .order_by(Job.not_before)
    )
    return [TimerRow(*row) for row in rows]


JOB_COLUMNS = (
    Job.id,
    Job.instance_id,
    Job.process_id,
    Job.element_id,
    Job.element_name,
    Job.operation,
    Job.status,
    Job.failures,
    Job.last_error,
    Job.not_before,
)
"""The columns of a `JobRow`, in its order."""


def jobs_of(session: Session, instance_id: str) -> list[JobRow]:
    """Return the operations of an instance that are not done."""
    rows: Any = session.execute(
        select(*JOB_COLUMNS)
        .where(
            Job.instance_id == instance_id,
            Job.kind == "JOB",
            Job.status.in_(("PENDING", "INCIDENT")),
        )
        .order_by(Job.created_at)
    )
    return [JobRow(*row) for row in rows]


INCIDENT_COLUMNS = (
    Incident.id,
    Incident.instance_id,
    Incident.process_id,
    Incident.element_id,
    Incident.element_name,
    Incident.kind,
    Incident.message,
    Incident.trace,
    Incident.opened_at,
    Incident.job_id,
)
"""The columns of an `IncidentRow`, in its order."""


def incidents_of(session: Session, instance_id: str) -> list[IncidentRow]:
    """Return the open incidents of an instance."""
    rows: Any = session.execute(
        select(*INCIDENT_COLUMNS)
        .where(Incident.instance_id == instance_id, Incident.resolved_at.is_(None))
        .order_by(Incident.opened_at)
    )
    return [IncidentRow(*row) for row in rows]


def history_of(session: Session, instance_id: str) -> list[HistoryRow]:
    """Return the history of an instance, oldest first."""
    rows: Any = session.execute(
        select(
            HistoryEvent.at,
            HistoryEvent.kind,
            HistoryEvent.process_id,
            HistoryEvent.element_id,
            HistoryEvent.element_name,
            HistoryEvent.element_type,
            HistoryEvent.actor_name,
            HistoryEvent.details,
        )
        .where(HistoryEvent.instance_id == instance_id)
        .order_by(HistoryEvent.id)
    )
    return [HistoryRow(*row) for row in rows]


def completed_elements(session: Session, instance_id: str) -> set[tuple[str, str]]:
    """Return the elements that an instance has completed at least once."""
    rows: Any = session.execute(
        select(HistoryEvent.process_id, HistoryEvent.element_id)
        .where(HistoryEvent.instance_id == instance_id, HistoryEvent.kind == "ELEMENT_COMPLETED")
        .distinct()
    )
    return {(process_id, element_id) for process_id, element_id in rows}


def entered_elements(session: Session, instance_id: str) -> set[tuple[str, str]]:
    """Return the elements entered more often than left: what contains the open ones, too."""
    balance = func.sum(case((HistoryEvent.kind == "ELEMENT_ENTERED", 1), else_=-1))
    rows = session.execute(
        select(HistoryEvent.process_id, HistoryEvent.element_id)
        .where(
            HistoryEvent.instance_id == instance_id,
            HistoryEvent.kind.in_(("ELEMENT_ENTERED", "ELEMENT_COMPLETED", "ELEMENT_CANCELLED")),
            HistoryEvent.element_type.in_(
                ("callActivity", "subProcess", "transaction", "adHocSubProcess")
            ),
        )
        .group_by(HistoryEvent.process_id, HistoryEvent.element_id)
        .having(balance > 0)
    )
    return {(process_id, element_id) for process_id, element_id in rows}


@dataclass(frozen=True, slots=True)
class VersionLabel:
    """What a published version is called, whose it is, and its number."""

    name: str
    name_en: str
    owner_id: str
    version: int


def version_labels(session: Session, ids: Sequence[str]) -> dict[str, VersionLabel]:
    """Return the labels of published versions, by id."""
    table = DefinitionVersion
    rows = session.execute(
        select(table.id, table.name, table.facts, table.owner_id, table.version).where(
            table.id.in_(ids)
        )
    )
    return {
        identifier: VersionLabel(name, facts.get("name_en", ""), owner, version)
        for identifier, name, facts, owner, version in rows
    }
