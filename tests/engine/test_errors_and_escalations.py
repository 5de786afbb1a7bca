"""Errors and escalations look for their catcher from the inside out."""

import pytest

from tests.engine.support import play, supports
from webapp.engine.outcome import HistoryKind, IncidentKind


def caught(story):
    found = [e for e in story.history if e.kind is HistoryKind.ERROR_CAUGHT]
    return [(e.details["caught"], e.details["by"], e.details["code"]) for e in found]


def uncaught(story):
    found = [e for e in story.history if e.kind is HistoryKind.ESCALATION_UNCAUGHT]
    return [(event.element_id, event.details["code"]) for event in found]


@supports("error", "end", "boundary, interrupting")
def test_an_error_end_event_interrupts_the_sub_process():
    story = play("events/error_end")
    assert sorted(story.open) == ["go", "wait"]
    story.complete("go")
    assert story.open == ["help"]
    assert caught(story) == [("error", "caught", "BROKEN")]
    assert story.variables == {"code": "BROKEN"}
    assert story.complete("help").has_ended
    assert story.passed == ["start", "in", "both", "go", "failed", "caught", "help", "helped"]


@supports("error", "event sub-process, interrupting")
def test_an_error_is_dealt_with_in_place_of_everything_else():
    story = play("events/error_event_sub_process")
    story.complete("go")
    assert story.open == ["help"]
    assert story.variables == {"code": "BROKEN", "why": {"code": "BROKEN", "message": "broken"}}
    assert story.complete("help").has_ended
    assert story.passed[-5:] == ["failed", "caught", "help", "rescued", "rescue"]


@pytest.mark.parametrize(
    ("code", "task", "variables"),
    [
        ("BROKEN", "mend", {}),
        ("LOST", "ask", {"code": "LOST", "why": {"code": "LOST", "message": ""}}),
    ],
)
@supports("error", "by code", "any code")
def test_the_exact_code_is_preferred_to_any_code(code, task, variables):
    story = play("events/error_by_code")
    story.throw_error("work", code)
    assert story.open == [task]
    assert story.variables == variables
    assert story.complete(task).has_ended


@supports("error", "uncaught is an incident")
def test_an_error_that_nobody_catches_is_an_incident():
    story = play("events/error_uncaught")
    story.complete("go")
    [incident] = story.incidents.values()
    assert (incident.element_id, incident.kind) == ("failed", IncidentKind.UNHANDLED_ERROR_EVENT)
    assert incident.message == "Nobody catches the error “LOST”."
    assert story.open == ["work"]
    story.complete("work").retry("failed")
    assert [i.element_id for i in story.incidents.values()] == ["failed"]
    assert not story.has_ended
    story.cancel()
    assert not story.places


@supports("error", "through a call activity")
def test_an_error_leaves_a_called_process():
    story = play("events/error_through_a_call", None, "events/error_called")
    assert sorted(story.open) == ["go", "work"]
    story.complete("go")
    assert story.open == ["help"]
    assert story.variables == {"why": {"code": "BROKEN", "message": "broken"}}
    assert story.complete("help").has_ended


def test_who_deals_with_an_error_does_not_catch_his_own():
    story = play("events/error_inside_its_own_rescue")
    story.complete("go")
    assert story.open == ["help"]
    assert caught(story) == [("error", "rescue", "BROKEN"), ("error", "outside", "BROKEN")]
    assert story.complete("help").has_ended


@supports("escalation", "intermediate throw", "boundary, interrupting")
def test_an_escalation_may_interrupt():
    story = play("events/escalation_throw")
    assert story.open == ["help"]
    assert caught(story) == [("escalation", "heard", "NOTICE")]
    assert story.complete("help").has_ended
    assert story.passed == ["start", "in", "tell", "heard", "help", "helped"]


@supports("escalation", "end", "boundary, non-interrupting")
def test_an_escalation_may_be_heard_beside_what_goes_on():
    story = play("events/escalation_end")
    assert story.open == ["work", "help"]
    assert story.variables == {"code": "NOTICE"}
    story.complete("help").complete("work")
    assert story.has_ended
    assert story.passed[-4:] == ["work", "out", "room", "done"]


@supports("escalation", "event sub-process, interrupting")
def test_an_escalation_replaces_what_is_going_on():
    story = play("events/escalation_event_sub_process")
    story.complete("go")
    assert story.open == ["help"]
    assert story.complete("help").has_ended
    assert story.passed == ["start", "go", "tell", "heard", "help", "rescued", "rescue"]


@supports("escalation", "event sub-process, non-interrupting")
def test_an_escalation_begins_something_beside_what_is_going_on():
    story = play("events/escalation_event_sub_process_non_interrupting")
    story.complete("go")
    assert sorted(story.open) == ["help", "work"]
    assert story.variables == {"code": "NOTICE"}
    assert story.complete("work").open == ["help"]
    assert story.complete("help").has_ended


@pytest.mark.parametrize(
    ("name", "task", "variables"),
    [
        ("events/escalation_by_code", "ask", {"code": "OTHER"}),
        ("events/escalation_by_its_own_code", "help", {}),
    ],
)
@supports("escalation", "by code", "any code")
def test_an_escalation_is_caught_by_its_code(name, task, variables):
    story = play(name)
    assert sorted(story.open) == sorted([task, "work"])
    assert story.variables == variables
    assert story.complete(task).complete("work").has_ended


@supports("escalation", "uncaught goes on")
def test_an_escalation_that_nobody_hears_goes_on():
    story = play("events/escalation_uncaught")
    assert story.has_ended
    assert story.passed == ["start", "tell", "told"]
    assert uncaught(story) == [("tell", "NOTICE"), ("told", "OTHER")]


@supports("escalation", "through a call activity")
def test_an_escalation_leaves_a_called_process():
    story = play("events/escalation_through_a_call", None, "events/escalation_called")
    assert sorted(story.open) == ["help", "work"]
    story.complete("help").complete("work")
    assert story.has_ended
    assert story.passed[-2:] == ["call", "done"]
