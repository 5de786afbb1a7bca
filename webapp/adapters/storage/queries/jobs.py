"""Jobs and incidents across instances, as lists show them."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from webapp.access.actor import Actor
from webapp.adapters.storage.models import Incident, Job, Organisation, ProcessInstance
from webapp.adapters.storage.queries.instances import (
    INCIDENT_COLUMNS,
    JOB_COLUMNS,
    IncidentRow,
    JobRow,
)
from webapp.adapters.storage.queries.scope import visible_instances
from webapp.kernel.pagination import Page, PageRequest


@dataclass(frozen=True, slots=True)
class JobFilter:
    """What a list of jobs is narrowed to; empty fields do not narrow."""

    kind: str = ""
    status: str = ""
    instance_id: str = ""
    operation: str = ""


@dataclass(frozen=True, slots=True)
class OpenIncident:
    """An open incident with what a list says of its instance."""

    incident: IncidentRow
    business_key: str
    title: str
    county_name: str


def list_jobs(session: Session, actor: Actor, wanted: JobFilter, page: PageRequest) -> Page[JobRow]:
    """Return one page of the jobs of instances in the actor's sight, the next due first."""
    sight = visible_instances(actor)

    # Messages published from outside belong to no instance; who sees every instance sees them.
    # (For all others the condition is not true of a missing instance.)
    def narrow(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
        query = query.outerjoin(ProcessInstance, ProcessInstance.id == Job.instance_id)
        query = query.where(sight)
        for column, value in (
            (Job.kind, wanted.kind),
            (Job.status, wanted.status),
            (Job.instance_id, wanted.instance_id),
            (Job.operation, wanted.operation),
        ):
            if value:
                query = query.where(column == value)
        return query

    total = session.scalar(narrow(select(func.count()).select_from(Job)))
    rows = session.execute(
        narrow(select(*JOB_COLUMNS).select_from(Job))
        .order_by(Job.not_before, Job.id)
        .limit(page.size)
        .offset(page.offset)
    )
    return Page([JobRow(*row) for row in rows], total or 0, page)


def list_incidents(session: Session, actor: Actor, page: PageRequest) -> Page[OpenIncident]:
    """Return one page of the open incidents in the actor's sight, the oldest first."""
    open_ones = (Incident.resolved_at.is_(None), visible_instances(actor))
    total = session.scalar(
        select(func.count())
        .select_from(Incident)
        .join(ProcessInstance, ProcessInstance.id == Incident.instance_id)
        .where(*open_ones)
    )
    rows = session.execute(
        select(
            *INCIDENT_COLUMNS,
            ProcessInstance.business_key,
            ProcessInstance.title,
            Organisation.name,
        )
        .join(ProcessInstance, ProcessInstance.id == Incident.instance_id)
        .join(Organisation, Organisation.id == ProcessInstance.county_id)
        .where(*open_ones)
        .order_by(Incident.opened_at, Incident.id)
        .limit(page.size)
        .offset(page.offset)
    )
    return Page([_open_incident(tuple(row)) for row in rows], total or 0, page)


def _open_incident(row: tuple[Any, ...]) -> OpenIncident:
    width = len(INCIDENT_COLUMNS)
    return OpenIncident(IncidentRow(*row[:width]), *row[width:])
