"""What the application asks of a job engine: four functions, and nothing else."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from webapp.adapters.storage.models import Job

Perform = Callable[[str, int], None]
"""Carries out one delivery of a job: (job id, number of the delivery)."""

WAITING = frozenset({"ENQUEUED", "PENDING"})
"""The states of a delivery that is under way: in its queue, or being carried out."""

GIVEN_UP = "GIVEN_UP"
"""The state of a delivery that the engine no longer repeats, because it always kills its worker."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Something done at fixed times by one worker of the whole installation (cron, UTC)."""

    name: str
    cron: str
    function: Callable[[], object]


class Delivery(Protocol):
    """Brings a job to a worker at least once, and not before its time."""

    def deliver(
        self,
        session: Session,
        job: Job,
        at: datetime | None = None,
        *,
        now: datetime | None = None,
    ) -> None:
        """Promise one more delivery of the job, in the caller's transaction.

        Sets `job.not_before` and raises `job.delivery`. `at` absent means at once; `now` is the
        moment by the database's clock, when the caller has asked for it already.
        """
        ...

    def start(self, slot: str, perform: Perform, schedules: Sequence[Schedule]) -> None:
        """Carry out deliveries in this process until `stop`; `SlotInUse` if the slot is taken."""
        ...

    def states(self, deliveries: Sequence[str]) -> Mapping[str, str]:
        """Return the states of deliveries, named `<job id>:<number>`; unknown ones are absent."""
        ...

    def stop(self, patience: int) -> None:
        """Take nothing new, and wait up to `patience` seconds for what is being carried out."""
        ...


def delivery_name(job_id: str, number: int) -> str:
    """Return the name of a delivery, its idempotency key in the job engine."""
    return f"{job_id}:{number}"
