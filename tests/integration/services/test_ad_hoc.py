"""People begin what an ad-hoc sub-process offers, each what is theirs; administrators can help."""

import pytest

from tests.builders.diagrams import chain, form, user_task
from tests.builders.events import ad_hoc, catch_signal, wait_until
from tests.fixtures.parts import Demo
from webapp.access.actor import SYSTEM
from webapp.engine.errors import ElementNotOpen, OneAtATime
from webapp.kernel.errors import InvalidInput, NotAllowed, NotFound
from webapp.services import ad_hoc as service
from webapp.services import deployments, instance_views, interventions, monitoring
from webapp.services.monitoring import Cause

ADMIN, HR, HEAD, REVIEWER = "admin", "jian.school.hr", "jian.school.head", "jian.reviewer"
SCHOOL = "220582-school"

CHOICES = ad_hoc(
    "free",
    user_task("visit", "unit_hr", "走访", nameEn="Visit"),
    user_task("talk", "unit_head", "谈话"),
    '<bpmn:scriptTask id="note" name="登记" scriptFormat="feel">'
    "<bpmn:script>={noted: true}</bpmn:script></bpmn:scriptTask>",
)


def publish(demo: Demo, *elements: str, **options: tuple[str, ...]) -> str:
    """Publish a process of these elements, start it, and return the instance's id."""
    files = {
        "bpmn/trying.bpmn": chain("trying", *elements, startRoles="unit_hr", **options),
        **{f"forms/trying/{name}.json": form() for name in ("visit", "talk", "do")},
    }
    deployments.deploy(demo.parts, SYSTEM, "220000", files, "test")
    return demo.start(HR, "trying", SCHOOL, {}).id


def view(demo: Demo, username: str, instance_id: str) -> instance_views.InstanceView:
    return instance_views.read_process_instance(demo.parts, demo.actor(username), instance_id)


def begin(demo: Demo, username: str, instance_id: str, element_id: str) -> service.Begun:
    [waiting] = view(demo, ADMIN, instance_id).subscriptions
    return service.activate_element(
        demo.parts, demo.actor(username), instance_id, waiting.id, element_id
    )


def offered(demo: Demo, username: str, instance_id: str) -> list[str]:
    choices = view(demo, username, instance_id).choices
    return [choice.element_id for choice in choices if choice.may_begin]


def kinds(demo: Demo, instance_id: str) -> list[str]:
    rows = instance_views.list_history(demo.parts, demo.actor(ADMIN), instance_id)
    return [row.kind for row in rows]


def test_everybody_is_offered_what_is_theirs(filled: Demo) -> None:
    instance = publish(filled, CHOICES)
    assert offered(filled, HR, instance) == ["visit"]
    assert offered(filled, HEAD, instance) == ["talk"]
    assert offered(filled, REVIEWER, instance) == []
    assert offered(filled, ADMIN, instance) == []
    [mine] = service.list_open_choices(filled.parts, filled.actor(HR))
    assert (mine.instance_id, mine.choice.name, mine.choice.within) == (instance, "走访", "free")
    [row] = [row for row in view(filled, HR, instance).outline if row.element_id == "free"]
    assert (row.state, row.awaited) == ("active", "ACTIVATION")


def test_a_choice_becomes_a_task_of_the_one_who_made_it(filled: Demo) -> None:
    instance = publish(filled, CHOICES, user_task("do", "unit_hr"))
    begun = begin(filled, HR, instance, "visit")
    [task] = filled.tasks(HR)
    assert (begun.next_task_id, task.element_id) == (task.id, "visit")
    assert "ELEMENT_CHOSEN" in kinds(filled, instance)
    filled.complete(HR, "visit", {})
    assert [task.element_id for task in filled.tasks(HR)] == ["do"]
    assert service.list_open_choices(filled.parts, filled.actor(HR)) == []


