"""Sequence flows, exclusive and parallel gateways."""

import pytest

from tests.engine.support import diagram, findings, play, refuses, supports
from tests.fixtures.engine import World
from webapp.engine.outcome import IncidentKind


@supports("sequence flow", "implicit split", "implicit join")
def test_an_activity_begins_once_for_every_token_and_puts_one_on_every_flow():
    story = play("gateways/implicit")
    assert story.complete("a").open == ["b", "c"]
    assert story.complete("c").open == ["b", "d"]
    assert story.complete("d").open == ["b"]
    assert story.complete("b").open == ["d"]
    assert story.complete("d").has_ended
    assert story.passed == ["start", "a", "c", "d", "end", "b", "d", "end"]
    assert story.flows == [("P", flow) for flow in ("f1", "f2", "f3", "f5", "f6", "f4", "f6")]


@supports("sequence flow", "conditional out of an activity")
@pytest.mark.parametrize(("n", "ways"), [(3, ["b", "c", "d"]), (2, ["b", "d"]), (0, ["d"])])
def test_conditional_flows_out_of_an_activity_are_taken_beside_the_others(n, ways):
    story = play("gateways/conditional_activity", {"n": 9})
    story.complete("a", {"n": n})
    assert story.open == ways, "the data of the activity count, not those before it"
    for way in ways:
        story.complete(way)
    assert story.has_ended


@refuses("BPMN026", "sequence flow", "conditional out of an activity")
def test_an_activity_with_conditions_only_needs_a_default():
    name = "gateways/conditional_activity_without_default"
    assert findings(diagram(name)) == [("BPMN026", "a")]
    story = World(incidents="expected").start(diagram(name))
    story.complete("a", {"n": 1})
    [incident] = story.incidents.values()
    assert (incident.kind, incident.element_id) == (IncidentKind.CONDITION_ERROR, "a")
    assert story.variables == {"n": 1}, "what was done is not undone"
    story.set_variables({"n": 2}).retry("a")
    assert story.open == ["b"]
    assert story.complete("b").passed == ["start", "a", "b", "end"]


@supports("default flow", "out of an activity")
def test_the_default_flow_of_an_activity_is_for_when_no_condition_is_true():
    story = play("gateways/default_activity").complete("a", {"n": 2})
    assert story.open == ["b", "d"]
    story = play("gateways/default_activity").complete("a", {"n": 1})
    assert sorted(story.open) == ["c", "d"]


@supports("exclusive gateway", "split")
@supports("default flow", "out of a gateway")
@pytest.mark.parametrize(
    ("n", "way", "flow"), [(2, "a", "f3"), (1, "b", "f4"), (0, "c", "f2"), (-1, "c", "f2")]
)
def test_the_first_true_condition_in_the_order_of_the_file_wins(n, way, flow):
    story = play("gateways/exclusive", {"n": n})
    assert story.open == [way]
    [passage] = [event for event in story.history if event.element_id == "x"]
    assert passage.details == {"flows": [flow]}
    assert story.complete(way).passed == ["start", "x", way, "end"]


def test_a_condition_that_is_null_is_an_incident_and_not_a_silent_no():
    story = play("gateways/exclusive", {"n": None})
    [incident] = story.incidents.values()
    assert incident.kind is IncidentKind.CONDITION_ERROR
    assert incident.message == "The condition “n > 1” must be true or false, but it is null."
    assert story.set_variables({"n": 1}).retry("x").open == ["b"]


@supports("exclusive gateway", "merge")
def test_an_exclusive_merge_lets_every_token_through():
    story = play("gateways/exclusive_merge")
    assert story.complete("b").open == ["a", "c"]
    assert story.complete("a").open == ["c", "c"]
    assert story.complete_all("c", {}, {}).has_ended
    assert story.passed == ["start", "p", "b", "m", "a", "m", "c", "end", "c", "end"]


@refuses("BPMN026", "exclusive gateway", "nothing true and no default")
def test_an_exclusive_gateway_needs_a_default():
    name = "gateways/exclusive_without_default"
    assert findings(diagram(name)) == [("BPMN026", "x")]
    story = World(incidents="expected").start(diagram(name), {"n": 1})
    [incident] = story.incidents.values()
    assert incident.kind is IncidentKind.CONDITION_ERROR
    assert incident.message == (
        "None of the conditions behind “x” is true, and there is no default flow."
    )
    assert story.set_variables({"n": 2}).retry("x").open == ["a"]


@supports("parallel gateway", "split and join")
def test_a_parallel_join_waits_for_all_and_takes_all():
    story = play("gateways/parallel")
    assert story.open == ["a", "b", "c"]
    assert story.complete("b").complete("a").open == ["c"]
    assert story.complete("c").open == ["d", "e"]
    assert story.complete("e").complete("d").has_ended
    assert story.passed == ["start", "p", "b", "a", "c", "j", "e", "end", "d", "end"]


@supports("parallel gateway", "in a loop")
def test_a_parallel_join_joins_again_in_every_turn():
    story = play("gateways/parallel_loop")
    for again in (True, True, False):
        assert story.open == ["a", "b"]
        story.complete("b", {"again": again})
        assert story.open == ["a"]
        story.complete("a")
    assert story.has_ended
    assert story.passed.count("j") == 3
    assert story.times_taken("f8") == 2


@supports("parallel gateway", "more tokens than flows")
def test_a_surplus_token_waits_for_its_partner():
    story = play("gateways/parallel_surplus")
    assert story.open == ["b", "b", "a", "a"]
    assert story.complete_all("a", {}, {}).open == ["b", "b"], "two of one flow are no pair"
    assert story.complete("b").open == ["b", "c"]
    assert story.complete("b").open == ["c", "c"]
    assert story.complete_all("c", {}, {}).has_ended
    assert story.times_taken("f9") == 2


def test_a_token_that_no_partner_follows_keeps_the_instance_open():
    story = play("gateways/parallel")
    story.complete("a").complete("b").set_variables({"n": 1})
    assert (story.open, story.has_ended) == (["c"], False)
    story.cancel()
    assert story.places == {}
