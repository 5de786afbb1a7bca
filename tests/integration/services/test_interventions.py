"""What administrators see standing still, and how they help; on both databases."""

from collections.abc import Callable

import pytest

from tests.builders.diagrams import chain, form, receive, service_task, timer, user_task
from tests.fixtures.parts import Demo
from webapp.access.actor import SYSTEM
from webapp.jobs.handling import Job, Variables
from webapp.kernel.errors import InvalidInput, NotAllowed, NotFound
from webapp.services import (
    deployments,
    instance_views,
    interventions,
    monitoring,
    process_instances,
    user_tasks,
)
from webapp.services.interventions import AlreadyResolved
from webapp.services.monitoring import Cause

ADMIN = "admin"
HR = "jian.school.hr"
SCHOOL = "220582-school"
OPERATION = "tests.fragile"


class Fragile:
    """A handler that fails until it is mended."""

    mended = False

    def __call__(self, _job: Job) -> Variables:
        """Fail, or say that all is well."""
        if not self.mended:
            raise RuntimeError("the register of 职称 is closed")
        return {"done": True}


@pytest.fixture
def fragile(filled: Demo) -> Fragile:
    """Register the fragile handler in the place of whatever an earlier test registered."""
    handler = Fragile()
    known = filled.parts.operations
    known._operations.pop(OPERATION, None)  # the registry has no way to forget
    known.performs(OPERATION)(handler.__call__)
    return handler


def publish(demo: Demo, *elements: str, messages: tuple[str, ...] = ()) -> str:
    """Publish a process of these elements, start it, and return the instance's id."""
    files = {
        "bpmn/trying.bpmn": chain("trying", *elements, messages=messages, startRoles="unit_hr"),
        "forms/trying/do.json": form(),
    }
    deployments.deploy(demo.parts, SYSTEM, "220000", files, "test")
    return demo.start(HR, "trying", SCHOOL, {}).id


def stuck(demo: Demo, cause: Cause) -> list[str]:
    groups = monitoring.list_stuck(demo.parts, demo.actor(ADMIN), cause)
    return [row.subject_id for group in groups for row in group.rows]


def state(demo: Demo, instance_id: str) -> str:
    return instance_views.read_process_instance(
        demo.parts, demo.actor(ADMIN), instance_id
    ).row.state


def history(demo: Demo, instance_id: str) -> list[str]:
    rows = instance_views.list_history(demo.parts, demo.actor(ADMIN), instance_id)
    return [row.kind for row in rows]


def test_a_failed_job_is_found_by_its_error_and_cured(filled: Demo, fragile: Fragile) -> None:
    instance_id = publish(filled, service_task("work", OPERATION))
    [group] = monitoring.list_stuck(filled.parts, filled.actor(ADMIN), Cause.FAILED_JOB)
    assert "the register of 职称 is closed" in group.key
    fragile.mended = True
    interventions.retry_job(
        filled.parts, filled.actor(ADMIN), group.rows[0].subject_id, "登记簿已恢复"
    )
    filled.run()
    assert state(filled, instance_id) == "COMPLETED"
    assert "JOB_RETRIED" in history(filled, instance_id)
    assert stuck(filled, Cause.FAILED_JOB) == []


def test_of_two_administrators_who_retry_the_second_is_told(filled: Demo, fragile: Fragile) -> None:
    publish(filled, service_task("work", OPERATION))
    [job_id] = stuck(filled, Cause.FAILED_JOB)
    interventions.retry_job(filled.parts, filled.actor(ADMIN), job_id, "再试一次")
    with pytest.raises(AlreadyResolved):
        interventions.retry_job(filled.parts, filled.actor(ADMIN), job_id, "再试一次")
    assert fragile.mended is False


def test_a_timer_can_be_fired_before_its_time(filled: Demo) -> None:
    instance_id = publish(filled, timer("wait", "P5D", calendar="working"))
    view = instance_views.read_process_instance(filled.parts, filled.actor(ADMIN), instance_id)
    [waiting] = view.timers
    interventions.fire_timer(filled.parts, filled.actor(ADMIN), waiting.id, "演练")
    assert state(filled, instance_id) == "COMPLETED"
    with pytest.raises((AlreadyResolved, NotFound)):
        interventions.fire_timer(filled.parts, filled.actor(ADMIN), waiting.id, "演练")


def test_a_timer_fires_by_itself_when_its_working_days_have_passed(filled: Demo) -> None:
    instance_id = publish(filled, timer("wait", "P5D", calendar="working"))
    filled.pass_working_days(4)
    assert state(filled, instance_id) == "ACTIVE"
    filled.pass_working_days(1)
    assert state(filled, instance_id) == "COMPLETED"


def test_a_message_can_be_delivered_by_hand(filled: Demo) -> None:
    instance_id = publish(filled, receive("await", "reply", "=businessKey"), messages=("reply",))
    filled.pass_time(days=31)
    [subscription_id] = stuck(filled, Cause.MESSAGE_AWAITED)
    interventions.deliver_message(
        filled.parts, filled.actor(ADMIN), subscription_id, {"answer": "可"}, "对方来电"
    )
    assert state(filled, instance_id) == "COMPLETED"


def test_a_task_that_nobody_may_do_is_given_to_somebody(filled: Demo) -> None:
    publish(
        filled,
        user_task("do", "unit_hr", candidateOrganisation='="220582-education"'),
    )
    [task_id] = stuck(filled, Cause.NOBODY_MAY)
    interventions.reassign_user_task(filled.parts, filled.actor(ADMIN), task_id, HR, "岗位空缺")
    assert stuck(filled, Cause.NOBODY_MAY) == []
    [task] = filled.tasks(HR)
    assert task.mine


