"""Messages at events: what comes, what is sent, and where it goes."""

import pytest

from tests.engine.support import play, sources, supports
from tests.fixtures.engine import World
from webapp.engine.commands import DeliverMessage
from webapp.engine.errors import ElementNotOpen
from webapp.engine.outcome import HistoryKind, IncidentKind


def awaited(story):
    return [(s.element_id, s.name, s.correlation_key) for s in story.subscriptions.values()]


@supports("message", "start")
def test_a_message_starts_a_process():
    world = World()
    world.deploy(sources("events/message_start"))
    world.throw("other")
    assert world.stories == []
    world.throw("news", None, {"n": 1, "county": {"code": "220582"}})
    [story] = world.stories
    assert story.passed == ["asked"]
    assert story.variables == {"county": {"code": "220582"}, "got": {"n": 1}}
    assert story.complete("work").has_ended


@supports("message", "intermediate catch", "payload and result variable")
def test_a_process_waits_for_a_message():
    story = play("events/message_catch")
    assert awaited(story) == [("wait", "news", "k")]
    story.world.throw("news", "other key", {"n": 1})
    assert not story.has_ended
    story.world.throw("news", "k", {"n": 2})
    assert story.has_ended
    assert story.variables == {"got": {"n": 2}}
    kinds = [event.kind for event in story.history if event.element_id == "wait"]
    assert kinds == [
        HistoryKind.ELEMENT_ENTERED, HistoryKind.MESSAGE_RECEIVED, HistoryKind.ELEMENT_COMPLETED,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "event"), [("events/message_throw", "tell"), ("events/message_end", "told")]
)
@supports("message", "intermediate throw", "end")
def test_a_message_is_sent_with_its_key_and_payload(name, event):
    story = play(name, {"id": 7, "name": "n"})
    [message] = story.messages
    assert (message.name, message.correlation_key, message.element_id) == ("news", "7", event)
    assert message.variables == {"name": "n"}
    assert story.passed[:2] == ["start", event]
    assert story.has_ended is (event == "told")


@supports("message", "boundary, interrupting")
def test_a_message_interrupts_an_activity():
    story = play("events/message_boundary")
    story.deliver("news", {"n": 1})
    assert story.open == ["help"]
    assert awaited(story) == []
    assert story.complete("help").has_ended
    assert story.passed == ["start", "happened", "help", "helped"]
    assert story.variables == {"n": 1}


@supports("message", "boundary, non-interrupting", "non-interrupting, several times")
def test_a_message_may_come_several_times_beside_an_activity():
    story = play("events/message_boundary_non_interrupting", {"key": "k"})
    first = next(iter(story.subscriptions))
    story.deliver("news", {"n": 1}).deliver("news", {"n": 2})
    assert story.open == ["work", "help", "help"]
    assert story.variables == {"key": "k", "last": {"n": 2}}
    assert list(story.subscriptions) == [f"{first}:3"]
    with pytest.raises(ElementNotOpen):
        story.command(DeliverMessage(first, {}))
    story.complete("work").complete("help")
    assert story.complete("help").has_ended


def test_a_key_that_is_lost_before_the_next_message_is_an_incident():
    story = play("events/message_boundary_non_interrupting", {"key": "k"})
    story.set_variables({"key": None}).deliver("news", {"n": 1})
    assert story.open == ["work", "help"]
    [incident] = story.incidents.values()
    assert (incident.element_id, incident.kind) == ("happened", IncidentKind.EXPRESSION_ERROR)
    assert incident.message == "The correlation key “=key” at “happened” has no value."
    story.set_variables({"key": "new"}).retry("happened")
    assert awaited(story) == [("happened", "news", "new")]


@supports("message", "event sub-process, interrupting")
def test_a_message_replaces_what_is_going_on():
    story = play("events/message_event_sub_process")
    other = play("events/message_event_sub_process")
    story.deliver("news", {"n": 1})
    assert story.open == ["help"]
    assert story.variables == {"n": 1}
    assert story.complete("help").has_ended
    assert story.passed == ["start", "caught", "help", "rescued", "rescue"]
    assert other.complete("work").has_ended


@supports("message", "event sub-process, non-interrupting")
def test_a_message_begins_something_beside_what_is_going_on():
    story = play("events/message_event_sub_process_non_interrupting")
    story.deliver("news").deliver("news")
    assert story.open == ["work", "help", "help"]
    story.complete("work").complete("help")
    assert awaited(story) == [("rescue", "news", "k")]
    assert story.complete("help").has_ended
