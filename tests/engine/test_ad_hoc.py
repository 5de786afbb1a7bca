"""Ad-hoc sub-processes: people choose what to begin, and how often."""

import pytest

from tests.engine.support import diagram, findings, play, refuses, supports
from webapp.engine.errors import ElementNotOpen, OneAtATime
from webapp.engine.outcome import Awaited, HistoryKind, IncidentKind, Subscription
from webapp.play.errors import CannotPlay
from webapp.play.story import Story


def cancelled(story: Story) -> list[str]:
    kind = HistoryKind.ELEMENT_CANCELLED
    return [event.element_id for event in story.history if event.kind is kind]


@supports("ad-hoc sub-process", "parallel")
def test_activities_are_begun_by_choice_beside_each_other_and_again():
    story = play("activities/ad_hoc")
    [choice] = story.subscriptions.values()
    assert (choice.element_id, choice.kind, choice.choices) == (
        "care",
        Awaited.ACTIVATION,
        ("a", "b"),
    )
    story.activate("care", "b").activate("care", "a").activate("care", "b")
    assert story.open == ["b", "a", "b"]
    story.complete("b").complete("a")
    assert story.open == ["b"]
    story.activate("care", "a").complete("b")
    assert story.open == ["a"]
    story.complete("a")
    assert story.open == ["after"]
    assert not story.subscriptions
    assert story.complete("after").has_ended
    assert story.passed == ["start", "b", "a", "b", "a", "care", "after", "done"]
    assert cancelled(story) == []


def test_only_what_is_offered_can_be_begun():
    story = play("activities/ad_hoc")
    choice = story.one(Subscription, "care")
    for other in ("after", "care", "nothing"):
        with pytest.raises(ElementNotOpen):
            story.activate("care", other)
    assert story.places == {choice.id: choice}
    story.activate("care", "a").complete("a")
    with pytest.raises(CannotPlay):
        story.activate("care", "a")


@supports("ad-hoc sub-process", "sequential")
def test_in_sequential_order_one_is_done_at_a_time():
    story = play("activities/ad_hoc_sequential", {"enough": False}).activate("care", "a")
    with pytest.raises(OneAtATime):
        story.activate("care", "b")
    assert story.open == ["a"]
    story.complete("a").activate("care", "b").complete("b").activate("care", "b")
    story.complete("b", {"enough": True})
    assert story.open == ["after"]
    assert story.passed == ["start", "a", "b", "b", "care"]


@supports("ad-hoc sub-process", "completion condition")
def test_the_completion_condition_ends_it_and_takes_the_rest_away():
    story = play("activities/ad_hoc_condition", {"open_then": 1})
    for choice in "aba":
        story.activate("care", choice)
    story.complete("a")
    assert story.open == ["b", "a"]
    story.complete("a")
    assert story.open == ["after"]
    assert cancelled(story) == ["b"]
    assert story.passed == ["start", "a", "a", "care"]


def test_while_the_condition_is_false_it_stays_open_with_nothing_going_on():
    story = play("activities/ad_hoc_condition", {"open_then": 0})
    for _ in range(2):
        assert [s.element_id for s in story.subscriptions.values()] == ["care"]
        story.activate("care", "a").complete("a")
    assert story.open == ["after"]


def test_an_incident_at_the_condition_is_cured():
    story = play("activities/ad_hoc_condition", {"open_then": "many"})
    story.activate("care", "a").activate("care", "b").complete("a")
    assert not story.incidents  # the first half is false: what compares wrongly is not asked
    story = play("activities/ad_hoc_sequential").activate("care", "a").complete("a")
    [incident] = story.incidents.values()
    assert (incident.kind, incident.element_id) == (IncidentKind.CONDITION_ERROR, "care")
    assert not story.subscriptions
    story.set_variables({"enough": False}).retry("care")
    assert story.open == []
    story.activate("care", "b").complete("b", {"enough": True})
    assert story.open == ["after"]
    assert story.passed == ["start", "a", "b", "care"]


@supports("ad-hoc sub-process", "cancelRemainingInstances false")
def test_what_is_going_on_may_be_finished():
    story = play("activities/ad_hoc_remaining")
    story.activate("care", "a").activate("care", "b").activate("care", "b").complete("a")
    assert story.open == ["b", "b"]
    assert not story.subscriptions
    story.complete("b")
    assert story.open == ["b"]
    story.complete("b")
    assert story.open == ["after"]
    assert cancelled(story) == []


