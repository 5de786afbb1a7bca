"""What is stuck and why, grouped by cause, and whether the installation is well."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from webapp.access.actor import Actor
from webapp.access.permissions import Permission, may
from webapp.adapters.storage.database import DatabaseAway, Session
from webapp.adapters.storage.queries import monitoring as queries
from webapp.adapters.storage.queries.monitoring import StuckRow
from webapp.kernel.errors import NotAllowed
from webapp.services.parts import Parts

__all__ = ["StuckRow"]

TIMER_TOLERANCE = timedelta(minutes=5)
MESSAGE_PATIENCE = timedelta(days=30)
PROGRESS_PATIENCE = timedelta(days=45)
SHORTEST_STANDSTILL = timedelta(days=14)
ENOUGH_TO_BE_USUAL = 5


class Cause(StrEnum):
    """Why something stands still."""

    FAILED_JOB = "FAILED_JOB"
    ENGINE_INCIDENT = "ENGINE_INCIDENT"
    NOBODY_MAY = "NOBODY_MAY"
    OVERDUE_TASK = "OVERDUE_TASK"
    OVERDUE_TIMER = "OVERDUE_TIMER"
    MESSAGE_AWAITED = "MESSAGE_AWAITED"
    NO_PROGRESS = "NO_PROGRESS"


REMEDIES: Mapping[Cause, tuple[str, ...]] = {
    Cause.FAILED_JOB: ("retry_job", "change_variables", "cancel"),
    Cause.ENGINE_INCIDENT: ("change_variables", "retry_element", "cancel"),
    Cause.NOBODY_MAY: ("reassign", "cancel"),
    Cause.OVERDUE_TASK: ("reassign", "cancel"),
    Cause.OVERDUE_TIMER: ("fire_timer", "cancel"),
    Cause.MESSAGE_AWAITED: ("deliver_message", "cancel"),
    Cause.NO_PROGRESS: ("cancel",),
}
"""The remedies that fit a cause, the likeliest first."""


@dataclass(frozen=True, slots=True)
class StuckGroup:
    """What stands still for one cause and one reason (`key`: the error, the role, the message)."""

    cause: Cause
    key: str
    rows: Sequence[StuckRow]
    total: int
    remedies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Health:
    """Whether the installation works; `checks` tells each part's state in a word."""

    ok: bool
    checks: Mapping[str, str]


def list_stuck(parts: Parts, actor: Actor, cause: Cause | None = None) -> Sequence[StuckGroup]:
    """Return what stands still within the actor's sight, grouped by cause and reason."""
    if not may(actor, Permission.MONITORING_READ):
        raise NotAllowed
    with parts.database.reading() as session:
        now = parts.database.now(session)
        groups: list[StuckGroup] = []
        for one in Cause if cause is None else (cause,):
            rows, total = _find(session, actor, one, now)
            groups += _grouped(one, rows, total)
        return groups


def _find(
    session: Session, actor: Actor, cause: Cause, now: datetime
) -> tuple[list[StuckRow], int]:
    searches = {
        Cause.FAILED_JOB: lambda: queries.incidents(session, actor, of_jobs=True),
        Cause.ENGINE_INCIDENT: lambda: queries.incidents(session, actor, of_jobs=False),
        Cause.NOBODY_MAY: lambda: queries.nobody_may(session, actor),
        Cause.OVERDUE_TASK: lambda: queries.overdue_tasks(session, actor, now),
        Cause.OVERDUE_TIMER: lambda: queries.overdue_timers(session, actor, now - TIMER_TOLERANCE),
        Cause.MESSAGE_AWAITED: lambda: queries.long_awaited(session, actor, now - MESSAGE_PATIENCE),
        Cause.NO_PROGRESS: lambda: _without_progress(session, actor, now),
    }
    return searches[cause]()


def _without_progress(session: Session, actor: Actor, now: datetime) -> tuple[list[StuckRow], int]:
    """Find instances that stand still for longer than their process usually takes in all.

    A fortnight is no standstill anywhere; a process of which too few have ended has no usual yet.
    """
    took: dict[str, list[timedelta]] = {}
    for process_id, duration in queries.durations(session):
        took.setdefault(process_id, []).append(duration)
    since = {
        process_id: now - max(SHORTEST_STANDSTILL, sorted(durations)[len(durations) // 2])
        for process_id, durations in took.items()
        if len(durations) >= ENOUGH_TO_BE_USUAL
    }
    return queries.without_progress(session, actor, since, now - PROGRESS_PATIENCE)


def _grouped(cause: Cause, rows: Sequence[StuckRow], total: int) -> list[StuckGroup]:
    """Group rows that share a reason, the largest group first."""
    groups: dict[str, list[StuckRow]] = {}
    for row in rows:
        groups.setdefault(row.detail if cause is not Cause.NO_PROGRESS else "", []).append(row)
    made = [
        StuckGroup(
            cause=cause,
            key=key,
            rows=members,
            # Rows beyond the limit are counted with the only group there is, if there is one.
            total=total if len(groups) == 1 else len(members),
            remedies=REMEDIES[cause],
        )
        for key, members in groups.items()
    ]
    return sorted(made, key=lambda group: -group.total)


def stuck_counts(parts: Parts, actor: Actor) -> Mapping[Cause, int]:
    """Count what stands still, by cause."""
    if not may(actor, Permission.MONITORING_READ):
        raise NotAllowed
    with parts.database.reading() as session:
        now = parts.database.now(session)
        return {cause: _find(session, actor, cause, now)[1] for cause in Cause}


def health(parts: Parts) -> Health:
    """Tell whether the database answers and the jobs flow."""
    try:
        values = metrics(parts)
    except DatabaseAway:
        return Health(ok=False, checks={"database": "away"})
    late = values["oldest_due_job_seconds"] > TIMER_TOLERANCE.total_seconds()
    return Health(ok=not late, checks={"database": "ok", "jobs": "late" if late else "ok"})


def metrics(parts: Parts) -> Mapping[str, float]:
    """Return the gauges of the installation, by name."""
    with parts.database.reading() as session:
        return queries.gauges(session, parts.database.now(session))
