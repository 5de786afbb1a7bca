"""The safety net under the job engine: whatever is due and not under way is delivered again."""

import logging
from datetime import timedelta

from webapp.adapters.delivery.port import GIVEN_UP, WAITING, delivery_name
from webapp.adapters.storage.repositories import jobs as storage
from webapp.services.attempts import Attempt, NeverCameBack, fail
from webapp.services.parts import Parts

LATE = timedelta(minutes=5)
"""How long after its time a job may still be on its way without anybody worrying."""

_PAGE = 1000
_TOGETHER = 100

_log = logging.getLogger(__name__)


def reconcile(parts: Parts) -> int:
    """Issue a new delivery for every overdue job that has none under way; return how many.

    It should find nothing: every hit is written to the log as a warning. This alone restores the
    work when the job engine has lost its own tables.
    """
    found = _redeliver(parts, LATE)
    if found:
        _log.warning("%d overdue jobs had no delivery under way; each got a new one.", found)
    return found


def redeliver_due(parts: Parts) -> int:
    """Issue a new delivery for what a moved clock has made due; return how many."""
    return _redeliver(parts, timedelta())


def _redeliver(parts: Parts, late: timedelta) -> int:
    issued, after = 0, ""
    while True:
        with parts.database.reading() as session:
            before = parts.database.now(session) - late
            page = storage.overdue(session, before, after, _PAGE)
        if not page:
            return issued
        after = page[-1][0]
        states = parts.delivery.states([delivery_name(*row) for row in page])
        lost = []
        for job_id, delivery in page:
            state = states.get(delivery_name(job_id, delivery))
            if state == GIVEN_UP:
                error = NeverCameBack("The job always ended the worker that carried it out.")
                fail(parts, Attempt(job_id, delivery), error)
            elif state not in WAITING:  # missing, ended, or delayed by another clock
                lost.append((job_id, delivery))
        for start in range(0, len(lost), _TOGETHER):
            issued += _issue(parts, lost[start : start + _TOGETHER])


def _issue(parts: Parts, lost: list[tuple[str, int]]) -> int:
    issued = 0
    with parts.database.writing() as session:
        now = parts.database.now(session)
        for job_id, delivery in lost:
            job = storage.lock(session, job_id, delivery)
            if job is not None:
                parts.delivery.deliver(session, job, now=now)
                issued += 1
    return issued