@supports("ad-hoc sub-process", "begun at once (activeElements)")
def test_some_activities_begin_at_once():
    story = play("activities/ad_hoc_begun", {"first": ["a", "b"]})
    assert story.open == ["a", "b"]
    story.complete("a").activate("care", "a").complete("b").complete("a")
    assert story.open == ["after"]


def test_what_cannot_be_begun_is_an_incident():
    story = play("activities/ad_hoc_begun", {"first": ["a", "after"]})
    [incident] = story.incidents.values()
    assert incident.kind is IncidentKind.EXPRESSION_ERROR
    assert incident.message == ("activeElements must be a list of a, b, but it is ['a', 'after'].")
    story.set_variables({"first": []}).retry("care")
    assert story.open == []
    assert story.activate("care", "b").complete("b").open == ["after"]


def test_in_sequential_order_what_begins_at_once_comes_one_after_the_other():
    story = play("activities/ad_hoc_begun_sequential")
    assert story.open == ["b"]
    with pytest.raises(OneAtATime):
        story.activate("care", "a")
    assert story.complete("b").open == ["a"]
    assert story.complete("a").open == ["b"]
    assert story.complete("b").open == ["after"]
    assert story.passed == ["start", "b", "a", "b", "care"]


@supports("ad-hoc sub-process", "flows inside")
def test_flows_inside_are_followed():
    story = play("activities/ad_hoc_flows")
    [choice] = story.subscriptions.values()
    assert choice.choices == ("a", "alone")
    story.activate("care", "a").complete("a")
    assert story.open == ["b", "c"]
    story.complete("b").activate("care", "alone").complete("c")
    assert story.open == ["alone", "d"]
    story.complete("d").complete("alone")
    assert story.open == ["after"]
    assert story.passed == [
        *("start", "a", "fork", "b", "c", "join", "d", "alone", "care"),
    ]


@refuses("BPMN122", "ad-hoc sub-process", "start or end events inside")
def test_start_and_end_events_inside_are_refused():
    found = findings(diagram("activities/ad_hoc_start_end"))
    assert {("BPMN122", "begin"), ("BPMN122", "finish")} <= set(found)


def test_every_kind_of_activity_can_be_chosen_and_is_counted_once():
    story = play("activities/ad_hoc_inside", {"rows": [1, 2], "noted": 0, "row": 7})
    story.activate("care", "a").activate("care", "part")
    assert story.open == ["a", "a", "b"]
    story.complete("a").complete("a").complete("b")
    assert [s.element_id for s in story.subscriptions.values()] == ["care"]
    story.activate("care", "note")
    assert story.has_ended
    assert story.passed == [
        *("start", "begin", "a", "a", "a", "b", "finish", "part", "note", "care", "done"),
    ]


def test_there_may_be_one_for_each_item():
    story = play("activities/ad_hoc_of_items", {"rows": [1, 2]})
    first, second = story.subscriptions.values()
    assert (first.element_id, second.element_id) == ("care", "care")
    story.activate("care", "a").complete("a", {"said": "x"})
    assert list(story.subscriptions) == [second.id]
    story.activate("care", "b").complete("b", {"said": "y"})
    assert story.open == ["after"]
    assert story.variables == {"rows": [1, 2], "all": ["x", "y"]}


def test_what_was_done_in_it_is_compensated_the_last_first():
    story = play("activities/ad_hoc_compensated")
    story.activate("care", "a").activate("care", "a")
    story.complete("a").complete("a")
    story.complete("after")
    assert story.open == ["undo_a"]
    assert not story.subscriptions
    story.complete("undo_a")
    assert story.open == ["undo_a"]
    assert story.complete("undo_a").has_ended


def test_an_event_sub_process_in_it_is_none_of_its_activities():
    story = play("activities/ad_hoc_event_sub_processes", {"key": "k"})
    story.deliver("news").deliver("news").complete("note").complete("note")
    assert story.open == []
    story.activate("care", "a").complete("a").activate("care", "b").deliver("news")
    assert story.complete("b").open == ["after"]
    assert cancelled(story) == ["note", "remark"]


def test_nothing_can_be_chosen_once_an_event_sub_process_has_interrupted_it():
    story = play("activities/ad_hoc_event_sub_processes", {"key": "k"}).activate("care", "a")
    story.world.broadcast("alarm")
    assert [p.element_id for p in story.places.values()] == ["tidy"]
    assert cancelled(story) == ["a"]
    assert story.complete("tidy").open == ["after"]
    assert story.complete("after").has_ended
