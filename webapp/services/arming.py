"""Timer start events: armed for each county when a version is published, and after each firing."""

from collections.abc import Collection, Sequence
from datetime import datetime

from webapp.adapters.storage.database import Session
from webapp.adapters.storage.models import StartTimer
from webapp.adapters.storage.repositories import definitions, people, start_timers
from webapp.adapters.storage.repositories.definitions import VersionFacts
from webapp.domain import places
from webapp.domain.places import PROVINCE_CODE
from webapp.domain.ports.calendar import WorkingCalendar
from webapp.engine.definitions import TimerStart
from webapp.engine.start_timers import Occurrence, StartTimers
from webapp.kernel.identifiers import new_identifier
from webapp.services import sending
from webapp.services.parts import Parts


def rearm(
    parts: Parts, session: Session, owner_id: str, processes: Collection[str], now: datetime
) -> None:
    """Arm the timers of newly published versions in the place of the old ones.

    A county's version counts for that county, the province's for each county without its own.
    Raises the engine's `Trouble` when a timer has no usable value.
    """
    counties = sorted(people.counties_below(session, [owner_id]))
    for process_id in sorted(processes):
        own = definitions.owners_of(session, "process", process_id) - {PROVINCE_CODE}
        concerned = [c for c in counties if owner_id != PROVINCE_CODE or c not in own]
        start_timers.disarm(session, start_timers.of_process(session, process_id, concerned))
        version = definitions.latest(session, "process", process_id, owner_id)
        if version is not None:
            _arm_all(parts, session, version, concerned, now)


def _arm_all(
    parts: Parts, session: Session, version: VersionFacts, counties: Sequence[str], now: datetime
) -> None:
    for number, timer in enumerate(_timers_of(version)):
        for county in counties:
            occurrence = _clock(parts).first(timer, _known(county), now, county)
            if occurrence is not None:
                _arm(parts, session, (version, county, number), occurrence, now)


def _timers_of(version: VersionFacts) -> Sequence[TimerStart]:
    return [TimerStart(**values) for values in version.facts.get("timer_starts", ())]


def arm_next(parts: Parts, session: Session, timer: StartTimer) -> None:
    """Arm the occurrence after the one that has come; after the last one the timer goes."""
    version = definitions.facts_of(session, [timer.version_id])[timer.version_id]
    written = _timers_of(version)[timer.number]
    before = Occurrence(timer.due_at, timer.remaining)
    county = timer.county_id
    occurrence = _clock(parts).following(written, _known(county), before, county)
    if occurrence is None:
        session.delete(timer)
        return
    timer.due_at, timer.remaining = occurrence.due_at, occurrence.remaining
    timer.job_id = _promise(parts, session, timer, parts.database.now(session))


def _arm(
    parts: Parts,
    session: Session,
    what: tuple[VersionFacts, str, int],
    occurrence: Occurrence,
    now: datetime,
) -> None:
    version, county, number = what
    timer = StartTimer(
        id=new_identifier(),
        process_id=version.key,
        county_id=county,
        version_id=version.id,
        number=number,
        element_id=_timers_of(version)[number].element_id,
        remaining=occurrence.remaining,
        due_at=occurrence.due_at,
    )
    timer.job_id = _promise(parts, session, timer, now)
    session.add(timer)


def _promise(parts: Parts, session: Session, timer: StartTimer, now: datetime) -> str:
    """Ask for a delivery at the timer's time; return the job's id."""
    place = {"process_id": timer.process_id, "element_id": timer.element_id}
    job = sending.new_job("TIMER", timer.id, None, now, **place)
    session.add(job)
    parts.delivery.deliver(session, job, at=timer.due_at, now=now)
    return job.id


def _clock(parts: Parts) -> StartTimers:
    return StartTimers(parts.feel, parts.ports[WorkingCalendar])


def _known(county: str) -> dict[str, object]:
    """Return the variables that every instance of the county has from the beginning."""
    return dict(places.base_variables(county))
