"""Data objects, and the data inputs and outputs of activities and events."""

import pytest

from tests.engine.support import diagram, findings, play, refuses, supports
from webapp.engine.outcome import IncidentKind


@supports("data", "input and output specification")
def test_data_inputs_are_local_and_data_outputs_are_all_that_stays():
    before = {"person": "Zhang", "application form": {"n": 1}, "decision": "outside"}
    story = play("data/specification", before)
    local = {"who": "Zhang", "form": {"n": 1}, "hint": None}
    assert story.sees("a") == {**before, **local}
    story.complete("a", {"decision": "pass", "noise": 1})
    assert story.open == ["after"]
    assert story.variables == {**before, "verdict": "pass"}
    assert story.sees("after") == story.variables


def test_a_data_output_that_was_not_given_is_null_whatever_else_has_its_name():
    before = {"person": "Zhang", "application form": {}, "decision": "outside", "verdict": "old"}
    story = play("data/specification", before).complete("a", {"noise": 1})
    assert story.variables == {**before, "verdict": None}


@supports("data", "required input missing")
@pytest.mark.parametrize("missing", ["who", "form"])
def test_a_required_data_input_without_value_is_an_incident(missing: str):
    given = {"who": ("person", "Zhang"), "form": ("application form", {"n": 1})}
    name, value = given.pop(missing)
    story = play("data/specification", dict(given.values()))
    [incident] = story.incidents.values()
    assert (incident.kind, incident.element_id) == (IncidentKind.IO_MAPPING_ERROR, "a")
    assert incident.message == f"The data input “{missing}” has no value."
    assert story.open == []
    story.set_variables({name: value}).retry("a")
    assert story.open == ["a"]
    assert not story.incidents


@supports("data", "transformation and assignment")
def test_transformations_and_assignments_are_evaluated():
    story = play("data/transformation", {"first": 1, "second": 2, "card": "old"})
    assert story.sees("a") == {
        "first": 1,
        "second": 2,
        "card": "old",
        "sum": 3,
        "note": "at least 1",
        "spare": 2,
    }
    story.complete("a", {"points": 5})
    assert story.open == ["after"]
    assert story.variables == {"first": 1, "second": 2, "card": 5, "total": 50, "list": [5, 3]}


def test_a_called_process_gets_and_gives_data():
    story = play("data/call", {"row": 4, "answer": "outside"}, "activities/called")
    assert story.sees("ask") == {"n": 4}
    story.complete("ask")
    assert story.variables == {"row": 4, "answer": "outside", "result": 40}


def test_a_process_has_data_inputs_and_outputs_of_its_own():
    called = "data/called_with_data"
    story = play("data/call", {"row": 4, "number": "outside"}, called)
    assert story.sees("ask") == {"n": 4, "number": 4}
    story.complete("ask", {"reply": "yes"})
    assert story.variables == {"row": 4, "number": "outside", "result": "yes"}


@supports("data", "data object local to a sub-process")
def test_data_objects_of_a_sub_process_are_its_own():
    story = play("data/local", {"x": 1, "z": "outside"})
    assert story.sees("a") == {"x": 1, "y": 1, "z": None}
    story.complete("a", {"y": 2, "z": 3, "free": 4})
    assert story.variables == {"x": 1, "z": "outside", "free": 4}
    assert story.sees("b") == {"x": None, "y": 2, "z": 3, "free": 4}
    story.complete("b", {"x": 5, "y": 6})
    assert story.sees("c") == {"x": 1, "y": 6, "z": 3, "free": 4}
    story.set_variables({"z": 7}, "c")
    assert story.sees("c")["z"] == 7
    story.complete("c")
    assert story.variables == {"x": 6, "z": "outside", "free": 4}
    assert story.sees("after") == story.variables


def test_each_time_a_sub_process_begins_its_data_begin_as_null():
    story = play("data/local_again").complete("a", {"x": 1})
    for _ in range(2):
        assert story.sees("b")["x"] is None
        story.complete("b", {"x": 2})
        assert story.variables == {"x": 1}
    assert story.open == ["b"]


@supports("data", "data of events")
def test_events_send_their_data_inputs_and_take_in_their_data_outputs():
    story = play("data/events", {"title": "T", "reason": "rain", "key": "k", "text": "outside"})
    [message] = story.messages
    assert message.variables == {"title": "T", "why": "because rain"}
    story.deliver("reply", {"text": "yes", "noise": 1})
    assert story.open == ["after"]
    assert story.variables == {
        "title": "T",
        "key": "k",
        "text": "outside",
        "answer": "yes",
        "reason": None,
    }


@supports("data", "data of events")
def test_errors_and_escalations_bring_their_data_along():
    story = play("data/errors", {"reason": "rain", "cause": "outside"}).complete("a")
    assert story.open == ["b", "note"]
    before = {"reason": "rain", "cause": "outside", "level": 3}
    assert story.variables == before
    story.complete("b")
    assert story.open == ["note", "help"]
    assert story.variables == {**before, "code": "REFUSED", "why": "rain"}
    story.complete("note").complete("help")
    assert story.has_ended


@refuses("BPMN015", "data", "data store")
def test_data_cannot_be_exchanged_with_a_data_store():
    assert findings(diagram("data/store_read")) == [("BPMN015", "a")]


def test_a_data_store_may_be_drawn():
    assert play("data/store_drawn").complete("a").has_ended
