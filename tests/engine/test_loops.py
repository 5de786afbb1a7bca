"""Standard loops, and activities that gather or send several tokens."""

from tests.engine.support import diagram, findings, play, refuses, supports
from webapp.engine.outcome import HistoryKind, IncidentKind


@supports("standard loop", "condition after")
def test_a_loop_is_done_once_and_again_while_its_condition_is_true():
    story = play("repetition/loop_after")
    story.complete("a", {"done": False, "x": 1})
    assert story.open == ["a"]
    assert story.variables == {"done": False, "x": 1}
    assert story.sees("a") == {"done": False, "x": 1, "loopCounter": 2}
    story.complete("a", {"done": False})
    assert story.complete("a", {"done": True}).open == ["after"]
    assert story.passed == ["start", "a", "a", "a", "a"]  # three times, and the loop itself
    items = [e.details.get("item") for e in story.history if e.element_id == "a"]
    assert items == [1, 1, 2, 2, 3, 3, None]
    assert story.times_taken("f1") == story.times_taken("f2") == 1


def test_a_loop_at_an_incident_keeps_its_count():
    story = play("repetition/loop_maximum").complete("a")
    [incident] = story.incidents.values()
    assert (incident.element_id, incident.kind) == ("a", IncidentKind.CONDITION_ERROR)
    assert incident.message == "The condition “again” must be true or false, but it is null."
    story.set_variables({"again": True}).retry("a")
    assert story.sees("a")["loopCounter"] == 2
    assert story.complete("a").open == ["after"]


@supports("standard loop", "condition before")
def test_a_loop_may_test_first():
    assert play("repetition/loop_before", {"n": 2}).passed == ["start", "a"]
    story = play("repetition/loop_before", {"n": 0}).complete("a").complete("a")
    assert story.open == ["after"]
    assert story.variables == {"n": 2}


@supports("standard loop", "maximum")
def test_a_loop_stops_at_its_maximum():
    story = play("repetition/loop_maximum", {"again": True}).complete("a").complete("a")
    assert story.open == ["after"]
    assert play("repetition/loop_maximum", {"again": False}).complete("a").open == ["after"]


def test_a_loop_with_only_a_maximum_runs_that_often():
    story = play("repetition/loop_only_maximum", {"n": 10})
    assert story.has_ended
    assert story.variables == {"n": 16}


def test_a_sub_process_may_be_repeated_as_a_whole():
    story = play("repetition/loop_sub_process").complete("a").complete("b", {"done": False})
    assert story.open == ["a"]
    story.complete("a").complete("b", {"done": True})
    assert story.open == ["after"]
    once = ["begin", "a", "b", "finish", "part"]
    assert story.passed == ["start", *once, *once, "part"]


@supports("quantities", "start quantity")
def test_an_activity_begins_when_enough_tokens_have_come():
    story = play("repetition/start_quantity").complete("x")
    assert story.open == ["y", "z"]
    entered = [e.element_id for e in story.history if e.kind is HistoryKind.ELEMENT_ENTERED]
    assert "a" not in entered
    story.complete("y")
    assert story.open == ["z", "a"]
    story.complete("a").complete("z")
    assert story.has_ended
    assert story.passed.count("a") == 1


def test_tokens_are_gathered_anew_for_every_beginning():
    story = play("repetition/start_quantity_again")
    assert story.open == ["a", "a"]
    story.complete("a").complete("a")
    assert story.has_ended
    assert story.times_taken("f2") == 4
    assert story.passed == ["start", "make", "a", "done", "a", "done"]


@supports("quantities", "completion quantity")
def test_an_activity_sends_several_tokens_along_every_flow():
    story = play("repetition/completion_quantity").complete("a")
    assert story.open == ["b", "b", "b", "c", "c", "c"]
    story.complete_all("b", {}, {}, {}).complete_all("c", {}, {})
    assert not story.has_ended
    assert story.complete("c").has_ended
    assert story.passed.count("done") == 3


@refuses("BPMN067", "quantities", "not a whole number")
def test_a_quantity_that_is_no_whole_number_of_one_or_more_is_refused():
    found = findings(diagram("repetition/quantity_not_a_number"))
    assert ("BPMN067", "b") in found
    assert {element for _, element in found} == {"a", "b"}
