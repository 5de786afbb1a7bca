"""Conditional events happen when their condition becomes true."""

import pytest

from tests.engine.support import play, supports
from webapp.engine.outcome import Awaited, HistoryKind, IncidentKind


def met(story):
    return [e.element_id for e in story.history if e.kind is HistoryKind.CONDITION_MET]


@supports("conditional", "intermediate catch", "becomes true")
def test_a_process_waits_until_a_condition_is_true():
    story = play("events/conditional_catch", {"places": 2})
    [waiting] = story.subscriptions.values()
    assert (waiting.kind, waiting.name) == (Awaited.CONDITION, "places = 0")
    story.set_variables({"places": 1})
    assert list(story.subscriptions.values()) == [waiting]
    story.set_variables({"places": 0})
    assert story.has_ended
    assert met(story) == ["full"]


@supports("conditional", "true already")
def test_a_condition_that_is_true_already_is_not_waited_for():
    story = play("events/conditional_catch", {"places": 0})
    assert story.has_ended
    assert story.passed == ["start", "full", "done"]


def test_what_is_not_known_is_not_true():
    story = play("events/conditional_catch")
    assert not story.incidents
    assert story.set_variables({"places": 0}).has_ended


@pytest.mark.parametrize(("places", "opened"), [(2, ["work"]), (0, ["help"])])
@supports("conditional", "boundary, interrupting")
def test_a_condition_interrupts_an_activity(places, opened):
    story = play("events/conditional_boundary", {"places": places})
    assert story.open == opened
    if places:
        story.set_variables({"places": 0})
    assert story.open == ["help"]
    assert story.complete("help").has_ended


def test_the_data_of_the_activity_itself_come_too_late_to_interrupt_it():
    story = play("events/conditional_boundary", {"places": 2})
    story.complete("work", {"places": 0})
    assert story.has_ended
    assert story.passed == ["start", "work", "done"]


@supports("conditional", "boundary, non-interrupting", "false again before it repeats")
def test_a_condition_must_be_false_before_it_is_met_again():
    story = play("events/conditional_boundary_non_interrupting", {"places": 3})
    for places, times in ((2, 1), (1, 1), (3, 1), (0, 2)):
        story.set_variables({"places": places})
        assert story.open == ["work", *["help"] * times]
    story.complete("work").complete("help")
    assert story.complete("help").has_ended


@supports("conditional", "event sub-process, interrupting")
def test_a_condition_replaces_what_is_going_on():
    story = play("events/conditional_event_sub_process", {"places": 1})
    story.set_variables({"places": 0})
    assert story.open == ["help"]
    assert not story.subscriptions
    assert story.complete("help").has_ended
    assert story.passed == ["start", "caught", "help", "rescued", "rescue"]


@supports("conditional", "event sub-process, non-interrupting")
def test_a_condition_begins_something_beside_what_is_going_on():
    story = play("events/conditional_event_sub_process_non_interrupting", {"places": 1})
    assert story.open == ["work", "help"]
    story.set_variables({"places": 4}).set_variables({"places": 2})
    assert story.open == ["work", "help", "help"]
    story.complete("work").complete("help")
    assert story.complete("help").has_ended


def test_a_condition_sees_the_data_of_its_own_sub_process():
    story = play("events/conditional_on_local_data", {"people": [], "seats": 0})
    assert story.open == ["fill"]
    story.set_variables({"seats": 9})
    assert story.open == ["fill"]
    story.complete("fill", {"seats": 0})
    assert story.has_ended
    assert story.variables["seats"] == 9


def test_every_task_of_the_process_may_make_a_condition_true():
    story = play("events/conditional_thrown_by_a_script", {"places": 2, "go": True})
    story.complete("more")
    assert met(story) == []
    story.complete("more", {"go": False})
    assert met(story) == ["full"]
    assert story.has_ended
    assert story.passed[-5:] == ["take", "enough", "full", "done", "closed"]


@pytest.mark.parametrize("places", [{"a": 1}, "many"])
def test_a_condition_that_is_no_condition_is_an_incident(places):
    story = play("events/conditional_named", {"full": places})
    [incident] = story.incidents.values()
    assert incident.kind is IncidentKind.CONDITION_ERROR
    assert incident.message.startswith("The condition “full” must be true or false, but it is ")
    story.set_variables({"full": False}).retry("wait")
    assert not story.incidents
    assert story.set_variables({"full": True}).has_ended
