"""None, link and terminate events."""

from tests.engine.support import play, sources, supports
from tests.fixtures.engine import World
from webapp.engine.commands import StartProcess
from webapp.engine.outcome import HistoryKind


@supports("none", "start", "intermediate throw", "end")
def test_plain_events_are_passed_through():
    story = play("events/none")
    assert story.has_ended
    assert story.passed == ["start", "passing", "done"]
    assert [event.kind for event in story.history] == [
        HistoryKind.INSTANCE_STARTED,
        *[HistoryKind.ELEMENT_COMPLETED] * 3,
        HistoryKind.INSTANCE_COMPLETED,
    ]


@supports("link", "intermediate throw", "intermediate catch")
def test_links_lead_from_several_places_to_one():
    story = play("events/link")
    assert story.open == ["work"]
    assert story.passed == ["start", "both", "there", "here", "done"]
    assert story.complete("work").has_ended
    assert story.passed[5:] == ["work", "thereToo", "here", "done"]
    assert all(flow for _, flow in story.flows), "the way between links is not drawn"


@supports("terminate", "end")
def test_a_terminate_event_ends_everything():
    story = play("events/terminate")
    assert sorted(story.open) == ["go", "work"]
    story.complete("go")
    assert story.has_ended
    assert not story.places
    assert story.passed == ["start", "both", "in", "go", "over"]
    cancelled = [e.element_id for e in story.history if e.kind is HistoryKind.ELEMENT_CANCELLED]
    assert sorted(cancelled) == ["room", "wait", "work"]


def test_a_terminate_event_ends_its_own_sub_process_only():
    story = play("events/terminate_inside")
    story.complete("go")
    assert story.open == ["next"]
    assert not story.timers
    assert story.passed[-2:] == ["over", "room"]
    assert story.complete("next").has_ended


@supports("start events", "several of different kinds")
def test_a_process_may_begin_in_several_ways():
    name = "events/starts_of_all_kinds"
    world = World()
    plainly = world.start(sources(name))
    world.deploy(sources(name))
    world.throw("news")
    world.broadcast("alarm")
    _, by_message, by_signal = world.stories
    by_timer = world.begin(sources(name), StartProcess(element="monday"))
    begun = {"plain": plainly, "asked": by_message, "called": by_signal, "monday": by_timer}
    for start, story in begun.items():
        assert story.passed == [start, "begun"]
        assert story.complete("work").has_ended


@supports("start events", "event definitions shared by reference")
def test_several_events_may_share_a_definition():
    story = play("events/shared_definitions")
    assert sorted(timer.element_id for timer in story.timers.values()) == ["either", "tooLong"]
    story.world.broadcast("alarm")
    assert [timer.element_id for timer in story.timers.values()] == ["tooLong"]
    story.world.advance("P1D")
    assert story.passed == ["start", "both", "either", "done", "tooLong", "helped"]
    assert story.complete("work").has_ended
