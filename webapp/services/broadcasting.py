"""Bringing a thrown signal to one of those who waited for it when it was thrown."""

from webapp.access.actor import SYSTEM
from webapp.adapters.delivery.patience import PASSING
from webapp.adapters.storage.repositories import jobs as storage
from webapp.adapters.storage.repositories import messages
from webapp.adapters.storage.repositories import process_instances as instances
from webapp.engine.commands import DeliverSignal
from webapp.kernel.errors import ApplicationError
from webapp.services import advancing
from webapp.services.attempts import TOO_LATE, Attempt, ReceiverFailed
from webapp.services.parts import Parts


def deliver_signal(parts: Parts, attempt: Attempt) -> None:
    """Give a signal to one subscription; if that is no longer open, there is nothing to do."""
    with parts.database.writing() as session:
        found = storage.look_at(session, attempt.job_id)
        if found is None:
            return
        job = found.job
        receiver = messages.subscription(session, job.operation)
        if receiver is None:
            storage.cancel(session, attempt.job_id, attempt.delivery)
            return
        instance = advancing.load_for_update(session, receiver.instance_id)
        if not storage.still_waits(session, receiver.id):
            storage.cancel(session, attempt.job_id, attempt.delivery)
            return
        now = parts.database.now(session)
        if not instances.finish_job(session, attempt.job_id, attempt.delivery, now):
            return
        variables = parts.cipher.open_json(job.variables or b"")
        command = DeliverSignal(receiver.id, variables)
        try:
            advancing.advance(parts, session, instance, command, SYSTEM, now)
        except PASSING:
            raise
        except Exception as error:
            if isinstance(error, ApplicationError) and error.code in TOO_LATE:
                raise
            raise ReceiverFailed.at(receiver) from error
