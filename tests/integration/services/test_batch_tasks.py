"""Batch actions: one form for many tasks, each its own entry in the history."""

import pytest
from sqlalchemy import select, update

from tests.fixtures.parts import Demo
from tests.fixtures.served import TRIAL
from webapp.access.actor import SYSTEM
from webapp.adapters.storage.models import Person, UserTask
from webapp.kernel.errors import InvalidInput, NotFound
from webapp.kernel.pagination import PageRequest
from webapp.services import (
    batch_tasks,
    batches,
    deployments,
    instance_views,
    process_instances,
    user_tasks,
)
from webapp.services.batches import BatchNotOpen

SCHOOL = "220582-school"
FILES = {name: file for name, file in TRIAL.items() if "waiting" not in name}


@pytest.fixture
def demo(filled: Demo) -> Demo:
    """Return the demo with five open tasks of the same kind for the school's HR officer."""
    deployments.deploy(filled.parts, SYSTEM, "220000", FILES, "for tests")
    hr = filled.actor("jian.school.hr")
    for number in range(5):
        process_instances.start_process_instance(
            filled.parts, hr, "trial", SCHOOL, {}, f"batch-{number}"
        )
    filled.run()
    return filled


def kind_of(demo: Demo) -> tuple[str, str, str]:
    """Return the only kind of which several tasks are open."""
    [kind] = batch_tasks.list_kinds(demo.parts, demo.actor("jian.school.hr"))
    assert kind.number == 5
    return kind.key


def outcomes(demo: Demo, batch_id: str) -> list[str]:
    """Return what became of each task."""
    hr = demo.actor("jian.school.hr")
    return [i.outcome.zh for i in batches.list_items(demo.parts, hr, batch_id, "", None).rows]


def test_many_tasks_are_completed_with_one_form_under_the_name_of_the_actor(demo: Demo) -> None:
    hr = demo.actor("jian.school.hr")
    batch_id = batch_tasks.choose(demo.parts, hr, kind_of(demo), (), every=True)
    assert batch_tasks.read_form(demo.parts, hr, batch_id).form is not None
    batch_tasks.complete(demo.parts, hr, batch_id, {"question": "同意"})
    assert batches.read(demo.parts, hr, batch_id).waiting == 5
    demo.run()
    batch = batches.read(demo.parts, hr, batch_id)
    assert (batch.state, batch.done) == ("DONE", 5)
    done = [task for task in demo.tasks("jian.school.head") if task.element_id == "confirm"]
    assert len(done) == 5
    for task in done:
        history = instance_views.list_history(demo.parts, hr, task.instance_id)
        done_by = {row.actor_name for row in history if row.element_id == "ask"}
        assert hr.name in done_by
    with pytest.raises(BatchNotOpen):
        batch_tasks.complete(demo.parts, hr, batch_id, {"question": "同意"})


def test_what_somebody_else_took_finished_or_changed_is_told_for_each(demo: Demo) -> None:
    hr = demo.actor("jian.school.hr")
    found = batch_tasks.read_kind(demo.parts, hr, kind_of(demo), PageRequest(1, 100))
    ids = [row.id for row in found.rows]
    batch_id = batch_tasks.choose(demo.parts, hr, found.kind.key, ids[:4])
    user_tasks.complete_user_task(demo.parts, hr, ids[1], {"question": "先办"})
    with demo.parts.database.writing() as session:
        head = select(Person.id).where(Person.username == "jian.school.head").scalar_subquery()
        session.execute(update(UserTask).where(UserTask.id == ids[2]).values(assignee_id=head))
    batch_tasks.complete(demo.parts, hr, batch_id, {"question": "同意"})
    demo.run()
    done, finished, taken, other = outcomes(demo, batch_id)
    assert (done, other) == ("已办理。", "已办理。")
    assert "已被他人办理" in finished
    assert "已由其他人领取" in taken
    batch = batches.read(demo.parts, hr, batch_id)
    assert (batch.done, batch.failed) == (2, 2)
    assert user_tasks.read_user_task(demo.parts, hr, ids[4]).row.state == "OPEN"


def test_a_form_that_is_not_right_starts_nothing(demo: Demo) -> None:
    hr = demo.actor("jian.school.hr")
    batch_id = batch_tasks.choose(demo.parts, hr, kind_of(demo), (), every=True)
    with pytest.raises(InvalidInput):
        batch_tasks.complete(demo.parts, hr, batch_id, {"question": "长" * 21})
    assert batches.read(demo.parts, hr, batch_id).state == "PREVIEW"


def test_a_task_with_another_version_of_the_form_is_left_alone(demo: Demo) -> None:
    hr = demo.actor("jian.school.hr")
    changed = TRIAL["forms/trial/ask.json"].replace(b'"maxLength": 20', b'"maxLength": 19')
    assert changed != TRIAL["forms/trial/ask.json"]
    files = {**FILES, "forms/trial/ask.json": changed}
    deployments.deploy(demo.parts, SYSTEM, "220000", files, "changed")
    process_instances.start_process_instance(demo.parts, hr, "trial", SCHOOL, {}, "batch-new")
    demo.run()
    key = batch_tasks.list_kinds(demo.parts, hr)[0].key
    batch_id = batch_tasks.choose(demo.parts, hr, key, (), every=True)
    batch_tasks.complete(demo.parts, hr, batch_id, {"question": "同意"})
    demo.run()
    assert sum("另一版本的表单" in text for text in outcomes(demo, batch_id)) == 1


def test_nobody_chooses_the_tasks_of_others(demo: Demo) -> None:
    hr, stranger = demo.actor("jian.school.hr"), demo.actor("tumen.school.hr")
    key = kind_of(demo)
    with pytest.raises(NotFound):
        batch_tasks.choose(demo.parts, stranger, key, (), every=True)
    with pytest.raises(InvalidInput):
        batch_tasks.choose(demo.parts, hr, key, ["nothing"])
    batch_id = batch_tasks.choose(demo.parts, hr, key, (), every=True)
    for username in ("tumen.school.hr", "jian.school.head", "admin"):
        with pytest.raises(NotFound):
            batches.read(demo.parts, demo.actor(username), batch_id)


def test_values_in_which_all_tasks_agree_are_filled_in(demo: Demo) -> None:
    hr = demo.actor("jian.school.hr")
    batch_id = batch_tasks.choose(demo.parts, hr, kind_of(demo), (), every=True)
    data = batch_tasks.read_form(demo.parts, hr, batch_id).data
    assert data["county"]["code"] == "220582"
    assert "businessKey" not in data
