"""Event-based gateways: what comes first decides, and some start the process."""

import pytest

from tests.engine.support import play, sources, supports
from tests.fixtures.engine import World
from webapp.engine.outcome import Awaited


@supports("event-based gateway", "messages and timers")
@pytest.mark.parametrize(("event", "way"), [("agreed", "a"), ("refused", "b"), ("waited", "c")])
def test_the_first_event_decides_and_the_others_are_no_longer_waited_for(event, way):
    story = play("gateways/event_messages_and_timers", {"key": "k1"})
    assert sorted(p.element_id for p in story.places.values()) == ["agreed", "refused", "waited"]
    if event == "waited":
        story.world.advance("P3D")
    else:
        story.world.throw({"agreed": "yes", "refused": "no"}[event], "k1", {"said": event})
    assert [p.element_id for p in story.places.values()] == [way]
    assert story.variables == {"key": "k1"} | ({} if event == "waited" else {"said": event})
    assert story.complete(way).has_ended
    assert story.passed == ["start", "w", event, way, "end"]
    assert len(story.flows) == 4


def test_a_message_for_somebody_else_decides_nothing():
    story = play("gateways/event_messages_and_timers", {"key": "k1"})
    story.world.throw("yes", "k2")
    assert story.passed == ["start"]


@supports("event-based gateway", "several timers")
def test_the_earliest_of_several_timers_decides_again_in_every_turn():
    story = play("gateways/event_timers")
    assert sorted(t.element_id for t in story.timers.values()) == ["fixed", "long", "short"]
    story.world.advance("PT1H")
    assert (story.passed[-1], story.open, story.timers) == ("fixed", ["a"], {})
    story.complete("a", {"again": True})
    assert story.timers.keys(), "three new ones, one of them due already"
    story.world.advance("PT0S")
    assert (story.passed[-1], story.open, story.timers) == ("fixed", ["a"], {})
    story.complete("a", {"again": False})
    assert story.has_ended


@supports("event-based gateway", "signal and condition")
def test_a_signal_or_a_condition_decides():
    story = play("gateways/event_signal_and_condition", {"rows": [1, 2]})
    kinds = {s.element_id: s.kind for s in story.subscriptions.values()}
    assert kinds == {"alarmed": Awaited.SIGNAL, "full": Awaited.CONDITION}
    story.complete("a", {"rows": [1, 2, 3]})
    assert (story.open, story.subscriptions) == (["c"], {})
    other = play("gateways/event_signal_and_condition", {"rows": []})
    other.world.broadcast("alarm", {"why": "fire"})
    assert (sorted(other.open), other.variables["why"]) == (["a", "b"], "fire")
    at_once = play("gateways/event_signal_and_condition", {"rows": [1, 2, 3]})
    assert sorted(at_once.open) == ["a", "c"]


@supports("event-based gateway", "receive tasks")
def test_receive_tasks_behind_a_gateway_wait_as_events_do():
    story = play("gateways/event_receive_tasks", {"key": "k1"})
    story.world.throw("no", "k1", {"why": "late"})
    assert (story.open, story.variables) == (["b"], {"key": "k1", "why": "late"})
    assert story.complete("b").passed == ["start", "w", "refused", "b", "end"]
    waited = play("gateways/event_receive_tasks", {"key": "k1"})
    waited.world.advance("P3D")
    assert waited.has_ended
    assert waited.passed == ["start", "w", "waited", "end"]


@supports("event-based gateway", "instantiating, exclusive")
def test_each_of_the_events_starts_an_instance_of_its_own():
    world = World(incidents="expected")
    world.deploy(sources("gateways/event_instantiating_exclusive"))
    world.throw("payment", "k1", {"key": "k1"})
    world.throw("order", "k1", {"key": "k1"})
    world.broadcast("fair")
    assert [story.open for story in world.stories] == [["b"], ["a"], ["c"]]
    assert all(not story.subscriptions for story in world.stories)
    for story, way in zip(world.stories, "bac", strict=True):
        story.complete(way)
        assert story.has_ended
    assert world.stories[0].passed == ["paid", "b", "end"]


@supports("event-based gateway", "instantiating, parallel")
def test_a_parallel_gateway_starts_by_one_event_and_waits_for_the_others():
    world = World(incidents="expected")
    world.deploy(sources("gateways/event_instantiating_parallel"))
    world.throw("payment", "k1", {"key": "k1", "paid": 5})
    world.throw("order", "k2", {"key": "k2", "ordered": 7})
    first, second = world.stories
    waiting = {s.element_id: s.correlation_key for s in first.subscriptions.values()}
    assert (first.open, waiting) == (["b"], {"ordered": "k1", "opened": ""})
    world.throw("order", "k1", {"ordered": 1})
    assert (first.open, first.variables) == (["b", "a"], {"key": "k1", "paid": 5, "ordered": 1})
    first.complete("a").complete("b")
    assert not first.has_ended, "all must come"
    world.broadcast("fair")
    assert first.open == ["c"]
    assert first.complete("c").has_ended
    assert sorted(second.open) == ["a", "c"]
    assert [s.element_id for s in second.subscriptions.values()] == ["paid"]


def test_such_a_process_cannot_be_started_by_hand():
    world = World()
    with pytest.raises(Exception, match="no start event"):
        world.start(sources("gateways/event_instantiating_parallel"))
