"""What the page of an instance tells: where it stands, in every diagram it is made of."""

import pytest

from tests.builders.diagrams import call, chain, form, user_task
from tests.fixtures.parts import Demo
from webapp.access.actor import GUEST, SYSTEM
from webapp.kernel.errors import NotFound
from webapp.services import deployments, instance_views
from webapp.services.instance_views import InstanceView

HR = "jian.school.hr"


def started(demo: Demo) -> str:
    files = {
        "bpmn/part.bpmn": chain("part", user_task("do", "unit_hr", "办理")),
        "bpmn/whole.bpmn": chain("whole", call("hand_over", "part"), startRoles="unit_hr"),
        "forms/part/do.json": form(),
    }
    deployments.deploy(demo.parts, SYSTEM, "220000", files, "test")
    return demo.start(HR, "whole", "220582-school", {}).id


def view(demo: Demo, instance_id: str, username: str = "admin") -> InstanceView:
    return instance_views.read_process_instance(demo.parts, demo.actor(username), instance_id)


def active(shown: InstanceView) -> dict[str, tuple[str, ...]]:
    return {diagram.process_id: diagram.active for diagram in shown.diagrams}


def test_a_token_in_a_called_process_is_shown_in_both_diagrams(filled: Demo) -> None:
    instance_id = started(filled)
    assert active(view(filled, instance_id)) == {"whole": ("hand_over",), "part": ("do",)}
    filled.complete(HR, "do", {})
    assert active(view(filled, instance_id)) == {"whole": (), "part": ()}


def test_variables_are_for_administrators_only(filled: Demo) -> None:
    instance_id = started(filled)
    assert view(filled, instance_id).variables["businessKey"].startswith("W-220582-")
    assert view(filled, instance_id, HR).variables == {}
    assert view(filled, instance_id, "supervisor").variables == {}


def test_the_outline_says_who_holds_the_token(filled: Demo) -> None:
    instance_id = started(filled)
    [row] = [row for row in view(filled, instance_id).outline if row.element_id == "do"]
    assert (row.state, row.holders) == ("active", "集安市第一中学")


def test_an_expert_sees_what_is_offered_to_experts_and_nothing_else(filled: Demo) -> None:
    files = {
        "bpmn/judging.bpmn": chain(
            "judging",
            user_task("prepare", "unit_hr", "准备"),
            user_task("judge", "expert", "评议"),
            startRoles="unit_hr",
        ),
        "forms/judging/prepare.json": form(),
        "forms/judging/judge.json": form(),
    }
    deployments.deploy(filled.parts, SYSTEM, "220000", files, "test")
    instance_id = filled.start(HR, "judging", "220582-school", {}).id
    with pytest.raises(NotFound):
        view(filled, instance_id, "jian.expert1")
    filled.complete(HR, "prepare", {})
    assert view(filled, instance_id, "jian.expert1").row.id == instance_id
    with pytest.raises(NotFound):
        view(filled, instance_id, "tumen.expert1")
    filled.complete("jian.expert1", "judge", {})
    assert view(filled, instance_id, "jian.expert1").row.state == "COMPLETED"
    with pytest.raises(NotFound):
        view(filled, instance_id, "jian.expert2")


def test_nobody_in_particular_sees_nothing(filled: Demo) -> None:
    instance_id = started(filled)
    for nobody in (GUEST, SYSTEM):
        with pytest.raises(NotFound):
            instance_views.read_process_instance(filled.parts, nobody, instance_id)
