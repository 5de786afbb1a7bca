"""Call activities: other processes inside the same instance, with variables of their own."""

from tests.engine.support import diagram, play, sources, supports
from tests.fixtures.engine import World
from webapp.engine.definitions import Sources
from webapp.engine.outcome import HistoryKind, IncidentKind

BASE = {"county": {"code": "220582"}, "businessKey": "k1"}


def called_as(name: str, **called: str) -> Sources:
    """Return a calling diagram with the diagrams of what it calls, by name and version."""
    known = {key.replace("_v", "@"): diagram(f"activities/{path}") for key, path in called.items()}
    return Sources("P", {"P": diagram(f"activities/{name}"), **known})


@supports("call activity", "called process")
def test_a_called_process_sees_a_copy_and_gives_back_what_it_changed():
    story = play("activities/call", {"n": 1, "kept": 0, **BASE}, "activities/called")
    assert story.open == ["ask"]
    assert story.task("ask").process_id == "Called"
    assert story.sees("ask") == {"n": 1, "kept": 0, **BASE}
    story.set_variables({"kept": 5})
    assert story.sees("ask")["kept"] == 0
    story.complete("ask", {"n": 3})
    assert story.open == ["after"]
    assert story.variables == {"n": 3, "kept": 5, "answer": 30, "other": 2, **BASE}
    assert story.complete("after").has_ended
    assert story.passed == ["start", "begin", "ask", "count", "finish", "call", "after", "done"]
    places = [(e.process_id, e.element_id) for e in story.history if e.element_id]
    assert places[:3] == [("P", "start"), ("P", "call"), ("Called", "begin")]
    assert ("Called", "f1") in story.flows


def test_cancelling_the_instance_takes_the_called_process_along():
    story = play("activities/call", {"n": 1}, "activities/called").cancel()
    assert not story.places
    cancelled = [e.element_id for e in story.history if e.kind is HistoryKind.ELEMENT_CANCELLED]
    assert sorted(cancelled) == ["ask", "call"]


@supports("call activity", "input and output mapping")
def test_mappings_are_all_that_passes_between_caller_and_called():
    story = play("activities/call_mapped", {"a": 1, "secret": 2, **BASE}, "activities/called")
    assert story.sees("ask") == {"n": 2, **BASE}
    story.complete("ask", {"noise": 1})
    assert story.variables == {"a": 1, "secret": 2, "got": 20, **BASE}


def test_with_inputs_only_everything_that_was_changed_comes_back():
    story = play("activities/call_inputs_only", {"a": 1, "b": 2}, "activities/called")
    assert story.sees("ask") == {"n": 2}
    story.complete("ask", {"b": 3})
    assert story.variables == {"a": 1, "b": 3, "answer": 20, "other": 2}


def test_an_incident_inside_a_called_process_is_cured_there():
    made = called_as("call_inputs_only", Called="called_failing")
    story = World(incidents="expected").start(made, {"a": 1, "n": "outside"})
    [incident] = story.incidents.values()
    assert (incident.process_id, incident.element_id) == ("Called", "count")
    assert incident.message == "Without a result variable the script must give a context, not 2."
    story.set_variables({"n": {"cured": True}}, "count").retry("count")
    assert story.open == ["after"]
    assert story.variables == {"a": 1, "n": {"cured": True}, "cured": True}


@supports("call activity", "pinned version")
def test_a_pinned_call_takes_its_version_and_the_other_the_latest():
    made = called_as("call_pinned", Called="called_version_2", Called_v1="called_version_1")
    story = World().start(made)
    assert story.open == ["confirm"]  # the first call has run version 1 already
    assert story.variables == {"old": "version 1"}
    story.complete("confirm")
    assert story.has_ended
    assert story.variables == {"old": "version 1", "new": "version 2"}


@supports("call activity", "latest version")
def test_an_instance_keeps_the_version_that_was_the_latest_when_it_started():
    world = World()
    before = world.start(called_as("call_latest", Called="called_version_2"))
    after = world.start(called_as("call_latest", Called="called_version_1"))
    assert after.has_ended
    assert after.variables == {"answer": "version 1"}
    assert before.complete("confirm").has_ended
    assert before.variables == {"answer": "version 2"}


@supports("call activity", "version of the county")
def test_each_county_calls_its_own_version():
    world = World()
    own = world.start(called_as("call_county", Called="called_county"), county="222426")
    other = world.start(called_as("call_county", Called="called_version_1"), county="220582")
    assert own.variables == {"answer": "version of the county"}
    assert other.variables == {"answer": "version 1"}


@supports("call activity", "recursion is bounded")
def test_a_process_that_calls_itself_for_ever_is_an_incident():
    story = play("activities/call_itself")
    [incident] = story.incidents.values()
    assert incident.kind is IncidentKind.CALLED_ELEMENT_ERROR
    assert incident.message == "More than 20 processes call each other."
    assert story.passed == ["start"] * 21
    story.cancel()
    assert not story.places


def test_a_process_may_call_itself_a_few_times():
    story = play("activities/call_itself_until", {"n": 3})
    assert story.has_ended
    assert story.variables == {"n": 0}
    assert story.passed.count("down") == 3


def test_a_called_process_that_is_missing_is_an_incident():
    story = World(incidents="expected").start(sources("activities/call_missing"))
    [incident] = story.incidents.values()
    assert incident.kind is IncidentKind.CALLED_ELEMENT_ERROR
    assert incident.message == "The called process “Nowhere” is not there or cannot be called."
    story.retry("call")
    assert [i.element_id for i in story.incidents.values()] == ["call"]
