"""Events with several definitions: any one of them is enough, or all must come."""

import pytest

from tests.engine.support import diagram, play, sources, supports
from tests.fixtures.engine import World
from webapp.engine.commands import StartProcess
from webapp.engine.definitions import describe
from webapp.engine.outcome import HistoryKind, IncidentKind

OCCURRENCES = {
    "message": lambda story: story.deliver("news", {"got": 1}),
    "signal": lambda story: story.world.broadcast("alarm", {"got": 1}),
    "timer": lambda story: story.world.advance("P1D"),
    "conditional": lambda story: story.set_variables({"places": 0}),
    "error": lambda story: story.throw_error("work", "BROKEN"),
}


def waits(story):
    """Return how many things the story waits for, besides work."""
    return len(story.timers) + len(story.subscriptions)


@supports("multiple", "start")
def test_any_of_several_events_starts_a_process():
    name = "events/multiple_start"
    assert [timer.element_id for timer in describe(diagram(name)).timer_starts] == ["asked"]
    world = World()
    world.deploy(sources(name))
    world.throw("news", None, {"n": 1})
    world.broadcast("alarm", {"n": 2})
    by_message, by_signal = world.stories
    by_timer = world.begin(sources(name), StartProcess(element="asked"))
    assert by_message.variables == {"got": {"n": 1}}
    assert by_signal.variables == {"got": {"n": 2}}
    for story in (by_message, by_signal, by_timer):
        assert story.passed == ["asked"]
        assert waits(story) == 0
        assert story.complete("work").has_ended


@pytest.mark.parametrize("kind", ["message", "signal", "timer", "conditional"])
@supports("multiple", "intermediate catch")
def test_any_of_several_events_is_enough(kind):
    story = play("events/multiple_catch", {"places": 1})
    assert waits(story) == 4
    OCCURRENCES[kind](story)
    assert waits(story) == 0
    assert story.open == ["work"]
    assert story.passed == ["start", "wait"]
    assert story.variables.get("got", 0) == (kind in {"message", "signal"})
    assert story.complete("work").has_ended


@supports("multiple", "intermediate throw")
def test_everything_is_thrown_and_a_compensation_waited_for():
    story = play("events/multiple_throw")
    assert [message.name for message in story.messages] == ["news"]
    assert story.open == ["phone"]
    assert not story.has_ended
    assert story.complete("phone").has_ended
    kinds = [event.kind for event in story.history if event.element_id in {"all", "room"}]
    assert kinds == [
        HistoryKind.ELEMENT_ENTERED,
        HistoryKind.MESSAGE_THROWN,
        HistoryKind.COMPENSATION_THROWN,
        HistoryKind.SIGNAL_THROWN,
        HistoryKind.ERROR_CAUGHT,
        HistoryKind.ELEMENT_COMPLETED,
        HistoryKind.ELEMENT_COMPLETED,
    ]
    assert "noted" in story.passed


@supports("multiple", "end")
def test_what_ends_everything_is_thrown_last():
    world = World(incidents="expected")
    listening = world.start(sources("events/signal_catch"))
    story = play("events/multiple_end", world=world)
    assert story.has_ended
    assert [message.name for message in story.messages] == ["news"]
    assert listening.open == ["work"]
    assert story.passed == ["start", "in", "all", "caught", "helped"]


def test_a_terminate_event_throws_before_it_terminates():
    world = World(incidents="expected")
    listening = world.start(sources("events/signal_catch"))
    story = play("events/multiple_end_that_terminates", world=world)
    story.complete("go")
    assert story.has_ended
    assert [message.name for message in story.messages] == ["news"]
    assert listening.open == ["work"]


@pytest.mark.parametrize("kind", OCCURRENCES)
@supports("multiple", "boundary, interrupting")
def test_any_of_several_events_interrupts_an_activity(kind):
    story = play("events/multiple_boundary", {"places": 1})
    assert waits(story) == 4
    OCCURRENCES[kind](story)
    assert story.open == ["help"]
    assert waits(story) == 0
    assert story.variables.get("code") == ("BROKEN" if kind == "error" else None)
    assert story.complete("help").has_ended
    assert story.passed == ["start", "happened", "help", "helped"]


@supports("multiple", "boundary, non-interrupting")
def test_each_of_several_events_comes_as_often_as_it_can():
    story = play("events/multiple_boundary_non_interrupting", {"places": 1})
    assert waits(story) == 4
    story.deliver("news").deliver("news")
    story.world.broadcast("alarm")
    story.set_variables({"places": 0}).set_variables({"places": 1}).set_variables({"places": 0})
    assert story.open == ["tell", *["help"] * 5]
    story.complete("tell")
    assert sorted(story.open) == [*["help"] * 6, "work"]
    story.world.advance("P9D")
    assert sorted(story.open) == [*["help"] * 8, "work"]
    assert waits(story) == 3, "the timer has fired for the last time"
    story.complete("work")
    assert waits(story) == 0
    for _ in range(8):
        story.complete("help")
    assert story.has_ended


@pytest.mark.parametrize("kind", ["message", "signal", "error"])
@supports("multiple", "event sub-process, interrupting")
def test_any_of_several_events_replaces_what_is_going_on(kind):
    story = play("events/multiple_event_sub_process")
    if kind == "error":
        story.complete("go")
    else:
        OCCURRENCES[kind](story)
    assert story.open == ["help"]
    assert waits(story) == 0
    assert story.variables == ({"code": "BROKEN"} if kind == "error" else {"got": 1})
    assert story.complete("help").has_ended


