"""Compensation of sub-processes, called processes and transactions, with the data they had."""

from tests.engine.support import play, supports
from tests.engine.test_compensation import thrown, undone
from webapp.engine.outcome import HistoryKind


@supports("compensation", "sub-process as a whole")
def test_a_sub_process_is_undone_from_the_inside():
    story = play("compensation/sub_process")
    assert story.has_ended
    assert thrown(story) == [["trip"]]
    assert undone(story) == ["trip", "flight", "hotel"]
    assert story.passed[-5:] == ["noFlight", "noHotel", "trip", "giveUp", "done"]


def test_the_handler_of_a_sub_process_stands_for_those_inside():
    story = play("compensation/sub_process_with_handler")
    assert story.open == ["phone"]
    assert undone(story) == ["trip"]
    assert story.complete("phone").has_ended
    assert story.passed[-5:] == ["phone", "noEnd", "noTrip", "giveUp", "done"]


def test_nested_sub_processes_are_undone_in_the_reverse_order_of_everything():
    story = play("compensation/nested")
    assert story.has_ended
    assert thrown(story) == [["party", "year"]]
    assert undone(story) == ["party", "year", "photos", "trip", "flight", "hotel", "visa"]


@supports("compensation", "event sub-process, interrupting", "compensation event sub-process")
def test_a_compensation_event_sub_process_undoes_its_sub_process():
    story = play("compensation/event_sub_process", {"log": []})
    assert story.has_ended
    assert story.variables == {"log": ["A7"]}
    assert undone(story) == ["trip", "hotel"]
    assert story.passed[6:] == [
        "undoStart", "note", "noHotel", "inside", "undoEnd", "undoTrip", "trip", "giveUp", "done",
    ]  # fmt: skip


def test_a_compensation_event_sub_process_needs_no_handlers_around_it():
    story = play("compensation/event_sub_process_alone")
    story.complete("ride")
    assert story.open == ["walk"]
    story.complete("walk")
    assert story.has_ended
    assert thrown(story) == [["trip"], []]
    assert story.passed[-3:] == ["trip", "tooEarly", "givenUp"]


@supports("compensation", "sees the data of its activity")
def test_a_handler_sees_what_its_activity_saw():
    given = {"city": "Jilin", "price": 5, "total": 0, "log": []}
    story = play("compensation/data_of_the_activity", given)
    assert story.has_ended
    assert story.variables["log"] == ["Jilin"]
    assert story.variables["total"] == 1, "the mappings of the sub-process are not for its undoing"


def test_every_item_of_a_multi_instance_sub_process_is_undone_from_the_inside():
    story = play("compensation/multi_instance_sub_process", {"guests": ["a", "b"], "log": []})
    assert story.has_ended
    assert story.variables["log"] == ["flight of b", "hotel of b", "flight of a", "hotel of a"]


def test_an_ad_hoc_sub_process_is_undone_from_the_inside():
    story = play("compensation/ad_hoc")
    story.complete("flight")
    assert story.has_ended
    assert undone(story) == ["choice", "flight", "hotel"]


def test_a_called_process_is_undone_with_its_own_variables():
    story = play("compensation/called", {"city": "Jilin"}, "compensation/called_trip")
    assert story.has_ended
    assert undone(story) == ["call", "hotel"]
    assert story.variables == {"city": "Jilin", "price": 14}


def test_an_event_sub_process_that_has_completed_is_undone_too():
    story = play("compensation/of_an_event_sub_process")
    story.deliver("extra").deliver("extra")
    assert undone(story) == []
    story.complete("wait")
    assert story.has_ended
    assert undone(story) == ["addition", "spa", "addition", "spa"]


def test_a_sub_process_that_is_undone_catches_nothing_any_more():
    story = play("compensation/error_while_reopened")
    assert story.open == ["report"]
    assert not {"inner", "caught"} & set(story.passed)
    assert story.complete("report").has_ended
    assert not story.incidents


@supports("cancel", "end", "boundary, interrupting")
def test_a_cancelled_transaction_is_undone_and_left():
    story = play("events/cancel")
    story.complete("check", {"ok": False})
    assert story.open == ["regret"]
    assert story.passed == [
        "start", "tradeStart", "pay", "check", "fine", "noPay", "cancelled", "backOut",
    ]  # fmt: skip
    kinds = [event.kind for event in story.history]
    assert kinds.count(HistoryKind.TRANSACTION_CANCELLED) == 1
    assert story.complete("regret").has_ended


def test_a_transaction_that_completes_is_not_cancelled():
    story = play("events/cancel")
    assert story.complete("check", {"ok": True}).has_ended
    assert undone(story) == []
    assert story.passed[-2:] == ["trade", "done"]


def test_a_cancellation_goes_on_with_what_a_compensation_had_begun():
    story = play("compensation/cancelled_while_compensating")
    assert sorted(story.open) == ["check", "fetch"]
    story.complete("check")
    assert story.open == ["fetch"]
    assert undone(story) == ["ship", "ship"]
    assert story.complete("fetch").has_ended
    assert undone(story) == ["ship", "ship", "pay"]
    assert story.passed[-4:] == ["noPay", "cancelled", "backOut", "regretted"]


def test_a_cancellation_undoes_what_was_done_inside_unfinished_parts():
    story = play("compensation/cancelled_with_unfinished_parts")
    assert sorted(story.open) == ["check", "send"]
    story.complete("check")
    assert story.has_ended
    assert undone(story) == ["parcel", "wrap", "pay"]
    assert "unpack" not in story.passed
    assert story.passed[-4:] == ["noPay", "cancelled", "backOut", "regretted"]
