"""Starts that nobody asks for by hand: what is armed, what failed, and how it is helped."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.access.actor import Actor
from webapp.access.permissions import Permission, may
from webapp.access.roles import Role
from webapp.adapters.storage.queries import messages as queries
from webapp.adapters.storage.queries.messages import FailedStartRow, StartTimerRow
from webapp.adapters.storage.repositories import interventions as storage
from webapp.adapters.storage.repositories import people
from webapp.kernel.errors import NotAllowed, NotFound
from webapp.services.interventions import AlreadyResolved
from webapp.services.parts import Parts

__all__ = ["FailedStartRow", "StartTimerRow"]


@dataclass(frozen=True, slots=True)
class Starts:
    """The armed timers, and the starts by signals that failed."""

    timers: Sequence[StartTimerRow]
    failed: Sequence[FailedStartRow]


def list_starts(parts: Parts, actor: Actor) -> Starts:
    """Return what starts by itself in the counties that the actor watches over."""
    if not may(actor, Permission.MONITORING_READ):
        raise NotAllowed
    with parts.database.reading() as session:
        return Starts(
            queries.list_start_timers(session, actor), queries.list_failed_starts(session, actor)
        )


def count_failed_starts(parts: Parts, actor: Actor) -> int:
    """Count the starts by timers and signals that need help."""
    found = list_starts(parts, actor)
    return len(found.failed) + sum(timer.status == "INCIDENT" for timer in found.timers)


def retry_start(parts: Parts, actor: Actor, job_id: str) -> None:
    """Try a failed start again; of two administrators the second gets `AlreadyResolved`.

    It changes no instance, so that no reason is asked for.
    """
    if not may(actor, Permission.INTERVENE):
        raise NotAllowed
    with parts.database.writing() as session:
        job = storage.job(session, job_id)
        county = None if job is None else queries.place_of_start(session, job)
        held = actor.organisations([Role.ADMINISTRATOR])
        if job is None or county not in people.counties_below(session, held):
            raise NotFound(job=job_id)
        now = parts.database.now(session)
        if not storage.leave_incident(session, job_id, "PENDING", now):
            raise AlreadyResolved
        session.refresh(job)
        parts.delivery.deliver(session, job, now=now)
