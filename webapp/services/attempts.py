"""How one attempt at a job ends: done, too late, again later, or as an incident."""

import random
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from webapp.access.actor import SYSTEM
from webapp.adapters.delivery.patience import DatabaseStayedAway, persistently
from webapp.adapters.storage.database import Session
from webapp.adapters.storage.models import Job, Subscription
from webapp.adapters.storage.repositories import jobs as storage
from webapp.adapters.storage.repositories import process_instances as instances
from webapp.engine.commands import Command
from webapp.engine.outcome import IncidentKind
from webapp.jobs.errors import TransientFailure
from webapp.jobs.handling import UnknownOperation
from webapp.kernel.errors import ApplicationError
from webapp.kernel.identifiers import new_identifier
from webapp.services import advancing
from webapp.services.parts import Parts

MAX_STARTS = 5
"""Runs that did not come back, after which a job counts as one that kills its worker."""

_FIRST_PAUSE = 10.0
_LONGEST_PAUSE = 3600.0
_SPREAD = (0.8, 1.2)
TOO_LATE = frozenset({"ELEMENT_NOT_OPEN", "INSTANCE_ENDED"})
"""The refusals which say that there is nothing left to do."""

_KEPT_CHARACTERS = 4000


@dataclass(frozen=True, slots=True)
class Attempt:
    """One delivery of a job; the pair is the fence of everything it writes."""

    job_id: str
    delivery: int


class NeverCameBack(Exception):
    """The job was begun several times, and none of the runs came back."""


class ReceiverFailed(Exception):
    """What was sent could not be given to the instance that waits for it; the cause says why."""

    def __init__(self, instance_id: str, place: Mapping[str, str]) -> None:
        """Keep which instance it was, and at which element it waits."""
        super().__init__(instance_id)
        self.instance_id = instance_id
        self.place = dict(place)

    @classmethod
    def at(cls, receiver: Subscription) -> "ReceiverFailed":
        """Return the failure at the element that waits."""
        place = {
            "process_id": receiver.process_id,
            "element_id": receiver.element_id,
            "element_name": receiver.element_name,
        }
        return cls(receiver.instance_id, place)


def complete(parts: Parts, attempt: Attempt, instance_id: str, command: Command) -> None:
    """Advance the instance by the result: the second transaction, all or nothing.

    Whoever comes second, a repeated run or a zombie, finds the fence closed and changes nothing.
    """
    with parts.database.writing() as session:
        advance_fenced(parts, session, attempt, instance_id, command)


def advance_fenced(
    parts: Parts, session: Session, attempt: Attempt, instance_id: str, command: Command
) -> None:
    """Lock the instance, win the job's fence, then advance."""
    instance = advancing.load_for_update(session, instance_id)
    now = parts.database.now(session)
    if instances.finish_job(session, attempt.job_id, attempt.delivery, now):
        advancing.advance(parts, session, instance, command, SYSTEM, now)


def settle(parts: Parts, attempt: Attempt, transaction: Callable[[], object]) -> None:
    """Run the transaction that ends an attempt; a mistake in it becomes an incident.

    A database that is away for a moment is waited for, so that a handler's work is not repeated.
    """
    try:
        persistently(transaction)
    except DatabaseStayedAway:
        raise
    except ApplicationError as error:
        if error.code in TOO_LATE:
            _cancel(parts, attempt)
        else:
            fail(parts, attempt, error)
    except Exception as error:  # noqa: BLE001 - an administrator must see it, whatever it is
        fail(parts, attempt, error)


def fail(parts: Parts, attempt: Attempt, error: Exception) -> None:
    """Write down that an attempt failed: the next one after a pause, or an incident."""
    persistently(lambda: _fail(parts, attempt, error))


def _cancel(parts: Parts, attempt: Attempt) -> None:
    def transaction() -> None:
        with parts.database.writing() as session:
            storage.cancel(session, attempt.job_id, attempt.delivery)

    persistently(transaction)


def _fail(parts: Parts, attempt: Attempt, error: Exception) -> None:
    with parts.database.writing() as session:
        found = storage.look_at(session, attempt.job_id)
        if found is None:
            return
        receiver = error if isinstance(error, ReceiverFailed) else None
        instance_id = found.job.instance_id if receiver is None else receiver.instance_id
        if instance_id is not None:
            # An incident refers to its instance; locks are always taken in the order
            # instance, job.
            advancing.load_for_update(session, instance_id)
        job = storage.lock(session, attempt.job_id, attempt.delivery)
        if job is None:
            return
        now = parts.database.now(session)
        job.failures += 1
        job.starts = 0  # it came back, so it does not kill its worker
        job.last_error = _sentence(error)
        if isinstance(error, TransientFailure) and job.failures < job.max_attempts:
            parts.delivery.deliver(session, job, at=now + _pause(job.failures, error), now=now)
            return
        job.status = "INCIDENT"
        job.instance_id = instance_id  # of a message: where it is awaited, and where help is due
        if instance_id is not None:
            _open_incident(session, job, instance_id, error, now)


def _pause(failures: int, error: TransientFailure) -> timedelta:
    if error.retry_after is not None:
        return error.retry_after
    seconds = min(_FIRST_PAUSE * 2 ** (failures - 1), _LONGEST_PAUSE)
    return timedelta(seconds=seconds * random.uniform(*_SPREAD))  # noqa: S311 - spreads load


def _open_incident(
    session: Session, job: Job, instance_id: str, error: Exception, now: datetime
) -> None:
    place = {
        "process_id": job.process_id,
        "element_id": job.element_id,
        "element_name": job.element_name,
    }
    if isinstance(error, ReceiverFailed):
        place = error.place
    incident = {
        **place,
        "id": new_identifier(),
        "instance_id": instance_id,
        "element_instance_id": job.id,
        "job_id": job.id,
        "kind": _kind(error),
        "message": job.last_error,
        "trace": _trace(error),
        "opened_at": now,
    }
    instances.add_incidents(session, [incident])
    details = {"operation": job.operation, "error": job.last_error, "failures": job.failures}
    row = advancing.history_row(instance_id, "JOB_FAILED", None, now, **place, details=details)
    instances.add_history(session, [row])


def _kind(error: Exception) -> IncidentKind:
    if isinstance(error, TransientFailure | NeverCameBack):
        return IncidentKind.JOB_NO_RETRIES
    if isinstance(error, UnknownOperation):
        return IncidentKind.HANDLER_NOT_FOUND
    if isinstance(error, ReceiverFailed):
        return IncidentKind.MESSAGE_NOT_CORRELATED
    return IncidentKind.HANDLER_FAILED


def _sentence(error: Exception) -> str:
    """Say in one line what went wrong, as an administrator reads it."""
    if isinstance(error, TransientFailure | NeverCameBack | ApplicationError):
        text = str(error)
    elif isinstance(error, UnknownOperation):
        text = f"No handler performs the operation “{error}”."
    elif isinstance(error, ReceiverFailed):
        text = f"What was sent could not be delivered: {error.__cause__!r}"
    else:
        text = f"{type(error).__name__}: {error}"
    return text[:_KEPT_CHARACTERS]


def _trace(error: Exception) -> str:
    if isinstance(error, TransientFailure | NeverCameBack | UnknownOperation):
        return ""
    return "".join(traceback.format_exception(error))[-_KEPT_CHARACTERS:]
