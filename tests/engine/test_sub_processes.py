"""Embedded sub-processes, and event sub-processes in general."""

from tests.engine.support import play, supports
from webapp.engine.outcome import HistoryKind, IncidentKind
from webapp.play.story import Story

K = {"key": "k"}


def cancelled(story: Story) -> list[str]:
    """Return the elements that were taken away, in order."""
    kind = HistoryKind.ELEMENT_CANCELLED
    return [event.element_id for event in story.history if event.kind is kind]


@supports("sub-process", "embedded")
def test_a_sub_process_works_on_the_variables_of_its_process():
    story = play("activities/sub_process", {"x": 1})
    assert story.open == ["a"]
    assert story.passed == ["start", "begin"]
    story.complete("a", {"x": 2})
    assert story.open == ["after"]
    assert story.variables == {"x": 2, "y": 3}
    assert story.complete("after").has_ended
    assert story.passed == ["start", "begin", "a", "note", "finish", "part", "after", "done"]
    entered = [e.element_id for e in story.history if e.kind is HistoryKind.ELEMENT_ENTERED]
    assert entered == ["part", "a", "after"]


@supports("sub-process", "nested")
def test_a_terminate_event_ends_the_inner_sub_process_only():
    story = play("activities/sub_process_nested").complete("a")
    assert story.open == ["b"]
    assert story.complete("b").open == ["after"]
    assert story.complete("after").passed == [
        *("start", "begin_outer", "begin_inner", "a", "stop", "inner"),
        *("b", "finish_outer", "outer", "after", "done"),
    ]


@supports("sub-process", "without start and end events")
def test_without_a_start_event_everything_without_incoming_flow_begins():
    story = play("activities/sub_process_bare")
    assert story.open == ["a", "b"]
    story.complete("a")
    assert story.open == ["b", "c"]
    story.complete("b").complete("c")
    assert story.passed == ["start", "a", "b", "c", "part"]
    assert story.complete("after").has_ended


def test_a_sub_process_with_nothing_in_it_is_passed():
    assert play("activities/sub_process_empty").passed == ["start", "part"]


@supports("event sub-process", "in the process")
def test_an_event_sub_process_runs_beside_the_process_as_often_as_its_event_comes():
    story = play("activities/event_sub_process", K)
    assert [s.element_id for s in story.subscriptions.values()] == ["objection", "stop"]
    story.deliver("news", {"n": 1}).deliver("news", {"n": 2})
    assert story.open == ["a", "answer", "answer"]
    assert story.variables == {**K, "objection": {"n": 2}}
    story.complete("a").complete("b")
    assert not story.has_ended  # two answers are still to be given, and a third objection may come
    story.deliver("news", {"n": 3})
    story.complete("answer").complete("answer")
    assert not story.has_ended
    assert story.complete("answer").has_ended
    once = ["objected", "objected", "a", "b", "done", "objected"]
    assert story.passed == ["start", *once, *["answer", "answered", "objection"] * 3]
    assert cancelled(story) == []


def test_an_interrupting_event_sub_process_takes_everything_else_away():
    story = play("activities/event_sub_process", K).deliver("news").complete("a")
    story.world.broadcast("alarm", {"why": "fire"})
    assert story.open == ["tidy"]
    assert list(story.places) == list(story.user_tasks)  # nobody listens any more
    assert story.variables == {**K, "objection": {}, "why": "fire"}
    assert sorted(cancelled(story)) == ["answer", "b", "objection"]
    assert story.complete("tidy").has_ended
    assert story.passed[-4:] == ["stopped", "tidy", "tidied", "stop"]


@supports("event sub-process", "nested")
def test_an_event_sub_process_interrupts_the_sub_process_around_it_only():
    story = play("activities/event_sub_process_nested", K).deliver("news")
    assert story.open == ["tidy"]
    assert [t.element_id for t in story.timers.values()] == ["remind"]
    story.world.advance("PT1H")
    assert story.open == ["tidy", "phone"]
    story.complete("tidy")
    assert not story.timers
    story.complete("phone")
    assert story.open == ["after"]
    assert story.complete("after").has_ended
    assert story.passed == [
        *("start", "begin", "stopped", "reminded", "tidy", "tidied", "phone", "phoned", "remind"),
        *("stop", "part", "after", "done"),
    ]
    assert cancelled(story) == ["a"]


