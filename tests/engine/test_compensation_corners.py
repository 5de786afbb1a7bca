"""Compensation where something else happens at the same time."""

import pytest

from tests.engine.support import play
from tests.engine.test_compensation import thrown, undone
from tests.fixtures.engine import World
from webapp.engine.outcome import HistoryKind, InstanceState


def test_a_handler_may_be_an_activity_of_any_kind():
    world = World(incidents="expected", jobs="by hand")
    parts = ("compensation/handlers_of_all_kinds", {"price": 9}, "compensation/called_trip")
    story = play(*parts, world=world)
    assert story.passed[5:] == ["noStart", "inner", "noEnd", "noPlan"]
    assert story.open == ["disinvite", "disinvite"]
    story.complete("disinvite").complete("disinvite")
    [job] = story.jobs.values()
    assert (job.operation, job.variables) == ("office.refund", {"sum": 9})
    story.job_done("refund")
    assert story.has_ended
    assert undone(story) == ["plan", "guests", "flight", "hotel"]
    assert story.passed[-3:] == ["callTrip", "giveUp", "done"]


def test_a_job_of_a_handler_can_be_asked_for_again():
    world = World(incidents="expected", jobs="by hand")
    parts = ("compensation/handlers_of_all_kinds", {"price": 9}, "compensation/called_trip")
    story = play(*parts, world=world)
    story.complete("disinvite").complete("disinvite").job_error("refund", "NO_MONEY")
    [incident] = story.incidents.values()
    assert incident.message == "Nobody catches the error “NO_MONEY”."
    story.set_variables({"price": 8}).retry("refund")
    [job] = story.jobs.values()
    assert job.variables == {"sum": 8}
    assert story.job_done("refund").has_ended


def test_timers_work_beside_a_handler():
    story = play("compensation/timer_on_a_handler")
    story.world.advance("PT13H")
    assert story.passed[3:] == ["often", "urged", "often", "urged"]
    story.world.advance("PT11H")
    assert story.open == ["write"]
    assert undone(story) == ["flight", "hotel"]
    assert not story.timers
    assert story.complete("write").has_ended


def test_an_error_of_a_handler_looks_for_its_catcher_as_any_other():
    story = play("compensation/error_in_a_reopened_event_sub_process")
    story.deliver("extra").complete("wait")
    assert story.open == ["report"]
    assert story.complete("report").has_ended
    assert undone(story) == ["addition", "spa"]


def test_a_called_process_compensates_itself_only():
    story = play(
        "compensation/inside_a_called_process", None, "compensation/inside_a_called_process_trip"
    )
    assert story.open == ["next"]
    assert undone(story) == ["flight"]
    assert story.complete("next").has_ended


def test_what_was_done_in_an_interrupted_sub_process_is_not_compensated():
    story = play("compensation/interrupted_sub_process")
    assert story.has_ended
    assert undone(story) == ["insurance"]


def test_a_sub_process_ends_after_its_compensations():
    story = play("compensation/not_waited_for_in_a_sub_process")
    assert story.open == ["phone"]
    assert story.passed[-1] == "tripEnd"
    story.complete("phone")
    assert story.open == ["next"]
    assert story.passed[-2:] == ["phone", "trip"]
    assert story.complete("next").has_ended


def test_a_transaction_that_has_completed_can_be_compensated():
    story = play("compensation/completed_transaction")
    story.complete("check", {"ok": True})
    assert story.has_ended
    assert undone(story) == ["trade", "ship", "pay"]
    assert HistoryKind.TRANSACTION_CANCELLED not in {event.kind for event in story.history}


def test_a_transaction_may_be_tried_again():
    story = play("compensation/transaction_tried_again", {"turn": 1, "log": []})
    story.complete("check", {"ok": False}).complete("check", {"ok": False})
    assert story.variables["log"] == [1, 2]
    story.complete("check", {"ok": True})
    assert story.has_ended
    assert undone(story) == ["pay", "pay"]


def test_a_cancelled_item_leaves_the_whole_transaction():
    story = play("compensation/cancelled_items")
    assert story.open == ["check", "check"]
    story.complete("check", {"ok": False})
    assert story.has_ended
    assert story.passed[-2:] == ["backOut", "regretted"]


def test_an_error_while_a_transaction_is_cancelled_is_a_hazard():
    story = play("compensation/hazard")
    story.complete("check")
    assert story.open == ["search"]
    story.complete("search")
    assert story.open == ["sue"]
    assert undone(story) == ["ship"]
    assert story.complete("sue").has_ended
    assert "backOut" not in story.passed


def test_an_event_sub_process_may_compensate_one_activity_around_it():
    story = play("compensation/one_activity_by_event_sub_process")
    story.deliver("stop").deliver("stop")
    assert thrown(story) == [["hotel"], []]
    assert story.open == ["work"]
    assert story.complete("work").has_ended


@pytest.mark.parametrize(
    "name",
    [
        "compensation/user_task",
        "compensation/not_waited_for",
        "compensation/incident_in_handler",
        "compensation/sub_process_with_handler",
        "compensation/interrupted_handler",
    ],
)
def test_nothing_stays_open_when_the_instance_is_cancelled(name):
    story = play(name)
    began = undone(story)
    assert story.places
    story.cancel()
    assert story.state is InstanceState.CANCELLED
    assert not story.places
    assert undone(story) == began, "no further handler begins"


def test_a_handler_goes_with_whom_it_works_for():
    story = play("compensation/stopped_with_its_event_sub_process")
    story.deliver("stop")
    assert sorted(story.open) == ["no", "phone", "work"]
    story.complete("no")
    assert story.open == ["work"]
    assert undone(story) == ["flight"]
    story.complete("work").complete("phone")
    assert story.has_ended
    assert undone(story) == ["flight", "flight", "hotel"]


def test_two_branches_do_not_compensate_the_same_twice():
    story = play("compensation/thrown_in_two_branches")
    assert story.open == ["phone"]
    assert story.passed[-1] == "two"
    assert story.complete("phone").has_ended
    assert thrown(story) == [["flight", "hotel"], []]
    assert undone(story) == ["flight", "hotel"]


def test_a_cancellation_reaches_into_every_depth():
    story = play("compensation/cancelled_with_nested_parts")
    assert sorted(story.open) == ["check", "glue"]
    story.complete("check")
    assert story.has_ended
    assert undone(story) == ["parcel", "label", "print", "wrap"]
    assert "never" not in story.passed, "it is for a sub-process that has completed"


def test_an_ad_hoc_sub_process_does_not_count_handlers():
    story = play("compensation/inside_an_ad_hoc")
    assert undone(story) == ["hotel"]
    assert story.open == ["work"]
    assert story.complete("work").has_ended
