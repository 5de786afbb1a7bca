"""Carrying out what the job engine delivers: operations, timers, messages and signals.

Every function here may be called any number of times for the same delivery, at once and from
several processes, and leaves the same state as one call.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from webapp.access.actor import Actor
from webapp.access.permissions import Permission, may
from webapp.adapters.delivery.port import Schedule
from webapp.adapters.storage.database import ChangedMeanwhile, DatabaseAway, Session
from webapp.adapters.storage.models import Job as JobRecord
from webapp.adapters.storage.queries import jobs as queries
from webapp.adapters.storage.queries.instances import IncidentRow, JobRow
from webapp.adapters.storage.queries.jobs import JobFilter, OpenIncident
from webapp.adapters.storage.repositories import jobs as storage
from webapp.adapters.storage.repositories.jobs import JobInContext
from webapp.engine.commands import Command, CompleteJob, FireTimer, ThrowBpmnError
from webapp.jobs.errors import BpmnError, TransientFailure
from webapp.jobs.handling import Job
from webapp.kernel.errors import NotAllowed
from webapp.kernel.pagination import Page, PageRequest
from webapp.services.attempts import (
    MAX_STARTS,
    Attempt,
    NeverCameBack,
    advance_fenced,
    complete,
    fail,
    settle,
)
from webapp.services.batch_running import run_batch
from webapp.services.batches import forget as forget_batches
from webapp.services.broadcasting import deliver_signal
from webapp.services.correlating import correlate
from webapp.services.forgetting import expire_messages, forget_sign_ins
from webapp.services.parts import Parts
from webapp.services.redelivery import reconcile, redeliver_due
from webapp.services.starting import fire_start_timer, start_by_signal

__all__ = [
    "IncidentRow",
    "JobFilter",
    "JobRow",
    "OpenIncident",
    "list_incidents",
    "list_jobs",
    "perform",
    "reconcile",
    "redeliver_due",
    "schedules",
]


@dataclass(frozen=True, slots=True)
class _Begun:
    """An operation that the first transaction has released to its handler."""

    job: Job
    instance_id: str


def perform(parts: Parts, job_id: str, delivery: int) -> None:
    """Carry out one delivery of a job.

    An operation takes two transactions, and its handler runs between them, outside any. A handler
    has no time limit of its own here, since a thread cannot be ended from outside: whatever it
    calls needs one. Raises `DatabaseAway` when the same delivery should simply be tried again.
    """
    attempt = Attempt(job_id, delivery)
    with parts.database.writing() as session:
        found = storage.look_at(session, job_id)
        if found is None or not _wanted(found.job, delivery):
            return  # done, cancelled or superseded
        now = parts.database.now(session)
        if found.job.not_before > now:
            _deliver_again(parts, session, attempt)  # some machine's clock runs ahead
            return
        begun = _begin(parts, session, attempt, found, now)
    job = found.job
    errand = fire_start_timer if _starts(job) else _ERRANDS.get(job.kind)
    if errand is not None:
        settle(parts, attempt, lambda: errand(parts, attempt))
    elif job.kind == "TIMER":
        settle(parts, attempt, lambda: _fire(parts, attempt, str(job.instance_id)))
    elif begun is None:
        error = NeverCameBack(f"The job was begun {job.starts} times and never came back.")
        fail(parts, attempt, error)
    else:
        _handle(parts, attempt, begun)


_ERRANDS: Mapping[str, Callable[[Parts, Attempt], None]] = {
    "BATCH": run_batch,
    "MESSAGE": correlate,
    "SIGNAL": deliver_signal,
    "START": start_by_signal,
}
"""What brings something to instances, by the kind of its job."""


def _starts(job: JobRecord) -> bool:
    """Tell whether a timer belongs to no instance, because it starts one."""
    return job.kind == "TIMER" and job.instance_id is None


def _wanted(job: JobRecord, delivery: int) -> bool:
    return job.status == "PENDING" and job.delivery == delivery


def _deliver_again(parts: Parts, session: Session, attempt: Attempt) -> None:
    job = storage.lock(session, attempt.job_id, attempt.delivery)
    if job is not None:
        parts.delivery.deliver(session, job, at=job.not_before)


def _begin(
    parts: Parts, session: Session, attempt: Attempt, found: JobInContext, now: datetime
) -> _Begun | None:
    """Count the start of an operation; None when it has been started too often."""
    job = found.job
    if job.kind != "JOB" or job.starts >= MAX_STARTS:
        return None
    if not storage.count_start(session, attempt.job_id, attempt.delivery):
        raise ChangedMeanwhile
    sealed = job.variables
    variables: dict[str, Any] = parts.cipher.open_json(sealed) if sealed is not None else {}
    return _Begun(
        Job(
            id=job.id,
            operation=job.operation,
            variables=variables,
            instance_id=str(job.instance_id),
            business_key=found.business_key,
            county=found.county_id,
            now=now,
        ),
        str(job.instance_id),
    )


def _handle(parts: Parts, attempt: Attempt, begun: _Begun) -> None:
    """Let the handler work, then write down how it ended."""
    command: Command
    try:
        result = parts.operations.perform(begun.job, parts.ports)
        command = CompleteJob(attempt.job_id, result)
    except BpmnError as error:
        command = ThrowBpmnError(attempt.job_id, error.error_code, error.message, error.variables)
    except (DatabaseAway, ChangedMeanwhile) as error:  # of a port: it came back, and may pass
        fail(parts, attempt, TransientFailure(str(error)))
        return
    except Exception as error:  # noqa: BLE001 - a handler may raise anything
        fail(parts, attempt, error)
        return
    settle(parts, attempt, lambda: complete(parts, attempt, begun.instance_id, command))


def _fire(parts: Parts, attempt: Attempt, instance_id: str) -> None:
    with parts.database.writing() as session:
        advance_fenced(parts, session, attempt, instance_id, FireTimer(attempt.job_id))


def list_jobs(parts: Parts, actor: Actor, wanted: JobFilter, page: PageRequest) -> Page[JobRow]:
    """Return one page of the jobs of instances in the actor's sight, the next due first."""
    if not may(actor, Permission.MONITORING_READ):
        raise NotAllowed
    with parts.database.reading() as session:
        return queries.list_jobs(session, actor, wanted, page)


def list_incidents(parts: Parts, actor: Actor, page: PageRequest) -> Page[OpenIncident]:
    """Return one page of the open incidents in the actor's sight, the oldest first."""
    if not may(actor, Permission.MONITORING_READ):
        raise NotAllowed
    with parts.database.reading() as session:
        return queries.list_incidents(session, actor, page)


def schedules(parts: Parts) -> Sequence[Schedule]:
    """Return what one worker of the installation does at fixed times.

    None of it fires timers: those are delivered like jobs, each at its time.
    """
    return (
        Schedule("reconcile", "*/5 * * * *", partial(reconcile, parts)),
        Schedule("expire_messages", "10 * * * *", partial(expire_messages, parts)),
        Schedule("forget_batches", "50 19 * * *", partial(forget_batches, parts)),
        Schedule("forget_sign_ins", "40 19 * * *", partial(forget_sign_ins, parts)),
    )
