"""Fixtures of the delivery tests: an office, and an operation that only records its calls."""

import pytest

from tests.fixtures.delivery import MemoryDelivery
from tests.integration.delivery.office import Office
from webapp.jobs.handling import Job
from webapp.services.parts import Parts


@pytest.fixture
def office(parts: Parts, memory_delivery: MemoryDelivery) -> Office:
    """Return an office on a fresh database, once on each database."""
    return Office(parts, memory_delivery)


@pytest.fixture
def calls(office: Office) -> list[Job]:
    """Record the calls of the operation `work`, which does nothing else."""
    made: list[Job] = []

    @office.performs("work")
    def work(job: Job) -> dict[str, bool]:
        made.append(job)
        return {"done": True}

    return made
