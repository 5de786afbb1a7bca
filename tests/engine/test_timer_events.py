"""Timers fire when the clock says so, and never before."""

from datetime import datetime, timedelta

import pytest

from tests.engine.support import diagram, play, sources, supports
from tests.fixtures.engine import MONDAY, World, feel
from webapp.engine.commands import StartProcess
from webapp.engine.definitions import describe
from webapp.engine.errors import NoSuchStart
from webapp.engine.outcome import HistoryKind
from webapp.engine.start_timers import StartTimers
from webapp.kernel.clock import CHINA
from webapp.play.weekdays import Weekdays


def due(story):
    return [timer.due_at.astimezone(CHINA) for timer in story.timers.values()]


@supports("timer", "start", "starts a process")
def test_a_timer_starts_a_process():
    [start] = describe(diagram("events/timer_start")).timer_starts
    moment = datetime(2026, 3, 9, tzinfo=CHINA)
    timers = StartTimers(feel(), Weekdays())
    first = timers.first(start, {}, MONDAY, "220582")
    assert first is not None
    assert (first.due_at, first.remaining) == (moment, 1)
    assert timers.following(start, {}, first, "220582") is None
    world = World(now=moment)
    begun = world.begin(sources("events/timer_start"), StartProcess({"n": 1}, element="monday"))
    assert begun.open == ["work"]
    assert begun.variables == {"n": 1}
    assert begun.complete("work").passed == ["monday", "work", "done"]
    assert begun.has_ended


def test_a_process_that_a_timer_starts_is_not_started_without_it():
    with pytest.raises(NoSuchStart):
        play("events/timer_start")


@supports("timer", "intermediate catch", "duration", "plain ISO text")
def test_a_duration_is_counted_from_the_arrival():
    story = play("events/timer_catch")
    assert due(story) == [MONDAY + timedelta(days=5)]
    story.world.advance("P4DT23H59M59S")
    assert not story.has_ended
    story.world.advance("PT1S")
    assert story.has_ended
    fired = [event for event in story.history if event.kind is HistoryKind.TIMER_FIRED]
    assert [event.details for event in fired] == [{"due_at": "2026-03-07T09:00:00+08:00"}]


@pytest.mark.parametrize(
    ("name", "moment"),
    [
        ("events/timer_date", datetime(2026, 11, 30, 9, tzinfo=CHINA)),
        ("events/timer_day", datetime(2026, 11, 30, tzinfo=CHINA)),
    ],
)
@supports("timer", "date")
def test_a_date_is_a_moment_in_china(name, moment):
    story = play(name)
    assert due(story) == [moment]
    story.world.advance_to(moment)
    assert story.has_ended


def test_a_date_that_has_gone_by_is_due_at_once():
    story = play("events/timer_day", world=World(now=datetime(2027, 1, 1, tzinfo=CHINA)))
    story.world.advance("PT0S")
    assert story.has_ended


@supports("timer", "FEEL")
def test_a_timer_may_be_an_expression():
    story = play("events/timer_feel", {"n": 3, "closes": "2026-03-20"})
    assert due(story) == [MONDAY + timedelta(days=3)]
    story.world.advance("P3D")
    assert due(story) == [MONDAY + timedelta(days=3, hours=3)]
    story.world.advance("PT3H")
    assert due(story) == [datetime(2026, 3, 20, tzinfo=CHINA)]
    story.world.advance("P30D")
    assert story.has_ended


def test_a_timer_that_makes_no_sense_is_an_incident():
    story = play("events/timer_feel", {"n": "soon", "closes": "2026-03-20"})
    [incident] = story.incidents.values()
    assert incident.message == "“soon” is no date, duration (such as P5D) or number of days."
    story.set_variables({"n": 2}).retry("days")
    assert due(story) == [MONDAY + timedelta(days=2)]


@supports("timer", "working days")
def test_working_days_end_at_midnight_of_the_last_of_them():
    story = play("events/timer_working_days")
    assert due(story) == [datetime(2026, 3, 10, tzinfo=CHINA)]


@supports("timer", "boundary, interrupting")
def test_a_timer_takes_the_work_away():
    story = play("events/timer_boundary")
    story.world.advance("P3D")
    assert story.open == ["help"]
    assert not story.timers
    assert story.complete("help").has_ended
    assert story.passed == ["start", "happened", "help", "helped"]


def test_a_timer_goes_with_its_work():
    story = play("events/timer_boundary")
    story.complete("work")
    assert story.has_ended
    assert not story.timers


@supports("timer", "boundary, non-interrupting", "cycle")
def test_a_cycle_fires_as_often_as_it_says():
    story = play("events/timer_boundary_non_interrupting")
    first = next(iter(story.timers))
    seen = []
    for days in (1, 2, 3):
        assert due(story) == [MONDAY + timedelta(days=days)]
        seen += story.timers
        story.world.advance("P1D")
    assert seen == [first, f"{first}:2", f"{first}:3"]
    assert not story.timers
    assert story.open == ["work", "help", "help", "help"]
    story.complete("work").complete("help").complete("help")
    assert story.complete("help").has_ended


def test_a_cycle_may_have_its_first_moment():
    story = play("events/timer_cycle_from_a_day")
    assert due(story) == [datetime(2026, 4, 1, 8, tzinfo=CHINA)]
    story.world.advance("P40D")
    assert story.open == ["work", "help", "help"]


def test_an_endless_cycle_ends_with_its_work():
    story = play("events/timer_endless_cycle")
    story.world.advance("P10D")
    assert story.open == ["work", *["help"] * 10]
    story.complete("work")
    assert not story.timers


@supports("timer", "event sub-process, interrupting")
def test_a_timer_replaces_what_is_going_on():
    story = play("events/timer_event_sub_process")
    assert due(story) == [MONDAY + timedelta(days=3)]
    story.world.advance("P3D")
    assert story.open == ["help"]
    assert story.complete("help").has_ended
    assert story.passed == ["start", "caught", "help", "rescued", "rescue"]


@supports("timer", "event sub-process, non-interrupting")
def test_a_timer_begins_something_beside_what_is_going_on():
    story = play("events/timer_event_sub_process_non_interrupting")
    story.world.advance("P9D")
    assert story.open == ["work", "help", "help"]
    assert not story.timers
    story.complete("help").complete("work")
    assert story.complete("help").has_ended


def test_a_timer_that_has_not_fired_keeps_nothing_open():
    story = play("events/timer_event_sub_process")
    assert story.complete("work").has_ended
