"""Compensation: handlers undo what was done, the last first."""

import pytest

from tests.engine.support import play, supports
from webapp.engine.outcome import HistoryKind, IncidentKind


def undone(story):
    """Return which activities were compensated, in the order in which their handlers began."""
    began = [e for e in story.history if e.kind is HistoryKind.COMPENSATION_STARTED]
    return [event.details["of"] for event in began]


def thrown(story):
    found = [e for e in story.history if e.kind is HistoryKind.COMPENSATION_THROWN]
    return [event.details["activities"] for event in found]


@supports("compensation", "intermediate throw", "boundary, interrupting", "reverse order")
def test_what_was_done_is_undone_in_the_reverse_order():
    story = play("events/compensation_throw")
    assert story.has_ended
    assert story.passed == [
        "start", "hotel", "flight", "car", "noCar", "noFlight", "noHotel", "giveUp", "done",
    ]  # fmt: skip
    assert thrown(story) == [["car", "flight", "hotel"]]
    assert undone(story) == ["car", "flight", "hotel"]


@supports("compensation", "end")
def test_an_end_event_compensates_before_it_ends():
    story = play("events/compensation_end")
    assert story.has_ended
    assert story.passed == ["start", "hotel", "flight", "noFlight", "noHotel", "givenUp"]


@supports("compensation", "boundary, non-interrupting")
def test_it_has_no_meaning_whether_a_compensation_boundary_event_interrupts():
    story = play("events/compensation_boundary_with_flag")
    assert story.has_ended
    assert story.passed == ["start", "hotel", "noHotel", "givenUp"]


@supports("compensation", "one activity (activityRef)")
def test_nothing_is_undone_twice():
    story = play("compensation/one_activity")
    assert story.has_ended
    assert story.passed[3:] == [
        "noHotel", "hotelOnly", "noFlight", "everything", "again", "done",
    ]  # fmt: skip
    assert thrown(story) == [["hotel"], ["flight"], []]


@supports("compensation", "nothing to compensate")
@pytest.mark.parametrize("far", [True, False])
def test_what_has_not_completed_is_not_compensated(far):
    story = play("compensation/nothing", {"far": far})
    assert story.has_ended
    assert thrown(story) == ([[]] if far else [[], []])
    assert undone(story) == []


@supports("compensation", "handler that waits")
def test_a_handler_may_be_work_for_people():
    story = play("compensation/user_task")
    assert story.open == ["phone"]
    assert story.passed == ["start", "hotel", "flight", "noFlight"]
    story.complete("phone", {"fee": 30})
    assert story.open == ["next"]
    assert story.passed[4:] == ["phone", "giveUp"]
    assert story.complete("next").has_ended
    assert story.variables == {"fee": 30}


@supports("compensation", "not waited for")
def test_a_compensation_need_not_be_waited_for():
    story = play("compensation/not_waited_for")
    assert sorted(story.open) == ["next", "phone"]
    assert story.passed == ["start", "hotel", "giveUp"]
    story.complete("next")
    assert not story.has_ended
    assert story.complete("phone").has_ended
    assert story.passed[3:] == ["next", "done", "phone"]


def test_the_process_goes_on_after_a_compensation_that_was_over_sooner():
    story = play("compensation/not_waited_for")
    story.complete("phone")
    assert story.open == ["next"]
    assert story.complete("next").has_ended


def test_only_one_branch_waits_for_the_compensation():
    story = play("compensation/in_one_branch")
    assert story.open == ["work"]
    assert undone(story) == ["hotel"]
    assert story.complete("work").has_ended


def test_a_compensation_apart_does_not_keep_an_inclusive_join_waiting():
    story = play("compensation/beside_an_inclusive_join", {"more": False})
    assert sorted(story.open) == ["next", "phone"]


def test_several_definitions_are_thrown_one_after_the_other():
    story = play("compensation/several_throws_at_once")
    assert story.open == ["phone"]
    assert [message.name for message in story.messages] == ["told"]
    assert story.complete("phone").has_ended
    assert undone(story) == ["flight", "hotel"]
    assert story.passed[3:] == ["phone", "noHotel", "giveUp", "done"]


def test_a_circle_completes_an_activity_several_times():
    story = play("compensation/circle", {"n": 0, "log": []})
    assert story.has_ended
    assert story.variables == {"n": 3, "log": [3, 2, 1]}


def test_each_turn_of_a_loop_is_undone():
    story = play("compensation/standard_loop", {"log": []})
    assert story.has_ended
    assert story.variables == {"log": [3, 2, 1]}


@supports("compensation", "multi-instance")
def test_each_item_is_undone_with_its_own_data():
    story = play("compensation/multi_instance", {"guests": ["a", "b", "c"], "log": []})
    second = story.tasks("invite")[1]
    story.complete_task(second).complete("invite").complete("invite")
    assert story.has_ended
    assert story.variables["log"] == ["c", "a", "b"]


def test_items_that_were_not_completed_are_not_undone():
    story = play("compensation/multi_instance_not_complete", {"guests": ["a", "b", "c"], "log": []})
    story.complete("invite").complete("invite")
    assert story.has_ended
    assert story.variables["log"] == ["b", "a"]


def test_an_incident_in_a_handler_can_be_mended():
    story = play("compensation/incident_in_handler", {"refund": 7})
    [incident] = story.incidents.values()
    assert (incident.element_id, incident.kind) == ("noFlight", IncidentKind.EXPRESSION_ERROR)
    assert incident.message == "Without a result variable the script must give a context, not 7."
    assert undone(story) == ["flight"]
    story.set_variables({"refund": {"paid": 7}}).retry("noFlight")
    assert story.has_ended
    assert story.passed[3:] == ["noFlight", "noHotel", "giveUp", "done"]
    assert story.variables["paid"] == 7


def test_an_error_that_interrupts_a_handler_does_not_stop_the_others():
    story = play("compensation/interrupted_handler")
    assert story.open == ["phone"]
    story.throw_error("phone", "NOLINE")
    assert story.open == ["write"]
    assert story.passed[3:] == ["failed", "noHotel", "giveUp", "done"]
    assert story.complete("write").has_ended


def test_a_terminate_event_ends_the_compensation_too():
    story = play("compensation/terminated")
    assert sorted(story.open) == ["phone", "stop"]
    story.complete("stop")
    assert story.has_ended
    assert undone(story) == ["flight"]
    assert "giveUp" not in story.passed


def test_what_an_interrupted_compensation_has_left_is_undone_by_the_next():
    story = play("compensation/interrupted_and_thrown_again")
    assert story.open == ["phone"]
    story.deliver("stop")
    assert story.open == ["phone"]
    assert undone(story) == ["flight", "flight"]
    assert story.complete("phone").has_ended
    assert undone(story) == ["flight", "flight", "hotel"]
    assert story.passed[3:] == ["stopped", "phone", "noHotel", "rescued", "rescue"]


def test_an_event_sub_process_compensates_what_is_around_it():
    story = play("compensation/thrown_by_event_sub_process")
    assert story.open == ["report"]
    assert undone(story) == ["flight", "hotel"]
    assert story.complete("report").has_ended
