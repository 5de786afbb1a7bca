"""Which version runs where: the county's own, else the province's; and it stays."""

import pytest

from tests.builders.diagrams import call, chain, form, user_task
from tests.fixtures.parts import Demo
from webapp.access.actor import SYSTEM
from webapp.engine.commands import StartProcess
from webapp.services import definitions, deployments, process_instances

SHARED = chain("part", user_task("plain", "unit_hr"))
CALLING = chain("whole", call("do", "part"), startRoles="unit_hr")
OWN = chain("part", user_task("plain", "unit_hr"), user_task("more", "unit_hr"))


def deploy(demo: Demo, owner: str, **files: bytes) -> None:
    named = {f"bpmn/{key}.bpmn": content for key, content in files.items()}
    named |= {f"forms/part/{name}.json": form() for name in ("plain", "more")}
    deployments.deploy(demo.parts, SYSTEM, owner, named, "test")


def open_elements(demo: Demo, username: str) -> list[str]:
    return [task.element_id for task in demo.tasks(username)]


def test_a_county_overrides_one_called_process_and_nothing_else(filled: Demo) -> None:
    deploy(
        filled,
        "220000",
        part=SHARED,
        whole=CALLING,
    )
    deploy(filled, "220582", part=OWN)
    for username, school in (
        ("jian.school.hr", "220582-school"),
        ("tumen.school.hr", "222402-school"),
    ):
        filled.start(username, "whole", school, {})
        filled.complete(username, "plain", {})
    assert open_elements(filled, "jian.school.hr") == ["more"]
    assert open_elements(filled, "tumen.school.hr") == []


def test_a_running_instance_stays_on_its_version(filled: Demo) -> None:
    deploy(
        filled,
        "220000",
        part=SHARED,
        whole=CALLING,
    )
    filled.start("jian.school.hr", "whole", "220582-school", {})
    deploy(filled, "220000", part=OWN)
    filled.start("tumen.school.hr", "whole", "222402-school", {})
    for username in ("jian.school.hr", "tumen.school.hr"):
        filled.complete(username, "plain", {})
    assert open_elements(filled, "jian.school.hr") == []
    assert open_elements(filled, "tumen.school.hr") == ["more"]


def test_equal_content_makes_no_new_version(filled: Demo) -> None:
    deploy(filled, "220000", part=SHARED)
    deploy(filled, "220000", part=SHARED)
    owner = filled.actor("owner")
    view = definitions.read_definition(filled.parts, owner, "process", "part", "220000")
    assert [row.version for row in view.versions] == [1]


def start_and_fail(demo: Demo) -> None:
    what = ("whole", "220582-school")
    with demo.parts.database.writing() as session:
        process_instances.start_instance(demo.parts, session, SYSTEM, what, StartProcess(), "first")
        raise ZeroDivisionError


def test_a_start_that_was_rolled_back_does_not_hinder_the_next(filled: Demo) -> None:
    deploy(filled, "220000", part=SHARED, whole=CALLING)
    with pytest.raises(ZeroDivisionError):
        start_and_fail(filled)
    filled.start("jian.school.hr", "whole", "220582-school", {})
    assert open_elements(filled, "jian.school.hr") == ["plain"]
