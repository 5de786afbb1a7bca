"""Transactions: completed, cancelled with compensation, or left by an error."""

from tests.engine.support import diagram, findings, play, supports
from tests.fixtures.engine import World
from webapp.engine.outcome import HistoryKind, IncidentKind
from webapp.play.story import Story


def booking() -> Story:
    world = World(incidents="expected", jobs="by hand")
    return play("activities/transaction", {"name": "Zhang"}, world=world)


def happened(story: Story, kind: HistoryKind) -> list[str]:
    return [event.element_id for event in story.history if event.kind is kind]


@supports("transaction", "completes")
def test_a_transaction_that_is_not_cancelled_is_a_sub_process():
    story = booking().complete("hotel").complete("flight").complete("decide", {"decision": "ok"})
    assert story.open == ["after"]
    assert not story.timers
    assert happened(story, HistoryKind.COMPENSATION_STARTED) == []
    assert story.complete("after").has_ended
    assert story.passed == [
        *("start", "begin", "fork", "hotel", "finish_hotel", "flight", "finish_flight"),
        *("decide", "ok", "finish", "booking", "after", "done"),
    ]


@supports("transaction", "cancelled")
def test_a_cancelled_transaction_is_compensated_the_last_first_and_left_by_its_boundary():
    story = booking().complete("hotel").complete("flight")
    story.complete("decide", {"decision": "cancel"})
    assert [j.element_id for j in story.jobs.values()] == ["undo_flight"]
    assert story.open == []
    story.job_done("undo_flight", {"refund": 10})
    assert story.open == ["undo_hotel"]
    assert story.sees("undo_hotel")["room"] == "room of Zhang"
    assert "sorry" not in story.passed
    story.complete("undo_hotel")
    assert story.open == ["sorry"]
    assert not story.timers
    assert story.complete("sorry").has_ended
    assert story.variables == {"name": "Zhang", "decision": "cancel", "refund": 10}
    assert story.passed[-7:] == [
        *("ok", "undo_flight", "undo_hotel", "cancelled", "booking_cancelled"),
        *("sorry", "cancelled_done"),
    ]
    assert happened(story, HistoryKind.TRANSACTION_CANCELLED) == ["cancelled"]
    started = happened(story, HistoryKind.COMPENSATION_STARTED)
    assert started == ["undo_flight", "undo_hotel"]
    assert happened(story, HistoryKind.ELEMENT_CANCELLED) == ["booking_late", "booking"]


def test_the_order_is_that_of_completion_not_that_of_the_diagram():
    story = booking().complete("flight").complete("hotel")
    story.complete("decide", {"decision": "cancel"})
    assert story.open == ["undo_hotel"]
    story.complete("undo_hotel")
    assert [j.element_id for j in story.jobs.values()] == ["undo_flight"]


@supports("transaction", "cancelled while work is open")
def test_open_work_of_a_cancelled_transaction_is_taken_away_and_not_compensated():
    story = booking().complete("hotel").complete("decide", {"decision": "cancel"})
    assert story.open == ["undo_hotel"]
    assert not story.jobs
    assert happened(story, HistoryKind.ELEMENT_CANCELLED) == ["flight"]
    assert story.complete("undo_hotel").open == ["sorry"]


def test_a_transaction_without_completed_work_is_left_at_once():
    story = booking().complete("decide", {"decision": "cancel"})
    assert story.open == ["sorry"]
    assert happened(story, HistoryKind.COMPENSATION_STARTED) == []


def test_a_timer_may_interrupt_the_compensation_of_a_transaction():
    story = booking().complete("hotel").complete("flight")
    story.complete("decide", {"decision": "cancel"})
    story.world.advance("P3D")
    assert story.open == ["late"]
    assert not story.jobs
    assert story.complete("late").has_ended
    assert happened(story, HistoryKind.COMPENSATION_STARTED) == ["undo_flight"]


@supports("transaction", "error inside")
def test_an_error_leaves_a_transaction_without_compensation():
    story = booking().complete("hotel").complete("decide", {"decision": "error"})
    assert story.open == ["broken"]
    assert happened(story, HistoryKind.COMPENSATION_STARTED) == []
    taken = sorted(happened(story, HistoryKind.ELEMENT_CANCELLED))
    assert taken == ["booking", "booking_late", "flight"]
    assert story.complete("broken").has_ended
    assert story.passed[-4:] == ["failed", "booking_failed", "broken", "failed_done"]


def test_an_incident_in_a_handler_is_cured_and_the_rest_is_compensated():
    story = play("activities/transaction_failing_handler").complete("flight").complete("hotel")
    [incident] = story.incidents.values()
    assert (incident.kind, incident.element_id) == (IncidentKind.EXPRESSION_ERROR, "undo_hotel")
    assert story.open == []
    story.set_variables({"undoing": {"hotel": "free"}}).retry("undo_hotel")
    assert story.open == ["undo_flight"]  # inside the sub-process that was done before
    assert story.complete("undo_flight").has_ended
    assert story.variables == {"undoing": {"hotel": "free"}, "hotel": "free"}
    assert happened(story, HistoryKind.COMPENSATION_STARTED) == [
        "undo_hotel",
        "trip",
        "undo_flight",
    ]
    assert story.passed[-2:] == ["booking_cancelled", "cancelled_done"]


def test_one_item_that_is_cancelled_leaves_the_whole_activity():
    story = play("activities/transaction_of_items", {"rows": [1, 2]})
    first, second = story.tasks("hotel")
    story.complete_task(first).complete_task(second)
    story.complete("decide", {"decision": "cancel"})
    assert story.open == ["decide", "undo_hotel"]
    assert story.sees("undo_hotel")["row"] == 1
    story.complete("undo_hotel")
    assert story.open == ["sorry"]
    assert story.complete("sorry").has_ended


def test_a_cancel_event_without_its_boundary_is_refused():
    xml = diagram("activities/transaction_without_boundary")
    assert findings(xml) == [("BPMN125", "booking")]


def test_a_cancelled_transaction_inside_another_leaves_that_one_alone():
    story = play("activities/transaction_nested").complete("visa").complete("hotel")
    assert story.open == ["undo_hotel"]
    story.complete("undo_hotel")
    assert story.open == ["decide"]
    assert story.complete("decide", {"decision": "ok"}).open == ["after"]
    assert happened(story, HistoryKind.COMPENSATION_STARTED) == ["undo_hotel"]
    assert story.complete("after").has_ended


def test_what_was_compensated_inside_is_not_compensated_again():
    story = play("activities/transaction_nested").complete("visa").complete("hotel")
    story.complete("undo_hotel").complete("decide", {"decision": "cancel"})
    assert story.open == ["undo_visa"]
    assert story.complete("undo_visa").open == ["sorry"]
    assert story.complete("sorry").has_ended
    assert happened(story, HistoryKind.TRANSACTION_CANCELLED) == ["cancelled", "off"]


def test_a_round_that_is_cancelled_ends_the_loop():
    story = play("activities/transaction_in_a_loop", {"decision": ""}).complete("hotel")
    assert story.open == ["hotel"]
    story.complete("hotel", {"decision": "cancel"})
    assert story.open == ["undo_hotel"]
    assert story.complete("undo_hotel").open == ["sorry"]
    assert story.complete("sorry").has_ended
    assert happened(story, HistoryKind.COMPENSATION_STARTED) == ["undo_hotel"]
