"""Incidents: what fails says why, stops nobody else, and goes on after the cure."""
# ruff: noqa: E501 - a diagram per test

from tests.builders.bpmn import (
    MESSAGE,
    boundary,
    element,
    many,
    process,
    properties,
    script,
    service,
    timer,
    user,
)
from tests.fixtures.engine import World
from webapp.engine.outcome import IncidentKind


def play(*parts, variables=None, jobs="by hand", **named):
    return World(incidents="expected", jobs=jobs).start(process(*parts, **named), variables)


def incident_of(story):
    [incident] = story.incidents.values()
    return incident


def test_a_broken_output_is_an_incident_at_its_item_only():
    story = play(user("v", many(inputCollection="[1, 2]", outputElement="1 +",
                                outputCollection="out")), "s v e")  # fmt: skip
    story.complete("v", {"x": 1})
    assert story.open == ["v"]
    assert len(story.incidents) == 1


def test_a_failing_parameter_is_an_incident():
    story = play(service("v", parameters={"x": "=1 +"}), "s v e")
    assert incident_of(story).kind is IncidentKind.IO_MAPPING_ERROR


def test_a_failing_output_mapping_is_an_incident_that_keeps_the_form():
    story = play(user("a", outputs={"x": "=choice +"}), "s a e").complete("a", {"choice": 1})
    assert incident_of(story).kind is IncidentKind.IO_MAPPING_ERROR
    story.retry("a")
    assert incident_of(story).kind is IncidentKind.IO_MAPPING_ERROR
    assert story.open == []


def test_a_priority_must_be_a_number():
    story = play(user("a", priority="=x"), "s a e", variables={"x": "high"})
    assert incident_of(story).message == "The priority must be a whole number, but it is 'high'."


def test_a_service_task_without_operation_is_an_incident():
    story = play(element("serviceTask", "v"), "s v e")
    assert incident_of(story).kind is IncidentKind.HANDLER_NOT_FOUND


def test_a_repetition_that_makes_no_sense_is_an_incident():
    story = play(user("a"), boundary("b", "a", timer("cycle", "=x"), interrupting=False), "s a e", "b e",
                 variables={"x": "daily"})  # fmt: skip
    assert incident_of(story).message == "“daily” is no repetition such as R3/PT1H."
    assert story.open == ["a"]


def thrower(tag, name, **own):
    return element(
        tag, name, f"<bpmn:extensionElements>{properties(**own)}</bpmn:extensionElements>" + MESSAGE
    )


def test_a_payload_that_is_no_context_is_an_incident():
    story = play(thrower("intermediateThrowEvent", "t", payload="=7"), "s t e")
    [incident] = story.incidents.values()
    assert incident.message == "The payload “=7” must be a context, but it is 7."


def test_a_task_whose_assignee_fails_is_an_incident_and_opens_after_the_cure():
    story = World(incidents="expected").start(process(user("a", assignee="=person"), "s a e"),
                                              {"person": {"no": "name"}})  # fmt: skip
    assert story.open == []
    [incident] = story.incidents.values()
    assert incident.message == "“=person” must be text, but it is {'no': 'name'}."
    story.set_variables({"person": "li"}).retry("a")
    assert story.task("a").assignee == "li"


def test_an_endless_timer_beside_a_runaway_is_not_lost():
    xml = process(user("a"), boundary("b", "a", timer("cycle", "R/P1D"), interrupting=False),
                  script("x", "1 +"), "s a e", "b x e")  # fmt: skip
    story = World(incidents="expected").start(xml)
    story.world.advance("P2D")
    assert len(story.incidents) == 2
    assert len(story.timers) == 1
