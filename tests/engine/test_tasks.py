"""Tasks: work for people, handlers, FEEL and decisions; messages sent and received."""

from dataclasses import replace

import pytest

from tests.engine.support import DIAGRAMS, diagram, findings, play, refuses, sources, supports
from tests.fixtures.engine import World
from webapp.engine.commands import RetryElement
from webapp.engine.errors import ElementNotOpen, NoSuchStart
from webapp.engine.outcome import HistoryKind, IncidentKind


def by_hand() -> World:
    return World(incidents="expected", jobs="by hand")


@supports("task, manual task", "passed through")
def test_a_task_and_a_manual_task_are_passed_without_work():
    story = play("activities/task_and_manual_task", {"x": 1})
    assert story.passed == ["start", "note", "sign"]
    assert [p.element_id for p in story.places.values()] == ["read"]
    assert story.variables == {"x": 1}
    assert story.complete("read").has_ended


@supports("user task", "completed with a form's data")
def test_a_user_task_waits_for_a_person_and_keeps_the_form():
    story = play("activities/user_task", {"initiator": "zhang", "old": 1})
    task = story.task("apply")
    assert (task.form_key, task.candidate_role, task.assignee, task.priority) == (
        "P/application",
        "unit_hr",
        "zhang",
        70,
    )
    assert task.due_at.isoformat() == "2026-03-04T09:00:00+08:00"
    assert story.passed == ["start"]
    story.complete("apply", {"title": "T", "old": 2})
    assert story.open == ["review"]
    assert story.task("review").form_key == "P/review"
    story.complete("review", {"title": "other"})
    assert story.has_ended
    assert story.variables == {
        "initiator": "zhang",
        "old": 2,
        "title": "T",
        "verdict": {"title": "other"},
    }
    assert [(e.kind.value, e.element_id) for e in story.history] == [
        ("INSTANCE_STARTED", ""),
        ("ELEMENT_COMPLETED", "start"),
        ("ELEMENT_ENTERED", "apply"),
        ("ELEMENT_COMPLETED", "apply"),
        ("ELEMENT_ENTERED", "review"),
        ("ELEMENT_COMPLETED", "review"),
        ("ELEMENT_COMPLETED", "done"),
        ("INSTANCE_COMPLETED", ""),
    ]


def test_mappings_give_a_task_local_variables_and_choose_what_stays():
    story = play("activities/mapped_tasks", {"name": "n"}, world=by_hand())
    assert story.sees("a") == {"name": "n", "hint": "for n"}
    story.complete("a", {"choice": 1, "noise": 2})
    assert story.variables == {"name": "n", "verdict": 2, "nothing": None}
    [job] = story.jobs.values()
    assert job.variables == {"hint": 4}
    assert story.job_done("publish", {"id": 7, "noise": 2}).has_ended
    assert story.variables == {"name": "n", "verdict": 2, "nothing": None, "number": 7}


def test_a_user_task_is_completed_once():
    story = play("activities/user_task")
    task = story.task("apply")
    story.complete_task(task)
    with pytest.raises(ElementNotOpen):
        story.complete_task(task)
    assert story.open == ["review"]


@supports("service task", "job done")
def test_a_service_task_asks_for_a_job_and_keeps_its_result():
    story = play("activities/service_task", {"title": "T", "secret": 1}, world=by_hand())
    [job] = story.jobs.values()
    assert (job.operation, job.max_attempts) == ("do.it", 5)
    assert job.variables == {"title": "T", "days": 5, "kind": "plain"}
    story.job_done("publish", {"id": 7})
    [job] = story.jobs.values()
    assert (job.element_id, job.operation, job.variables) == ("announce", "do.more", {})
    story.job_done("announce", {"sent": True})
    assert story.has_ended
    assert story.passed == ["start", "publish", "announce", "done"]
    assert story.variables == {"title": "T", "secret": 1, "notice": {"id": 7}, "sent": True}


@supports("service task", "job ends in a BPMN error")
def test_an_error_of_a_job_is_caught_by_its_code_first():
    story = play("activities/service_task_error", world=by_hand())
    story.job_error("publish", "REFUSED", {"left": 2})
    assert not story.jobs
    assert story.open == ["repair"]
    assert story.variables == {
        "code": "REFUSED",
        "problem": {"code": "REFUSED", "message": "", "left": 2},
    }
    assert story.complete("repair").has_ended
    assert story.passed == ["start", "missing", "repair", "repaired"]


def test_an_error_of_a_job_without_a_catcher_of_its_code_goes_to_the_one_for_all():
    story = play("activities/service_task_error", world=by_hand())
    story.job_error("publish", "UNHEARD_OF", {"left": 2})
    assert story.open == ["help"]
    assert story.variables == {"left": 2}
    assert story.complete("help").passed == ["start", "broken", "help", "helped"]


@supports("service task", "job retried")
def test_a_job_is_asked_for_again_with_the_variables_of_then():
    story = play("activities/service_task_retried", {"title": "wrong"}, world=by_hand())
    [first] = story.jobs.values()
    story.set_variables({"title": "right"}).command(RetryElement(first.id))
    [second] = story.jobs.values()
    assert second.id != first.id
    assert second.variables == {"title": "right"}
    assert story.job_done("publish", {"id": 1}).has_ended
    assert story.variables == {"title": "right", "id": 1}
    assert story.passed == ["start", "publish", "done"]