def test_nobody_begins_what_is_another_ones(filled: Demo) -> None:
    instance = publish(filled, CHOICES)
    for username, element_id, refusal in (
        (HEAD, "visit", NotAllowed),
        (ADMIN, "visit", NotAllowed),
        (HR, "note", NotAllowed),
        (HR, "unknown", NotFound),
        ("tumen.school.hr", "visit", NotFound),
    ):
        with pytest.raises(refusal):
            begin(filled, username, instance, element_id)
    assert filled.tasks(HR) == []


def test_a_choice_that_is_over_is_told_so(filled: Demo) -> None:
    instance = publish(filled, CHOICES)
    [waiting] = view(filled, ADMIN, instance).subscriptions
    begin(filled, HR, instance, "visit")
    filled.complete(HR, "visit", {})
    with pytest.raises(ElementNotOpen):
        service.activate_element(filled.parts, filled.actor(HR), instance, waiting.id, "visit")


def test_of_a_sequence_one_thing_is_begun_at_a_time(filled: Demo) -> None:
    tasks = (user_task("visit", "unit_hr"), user_task("talk", "unit_head"))
    instance = publish(filled, ad_hoc("free", *tasks, ordering="Sequential", until="=talked"))
    begin(filled, HR, instance, "visit")
    with pytest.raises(OneAtATime):
        begin(filled, HEAD, instance, "talk")


def test_an_administrator_begins_what_nobody_does_and_says_why(filled: Demo) -> None:
    instance = publish(filled, CHOICES)
    [waiting] = view(filled, ADMIN, instance).subscriptions
    admin = filled.actor(ADMIN)
    with pytest.raises(InvalidInput):
        interventions.activate_element(filled.parts, admin, waiting.id, "talk", " ")
    interventions.activate_element(filled.parts, admin, waiting.id, "talk", "负责人出差")
    assert [task.element_id for task in filled.tasks(HEAD)] == ["talk"]
    assert "ELEMENT_CHOSEN_BY_ADMINISTRATOR" in kinds(filled, instance)


def test_an_administrator_begins_what_is_no_persons_task(filled: Demo) -> None:
    instance = publish(filled, CHOICES)
    [waiting] = view(filled, ADMIN, instance).subscriptions
    interventions.activate_element(filled.parts, filled.actor(ADMIN), waiting.id, "note", "补记")
    filled.run()
    assert view(filled, ADMIN, instance).row.state == "COMPLETED"


def test_a_cancelled_instance_offers_nothing(filled: Demo) -> None:
    instance = publish(filled, CHOICES)
    interventions.cancel_process_instance(filled.parts, filled.actor(ADMIN), instance, "不再需要")
    assert service.list_open_choices(filled.parts, filled.actor(HR)) == []
    assert view(filled, ADMIN, instance).subscriptions == []


def test_a_signal_that_never_came_is_found_and_delivered_by_hand(filled: Demo) -> None:
    instance = publish(filled, catch_signal("hear", "news"), signals=("news",))
    filled.pass_time(days=31)
    groups = monitoring.list_stuck(filled.parts, filled.actor(ADMIN), Cause.MESSAGE_AWAITED)
    [row] = [row for group in groups for row in group.rows]
    assert (row.instance_id, row.element_name) == (instance, "hear")
    interventions.deliver_message(
        filled.parts, filled.actor(ADMIN), row.subject_id, {}, "已电话通知"
    )
    assert view(filled, ADMIN, instance).row.state == "COMPLETED"


def test_a_condition_that_is_not_met_is_shown_and_met_by_a_changed_variable(filled: Demo) -> None:
    instance = publish(filled, wait_until("until", "=ready = true"))
    shown = view(filled, ADMIN, instance)
    [waiting] = shown.subscriptions
    assert (waiting.kind, waiting.message) == ("CONDITION", "=ready = true")
    groups = monitoring.list_stuck(filled.parts, filled.actor(ADMIN), Cause.MESSAGE_AWAITED)
    assert groups == []
    admin = filled.actor(ADMIN)
    interventions.change_variables(filled.parts, admin, instance, {"ready": True}, "材料已齐")
    assert view(filled, ADMIN, instance).row.state == "COMPLETED"
