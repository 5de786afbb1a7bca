"""Administrators find what is stuck, and help it with a reason."""

from collections.abc import Callable

import pytest

from tests.fixtures.parts import Demo
from tests.integration.pages.visiting import Visitor
from webapp.services import instance_views

SCHOOL = "220582-school"
As = Callable[[str], Visitor]


@pytest.fixture
def waiting(demo: Demo) -> str:
    """Start an instance that waits for a timer; return its id."""
    return demo.start("jian.school.hr", "trial_waiting", SCHOOL, {"mood": "bad"}).id


def place(demo: Demo, instance_id: str) -> instance_views.InstanceView:
    """Return where the instance stands."""
    return instance_views.read_process_instance(demo.parts, demo.actor("admin"), instance_id)


@pytest.fixture
def failed(demo: Demo, visitor_as: As, waiting: str) -> str:
    """Lead the instance to its failing job, by the remedies of the pages; return its id."""
    admin = visitor_as("admin")
    [timer] = place(demo, waiting).timers
    admin.post(f"/cockpit/timers/{timer.id}/fire", reason="不必再等")
    demo.run()
    [message] = place(demo, waiting).subscriptions
    admin.post(f"/cockpit/subscriptions/{message.id}/deliver", variables="", reason="来件遗失")
    demo.run()
    return waiting


def test_a_failed_job_is_shown_with_its_cause_and_cured(
    demo: Demo, visitor_as: As, failed: str
) -> None:
    admin = visitor_as("admin")
    assert "the mood is bad" in admin.get("/cockpit?cause=FAILED_JOB").text
    [incident] = place(demo, failed).incidents
    page = admin.get(f"/instances/{failed}").text
    assert f"/cockpit/jobs/{incident.job_id}/retry" in page
    admin.post(
        f"/cockpit/instances/{failed}/variables", name="mood", value='"good"', reason="数据有误"
    )
    admin.post(f"/cockpit/jobs/{incident.job_id}/retry", reason="数据已更正")
    demo.run()
    story = admin.get(f"/instances/{failed}").text
    assert "已办结" in story
    for sentence in (
        "王国华提前结束了“wait”的等待。",
        "王国华人工送达了“hear”。",
        "王国华更改了办理数据：mood。",
        "王国华要求系统重新处理“work”。",
        "理由：数据已更正",
        "办理完毕。",
    ):
        assert sentence in story
    assert "the mood is bad" not in admin.get("/cockpit").text


def test_nothing_is_helped_without_a_reason(demo: Demo, visitor_as: As, waiting: str) -> None:
    admin = visitor_as("admin")
    answer = admin.post(f"/cockpit/instances/{waiting}/cancel", reason=" ")
    assert answer.status_code == 422
    assert "请填写处理理由（至少 2 个字）。" in answer.text
    assert place(demo, waiting).row.state == "ACTIVE"


def test_a_procedure_is_cancelled_with_a_reason(demo: Demo, visitor_as: As, waiting: str) -> None:
    admin = visitor_as("admin")
    here = f"/instances/{waiting}"
    answer = admin.post(f"/cockpit{here}/cancel", reason="重复申报", next=here)
    assert answer.location == here
    page = admin.get(here).text
    assert "王国华终止了办理。" in page
    assert "理由：重复申报" in page
    assert "已终止" in page
    assert 'id="remedies"' not in page


def test_a_value_that_is_no_json_is_refused_with_an_example(visitor_as: As, waiting: str) -> None:
    answer = visitor_as("admin").post(
        f"/cockpit/instances/{waiting}/variables", name="mood", value="good", reason="数据有误"
    )
    assert answer.status_code == 422
    assert "变量应为 JSON 格式" in answer.text


def test_a_task_is_given_to_another_person(demo: Demo, visitor_as: As) -> None:
    started = demo.start("jian.school.hr", "trial", SCHOOL, {})
    [task] = place(demo, started.id).open_tasks
    admin = visitor_as("admin")
    admin.post(f"/cockpit/tasks/{task.id}/reassign", username="jian.school.head", reason="休假")
    assert "马" not in place(demo, started.id).open_tasks[0].assignee_name
    story = admin.get(f"/instances/{started.id}").text
    assert f"王国华将“填写”改派给{demo.actor('jian.school.head').name}。" in story


def test_a_supervisor_sees_everything_and_helps_nothing(visitor_as: As, waiting: str) -> None:
    supervisor = visitor_as("supervisor")
    assert supervisor.get("/cockpit").status_code == 200
    page = supervisor.get(f"/instances/{waiting}").text
    assert 'id="remedies"' not in page
    answer = supervisor.post(f"/cockpit/instances/{waiting}/cancel", reason="重复申报")
    assert answer.status_code == 403


def test_the_clock_of_the_demonstration_moves_five_working_days(demo: Demo, visitor_as: As) -> None:
    admin = visitor_as("admin")
    before = demo.parts.clock.now()
    answer = admin.post("/demo/clock", days="5", unit="working")
    assert answer.status_code == 303
    assert (demo.parts.clock.now() - before).days >= 5
    assert "当前日期为" in admin.get("/demo/clock").text


@pytest.mark.parametrize("days", ["0", "-1", "9999", "five", ""])
def test_the_clock_refuses_what_is_no_number_of_days(visitor_as: As, days: str) -> None:
    answer = visitor_as("admin").post("/demo/clock", days=days)
    assert answer.status_code == 422
    assert "请填写 1 至 365 之间的天数。" in answer.text
