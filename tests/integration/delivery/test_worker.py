"""The worker as it really runs: the job engine's threads, the services, a process that ends."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, text

from tests.builders.diagrams import chain, receive, service_task, timer
from tests.chaos.diagram import files
from tests.fixtures.delivery import MemoryDelivery
from tests.integration.delivery.office import Office
from webapp.adapters.delivery.dbos_delivery import DbosDelivery
from webapp.adapters.storage.models import WorkerSlot
from webapp.entrypoints.worker import loop
from webapp.services import jobs

SOON = 30.0


class RealOffice(Office):
    """The office with the real job engine."""

    def __init__(self, parts) -> None:
        super().__init__(parts, MemoryDelivery(parts.database))
        real = DbosDelivery(parts.database, poll_seconds=0.02)
        self.parts = replace(self.parts, delivery=real)


@pytest.fixture
def office(parts):
    made = RealOffice(parts)
    yield made
    made.parts.delivery.stop(0)


@pytest.fixture
def calls(office):
    made = []

    @office.performs("work")
    def work(job):
        made.append(job.id)

    return made


def wait_for(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + SOON
    while not condition():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.02)


def test_a_process_with_jobs_a_timer_and_a_message_runs_to_its_end(office, calls):
    del calls
    steps = (
        service_task("a", "work"),
        timer("pause", "PT0.2S"),
        service_task("b", "work"),
    )
    office.deploy("p", chain("p", *steps))
    loop.start(office.parts)
    instances = [office.start("p") for _ in range(5)]
    wait_for(lambda: all(office.state(instance) == "COMPLETED" for instance in instances))
    assert office.incidents() == []


def test_an_instance_hears_its_own_message(office):
    @office.performs("chaos.step", "step")
    def step(_job):
        return {}

    assert "bpmn/chaos.bpmn" in files()
    office.deploy("chaos", files()["bpmn/chaos.bpmn"])
    loop.start(office.parts)
    instance = office.start("chaos")
    wait_for(lambda: "join" in office.completed(instance))
    assert {"hear", "pause", "second"} <= set(office.completed(instance))


def test_a_moved_clock_delivers_what_would_have_waited_for_days(office):
    office.deploy("p", chain("p", timer("wait", "P5D")))
    loop.start(office.parts)
    instance = office.start("p")
    assert jobs.redeliver_due(office.parts) == 0
    office.parts.clock.offset += timedelta(days=5)
    assert jobs.redeliver_due(office.parts) == 1
    wait_for(lambda: office.state(instance) == "COMPLETED")


def test_a_message_published_while_the_worker_rests_arrives_later(office):
    office.deploy("p", chain("p", receive("wait", "news", '="k"'), messages=("news",)))
    instance = office.start("p")
    office.publish("news", "k")
    loop.start(office.parts)
    wait_for(lambda: office.state(instance) == "COMPLETED")


def test_what_a_dead_worker_had_in_hand_is_given_to_another_one(office, calls, database):
    """PostgreSQL only: on SQLite the next worker takes up everything at its start."""
    office.deploy("p", chain("p", service_task("a", "work")))
    instance = office.start("p")
    if not database.is_sqlite:
        with database.writing() as session:
            session.execute(insert(WorkerSlot).values(id="dead", seen=office.parts.clock.now()))
            session.execute(text("UPDATE worker_slot SET seen = to_timestamp(0)"))
            session.execute(
                text("UPDATE dbos.workflow_status SET status = 'PENDING', executor_id = 'dead'")
            )
    loop.start(office.parts)
    wait_for(lambda: office.state(instance) == "COMPLETED")
    assert len(calls) == 1
