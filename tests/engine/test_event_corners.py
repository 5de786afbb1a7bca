"""Events inside items, sub-processes and called processes, and events that come together."""

from tests.engine.support import play
from webapp.engine.outcome import HistoryKind


def waits(story):
    return sorted(
        place.element_id for place in (*story.timers.values(), *story.subscriptions.values())
    )


def test_an_event_sub_process_belongs_to_its_own_item():
    story = play("events/event_sub_process_in_items", {"people": ["a", "b"]})
    assert waits(story) == ["rescue", "rescue"]
    first, _ = story.tasks("work")
    story.complete_task(first)
    assert waits(story) == ["rescue"]
    story.world.broadcast("alarm", {"n": 1})
    assert story.open == ["work", "help"]
    assert story.sees("help")["who"] == "b"
    story.complete("work").complete("help")
    assert story.has_ended
    assert story.variables["votes"] == [None, {"n": 1}]


def test_an_event_interrupts_its_own_item_only():
    story = play("events/interrupting_in_items", {"keys": ["a", "b"]})
    assert sorted(s.correlation_key for s in story.subscriptions.values()) == ["a", "b"]
    story.world.throw("own", "b")
    assert story.open == ["work", "help"]
    assert (story.sees("work")["key"], story.sees("help")["key"]) == ("a", "b")
    story.complete("help").complete("work")
    assert story.has_ended


def test_a_timer_reads_the_data_of_its_item():
    story = play("events/timers_of_items", {"terms": [2, 1, 9]})
    story.world.advance("P1D")
    story.world.advance("P1D")
    assert story.open == ["work"]
    story.complete("work")
    assert story.has_ended
    assert story.variables["votes"] == ["late 2", "late 1", "well"]


def test_the_boundary_events_of_all_items_are_one():
    story = play("events/boundary_on_items", {"bad": False})
    assert waits(story) == ["asked"]
    story.deliver("news")
    story.complete("work").complete("work")
    assert sorted(story.open) == ["help", "help", "help", "more", "more"]
    story.complete("more").set_variables({"bad": True}).complete("more")
    assert story.open == ["help"] * 4, "the error has taken all items away"
    assert waits(story) == []
    for _ in range(4):
        story.complete("help")
    assert story.has_ended


def test_an_error_of_one_item_takes_the_others_away():
    story = play("events/boundary_on_items", {"bad": True})
    story.complete("work").complete("more")
    assert sorted(story.open) == ["help", "help"]
    cancelled = [e.element_id for e in story.history if e.kind is HistoryKind.ELEMENT_CANCELLED]
    assert cancelled.count("work") == 1


def test_nothing_waits_any_more_in_what_was_interrupted():
    story = play("events/all_kinds_wait_inside")
    assert waits(story) == ["c", "m", "rescue", "s", "stop", "t"]
    story.world.advance("P1D")
    assert story.has_ended
    assert story.passed[-2:] == ["stop", "stopped"]
    story = play("events/all_kinds_wait_inside")
    story.cancel()
    assert not story.places


def test_everything_that_waits_inside_may_come():
    story = play("events/all_kinds_wait_inside")
    story.deliver("news").set_variables({"ready": True, "lost": True}).fire("t")
    story.world.broadcast("alarm")
    assert story.open == ["work"]
    assert story.complete("work").has_ended
    assert story.passed.count("rescued") == 1


def test_a_message_is_waited_for_anew_in_a_circle():
    story = play("events/message_in_a_circle")
    first = set(story.subscriptions)
    story.deliver("news", {"more": True})
    assert waits(story) == ["wait"]
    assert not first & set(story.subscriptions)
    story.deliver("news", {"more": False})
    assert story.has_ended
    assert story.passed.count("wait") == 2


def test_messages_that_came_early_are_taken_one_by_one():
    story = play("events/message_in_a_circle")
    for more in (True, True, False):
        story.world.throw("news", "k", {"more": more})
    assert story.has_ended
    assert story.passed.count("wait") == 3


def test_a_signal_is_heard_inside_and_outside():
    story = play("events/same_signal_inside_and_outside")
    story.world.broadcast("alarm")
    assert sorted(story.open) == ["helpInside", "helpOutside"]
    assert waits(story) == ["outer"]
    story.complete("helpInside").complete("helpOutside")
    assert story.has_ended


def test_a_called_process_looks_at_its_own_variables():
    story = play("events/condition_in_a_called_process", {"places": 2}, "events/condition_called")
    story.set_variables({"places": 0})
    assert waits(story) == ["full"]
    story.complete("inside", {"places": 0})
    assert waits(story) == []
    assert story.variables["places"] == 0
    assert story.complete("work").has_ended


def test_an_event_sub_process_of_a_called_process_ends_the_call():
    story = play(
        "events/event_sub_process_in_a_called_process", None, "events/event_sub_process_called"
    )
    story.deliver("news", {"n": 1})
    assert story.open == ["help"]
    story.complete("help")
    assert story.open == ["after"]
    assert story.variables == {"got": {"n": 1}}
    assert story.complete("after").has_ended