def test_nobody_listens_after_the_sub_process():
    story = play("activities/event_sub_process_nested", K).complete("a")
    assert story.open == ["after"]
    assert not story.subscriptions
    assert cancelled(story) == []


def test_every_item_has_event_sub_processes_of_its_own():
    story = play("activities/event_sub_process_of_items", {"rows": ["x", "y"]})
    story.world.throw("news", "y", {"late": True})
    assert story.open == ["a", "tidy"]
    assert story.sees("a")["row"] == "x"
    assert story.sees("tidy") == {"rows": ["x", "y"], "row": "y", "loopCounter": 2, "late": True}
    story.complete("tidy").complete("a")
    assert story.open == ["after"]
    assert story.variables == {"rows": ["x", "y"]}


@supports("event sub-process", "several triggers")
def test_any_of_its_triggers_starts_an_event_sub_process():
    story = play("activities/event_sub_process_triggers", K).deliver("news", {"by": "news"})
    story.world.broadcast("alarm", {"by": "alarm"})
    assert story.open == ["a", "look", "look"]
    assert story.variables["by"] == "alarm"
    story.world.advance("PT1H")
    story.deliver("news", {"by": "news again"})
    assert story.open == ["a", *["look"] * 4]
    assert not story.timers  # this moment comes once
    story.complete("a").complete_all("look", {}, {}, {}, {})
    assert story.has_ended
    assert story.times_taken("f2") == 4
    kinds = [e.kind.value for e in story.history if e.element_id == "any"]
    for kind in ("MESSAGE_RECEIVED", "SIGNAL_RECEIVED", "TIMER_FIRED", "MESSAGE_RECEIVED"):
        kinds.remove(kind)
    assert sorted(set(kinds)) == ["ELEMENT_COMPLETED", "ELEMENT_ENTERED"]


@supports("event sub-process", "in a called process")
def test_an_event_sub_process_of_a_called_process_leaves_the_caller_alone():
    story = play("activities/event_sub_process_caller", {}, "activities/event_sub_process_called")
    story.world.broadcast("alarm", {"why": "fire"})
    assert story.open == ["tidy"]
    assert story.sees("tidy") == {"alarm": {"why": "fire"}}
    assert story.variables == {}
    assert story.complete("tidy").open == ["after"]
    assert story.variables == {"alarm": {"why": "fire"}}
    assert cancelled(story) == ["ask"]
    assert story.complete("after").has_ended


def test_an_error_in_an_event_sub_process_that_interrupts_nothing_is_caught_beside_it():
    story = play("activities/event_sub_process_siblings", K).deliver("news")
    story.complete("think", {"how": "error"})
    assert not story.incidents
    assert story.open == ["repair"]
    assert sorted(cancelled(story)) == ["a", "ask"]
    assert story.complete("repair").has_ended


def test_an_escalation_in_an_event_sub_process_is_caught_beside_it():
    story = play("activities/event_sub_process_siblings", K).deliver("news").deliver("news")
    story.complete("think", {"how": "escalation"})
    assert story.open == ["a", "think", "tell"]
    story.complete("tell")  # what it throws in its turn is not for itself
    assert story.open == ["a", "think"]
    uncaught = HistoryKind.ESCALATION_UNCAUGHT
    assert [e.element_id for e in story.history if e.kind is uncaught] == ["told"]
    story.complete("think", {"how": "fine"}).complete("a")
    assert story.has_ended
    assert cancelled(story) == []


def test_an_error_in_an_event_sub_process_that_has_interrupted_goes_outwards():
    story = play("activities/event_sub_process_siblings", K).deliver("news")
    story.complete("think", {"how": "error"}).throw_error("repair", "REFUSED")
    [incident] = story.incidents.values()
    assert (incident.kind, incident.element_id) == (IncidentKind.UNHANDLED_ERROR_EVENT, "repair")
