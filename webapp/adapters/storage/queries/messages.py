"""Kept messages and awaited ones side by side, and the timers that start instances."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from webapp.access.actor import Actor
from webapp.access.roles import Role
from webapp.adapters.storage.models import (
    BufferedMessage,
    DefinitionVersion,
    Job,
    Organisation,
    ProcessInstance,
    StartTimer,
    Subscription,
)
from webapp.adapters.storage.queries.scope import visible_instances
from webapp.domain.places import PROVINCE_CODE
from webapp.kernel.pagination import Page, PageRequest

_AWAITED_SHOWN = 200
_STARTS_SHOWN = 500


@dataclass(frozen=True, slots=True)
class KeptMessageRow:
    """A message that nobody has received yet; `business_key` names the instance that sent it."""

    id: str
    name: str
    correlation_key: str
    source_instance_id: str | None
    business_key: str
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class AwaitedRow:
    """A message that an instance awaits."""

    name: str
    correlation_key: str
    instance_id: str
    business_key: str
    element_name: str
    since: datetime


@dataclass(frozen=True, slots=True)
class EndedMessageRow:
    """A message that was given up: EXPIRED, or DISCARDED by somebody for a reason."""

    name: str
    correlation_key: str
    status: str
    created_at: datetime
    ended_at: datetime
    ended_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class StartTimerRow:
    """A timer that starts instances in a county; `remaining` is -1 without end."""

    id: str
    process_id: str
    process_name: str
    version: int
    county_name: str
    element_id: str
    due_at: datetime
    remaining: int
    job_id: str
    status: str
    last_error: str


@dataclass(frozen=True, slots=True)
class FailedStartRow:
    """A start by a signal that did not succeed."""

    job_id: str
    process_id: str
    county_name: str
    since: datetime
    last_error: str


def _in_sight(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a message was sent within the actor's sight.

    What belongs to no instance and no place is for those who see everything: the condition on the
    instance is not true for all others.
    """
    held = actor.organisations([Role.ADMINISTRATOR, Role.SUPERVISOR])
    place = Organisation.id.in_(held) | Organisation.county_id.in_(held)
    return or_(visible_instances(actor), place, Organisation.city_id.in_(held))


def _with_sender(query: Select[*tuple[Any, ...]], actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        query.outerjoin(ProcessInstance, ProcessInstance.id == BufferedMessage.source_instance_id)
        .outerjoin(Organisation, Organisation.id == BufferedMessage.organisation_id)
        .where(_in_sight(actor))
    )


def list_kept(
    session: Session, actor: Actor, page: PageRequest, now: datetime
) -> Page[KeptMessageRow]:
    """Return one page of the kept messages, the oldest first."""
    kept = (BufferedMessage.status == "BUFFERED", BufferedMessage.expires_at > now)
    total = session.scalar(
        _with_sender(select(func.count()).select_from(BufferedMessage), actor).where(*kept)
    )
    rows: Any = session.execute(
        _with_sender(
            select(
                BufferedMessage.id,
                BufferedMessage.name,
                BufferedMessage.correlation_key,
                BufferedMessage.source_instance_id,
                func.coalesce(ProcessInstance.business_key, ""),
                BufferedMessage.created_at,
                BufferedMessage.expires_at,
            ).select_from(BufferedMessage),
            actor,
        )
        .where(*kept)
        .order_by(BufferedMessage.created_at, BufferedMessage.id)
        .limit(page.size)
        .offset(page.offset)
    )
    return Page([KeptMessageRow(*row) for row in rows], total or 0, page)


def is_in_sight(session: Session, actor: Actor, message_id: str) -> bool:
    """Tell whether a message is one that the actor watches over."""
    query = _with_sender(select(BufferedMessage.id).select_from(BufferedMessage), actor)
    return session.scalar(query.where(BufferedMessage.id == message_id)) is not None


def list_awaited(session: Session, actor: Actor) -> list[AwaitedRow]:
    """Return the messages that instances await, the longest awaited first."""
    rows: Any = session.execute(
        select(
            Subscription.name,
            Subscription.correlation_key,
            ProcessInstance.id,
            ProcessInstance.business_key,
            Subscription.element_name,
            Subscription.created_at,
        )
        .join(ProcessInstance, ProcessInstance.id == Subscription.instance_id)
        .where(Subscription.kind == "MESSAGE", visible_instances(actor))
        .order_by(Subscription.created_at, Subscription.id)
        .limit(_AWAITED_SHOWN)
    )
    return [AwaitedRow(*row) for row in rows]


def list_ended(session: Session, actor: Actor, limit: int) -> list[EndedMessageRow]:
    """Return the messages that were given up last."""
    rows: Any = session.execute(
        _with_sender(
            select(
                BufferedMessage.name,
                BufferedMessage.correlation_key,
                BufferedMessage.status,
                BufferedMessage.created_at,
                BufferedMessage.ended_at,
                BufferedMessage.ended_by,
                BufferedMessage.reason,
            ).select_from(BufferedMessage),
            actor,
        )
        .where(BufferedMessage.status.in_(("EXPIRED", "DISCARDED")))
        .order_by(BufferedMessage.ended_at.desc(), BufferedMessage.id)
        .limit(limit)
    )
    return [EndedMessageRow(*row) for row in rows]


def _counties(actor: Actor) -> ColumnElement[bool]:
    held = actor.organisations([Role.ADMINISTRATOR, Role.SUPERVISOR])
    if PROVINCE_CODE in held:
        return Organisation.kind == "county"
    return or_(Organisation.id.in_(held), Organisation.city_id.in_(held))


def list_start_timers(session: Session, actor: Actor) -> list[StartTimerRow]:
    """Return the timers that start instances in the actor's counties, the next one first."""
    rows: Any = session.execute(
        select(
            StartTimer.id,
            StartTimer.process_id,
            DefinitionVersion.name,
            DefinitionVersion.version,
            Organisation.name,
            StartTimer.element_id,
            StartTimer.due_at,
            StartTimer.remaining,
            Job.id,
            Job.status,
            Job.last_error,
        )
        .join(DefinitionVersion, DefinitionVersion.id == StartTimer.version_id)
        .join(Organisation, Organisation.id == StartTimer.county_id)
        .join(Job, Job.id == StartTimer.job_id)
        .where(_counties(actor))
        .order_by(StartTimer.due_at, StartTimer.id)
        .limit(_STARTS_SHOWN)
    )
    return [StartTimerRow(*row) for row in rows]


def list_failed_starts(session: Session, actor: Actor) -> list[FailedStartRow]:
    """Return the starts by signals that need help, the oldest first."""
    rows: Any = session.execute(
        select(Job.id, Job.process_id, Organisation.name, Job.created_at, Job.last_error)
        .join(Organisation, Organisation.id == Job.operation)
        .where(Job.kind == "START", Job.status == "INCIDENT", _counties(actor))
        .order_by(Job.created_at, Job.id)
        .limit(_STARTS_SHOWN)
    )
    return [FailedStartRow(*row) for row in rows]


def place_of_start(session: Session, job: Job) -> str | None:
    """Return the county in which a job is to start an instance, if that is its task."""
    if job.kind == "START":
        return job.operation
    timer = session.get(StartTimer, job.operation) if job.instance_id is None else None
    return None if timer is None else timer.county_id
