"""What is rare, and still has to be right."""
# ruff: noqa: E501 - a diagram per test

from collections import UserDict

import pytest

from tests.fixtures.engine import COUNTY, MONDAY, World, engine
from tests.unit.engine.diagram import (
    ERROR,
    HEAD,
    MESSAGE,
    boundary,
    definition,
    element,
    end,
    extensions,
    flow,
    many,
    parallel,
    process,
    properties,
    script,
    service,
    sub,
    timer,
    user,
    xor,
)
from webapp.engine.commands import CancelInstance
from webapp.engine.definitions import Sources
from webapp.engine.errors import DiagramUnreadable, InstanceEnded
from webapp.engine.linting import Catalog
from webapp.engine.outcome import IncidentKind
from webapp.engine.reading import read_diagram


def play(*parts, variables=None, jobs="by hand", **named):
    return World(incidents="expected", jobs=jobs).start(process(*parts, **named), variables)


def incident_of(story):
    [incident] = story.incidents.values()
    return incident


def test_a_gateway_without_a_way_out_is_an_end():
    inner = sub("sp", user("a"), xor("x"), chain="a x")
    assert play(inner, "s sp e").complete("a").has_ended


def test_a_join_that_waits_goes_with_its_scope():
    inner = sub("sp", element("startEvent", "i"), parallel("f", "j"), user("a"), user("b"), end("ie"),
                flow("f", "b"), flow("b", "j"), chain="i f a j ie")  # fmt: skip
    story = play(inner, boundary("t", "sp", timer("duration", "P1D")), user("h"), "s sp e", "t h e")
    story.complete("a").fire("t")
    assert story.open == ["h"]
    assert story.complete("h").has_ended


def test_an_inclusive_join_knows_the_ways_through_boundary_events():
    story = play(
        element("inclusiveGateway", "g"), element("inclusiveGateway", "j"), user("a"), user("b"),
        user("c"), end("e2"), boundary("t", "b", timer("duration", "P1D")), user("d"),
        "s g", "a j d e", "b e2", "t c j", flow("g", "a", "true"), flow("g", "b", "true"),
    )  # fmt: skip
    story.complete("a")
    assert story.open == ["b"]  # through its timer the token could still come to the join
    story.complete("b")
    assert story.open == ["d"]


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


def test_a_timer_starts_a_side_process_once_and_lets_the_rest_go_on():
    start = element("startEvent", "i", timer("duration", "P1D"), isInterrupting="false")
    story = play(user("a"), "s a e",
                 sub("es", start, user("h"), end("ie"), chain="i h ie", triggeredByEvent="true"))  # fmt: skip
    story.world.advance("P5D")
    assert story.open == ["a", "h"]
    assert not story.timers


def test_an_interrupting_event_silences_the_other_event_sub_processes():
    def side(name, what, task):
        own = extensions(properties(correlationKey="k"))
        start = element("startEvent", f"{name}s", own + what)
        return sub(name, start, user(task), end(f"{name}e"), chain=f"{name}s {task} {name}e",
                   triggeredByEvent="true")  # fmt: skip

    story = play(
        user("a"), "s a e", side("x", MESSAGE, "h"), side("y", timer("duration", "P1D"), "k")
    )
    story.deliver("news")
    assert story.open == ["h"]
    assert not story.timers


def test_a_priority_must_be_a_number():
    story = play(user("a", priority="=x"), "s a e", variables={"x": "high"})
    assert incident_of(story).message == "The priority must be a whole number, but it is 'high'."


def test_a_service_task_without_operation_is_an_incident():
    story = play(element("serviceTask", "v"), "s v e")
    assert incident_of(story).kind is IncidentKind.HANDLER_NOT_FOUND


def test_retries_reach_the_job():
    story = play(service("v", retries="2"), "s v e")
    assert [j.max_attempts for j in story.jobs.values()] == [2]


def test_a_message_without_key_has_the_empty_one():
    story = play(element("sendTask", "t", messageRef="m1"), "s t e")
    assert [m.correlation_key for m in story.messages] == [""]