@supports("multiple", "event sub-process, non-interrupting")
def test_each_of_several_events_begins_something_beside_what_is_going_on():
    story = play("events/multiple_event_sub_process_non_interrupting", {"places": 0})
    assert sorted(story.open) == ["help", "work"]
    story.world.broadcast("alarm")
    story.world.broadcast("alarm")
    assert sorted(story.open) == ["help", "help", "help", "work"]
    story.complete("help").complete("help").complete("help")
    assert waits(story) == 2
    assert story.complete("work").has_ended


def test_several_events_may_stand_behind_a_gateway():
    for kind, task in (("message", "work"), ("signal", "work"), ("timer", "late")):
        story = play("events/multiple_behind_a_gateway")
        assert waits(story) == 3
        OCCURRENCES[kind](story)
        assert story.open == [task]
        assert waits(story) == 0
        assert story.complete(task).has_ended


@supports("parallel multiple", "intermediate catch")
def test_all_of_several_events_must_come():
    story = play("events/parallel_multiple_catch")
    assert waits(story) == 3
    story.world.advance("P1D")
    story.deliver("news", {"n": 1, "who": "news"})
    assert story.open == []
    assert waits(story) == 1
    story.world.broadcast("alarm", {"n": 2})
    assert story.open == ["work"]
    assert story.passed == ["start", "wait"]
    assert story.variables == {"n": 2, "who": "news"}
    assert story.complete("work").has_ended


@supports("parallel multiple", "boundary, interrupting")
def test_all_of_several_events_interrupt_an_activity_together():
    story = play("events/parallel_multiple_boundary")
    story.world.broadcast("alarm")
    story.world.broadcast("alarm")
    assert story.open == ["work"]
    assert waits(story) == 1
    story.deliver("news")
    assert story.open == ["help"]
    assert story.complete("help").has_ended


def test_half_of_what_must_come_goes_with_its_activity():
    story = play("events/parallel_multiple_boundary")
    story.deliver("news")
    assert story.complete("work").has_ended
    assert story.passed == ["start", "work", "done"]


@supports("parallel multiple", "boundary, non-interrupting")
def test_all_of_several_events_may_come_again():
    story = play("events/parallel_multiple_boundary_non_interrupting")
    for times in (1, 2):
        story.deliver("news")
        assert len(story.open) == times
        story.world.broadcast("alarm")
        assert story.open == ["work", *["help"] * times]
        assert waits(story) == 2
    story.complete("work").complete("help")
    assert story.complete("help").has_ended


def test_conditions_that_were_met_together_must_be_false_before_they_count_again():
    story = play("events/parallel_multiple_of_conditions", {"places": 1, "late": True})
    assert story.open == ["work"]
    story.set_variables({"places": 0})
    assert story.open == ["work", "help"]
    story.set_variables({"late": False}).set_variables({"late": True})
    assert story.open == ["work", "help"]
    story.set_variables({"places": 1}).set_variables({"places": 0})
    assert story.open == ["work", "help", "help"]


def test_a_moment_does_not_come_again():
    story = play("events/parallel_multiple_with_a_timer")
    story.deliver("news")
    story.world.advance("P1D")
    assert story.open == ["work", "help"]
    assert waits(story) == 0
    story.complete("help").complete("work")
    assert story.has_ended


@supports("parallel multiple", "event sub-process, interrupting")
def test_all_of_several_events_replace_what_is_going_on():
    story = play("events/parallel_multiple_event_sub_process")
    story.deliver("news", {"n": 1})
    assert story.open == ["work"]
    story.world.broadcast("alarm", {"m": 2})
    assert story.open == ["help"]
    assert story.variables == {"n": 1, "m": 2}
    assert story.complete("help").has_ended


@supports("parallel multiple", "event sub-process, non-interrupting")
def test_all_of_several_events_begin_something_beside_what_is_going_on():
    story = play("events/parallel_multiple_event_sub_process_non_interrupting", {"late": True})
    assert story.open == ["work"]
    story.world.broadcast("alarm")
    assert story.open == ["work", "help"]
    story.world.broadcast("alarm")
    assert story.open == ["work", "help"]
    story.set_variables({"late": False}).set_variables({"late": True})
    assert story.open == ["work", "help", "help"]
    story.complete("work").complete("help")
    assert story.complete("help").has_ended


def test_one_of_several_events_may_stand_at_an_incident():
    story = play("events/multiple_with_an_incident", {"key": "k", "places": 7})
    found = sorted(i.element_id for i in story.incidents.values())
    assert found == ["happened", "rescue"]
    assert {i.kind for i in story.incidents.values()} == {IncidentKind.CONDITION_ERROR}
    story.deliver("news")
    story.world.broadcast("alarm")
    assert sorted(story.open) == ["help", "help", "rest", "work"]
    story.set_variables({"places": False}).retry("happened").retry("rescue")
    assert not story.incidents
    assert waits(story) == 3 + 2
    story.set_variables({"places": True})
    assert sorted(story.open) == ["help", "help", "help", "rest", "rest", "work"]


def test_a_key_without_a_value_stops_all_of_several_events():
    story = play("events/multiple_with_an_incident")
    [incident] = story.incidents.values()
    assert (incident.element_id, incident.kind) == ("happened", IncidentKind.EXPRESSION_ERROR)
    assert waits(story) == 2 + 1
    story.set_variables({"key": "k"}).retry("happened")
    assert waits(story) == 2 + 3
    story.deliver("news")
    assert story.open == ["work", "help"]
