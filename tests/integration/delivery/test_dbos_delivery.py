"""The job engine brings what was committed, nothing else, at its time, on both databases."""

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.fixtures.delivery import new_job
from webapp.adapters.delivery.dbos_delivery import DbosDelivery
from webapp.adapters.delivery.port import Schedule, delivery_name
from webapp.adapters.delivery.slots import SlotInUse
from webapp.adapters.storage.database import Database, DatabaseAway

POLL = 0.02
SOON = 10.0


class Worker:
    """Records what it is told to carry out."""

    def __init__(self) -> None:
        self.runs: list[tuple[str, int]] = []
        self.action: Callable[[], object] = lambda: None

    def __call__(self, job_id: str, delivery: int) -> None:
        self.runs.append((job_id, delivery))
        self.action()


@pytest.fixture
def worker():
    return Worker()


@pytest.fixture
def delivery(database: Database):
    made = DbosDelivery(database, poll_seconds=POLL)
    yield made
    made.stop(patience=0)


def wait_for(condition: Callable[[], object], seconds: float = SOON) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.01)


def promise(database: Database, delivery: DbosDelivery, after: timedelta | None = None) -> str:
    with database.writing() as session:
        now = database.now(session)
        job = new_job(now)
        session.add(job)
        delivery.deliver(session, job, at=None if after is None else now + after)
        return job.id


def test_a_committed_job_arrives_once(database, delivery, worker):
    delivery.start("w1", worker, [])
    job_id = promise(database, delivery)
    wait_for(lambda: worker.runs)
    wait_for(lambda: delivery.states([f"{job_id}:1"]) == {f"{job_id}:1": "SUCCESS"})
    assert worker.runs == [(job_id, 1)]


def test_a_job_of_a_transaction_that_was_rolled_back_never_arrives(database, delivery, worker):
    delivery.start("w1", worker, [])
    with database.writing() as session:
        job = new_job(database.now(session))
        session.add(job)
        delivery.deliver(session, job)
        session.rollback()
    assert delivery.states([delivery_name(job.id, 1)]) == {}
    later = promise(database, delivery)
    wait_for(lambda: worker.runs)
    assert worker.runs == [(later, 1)]


def test_jobs_promised_before_the_worker_starts_wait_for_it(database, delivery, worker):
    ids = {promise(database, delivery) for _ in range(20)}
    delivery.start("w1", worker, [])
    wait_for(lambda: len(worker.runs) >= 20)
    assert {job_id for job_id, _ in worker.runs} == ids


def test_a_delayed_job_does_not_arrive_before_its_time(database, delivery, worker):
    delivery.start("w1", worker, [])
    began = time.monotonic()
    job_id = promise(database, delivery, after=timedelta(seconds=1.5))
    assert delivery.states([f"{job_id}:1"]) == {f"{job_id}:1": "DELAYED"}
    wait_for(lambda: worker.runs)
    assert 1.4 < time.monotonic() - began < 6


def test_delays_count_from_the_clock_that_the_demo_has_moved(database, delivery, worker):
    delivery.start("w1", worker, [])
    database.clock.offset = timedelta(days=3)
    promise(database, delivery, after=timedelta(seconds=0))
    wait_for(lambda: worker.runs)


def test_a_second_delivery_of_a_job_has_a_number_of_its_own(database, delivery, worker):
    with database.writing() as session:
        job = new_job(database.now(session))
        session.add(job)
        delivery.deliver(session, job)
        delivery.deliver(session, job)
    delivery.start("w1", worker, [])
    wait_for(lambda: len(worker.runs) >= 2)
    assert sorted(worker.runs) == [(job.id, 1), (job.id, 2)]


def test_what_passes_is_tried_again_until_it_passes(database, delivery, worker):
    troubles = iter([True, True, False])

    def away() -> None:
        if next(troubles):
            raise DatabaseAway

    worker.action = away
    job_id = promise(database, delivery)
    delivery.start("w1", worker, [])
    wait_for(lambda: delivery.states([f"{job_id}:1"]) == {f"{job_id}:1": "SUCCESS"})
    assert worker.runs == [(job_id, 1)] * 3


def test_stopping_waits_for_the_job_that_is_being_carried_out(database, delivery, worker):
    finished: list[bool] = []

    def slow() -> None:
        time.sleep(0.8)
        finished.append(True)

    worker.action = slow
    promise(database, delivery)
    delivery.start("w1", worker, [])
    wait_for(lambda: worker.runs)
    delivery.stop(patience=10)
    assert finished == [True]


def test_a_worker_can_be_started_again_in_the_same_process(database, delivery, worker):
    delivery.start("w1", worker, [])
    delivery.stop(patience=1)
    delivery.start("w1", worker, [])
    job_id = promise(database, delivery)
    wait_for(lambda: worker.runs)
    assert worker.runs == [(job_id, 1)]


def test_a_slot_is_held_by_one_worker_at_a_time(database, delivery, worker):
    delivery.start("w1", worker, [])
    with pytest.raises(SlotInUse):
        DbosDelivery(database).start("w1", worker, [])


def test_a_schedule_fires(delivery, worker):
    fired: list[int] = []
    every_second = Schedule("every_second", "* * * * * *", lambda: fired.append(1))
    delivery.start("w1", worker, [every_second])
    wait_for(lambda: fired, seconds=60)


def test_ended_deliveries_are_forgotten_after_a_week(database, delivery, worker):
    delivery.start("w1", worker, [])
    old, new = promise(database, delivery), promise(database, delivery)
    names = [f"{old}:1", f"{new}:1"]
    wait_for(lambda: set(delivery.states(names).values()) == {"SUCCESS"})
    table = "workflow_status" if database.is_sqlite else "dbos.workflow_status"
    with database.writing() as session:
        session.execute(
            text(f"UPDATE {table} SET completed_at = completed_at - 700000000 "  # noqa: S608
                 "WHERE workflow_uuid = :name"), {"name": names[0]},
        )  # fmt: skip
    assert delivery.purge() == 1
    assert set(delivery.states(names)) == {names[1]}


def test_nothing_is_stored_as_a_pickle(database, delivery):
    promise(database, delivery)
    table = "workflow_input" if database.is_sqlite else "dbos.workflow_input"
    with database.reading() as session:
        [stored] = session.scalars(text(f"SELECT inputs FROM {table}"))  # noqa: S608
    assert stored.startswith('{"')
