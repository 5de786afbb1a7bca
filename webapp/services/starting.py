"""Starting instances by themselves: a signal was thrown, or the time of a timer has come."""

from typing import Any

from webapp.access.actor import SYSTEM
from webapp.adapters.storage.database import Session
from webapp.adapters.storage.models import Job
from webapp.adapters.storage.repositories import jobs as storage
from webapp.adapters.storage.repositories import messages, start_timers
from webapp.adapters.storage.repositories import process_instances as instances
from webapp.domain.places import PROVINCE_CODE
from webapp.engine.commands import StartProcess
from webapp.services import arming
from webapp.services.attempts import Attempt
from webapp.services.bundles import visible_versions
from webapp.services.parts import Parts
from webapp.services.process_instances import AlreadyStarted, start_instance


def start_by_signal(parts: Parts, attempt: Attempt) -> None:
    """Start an instance of one process in one county, unless it begins otherwise by now."""
    with parts.database.writing() as session:
        job = _won(parts, session, attempt)
        if job is None:
            return
        asked: dict[str, Any] = parts.cipher.open_json(job.variables or b"")
        visible = visible_versions(session, (job.operation, PROVINCE_CODE))
        version = visible.get(("process", job.process_id))
        if version is None or asked["signal"] not in version.facts.get("signal_starts", ()):
            return
        command = StartProcess(asked["variables"], signal=asked["signal"])
        _start(parts, session, (job.process_id, job.operation), command, asked["start_key"])


def fire_start_timer(parts: Parts, attempt: Attempt) -> None:
    """Start an instance in the timer's county and arm the next occurrence, if there is one.

    A timer that was replaced meanwhile, by a newer version, is silent.
    """
    with parts.database.writing() as session:
        found = storage.look_at(session, attempt.job_id)
        timer = start_timers.lock(session, found.job.operation) if found is not None else None
        if timer is None or timer.job_id != attempt.job_id:
            storage.cancel(session, attempt.job_id, attempt.delivery)
            return
        if _won(parts, session, attempt) is None:
            return
        place = (timer.process_id, timer.county_id)
        key = f"timer:{':'.join(place)}:{timer.element_id}:{timer.due_at.isoformat()}"
        command = StartProcess(element=timer.element_id)
        _start(parts, session, place, command, messages.storable(key))
        arming.arm_next(parts, session, timer)


def _won(parts: Parts, session: Session, attempt: Attempt) -> Job | None:
    """Return the job whose fence this attempt has won; None when another one has."""
    found = storage.look_at(session, attempt.job_id)
    now = parts.database.now(session)
    if found is None or not instances.finish_job(session, attempt.job_id, attempt.delivery, now):
        return None
    return found.job


def _start(
    parts: Parts, session: Session, what: tuple[str, str], command: StartProcess, start_key: str
) -> None:
    try:
        start_instance(parts, session, SYSTEM, what, command, start_key)
    except AlreadyStarted:
        return
