"""Signals reach everybody who waits for them."""

from tests.engine.support import play, sources, supports
from tests.fixtures.engine import World
from webapp.engine.outcome import Awaited, HistoryKind


def waiting(story):
    """Return where the story waits for which signal."""
    found = story.subscriptions.values()
    return sorted((s.element_id, s.name) for s in found if s.kind is Awaited.SIGNAL)


@supports("signal", "start", "starts processes")
def test_a_signal_starts_processes():
    world = World()
    for county in ("220582", "220581"):
        world.deploy(sources("events/signal_start"), county=county)
    world.broadcast("calm")
    assert world.stories == []
    world.broadcast("alarm", {"why": "fire"})
    assert [story.county for story in world.stories] == ["220582", "220581"]
    for story in world.stories:
        assert story.passed == ["called"]
        assert story.variables == {"got": {"why": "fire"}}
        assert story.complete("work").has_ended


@supports("signal", "intermediate catch", "payload")
def test_a_process_waits_for_a_signal():
    story = play("events/signal_catch")
    assert waiting(story) == [("wait", "alarm")]
    story.world.broadcast("alarm", {"why": "fire"})
    assert story.open == ["work"]
    assert story.variables == {"why": "fire"}
    assert waiting(story) == []
    kinds = [event.kind for event in story.history if event.element_id == "wait"]
    assert kinds == [
        HistoryKind.ELEMENT_ENTERED, HistoryKind.SIGNAL_RECEIVED, HistoryKind.ELEMENT_COMPLETED,
    ]  # fmt: skip


@supports("signal", "intermediate throw", "to all in the instance")
def test_a_signal_reaches_all_who_wait_in_the_instance():
    story = play("events/signal_throw", {"n": 7}, "events/signal_throw_called")
    assert waiting(story) == [("counted", "alarm"), ("inside", "alarm"), ("wait", "alarm")]
    story.complete("go")
    assert sorted(story.open) == ["after", "count", "count"]
    assert waiting(story) == [("counted", "alarm"), ("late", "alarm")]
    assert story.variables == {"n": 7, "number": 7, "counted": {"number": 7}}
    assert story.sees("after")["got"] == {"number": 7}
    thrown = [event for event in story.history if event.kind is HistoryKind.SIGNAL_THROWN]
    assert [(event.element_id, event.details) for event in thrown] == [
        ("warn", {"signal": "alarm"})
    ]
    story.complete("after").complete("count").complete("count")
    assert waiting(story) == [("late", "alarm")], "who waits later has missed it"
    story.world.broadcast("alarm")
    assert story.has_ended


@supports("signal", "end", "to other instances")
def test_a_signal_reaches_other_instances():
    world = World()
    first, second = (world.start(sources("events/signal_catch")) for _ in "12")
    thrower = world.start(sources("events/signal_end"))
    assert thrower.has_ended
    assert thrower.passed == ["start", "warned"]
    for story in (first, second):
        assert story.open == ["work"]
        assert story.variables == {"from": "Q"}


@supports("signal", "boundary, interrupting")
def test_a_signal_interrupts_an_activity():
    story = play("events/signal_boundary_interrupting")
    assert story.open == ["work"]
    story.world.broadcast("alarm", {"why": "fire"})
    assert story.has_ended
    assert story.passed[-2:] == ["alarmed", "stopped"]
    assert story.variables == {"why": "fire"}


@supports("signal", "boundary, non-interrupting")
def test_a_signal_may_come_several_times_beside_an_activity():
    story = play("events/signal_boundary_non_interrupting")
    story.world.broadcast("alarm", {"n": 1})
    story.world.broadcast("alarm", {"n": 2})
    assert story.open == ["work", "help", "help"]
    assert story.variables == {"last": {"n": 2}}
    story.complete("work").complete("help")
    assert waiting(story) == []
    assert story.complete("help").has_ended


@supports("signal", "event sub-process, interrupting")
def test_a_signal_replaces_what_is_going_on():
    story = play("events/signal_event_sub_process")
    story.world.broadcast("alarm", {"why": "fire"})
    assert story.open == ["help"]
    assert waiting(story) == []
    assert story.complete("help").has_ended
    assert story.passed == ["start", "caught", "help", "rescued", "rescue"]
    assert story.variables == {"why": "fire"}


@supports("signal", "event sub-process, non-interrupting")
def test_a_signal_begins_something_beside_what_is_going_on():
    story = play("events/signal_event_sub_process_non_interrupting")
    story.world.broadcast("alarm")
    story.world.broadcast("alarm")
    assert story.open == ["work", "help", "help"]
    story.complete("help").complete("help")
    assert waiting(story) == [("rescue", "alarm")]
    assert story.complete("work").has_ended


def test_the_name_of_a_signal_may_be_an_expression():
    story = play("events/signal_named_by_expression", {"place": "north"})
    assert waiting(story) == [("wait", "alarm-north")]
    story.world.broadcast("alarm-south")
    story.set_variables({"place": "south"}).complete("go")
    assert waiting(story) == [("wait", "alarm-north")], "the name counts that it had then"
    story.world.broadcast("alarm-north")
    assert story.has_ended


def test_a_name_without_a_value_is_an_incident():
    story = play("events/signal_named_by_expression")
    [incident] = story.incidents.values()
    assert incident.message == 'The name “="alarm-" + place” of the signal has no value.'
    story.set_variables({"place": "north"}).retry("wait").complete("go")
    assert story.has_ended


def test_a_signal_may_interrupt_who_has_thrown_it():
    story = play("events/signal_to_itself")
    assert story.has_ended
    assert story.passed == ["start", "in", "warn", "left", "gone"]


def test_what_interrupts_is_thrown_after_everything_else():
    story = play("events/signal_thrown_then_more")
    assert story.open == ["help"]
    assert [message.name for message in story.messages] == ["told"]
    kinds = [event.kind for event in story.history]
    assert HistoryKind.SIGNAL_THROWN in kinds


def test_who_was_interrupted_by_a_signal_does_not_hear_it():
    story = play("events/signal_interrupts_who_waits_inside")
    story.complete("go")
    assert story.has_ended
    heard = [e.element_id for e in story.history if e.kind is HistoryKind.SIGNAL_RECEIVED]
    assert heard == ["left"]
    assert "inside" not in story.passed