def test_a_repetition_that_makes_no_sense_is_an_incident():
    story = play(user("a"), boundary("b", "a", timer("cycle", "=x"), interrupting=False), "s a e", "b e",
                 variables={"x": "daily"})  # fmt: skip
    assert incident_of(story).message == "“daily” is no repetition such as R3/PT1H."
    assert story.open == ["a"]


def test_an_error_passes_catchers_of_other_kinds():
    story = play(
        service("v"), boundary("t", "v", timer("duration", "P1D")),
        boundary("u", "v", definition("escalation", "es1")), boundary("b", "v", ERROR),
        user("h"), "s v e", "t e", "u e", "b h e",
    )  # fmt: skip
    assert story.job_error("v", "E1").open == ["h"]


def test_a_script_that_fails_is_run_again_after_the_cure():
    story = play(script("x", "n"), "s x e", variables={"n": 1})
    story.set_variables({"n": {"y": 2}}).retry("x")
    assert story.variables == {"n": {"y": 2}, "y": 2}


def test_collections_of_every_kind_become_json():
    story = play(user("a"), "s a e",
                 variables={"m": UserDict(x=1), "s": frozenset({1}), "k": {1: "one"}})  # fmt: skip
    assert story.variables == {"m": {"x": 1}, "s": [1], "k": {"1": "one"}}


def test_a_command_without_a_snapshot_is_refused():
    definition_ = engine().compile(Sources("P", {"P": process("s e")}))
    with pytest.raises(InstanceEnded):
        engine().advance(definition_, None, CancelInstance(), now=MONDAY, county=COUNTY)


@pytest.mark.parametrize(
    "parts",
    [
        ('<bpmn:sequenceFlow id="f" sourceRef="s" targetRef="zz"/>',),
        (boundary("b", "zz", ERROR), "b e"),
    ],
)
def test_what_the_gate_would_refuse_is_not_run_either(parts):
    with pytest.raises(DiagramUnreadable, match="is missing or cannot be executed"):
        engine().compile(Sources("P", {"P": process(*parts)}))


def test_the_engine_is_its_own_gate():
    found = engine().lint(process(user("a"), "s a e"), Catalog())
    assert {f.code for f in found} == {"BPMN061", "BPMN062"}
    assert [f.code for f in engine().lint_decision(b"<x/>")] == ["DMN001"]


def test_unknown_declarations_are_noticed():
    extra = '<bpmn:globalUserTask id="gt" name="x"/><bpmn:itemDefinition id="it"/>'
    diagram = read_diagram((HEAD + extra + "</bpmn:definitions>").encode())
    assert diagram.unknown == [("gt", "globalUserTask")]
    assert "BPMN005" in {f.code for f in engine().lint(process("s e", declared=extra), Catalog())}


def test_foreign_extension_elements_are_named():
    foreign = '<bpmn:extensionElements><z:taskDefinition xmlns:z="http://z" type="x"/></bpmn:extensionElements>'
    found = engine().lint(
        process(element("manualTask", "a", foreign, name="a"), "s a e"), Catalog()
    )
    assert [(f.code, f.element_id) for f in found] == [("BPMN012", "a")]


def test_what_opens_and_closes_within_one_advance_is_never_told():
    stop = end("x", "<bpmn:terminateEventDefinition/>")
    story = play(parallel("p"), user("a"), stop, "s p a e", "p x")
    assert story.has_ended
    assert story.seen_ids == set()


def test_receive_tasks_beside_timers_survive_what_others_do():
    loop = (
        '<bpmn:standardLoopCharacteristics loopMaximum="3">'
        "<bpmn:loopCondition>true</bpmn:loopCondition></bpmn:standardLoopCharacteristics>"
    )
    story = play(user("a", loop), boundary("b", "a", timer("duration", "P1D"), interrupting=False),
                 user("h"), "s a e", "b h e")  # fmt: skip
    story.complete("a").world.advance("P1D")
    assert sorted(story.open) == ["a", "h"]
    story.complete("a").complete("a").complete("h")
    assert story.has_ended


def test_nothing_written_changes_nothing():
    inner = sub("sp", service("v"), chain="")
    story = play(inner, "s sp e", variables={"x": 1}).job_done("v", {})
    assert story.variables == {"x": 1}
