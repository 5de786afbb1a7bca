"""What people do with tasks, on both databases, with small diagrams of the tests' own."""

import threading
from collections.abc import Mapping
from typing import Any

import pytest

from tests.builders.diagrams import chain, form, textfield, user_task
from tests.fixtures.parts import Demo
from webapp.access.actor import SYSTEM
from webapp.adapters.storage.database import ChangedMeanwhile
from webapp.kernel.errors import ApplicationError, InvalidInput, NotFound
from webapp.kernel.pagination import PageRequest
from webapp.services import deployments, instance_views, process_instances, user_tasks
from webapp.services.process_instances import AlreadyStarted
from webapp.services.user_tasks import TaskNotOpen, TaskTaken

SCHOOL = "220582-school"
HR = "jian.school.hr"
HEAD = "jian.school.head"


@pytest.fixture
def asking(filled: Demo) -> Demo:
    """Publish a process in which HR fills in a form and the head then confirms."""
    files = {
        "bpmn/asking.bpmn": chain(
            "asking",
            user_task("ask", "unit_hr", "填写"),
            user_task("confirm", "unit_head", "确认"),
            startRoles="unit_hr",
            title='="请示：" + initiator.name',
        ),
        "forms/asking/ask.json": form(textfield("question", required=True, maxLength=20)),
        "forms/asking/confirm.json": form(),
    }
    deployments.deploy(filled.parts, SYSTEM, "220000", files, "test")
    filled.start(HR, "asking", SCHOOL, {})
    return filled


def only_task(demo: Demo, username: str) -> str:
    [task] = demo.tasks(username)
    return task.id


def test_a_started_process_is_titled_and_its_task_waits_for_the_unit(asking: Demo) -> None:
    [task] = asking.tasks(HR)
    name = asking.actor(HR).name
    assert (task.name, task.instance_title) == ("填写", f"请示：{name}")
    assert task.business_key.startswith("A-220582-")
    assert asking.tasks(HEAD) == []


def test_nobody_of_another_unit_sees_the_task(asking: Demo) -> None:
    task_id = only_task(asking, HR)
    for stranger in ("jian.hospital.hr", "tumen.school.hr", "jian.school.staff1"):
        assert asking.tasks(stranger) == []
        with pytest.raises(NotFound):
            user_tasks.read_user_task(asking.parts, asking.actor(stranger), task_id)


def test_a_wrong_form_is_refused_by_field_and_changes_nothing(asking: Demo) -> None:
    task_id = only_task(asking, HR)
    with pytest.raises(InvalidInput) as refused:
        user_tasks.complete_user_task(
            asking.parts, asking.actor(HR), task_id, {"question": "字" * 21}
        )
    assert list(refused.value.fields) == ["question"]
    assert only_task(asking, HR) == task_id


def test_completing_hands_the_work_on(asking: Demo) -> None:
    asking.complete(HR, "ask", {"question": "几时开会？"})
    [task] = asking.tasks(HEAD)
    view = user_tasks.read_user_task(asking.parts, asking.actor(HEAD), task.id)
    assert view.data["question"] == "几时开会？"
    asking.complete(HEAD, "confirm", {})
    row = instance_views.read_process_instance(asking.parts, asking.actor(HR), task.instance_id).row
    assert row.state == "COMPLETED"


def test_of_two_people_who_complete_the_same_task_at_once_one_is_refused(asking: Demo) -> None:
    task_id = only_task(asking, HR)
    actor = asking.actor(HR)
    results: list[str] = []
    barrier = threading.Barrier(4)

    def submit() -> None:
        barrier.wait()
        try:
            user_tasks.complete_user_task(asking.parts, actor, task_id, {"question": "？"})
        except (TaskNotOpen, ChangedMeanwhile) as refused:
            results.append(refused.code)
        else:
            results.append("done")

    threads = [threading.Thread(target=submit) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results.count("done") == 1
    assert len(results) == 4
    assert len(asking.tasks(HEAD)) == 1


def test_a_claimed_task_is_the_claimers_until_released(asking: Demo) -> None:
    task_id = only_task(asking, HR)
    actor = asking.actor(HR)
    user_tasks.claim_user_task(asking.parts, actor, task_id)
    assert user_tasks.count_user_tasks(asking.parts, actor).mine == 1
    view = user_tasks.read_user_task(asking.parts, actor, task_id)
    assert (view.may_claim, view.may_release, view.may_complete) == (False, True, True)
    user_tasks.release_user_task(asking.parts, actor, task_id)
    assert user_tasks.count_user_tasks(asking.parts, actor).group == 1


def test_a_draft_is_kept_unchecked_and_shown_again(asking: Demo) -> None:
    task_id = only_task(asking, HR)
    draft: Mapping[str, Any] = {"question": "字" * 50}
    user_tasks.save_draft(asking.parts, asking.actor(HR), task_id, draft)
    view = user_tasks.read_user_task(asking.parts, asking.actor(HR), task_id)
    assert view.data["question"] == "字" * 50


def test_a_finished_task_cannot_be_drafted_claimed_or_completed(asking: Demo) -> None:
    task_id = only_task(asking, HR)
    asking.complete(HR, "ask", {"question": "？"})
    actor = asking.actor(HR)
    acts = (
        lambda: user_tasks.complete_user_task(asking.parts, actor, task_id, {"question": "！"}),
        lambda: user_tasks.claim_user_task(asking.parts, actor, task_id),
        lambda: user_tasks.save_draft(asking.parts, actor, task_id, {}),
    )
    for act in acts:
        with pytest.raises(TaskNotOpen):
            act()


def test_a_task_claimed_by_a_colleague_is_refused(asking: Demo) -> None:
    task_id = only_task(asking, HR)
    user_tasks.claim_user_task(asking.parts, asking.actor(HR), task_id)
    with pytest.raises((TaskTaken, ApplicationError)):
        user_tasks.complete_user_task(asking.parts, asking.actor(HEAD), task_id, {})


def test_a_repeated_start_is_refused(asking: Demo) -> None:
    with pytest.raises(AlreadyStarted):
        process_instances.start_process_instance(
            asking.parts,
            asking.actor(HR),
            "asking",
            SCHOOL,
            {},
            f"test-{HR}-asking-{SCHOOL}",
        )


def test_done_tasks_are_listed_with_what_was_sent(asking: Demo) -> None:
    asking.complete(HR, "ask", {"question": "几时？"})
    actor = asking.actor(HR)
    [row] = user_tasks.list_user_tasks(asking.parts, actor, "done", "", PageRequest()).rows
    view = user_tasks.read_user_task(asking.parts, actor, row.id)
    assert view.submitted == {"question": "几时？"}
    assert not view.may_complete


def test_variables_are_not_readable_in_the_database(asking: Demo) -> None:
    asking.complete(HR, "ask", {"question": "220582197001011234"})
    with asking.parts.database.engine.connect() as connection:
        for table in ("process_instance", "user_task", "history_event"):
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}"):  # noqa: S608
                assert "220582197001011234" not in repr(tuple(row))
