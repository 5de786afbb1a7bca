"""What a multi-instance activity throws when its items are completed."""

from tests.engine.support import diagram, findings, play, supports
from webapp.engine.outcome import HistoryKind, IncidentKind

THREE = {"who": ["a", "b", "c"], "key": "k1"}


@supports("multi-instance", "behavior None")
def test_something_is_thrown_for_every_item():
    story = play("repetition/behaviour_none", THREE).complete("v", {"vote": 1})
    assert story.open == ["v", "v", "note"]
    story.complete("v", {"vote": 2}).complete("v", {"vote": 3})
    assert story.open == ["note", "note", "note"]
    assert [v["vote"] for v in story.variables["votes"]] == [1, 2, 3]
    story.complete_all("note", {}, {}, {})
    assert story.has_ended
    assert story.passed.count("noticed") == 3


@supports("multi-instance", "behavior One")
def test_something_is_thrown_for_the_first_item_only():
    story = play("repetition/behaviour_one", THREE)
    assert [s.element_id for s in story.subscriptions.values()] == ["noticed"]
    story.complete("v")
    assert story.open == ["v", "v", "note"]
    story.complete("v").complete("v")
    assert story.open == ["note"]
    thrown = [e.element_id for e in story.history if e.kind is HistoryKind.SIGNAL_THROWN]
    assert thrown == ["v"]
    assert not story.subscriptions
    assert story.complete("note").has_ended


def test_what_is_thrown_may_interrupt_the_activity():
    story = play("repetition/behaviour_one_interrupting", THREE)
    assert story.open == ["note"]
    assert story.variables == THREE
    assert story.passed == ["start", "v", "noticed"]
    assert story.complete("note").has_ended


def test_what_interrupts_at_the_last_item_leaves_the_activity_undone():
    story = play("repetition/behaviour_one_interrupting", {"who": ["a"], "key": "k1"})
    assert story.open == ["note"]
    assert story.variables == {"who": ["a"], "key": "k1"}
    assert story.complete("note").has_ended
    assert story.passed == ["start", "v", "noticed", "note", "noted"]


@supports("multi-instance", "behavior Complex")
def test_conditions_decide_what_is_thrown():
    story = play("repetition/behaviour_complex", {**THREE, "warn": True}).complete("v", {"vote": 7})
    assert story.open == ["v", "v"]
    [message] = story.messages
    assert (message.name, message.correlation_key) == ("warning", "k1")
    assert message.variables == {"by": "a"}
    story.set_variables({"warn": False}).complete("v")
    assert story.open == ["note"]  # two are half of them, and nobody else is asked
    assert len(story.messages) == 1
    assert story.complete("note").has_ended
    assert "votes" not in story.variables


def test_a_condition_that_fails_is_an_incident_and_is_asked_again_after_the_cure():
    story = play("repetition/behaviour_complex", THREE).complete("v")
    [incident] = story.incidents.values()
    assert (incident.element_id, incident.kind) == ("v", IncidentKind.CONDITION_ERROR)
    assert story.open == ["v", "v"]
    story.set_variables({"warn": True}).retry("v")
    assert not story.incidents
    assert [m.name for m in story.messages] == ["warning"]
    story.complete("v")
    assert story.open == ["note"]


def test_a_behaviour_needs_its_event():
    assert ("BPMN149", "v") in findings(diagram("repetition/behaviour_without_event"))