def test_a_countys_administrator_is_told_of_every_cause_in_the_county(filled: Demo) -> None:
    publish(filled, user_task("do", "unit_hr", dueDate="P2D"))
    filled.pass_time(days=3)
    for username, overdue in (("jian.admin", 1), ("tumen.admin", 0)):
        counts = monitoring.stuck_counts(filled.parts, filled.actor(username))
        assert counts == {cause: overdue * (cause is Cause.OVERDUE_TASK) for cause in Cause}


def test_an_overdue_task_is_listed(filled: Demo) -> None:
    publish(filled, user_task("do", "unit_hr", dueDate="P2D"))
    assert stuck(filled, Cause.OVERDUE_TASK) == []
    filled.pass_time(days=3)
    assert len(stuck(filled, Cause.OVERDUE_TASK)) == 1


def test_a_broken_expression_is_cured_by_changing_a_variable(filled: Demo) -> None:
    instance_id = publish(filled, timer("wait", "=patience"), user_task("do", "unit_hr"))
    [incident_id] = stuck(filled, Cause.ENGINE_INCIDENT)
    admin = filled.actor(ADMIN)
    interventions.change_variables(filled.parts, admin, instance_id, {"patience": "PT1H"}, "补值")
    interventions.retry_element(filled.parts, admin, incident_id, "已补值")
    filled.pass_time(hours=2)
    assert [task.element_id for task in filled.tasks(HR)] == ["do"]
    assert stuck(filled, Cause.ENGINE_INCIDENT) == []


def test_a_cancelled_instance_leaves_nothing_open(filled: Demo) -> None:
    instance_id = publish(filled, user_task("do", "unit_hr"))
    interventions.cancel_process_instance(
        filled.parts, filled.actor(ADMIN), instance_id, "申报人申请终止"
    )
    assert state(filled, instance_id) == "CANCELLED"
    assert filled.tasks(HR) == []
    assert "INSTANCE_CANCELLED_BY_ADMINISTRATOR" in history(filled, instance_id)


def test_an_intervention_needs_a_reason_a_role_and_sight(filled: Demo) -> None:
    instance_id = publish(filled, user_task("do", "unit_hr"))

    def cancel(username: str, reason: str) -> Callable[[], None]:
        return lambda: interventions.cancel_process_instance(
            filled.parts, filled.actor(username), instance_id, reason
        )

    for username, reason, refusal in (
        (ADMIN, " ", InvalidInput),
        (HR, "理由充分", NotAllowed),
        ("supervisor", "理由充分", NotAllowed),
        ("tumen.admin", "理由充分", NotFound),
    ):
        with pytest.raises(refusal):
            cancel(username, reason)()
    assert state(filled, instance_id) == "ACTIVE"


def test_a_retried_job_sees_the_changed_variable(filled: Demo) -> None:
    seen: list[object] = []

    def listen(job: Job) -> Variables:
        seen.append(job.variables["size"])
        if job.variables["size"] != "medium":
            raise ValueError("no such size")
        return {}

    known = filled.parts.operations
    known._operations.pop("tests.listen", None)  # the registry has no way to forget
    known.performs("tests.listen", "size")(listen)
    instance_id = publish(filled, service_task("work", "tests.listen", size="=size"))
    admin = filled.actor(ADMIN)
    interventions.change_variables(filled.parts, admin, instance_id, {"size": "medium"}, "更正")
    [job_id] = stuck(filled, Cause.FAILED_JOB)
    interventions.retry_job(filled.parts, admin, job_id, "更正后重试")
    filled.run()
    assert seen == [None, "medium"]
    assert state(filled, instance_id) == "COMPLETED"
    assert stuck(filled, Cause.FAILED_JOB) == []


def test_staff_are_not_shown_the_technical_reason(filled: Demo, fragile: Fragile) -> None:
    instance_id = publish(filled, service_task("work", OPERATION))
    assert fragile.mended is False
    for username, told in ((ADMIN, True), ("supervisor", True), (HR, False)):
        actor = filled.actor(username)
        shown = instance_views.read_process_instance(filled.parts, actor, instance_id)
        told_by = instance_views.list_history(filled.parts, actor, instance_id)
        assert ("职称 is closed" in repr(shown.incidents)) is told
        assert ("职称 is closed" in repr(told_by)) is told


def test_standing_still_longer_than_usual_is_told_by_what_is_usual(filled: Demo) -> None:
    publish(filled, user_task("do", "unit_hr"))
    filled.complete(HR, "do", {})
    for number in range(4):
        started = process_instances.start_process_instance(
            filled.parts, filled.actor(HR), "trying", SCHOOL, {}, f"usual-{number}"
        )
        assert started.next_task_id is not None
        user_tasks.complete_user_task(filled.parts, filled.actor(HR), started.next_task_id, {})
    process_instances.start_process_instance(
        filled.parts, filled.actor(HR), "trying", SCHOOL, {}, "slow"
    )
    filled.pass_time(days=13)
    assert stuck(filled, Cause.NO_PROGRESS) == []
    filled.pass_time(days=2)
    assert len(stuck(filled, Cause.NO_PROGRESS)) == 1


def test_without_anything_usual_only_a_long_standstill_is_told(filled: Demo) -> None:
    publish(filled, user_task("do", "unit_hr"))
    filled.pass_time(days=44)
    assert stuck(filled, Cause.NO_PROGRESS) == []
    filled.pass_time(days=2)
    assert len(stuck(filled, Cause.NO_PROGRESS)) == 1