def test_a_job_whose_error_nobody_catches_is_retried_after_the_incident():
    story = play("activities/service_task_retried", {"title": "T"}, world=by_hand())
    story.job_error("publish", "REFUSED")
    [incident] = story.incidents.values()
    assert incident.kind is IncidentKind.UNHANDLED_ERROR_EVENT
    assert incident.message == "Nobody catches the error “REFUSED”."
    assert not story.jobs
    story.retry("publish")
    assert not story.incidents
    assert story.job_done("publish").has_ended


@supports("send task", "with a message")
def test_a_send_task_throws_its_message_and_goes_on():
    story = play("activities/send_task", {"key": "k1", "text": "hello"})
    assert story.has_ended
    assert story.passed == ["start", "tell", "done"]
    [message] = story.messages
    assert (message.name, message.correlation_key, message.element_id) == ("news", "k1", "tell")
    assert message.variables == {"text": "hello", "n": 2}
    assert story.variables == {"key": "k1", "text": "hello"}


@refuses("BPMN042", "send task", "without a message")
def test_a_send_task_without_a_message_is_refused():
    assert findings(diagram("activities/send_task_without_message")) == [("BPMN042", "tell")]


@supports("receive task", "with a message")
def test_a_receive_task_waits_for_its_message():
    story = play("activities/receive_task", {"key": "k1"})
    [waiting] = story.subscriptions.values()
    assert (waiting.element_id, waiting.name, waiting.correlation_key) == ("hear", "news", "k1")
    story.world.throw("news", "k2", {"x": 0})
    assert story.passed == ["start"]
    story.world.throw("news", "k1", {"x": 1})
    assert [s.element_id for s in story.subscriptions.values()] == ["hear_again"]
    story.world.throw("news", "k1", {"x": 2})
    assert story.has_ended
    assert story.variables == {"key": "k1", "x": 1, "last": {"x": 2}}
    assert story.passed == ["start", "hear", "hear_again", "done"]
    received = [e for e in story.history if e.kind is HistoryKind.MESSAGE_RECEIVED]
    assert [e.element_id for e in received] == ["hear", "hear_again"]


@refuses("BPMN042", "receive task", "without a message")
def test_a_receive_task_without_a_message_is_refused():
    assert findings(diagram("activities/receive_task_without_message")) == [("BPMN042", "hear")]


@supports("receive task", "instantiating")
def test_a_receive_task_starts_an_instance_by_its_message():
    world = by_hand()
    world.deploy(sources("activities/receive_task_instantiating"))
    for number in (1, 2):
        world.throw("news", None, {"number": number})
    first, second = world.stories
    assert first.open == second.open == ["check"]
    assert not first.subscriptions
    assert (first.variables, second.variables) == (
        {"order": {"number": 1}},
        {"order": {"number": 2}},
    )
    assert first.complete("check").passed == ["order", "check", "done"]
    assert second.open == ["check"]


def test_what_only_a_message_starts_does_not_start_without_it():
    with pytest.raises(NoSuchStart):
        play("activities/receive_task_instantiating")


@supports("business rule task", "decision")
def test_a_business_rule_task_makes_its_decision():
    grade = (DIAGRAMS / "activities/grade.dmn").read_bytes()
    made = replace(sources("activities/business_rule_task"), decisions={"grade": grade})
    story = by_hand().start(made, {"points": 80})
    assert story.has_ended
    assert story.variables == {"points": 30, "grade": "pass", "second": "fail"}
    assert story.passed == ["start", "decide", "worse", "decide_again", "done"]


def test_a_decision_that_fails_is_an_incident_and_is_made_after_the_cure():
    grade = (DIAGRAMS / "activities/grade.dmn").read_bytes()
    broken = grade.replace(b"<text>points</text>", b"<text>points +</text>")
    made = replace(sources("activities/business_rule_task"), decisions={"grade": broken})
    [incident] = by_hand().start(made, {"points": 80}).incidents.values()
    assert (incident.kind, incident.element_id) == (IncidentKind.DECISION_ERROR, "decide")


@supports("script task", "FEEL")
def test_a_script_writes_its_context_or_its_result_variable():
    story = play("activities/script_task", {"a": 1, "b": 2})
    assert story.has_ended
    assert story.variables == {"a": 2, "b": 2, "total": 3, "list": [3, 2]}


def test_a_script_without_a_place_for_its_value_is_an_incident_until_it_gives_a_context():
    assert findings(diagram("activities/script_task_value_without_place")) == []
    story = play("activities/script_task_value_without_place", {"answer": 7})
    [incident] = story.incidents.values()
    assert incident.kind is IncidentKind.EXPRESSION_ERROR
    assert incident.message == "Without a result variable the script must give a context, not 7."
    story.set_variables({"answer": {"x": 1}}).retry("value")
    assert story.has_ended
    assert story.variables == {"answer": {"x": 1}, "x": 1}


@refuses("BPMN072", "script task", "another language")
def test_a_script_in_another_language_is_refused():
    assert findings(diagram("activities/script_task_python")) == [("BPMN072", "run")]
