"""Carrying a batch out in the background: item by item, each in a transaction of its own.

The item's row is locked, looked at and marked in the transaction that does the work, so that a
killed worker loses nothing and a second one doubles nothing.
"""

import logging
from collections.abc import Callable, Mapping
from typing import Any

from webapp.access.actor import GUEST, Actor
from webapp.adapters.delivery.patience import PASSING
from webapp.adapters.storage.database import Session
from webapp.adapters.storage.models import Batch, BatchItem
from webapp.adapters.storage.repositories import batches as storage
from webapp.adapters.storage.repositories import jobs
from webapp.adapters.storage.repositories import process_instances as instances
from webapp.kernel.errors import ApplicationError, InvalidInput
from webapp.kernel.text import Text
from webapp.services import batch_tasks, importing
from webapp.services.attempts import Attempt
from webapp.services.batches import TASKS
from webapp.services.parts import Parts
from webapp.services.people import actor_of

Work = Callable[[Parts, Session, Actor, Batch, BatchItem], Text]
"""Does what is to be done for one item; returns what became of it, or raises a refusal."""

_WORK: Mapping[str, Work] = {TASKS: batch_tasks.carry_out, **importing.WORK}
_TOGETHER = 25
"""Items carried out by one delivery, so that a worker that is to stop need not wait for long."""

_FAULT = Text(
    "系统故障，未办理；故障已记录。", "A fault; nothing was done, and the fault is on record."
)
_log = logging.getLogger(__name__)


def run_batch(parts: Parts, attempt: Attempt) -> None:
    """Carry out the next items of a batch; ask for another delivery while any are left."""
    with parts.database.reading() as session:
        found = jobs.look_at(session, attempt.job_id)
        if found is None:
            return
        batch_id = found.job.operation
        numbers = storage.waiting(session, batch_id, _TOGETHER)
    for number in numbers:
        _carry_out(parts, batch_id, number)
    with parts.database.writing() as session:
        _go_on(parts, session, attempt, batch_id)


def _go_on(parts: Parts, session: Session, attempt: Attempt, batch_id: str) -> None:
    job = jobs.lock(session, attempt.job_id, attempt.delivery)
    if job is None:
        return  # another delivery goes on with it
    now = parts.database.now(session)
    if storage.waiting(session, batch_id, 1):
        parts.delivery.deliver(session, job, now=now)
        return
    instances.finish_job(session, attempt.job_id, attempt.delivery, now)
    batch = storage.batch(session, batch_id, for_update=True)
    if batch is not None and batch.state == "RUNNING":
        batch.state, batch.ended_at, batch.content = "DONE", now, None


def _carry_out(parts: Parts, batch_id: str, number: int) -> None:
    try:
        with parts.database.writing() as session:
            found = _waiting(session, batch_id, number)
            if found is None:
                return
            batch, item = found
            actor = actor_of(session, str(batch.actor_id)) or GUEST  # who has left may do nothing
            text = _WORK[batch.kind](parts, session, actor, batch, item)
            _mark(parts, session, item, "DONE", text)
    except PASSING:
        raise
    except ApplicationError as error:
        _fail(parts, batch_id, number, told(error))
    except Exception:  # noqa: BLE001 - one bad item must not stop the others
        _log.exception("fault in batch %s, item %d", batch_id, number)
        _fail(parts, batch_id, number, _FAULT)


def told(error: ApplicationError) -> Text:
    """Return what a refusal says, with the sentences of the fields if there are any."""
    if not isinstance(error, InvalidInput):
        return error.message
    texts = [text for found in error.fields.values() for text in found]
    return Text(
        f"{error.message.zh}{''.join(text.zh for text in texts)}",
        f"{error.message.en} {' '.join(text.en for text in texts)}",
    )


def _fail(parts: Parts, batch_id: str, number: int, text: Text) -> None:
    with parts.database.writing() as session:
        found = _waiting(session, batch_id, number)
        if found is not None:
            _mark(parts, session, found[1], "FAILED", text)


def _waiting(session: Session, batch_id: str, number: int) -> tuple[Batch, BatchItem] | None:
    batch = storage.batch(session, batch_id)
    item = storage.item(session, batch_id, number)
    if batch is None or item is None or item.state != "WAITING":
        return None
    return batch, item


def _mark(parts: Parts, session: Session, item: BatchItem, state: str, text: Text) -> None:
    outcome: dict[str, Any] = {"zh": text.zh[:1000], "en": text.en[:1000]}
    item.state, item.outcome = state, outcome
    item.ended_at = parts.database.now(session)
