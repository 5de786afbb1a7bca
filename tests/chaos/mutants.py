"""Wrong designs, planted on purpose: the checker must find what each of them breaks."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from webapp.adapters.delivery.dbos_delivery import DbosDelivery
from webapp.adapters.storage.database import Database
from webapp.adapters.storage.models import Job
from webapp.jobs import handling
from webapp.jobs.handling import Operation, Operations, Variables
from webapp.kernel.identifiers import new_identifier
from webapp.services.parts import Parts

_ROUND_TRIP = 0.1  # seconds: what asking a broker on another machine may take


class _AfterCommit(DbosDelivery):
    """Hands deliveries over after the commit, as to any broker without an outbox.

    The caller does not wait for it, or the broker's round trip would be added to every answer.
    """

    def __init__(self, database: Database, poll_seconds: float) -> None:
        super().__init__(database, poll_seconds)
        self._own_database = database

    def deliver(
        self,
        session: Session,
        job: Job,
        at: datetime | None = None,
        *,
        now: datetime | None = None,
    ) -> None:
        now = now or self._own_database.now(session)
        job.not_before = at or now
        job.delivery = (job.delivery or 0) + 1
        if "late" not in session.info:
            session.info["late"] = []
            event.listen(session, "after_commit", self._hand_over)
        session.info["late"].append((job.id, job.delivery, job.not_before, now))

    def _hand_over(self, session: Session) -> None:
        late, session.info["late"] = session.info["late"], []
        threading.Timer(_ROUND_TRIP, self._promise, [late]).start()

    def _promise(self, late: list[tuple[str, int, datetime, datetime]]) -> None:
        for job_id, delivery, not_before, now in late:
            copy = Job(id=job_id, queue="jobs", delivery=delivery - 1)
            with Session(self._own_database.engine) as own, own.begin():
                super().deliver(own, copy, not_before, now=now)


def enqueue_after_commit(parts: Parts) -> Parts:
    """Promise deliveries after the commit instead of within it."""
    return replace(parts, delivery=_AfterCommit(parts.database, parts.settings.poll_seconds))


class _KeyPerRun(Operations):
    """Tells every run of a handler another id, as if each were a job of its own."""

    def __init__(self, right: Operations) -> None:
        super().__init__()
        self._right = right

    def all(self) -> Mapping[str, Operation]:
        return self._right.all()

    def perform(self, job: handling.Job, ports: Mapping[type, Any]) -> Variables:
        return self._right.perform(replace(job, id=new_identifier()), ports)


def key_per_run(parts: Parts) -> Parts:
    """Give the outside system no key by which it could know a repetition."""
    return replace(parts, operations=_KeyPerRun(parts.operations))


MUTANTS: Mapping[str, Callable[[Parts], Parts]] = {
    "enqueue-after-commit": enqueue_after_commit,
    "key-per-run": key_per_run,
}
"""The mutants by name."""
