"""A slot belongs to one live process; what a silent one held is given to others."""

import threading
import time
from datetime import timedelta

import pytest
from sqlalchemy import text

from webapp.adapters.delivery.slots import FileSlot, LeasedSlot, SlotInUse
from webapp.adapters.storage.database import make_engine
from webapp.kernel.clock import SystemClock

LEASE, BEAT = 1.0, 0.1


@pytest.fixture
def postgresql(postgresql_url: str):
    engine = make_engine(postgresql_url)
    yield engine
    engine.dispose()


@pytest.fixture
def slot_named(postgresql):
    made: list[LeasedSlot] = []

    def make(name: str, lost=lambda: None) -> LeasedSlot:
        slot = LeasedSlot(postgresql, name, LEASE, BEAT, lost)
        made.append(slot)
        return slot

    yield make
    for slot in made:
        slot.leave()


def test_the_file_of_an_embedded_installation_keeps_a_second_worker_out(sqlite_url: str):
    first, second = FileSlot(make_engine(sqlite_url)), FileSlot(make_engine(sqlite_url))
    first.take()
    with pytest.raises(SlotInUse):
        second.take()
    first.leave()
    second.take()
    second.leave()


def test_a_held_slot_is_refused_and_a_left_one_is_free(slot_named):
    first, second = slot_named("a"), slot_named("a")
    first.take()
    with pytest.raises(SlotInUse, match="'a'"):
        second.take()
    first.leave()
    second.take()


def test_two_names_do_not_meet(slot_named):
    slot_named("a").take()
    slot_named("b").take()


def test_a_silent_slot_is_reaped_by_another_one(slot_named):
    reaped = threading.Event()
    found: list[str] = []

    def reap(silent):
        found.extend(silent)
        reaped.set()

    silent, watching = slot_named("silent"), slot_named("watching")
    silent.take()
    watching.take()
    watching.keep(reap)
    assert reaped.wait(10)
    assert set(found) == {"silent"}


def test_a_slot_that_beats_is_not_reaped(slot_named):
    found: list[str] = []
    for name in ("a", "b"):
        slot = slot_named(name)
        slot.take()
        slot.keep(found.extend)
    time.sleep(2 * LEASE)
    assert found == []


def test_what_a_leaving_slot_had_in_hand_is_given_to_others_at_once(slot_named):
    reaped = threading.Event()
    leaving, watching = slot_named("leaving"), slot_named("watching")
    leaving.take()
    leaving.leave()
    watching.take()
    watching.keep(lambda _silent: reaped.set())
    assert reaped.wait(LEASE / 2 + 5 * BEAT)


def test_who_was_counted_dead_leaves(slot_named, postgresql):
    lost = threading.Event()
    slot = slot_named("a", lost.set)
    slot.take()
    with postgresql.begin() as connection:
        connection.execute(text("UPDATE worker_slot SET seen = now() - interval '1 hour'"))
    slot.keep(lambda _silent: None)
    assert lost.wait(10)


def test_whose_clock_is_wrong_leaves(slot_named, monkeypatch):
    lost = threading.Event()
    slot = slot_named("a", lost.set)
    slot.take()
    real = SystemClock.now
    monkeypatch.setattr(SystemClock, "now", lambda self: real(self) + timedelta(days=30))
    slot.keep(lambda _silent: None)
    assert lost.wait(10)


def test_a_lost_connection_is_made_again(slot_named, postgresql):
    lost = threading.Event()
    slot = slot_named("a", lost.set)
    slot.take()
    slot.keep(lambda _silent: None)
    with postgresql.connect() as connection:
        connection.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
        )
    assert not lost.wait(LEASE + 5 * BEAT)
    with pytest.raises(SlotInUse):
        slot_named("a").take()
