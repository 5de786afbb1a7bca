"""What is sent and who waits for it: written in the sender's transaction, brought by jobs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from webapp.adapters.storage.database import Session
from webapp.adapters.storage.models import Job, ProcessInstance
from webapp.adapters.storage.repositories import messages, people
from webapp.adapters.storage.repositories import process_instances as instances
from webapp.domain.places import PROVINCE_CODE
from webapp.engine.outcome import Awaited, Place, Subscription, ThrownMessage, ThrownSignal
from webapp.kernel.identifiers import new_identifier
from webapp.services.bundles import visible_versions
from webapp.services.candidates import Choice
from webapp.services.parts import Parts

Row = dict[str, Any]

_LONGEST_NAME = 400


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a message or signal comes from.

    `organisation_id` is where a message starts a process that begins with it, and which county (or
    the whole province) hears a signal. `key` is the sender's own id of what it sends, if any.
    """

    instance_id: str | None = None
    organisation_id: str | None = None
    key: str | None = None


def place_row(place: Place) -> Row:
    """Return the columns that say at which element something stands."""
    return {
        "process_id": place.process_id,
        "element_id": place.element_id,
        "element_name": place.element_name,
    }


def new_job(
    kind: str, operation: str, instance_id: str | None, now: datetime, **values: Any
) -> Job:
    """Return a job that is no element's own: an errand between instances, or into a new one."""
    columns: Row = {"process_id": "", "element_id": "", "element_name": "", "variables": None}
    return Job(
        id=new_identifier(),
        instance_id=instance_id,
        kind=kind,
        **{**columns, **values},
        operation=operation,
        queue="jobs",
        status="PENDING",
        not_before=now,
        delivery=0,
        starts=0,
        failures=0,
        max_attempts=5,
        last_error="",
        created_at=now,
    )


def write_subscriptions(
    parts: Parts,
    session: Session,
    instance_id: str,
    opened: Iterable[tuple[Subscription, tuple[Choice, ...]]],
    now: datetime,
) -> None:
    """Write down what an instance waits for, and fetch the messages that were early."""
    rows = []
    for place, choices in sorted(opened, key=lambda pair: (pair[0].name, pair[0].correlation_key)):
        key = messages.storable(place.correlation_key)
        rows.append(
            {
                **place_row(place),
                "id": place.id,
                "instance_id": instance_id,
                "kind": place.kind.value,
                "name": place.name[:_LONGEST_NAME],
                "correlation_key": key,
                "choices": [choice.as_row() for choice in choices],
                "created_at": now,
            }
        )
        if place.kind is Awaited.MESSAGE:
            _fetch_early(parts, session, instance_id, (place.name, key), now)
    instances.add_subscriptions(session, rows)


def _fetch_early(
    parts: Parts, session: Session, instance_id: str, what: tuple[str, str], now: datetime
) -> None:
    messages.lock_correlation(session, *what)
    waiting = messages.oldest_buffered(session, *what, now)
    if waiting is not None:
        carry_message(parts, session, waiting.id, instance_id, now)


def throw_message(
    parts: Parts, session: Session, origin: Origin, thrown: ThrownMessage, now: datetime
) -> str | None:
    """Keep a message and set out to bring it to a receiver; return its id.

    None when a message was sent under the same key before: this one is dropped.
    """
    message_id = new_identifier()
    added = messages.add(
        session,
        {
            "id": message_id,
            "message_key": origin.key,
            "name": thrown.name,
            "correlation_key": messages.storable(thrown.correlation_key),
            "variables": parts.cipher.seal_json(dict(thrown.variables)),
            "status": "BUFFERED",
            "organisation_id": origin.organisation_id,
            "source_instance_id": origin.instance_id,
            "created_at": now,
            "expires_at": now + timedelta(days=parts.settings.message_days),
            "ended_by": "",
            "reason": "",
        },
    )
    if not added:
        return None
    carry_message(parts, session, message_id, origin.instance_id, now)
    return message_id


def carry_message(
    parts: Parts, session: Session, message_id: str, instance_id: str | None, now: datetime
) -> None:
    """Ask for a delivery of a kept message."""
    _send_off(parts, session, new_job("MESSAGE", message_id, instance_id, now), now)


def _send_off(parts: Parts, session: Session, job: Job, now: datetime) -> None:
    session.add(job)
    parts.delivery.deliver(session, job, now=now)


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A signal on its way: how many instances hear it, and how many it starts."""

    id: str
    receivers: int
    starts: int


def throw_signal(
    parts: Parts, session: Session, origin: Origin, thrown: ThrownSignal, now: datetime
) -> Broadcast | None:
    """Set out to bring a signal to everybody who waits for it now, and to what begins with it.

    It is heard in the county where it is thrown, or everywhere when the province throws it. Who
    begins to wait later does not hear it. None when a signal was sent under the same key before.
    """
    scope = origin.organisation_id or PROVINCE_CODE
    signal_id = new_identifier()
    row = {
        "id": signal_id,
        "signal_key": origin.key,
        "name": thrown.name[:_LONGEST_NAME],
        "scope_id": scope,
        "source_instance_id": origin.instance_id,
        "receivers": 0,
        "starts": 0,
        "created_at": now,
    }
    if not messages.add_signal(session, row):
        return None
    counties = sorted(people.counties_below(session, [scope]))
    waiting = messages.waiting_for_signal(session, thrown.name, counties, origin.instance_id)
    sealed = parts.cipher.seal_json(dict(thrown.variables))
    for receiver in waiting:
        place = {
            "process_id": receiver.process_id,
            "element_id": receiver.element_id,
            "element_name": receiver.element_name,
            "variables": sealed,
        }
        # The sender's own job: a reference to the receiver would wait for whoever has it locked.
        job = new_job("SIGNAL", receiver.id, origin.instance_id, now, **place)
        _send_off(parts, session, job, now)
    starts = 0
    for county in counties:
        starts += _start_in(parts, session, (signal_id, county), thrown, now)
    messages.count_signal(session, signal_id, len(waiting), starts)
    return Broadcast(signal_id, len(waiting), starts)


def _start_in(
    parts: Parts,
    session: Session,
    where: tuple[str, str],
    thrown: ThrownSignal,
    now: datetime,
) -> int:
    """Ask for an instance of every process of the county that begins with the signal."""
    signal_id, county = where
    starts = 0
    for (kind, process_id), version in visible_versions(session, (county, PROVINCE_CODE)).items():
        if kind == "process" and thrown.name in version.facts.get("signal_starts", ()):
            asked = {
                "signal": thrown.name,
                "variables": dict(thrown.variables),
                "start_key": messages.storable(f"signal:{signal_id}:{county}:{process_id}"),
            }
            sealed = parts.cipher.seal_json(asked)
            job = new_job("START", county, None, now, process_id=process_id, variables=sealed)
            _send_off(parts, session, job, now)
            starts += 1
    return starts


def throw_all(
    parts: Parts,
    session: Session,
    instance: ProcessInstance,
    thrown: tuple[Iterable[ThrownMessage], Iterable[ThrownSignal]],
    now: datetime,
) -> None:
    """Send what an advance of an instance has thrown."""
    sent, raised = thrown
    unit = instance.unit_id or instance.county_id
    for message in sent:
        throw_message(parts, session, Origin(instance.id, unit), message, now)
    for signal in raised:
        throw_signal(parts, session, Origin(instance.id, instance.county_id), signal, now)
