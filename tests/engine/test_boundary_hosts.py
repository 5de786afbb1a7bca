"""Boundary events on every kind of activity: while it goes on, and neither before nor after."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.engine.support import play, supports
from tests.fixtures.engine import World
from webapp.engine.outcome import HistoryKind
from webapp.play.story import Story

GIVEN = {"key": "k", "name": "n", "rows": [1, 2], "over": False}
INSIDE: Mapping[str, tuple[str, ...]] = {
    "user_task": ("work",),
    "service_task": ("work",),
    "receive_task": ("work",),
    "sub_process": ("a", "b", "work"),
    "call_activity": ("ask", "work"),
    "transaction": ("a", "work"),
    "ad_hoc": ("a", "work"),
    "multi_instance": ("work", "work", "work"),
    "multi_instance_sequential": ("work", "work"),
    "loop": ("work", "work"),
}
"""What goes on at each activity, and is taken away with it."""


def hosted(kind: str) -> Story:
    """Return a story that stands at the activity, with something going on in it."""
    called = ("activities/called",) if kind == "call_activity" else ()
    world = World(incidents="expected", jobs="by hand")
    story = play(f"hosts/{kind}", GIVEN, *called, world=world)
    return story.activate("work", "a") if kind == "ad_hoc" else story


def finish(story: Story, kind: str) -> None:
    """Complete the activity in the ordinary way."""
    if kind == "service_task":
        story.job_done("work")
    elif kind == "receive_task":
        story.deliver("reply")
    elif kind == "loop":
        story.complete("work", {"over": True})
    else:
        for name in [n for n in story.open if n not in {"explain", "after"}]:
            story.complete(name)
    if kind == "multi_instance_sequential":
        story.complete("work")


def taken_away(story: Story) -> list[str]:
    kind = HistoryKind.ELEMENT_CANCELLED
    events = [e.element_id for e in story.history if e.kind is kind]
    return sorted(e for e in events if e not in {"late", "asked", "alarmed"})


every_kind = pytest.mark.parametrize("kind", INSIDE)
on_everything = supports(
    "boundary events on",
    "user task",
    "service task",
    "receive task",
    "sub-process",
    "call activity",
    "transaction",
    "ad-hoc sub-process",
    "multi-instance activity",
    "loop activity",
)


def armed(story: Story) -> list[str]:
    places = [*story.timers.values(), *story.subscriptions.values()]
    return sorted(p.element_id for p in places if p.element_id != "work")


@on_everything
@every_kind
def test_a_timer_interrupts_it_with_all_that_goes_on_inside(kind: str):
    story = hosted(kind)
    assert armed(story) == ["alarmed", "asked", "late"]
    story.world.advance("P1D")
    assert story.open == ["help"]
    assert list(story.places) == list(story.user_tasks)
    assert taken_away(story) == sorted(INSIDE[kind])
    assert story.complete("help").has_ended
    assert story.passed[-3:] == ["late", "help", "helped"]
    assert "after" not in story.passed


@on_everything
@every_kind
def test_a_signal_interrupts_it_and_brings_its_data(kind: str):
    story = hosted(kind)
    story.world.broadcast("alarm", {"why": "fire"})
    assert story.open == ["flee"]
    assert story.variables == {**GIVEN, "why": "fire"}
    assert story.complete("flee").has_ended


@on_everything
@every_kind
def test_a_message_comes_as_often_as_it_likes_and_interrupts_nothing(kind: str):
    story = hosted(kind)
    key = "key of n" if kind == "user_task" else "k"  # it sees what is local to the activity
    story.world.throw("news", key, {"n": 1})
    story.world.throw("news", key, {"n": 2})
    assert story.open.count("explain") == 2
    assert armed(story) == ["alarmed", "asked", "late"]
    finish(story, kind)
    assert armed(story) == []
    assert sorted(story.open) == ["after", "explain", "explain"]
    assert taken_away(story) == []
    story.complete("explain").complete("after")
    assert not story.has_ended
    assert story.complete("explain").has_ended


@on_everything
@every_kind
def test_nothing_waits_after_it(kind: str):
    story = hosted(kind)
    finish(story, kind)
    assert story.open == ["after"]
    assert armed(story) == []
    story.world.broadcast("alarm")
    story.world.advance("P9D")
    assert story.open == ["after"]
    assert story.complete("after").has_ended


def later(story: Story) -> dict[str, Any]:
    return {t.element_id: t.due_at for t in story.timers.values()}


@pytest.mark.parametrize("kind", ["multi_instance_sequential", "loop"])
def test_the_timer_begins_once_for_all_rounds(kind: str):
    story = hosted(kind)
    due = later(story)
    story.world.advance("PT20H")
    story.complete("work")
    assert later(story) == due
    story.world.advance("PT4H")
    assert story.open == ["help"]


@pytest.mark.parametrize("kind", ["sub_process", "call_activity", "ad_hoc"])
def test_an_incident_inside_goes_with_the_activity(kind: str):
    story = hosted(kind)
    element = story.open[0]
    story.throw_error(element, "UNHEARD_OF")
    assert [i.element_id for i in story.incidents.values()] == [element]
    story.world.broadcast("alarm")
    assert not story.incidents
    assert story.open == ["flee"]
