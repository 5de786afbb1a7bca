"""Administrators see kept messages and automatic starts; people begin what they may choose."""

import re
from collections.abc import Callable

import pytest

from tests.builders.diagrams import chain, form, user_task
from tests.builders.events import ad_hoc, by_timer, catch_signal
from tests.fixtures.parts import Demo
from tests.integration.pages.visiting import Visitor
from webapp.access.actor import SYSTEM
from webapp.engine.outcome import ThrownMessage
from webapp.services import deployments, instance_views, messages, process_instances

As = Callable[[str], Visitor]
HR, SCHOOL = "jian.school.hr", "220582-school"


def publish(demo: Demo, diagram: bytes, *tasks: str) -> None:
    forms = {f"forms/free/{task}.json": form() for task in tasks}
    deployments.deploy(demo.parts, SYSTEM, "220000", {"bpmn/free.bpmn": diagram, **forms}, "")


@pytest.fixture
def kept(demo: Demo) -> str:
    """Keep a message that nobody awaits; return its id."""
    thrown = ThrownMessage("trial_news", "13800001234", {"text": "机密"}, "")
    message = messages.publish_message(demo.parts, demo.actor("admin"), thrown)
    demo.run()
    return message.id


@pytest.fixture
def offering(demo: Demo) -> str:
    """Start a procedure that offers a choice; return its id."""
    choices = ad_hoc("matters", user_task("visit", "unit_hr", "走访", nameEn="Visit"))
    publish(demo, chain("free", choices, startRoles="unit_hr"), "visit")
    return demo.start(HR, "free", SCHOOL, {}).id


def test_a_kept_message_is_shown_without_its_contents_and_discarded(
    visitor_as: As, kept: str
) -> None:
    admin = visitor_as("admin")
    page = admin.get("/cockpit/messages").text
    assert "trial_news" in page
    assert "138****1234" in page
    assert "机密" not in page
    assert admin.post(f"/cockpit/messages/{kept}/discard", reason=" ").status_code == 422
    answer = admin.post(f"/cockpit/messages/{kept}/discard", reason="发送有误")
    assert answer.location == "/cockpit/messages"
    page = admin.get("/cockpit/messages").text
    assert "没有留存消息" in page
    assert "王国华：发送有误" in page


def test_a_supervisor_looks_and_changes_nothing(visitor_as: As, kept: str) -> None:
    supervisor = visitor_as("supervisor")
    page = supervisor.get("/cockpit/messages").text
    assert "trial_news" in page
    assert "/discard" not in page
    answer = supervisor.post(f"/cockpit/messages/{kept}/discard", reason="发送有误")
    assert answer.status_code == 403


def test_an_armed_timer_is_shown_with_its_county_and_its_next_start(
    demo: Demo, visitor_as: As
) -> None:
    begin = by_timer("Cycle", "R3/P1D")
    publish(demo, chain("free", user_task("visit", "unit_hr"), begin=begin), "visit")
    page = visitor_as("jian.admin").get("/cockpit/starts").text
    assert "集安市" in page
    assert "图们市" not in page
    assert ">3<" in page
    assert "已排定" in page


def test_a_start_that_failed_is_told_on_the_first_page_and_tried_again(
    demo: Demo, visitor_as: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = by_timer("Duration", "PT1H")
    diagram = chain("free", user_task("visit", "county_reviewer"), begin=begin)
    files = {"bpmn/free.bpmn": diagram, "forms/free/visit.json": form()}
    deployments.deploy(demo.parts, SYSTEM, "220582", files, "")

    def fail(*_arguments: object) -> str:
        raise RuntimeError("no number is left")

    monkeypatch.setattr(process_instances, "_business_key", fail)
    demo.pass_time(hours=2)
    monkeypatch.undo()
    admin = visitor_as("jian.admin")
    assert "有 1 项自动启动失败，请处理。" in admin.get("/cockpit").text
    page = admin.get("/cockpit/starts").text
    assert "no number is left" in page
    [address] = re.findall(r"/cockpit/starts/[^/]+/retry", page)
    assert admin.post(address).location == "/cockpit/starts"
    demo.run()
    assert "没有排定的定时启动" in admin.get("/cockpit/starts").text
    assert [task.element_id for task in demo.tasks("jian.reviewer")] == ["visit"]


def test_a_choice_is_a_button_for_the_one_who_may_and_leads_to_the_task(
    demo: Demo, visitor_as: As, offering: str
) -> None:
    person = visitor_as(HR)
    assert f"/instances/{offering}#choices" in person.get("/tasks").text
    page = person.get(f"/instances/{offering}").text
    assert "可开始的事项" in page
    view = instance_views.read_process_instance(demo.parts, demo.actor(HR), offering)
    [choice] = view.choices
    address = f"/instances/{offering}/choices/{choice.subscription_id}/visit"
    assert address in page
    answer = person.post(address)
    [task] = demo.tasks(HR)
    assert answer.location == f"/tasks/{task.id}"
    assert f"{demo.actor(HR).name}启动了“走访”。" in person.get(f"/instances/{offering}").text


def test_who_may_not_choose_sees_no_button_and_is_refused(
    demo: Demo, visitor_as: As, offering: str
) -> None:
    head = visitor_as("jian.school.head")
    page = head.get(f"/instances/{offering}").text
    assert "可开始的事项" in page  # in the outline: what it waits for, in words
    assert 'id="choices"' not in page
    view = instance_views.read_process_instance(demo.parts, demo.actor(HR), offering)
    address = f"/instances/{offering}/choices/{view.choices[0].subscription_id}/visit"
    assert head.post(address).status_code == 403


def test_an_administrator_begins_it_from_the_remedies(
    demo: Demo, visitor_as: As, offering: str
) -> None:
    admin = visitor_as("admin")
    view = instance_views.read_process_instance(demo.parts, demo.actor("admin"), offering)
    address = f"/cockpit/subscriptions/{view.choices[0].subscription_id}/choices/visit"
    assert address in admin.get(f"/instances/{offering}").text
    admin.post(address, reason="经办人休假")
    assert [task.element_id for task in demo.tasks(HR)] == ["visit"]
    story = admin.get(f"/instances/{offering}").text
    assert "王国华代为启动了“走访”。" in story
    assert "理由：经办人休假" in story


def test_what_is_awaited_is_told_in_words_and_delivered_by_hand(demo: Demo, visitor_as: As) -> None:
    diagram = chain("free", catch_signal("hear", "news"), signals=("news",), startRoles="unit_hr")
    publish(demo, diagram)
    instance = demo.start(HR, "free", SCHOOL, {}).id
    admin = visitor_as("admin")
    page = admin.get(f"/instances/{instance}").text
    assert "等待信号“news”" in page
    assert "送达信号" in page
    view = instance_views.read_process_instance(demo.parts, demo.actor("admin"), instance)
    [waiting] = view.subscriptions
    admin.post(f"/cockpit/subscriptions/{waiting.id}/deliver", variables="", reason="已通知")
    assert "已办结" in admin.get(f"/instances/{instance}").text
