"""Bringing a kept message and a waiting receiver together."""

from datetime import datetime

from webapp.access.actor import SYSTEM
from webapp.adapters.delivery.patience import PASSING
from webapp.adapters.storage.database import ChangedMeanwhile, Session
from webapp.adapters.storage.models import BufferedMessage, Subscription
from webapp.adapters.storage.repositories import jobs as storage
from webapp.adapters.storage.repositories import messages, people
from webapp.adapters.storage.repositories import process_instances as instances
from webapp.engine.commands import DeliverMessage, StartProcess
from webapp.services import advancing
from webapp.services.advancing import PROVINCE
from webapp.services.attempts import Attempt, ReceiverFailed
from webapp.services.bundles import visible_versions
from webapp.services.parts import Parts
from webapp.services.process_instances import AlreadyStarted, start_instance


def correlate(parts: Parts, attempt: Attempt) -> None:
    """Give the oldest message of this name and key to the receiver that has waited longest.

    Without a receiver the message starts an instance, if a process begins with it, or is kept.
    Which message of the name and key it is does not matter, as long as there are as many jobs as
    pairs: the order of arrival is kept even if the jobs overtake each other. Raises
    `ChangedMeanwhile` when somebody else was faster with the message or the receiver: look again.
    """
    with parts.database.writing() as session:
        found = storage.look_at(session, attempt.job_id)
        if found is None or (found.job.status, found.job.delivery) != ("PENDING", attempt.delivery):
            return
        message = messages.find(session, found.job.operation)
        if message is None:
            storage.cancel(session, attempt.job_id, attempt.delivery)
            return
        name, key = message.name, message.correlation_key
        receiver = messages.oldest_subscription(session, name, key)
        if receiver is not None:
            _give(parts, session, attempt, receiver)
            return
        # Who begins to wait holds this lock until it is committed: now nobody is half-way.
        messages.lock_correlation(session, name, key)
        if messages.oldest_subscription(session, name, key) is not None:
            raise ChangedMeanwhile
        now = parts.database.now(session)
        if instances.finish_job(session, attempt.job_id, attempt.delivery, now):
            _start_by_message(parts, session, message, now)


def _give(parts: Parts, session: Session, attempt: Attempt, receiver: Subscription) -> None:
    """Deliver the oldest message to the receiver; locks in the order instance, message, job."""
    instance = advancing.load_for_update(session, receiver.instance_id)
    if not storage.still_waits(session, receiver.id):
        raise ChangedMeanwhile
    now = parts.database.now(session)
    message = messages.oldest_buffered(session, receiver.name, receiver.correlation_key, now)
    if message is not None and not storage.take_message(session, message.id, instance.id):
        raise ChangedMeanwhile
    if not instances.finish_job(session, attempt.job_id, attempt.delivery, now):
        session.rollback()  # a second run of this delivery: what it took goes back
        return
    if message is None:
        return  # another job has brought it
    command = DeliverMessage(receiver.id, parts.cipher.open_json(message.variables))
    try:
        advancing.advance(parts, session, instance, command, SYSTEM, now)
    except PASSING:
        raise
    except Exception as error:
        raise ReceiverFailed.at(receiver) from error


def _start_by_message(
    parts: Parts, session: Session, message: BufferedMessage, now: datetime
) -> None:
    """Start the process that begins with this message, at the place the message comes from."""
    if message.status != "BUFFERED" or message.expires_at <= now or not message.organisation_id:
        return
    place = people.organisation(session, message.organisation_id)
    if place is None or place.county_id is None:
        return
    visible = visible_versions(session, (place.county_id, PROVINCE))
    for (kind, process_id), version in sorted(visible.items()):
        if kind != "process" or message.name not in version.facts.get("message_starts", ()):
            continue
        start = StartProcess(parts.cipher.open_json(message.variables), message.name)
        try:
            started = start_instance(
                parts, session, SYSTEM, (process_id, place.id), start, f"message:{message.id}"
            )
        except AlreadyStarted:
            return
        storage.take_message(session, message.id, started.id)
        return
