"""The checker sees what it is there to see: each kind of loss and of doubling."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, update

from tests.chaos import processes
from tests.chaos.checker import check
from tests.chaos.client import COUNTY
from tests.chaos.diagram import EFFECTS, files
from tests.fixtures.database import DATA_SECRET
from tests.fixtures.delivery import MemoryDelivery
from tests.fixtures.parts import demo_settings
from webapp.access.actor import SYSTEM, Actor, Grant
from webapp.access.roles import Role
from webapp.adapters.storage.cipher import Cipher
from webapp.adapters.storage.database import Database, make_engine
from webapp.adapters.storage.models import HistoryEvent, Job, ProcessInstance, UserTask
from webapp.bootstrap import assemble
from webapp.engine.commands import StartProcess
from webapp.kernel.clock import SystemClock
from webapp.kernel.pagination import PageRequest
from webapp.services import deployments, jobs, process_instances, seed, user_tasks
from webapp.services.advancing import PROVINCE

REVIEWER = Actor(None, "reviewer", "", (Grant(Role.COUNTY_REVIEWER, COUNTY),))


@pytest.fixture
def parts(sqlite_url: str, tmp_path: Path):
    """Return the parts after two instances of the chaos diagram have run to their end in peace."""
    database = Database(make_engine(sqlite_url), Cipher(DATA_SECRET.encode()), SystemClock())
    delivery = MemoryDelivery(database)
    parts = processes.with_chaos(assemble(demo_settings(tmp_path), database, delivery))
    delivery.start("test", partial(jobs.perform, parts), [])
    seed.seed_organisations(parts)
    deployments.deploy(parts, SYSTEM, PROVINCE, files(), "")
    for key in ("one", "two"):
        with database.writing() as session:
            process_instances.start_instance(
                parts, session, SYSTEM, ("chaos", COUNTY), StartProcess(), key
            )
    delivery.run_due()
    database.clock.offset += timedelta(seconds=1)
    delivery.run_due()
    for task in user_tasks.list_user_tasks(parts, REVIEWER, "group", "", PageRequest()).rows:
        user_tasks.complete_user_task(parts, REVIEWER, task.id, {})
    delivery.run_due()
    yield parts
    database.close()


def change(parts, *statements):
    with parts.database.writing() as session:
        for statement in statements:
            session.execute(statement)


def first(parts, column):
    with parts.database.reading() as session:
        return session.scalars(select(column)).first()


def test_peace_is_good(parts):
    verdict = check(parts, 2)
    assert (verdict.lost, verdict.doubled) == ([], [])
    assert (verdict.calls, verdict.steps) == (2 * EFFECTS, 2 * EFFECTS)


def test_a_call_too_many_is_no_doubled_step(parts):
    log = parts.settings.data_folder / processes.OUTSIDE
    log.write_text(log.read_text() + log.read_text().splitlines()[0] + "\n")
    verdict = check(parts, 2)
    assert verdict.good
    assert verdict.calls == verdict.steps + 1


def test_an_effect_under_a_second_key_is_a_doubled_step(parts):
    log = parts.settings.data_folder / processes.OUTSIDE
    _key, _, step = log.read_text().splitlines()[0].partition(" ")
    log.write_text(f"{log.read_text()}another {step}\n")
    assert len(check(parts, 2).doubled) == 1


def test_an_instance_that_never_started_is_lost(parts):
    assert check(parts, 3).lost[0] == "1 of chaos were never started"


def test_an_instance_that_started_twice_is_doubled(parts):
    assert check(parts, 1).doubled[0] == "1 of chaos were started twice"


def test_an_instance_that_stands_still_is_lost(parts):
    change(parts, update(ProcessInstance).values(state="ACTIVE"))
    assert len(check(parts, 2).lost) == 4


def test_an_instance_that_was_written_once_more_is_doubled(parts):
    change(parts, update(ProcessInstance).values(version=ProcessInstance.version + 1))
    assert len(check(parts, 2).doubled) == 4


def test_an_echo_that_never_started_is_lost(parts):
    with parts.database.writing() as session:
        echo = session.scalars(
            select(ProcessInstance.id).where(ProcessInstance.process_id == "echo")
        ).first()
        for table in (HistoryEvent, Job):
            session.execute(delete(table).where(table.instance_id == echo))
        session.execute(delete(ProcessInstance).where(ProcessInstance.id == echo))
    assert "1 of echo were never started" in check(parts, 2).lost


def test_an_element_completed_twice_is_doubled(parts):
    values = {
        "instance_id": first(parts, UserTask.instance_id),
        "at": parts.clock.now(),
        "kind": "ELEMENT_COMPLETED",
        "element_id": "join",
        **dict.fromkeys(("process_id", "element_name", "element_type", "actor_name"), ""),
        "details": {},
    }
    change(parts, insert(HistoryEvent).values(**values))
    assert len(check(parts, 2).doubled) == 1


def test_an_element_never_completed_is_lost(parts):
    change(parts, delete(HistoryEvent).where(HistoryEvent.element_id == "hear"))
    assert len(check(parts, 2).lost) == 2


def test_a_job_that_is_not_done_is_lost(parts):
    change(parts, update(Job).where(Job.kind == "TIMER").values(status="PENDING"))
    assert len(check(parts, 2).lost) == 2


def test_a_task_that_is_open_is_lost(parts):
    change(parts, update(UserTask).values(state="OPEN"))
    assert check(parts, 2).lost == ["2 user tasks are OPEN"]


def test_a_delivery_that_never_ended_is_lost(parts):
    stuck = MemoryDelivery(parts.database)
    stuck.states = lambda names: dict.fromkeys(names, "PENDING")
    assert check(replace(parts, delivery=stuck), 2).lost
