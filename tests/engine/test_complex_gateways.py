"""Complex gateways: they begin by a condition and are ready again as section 13.4.5 says."""

import pytest

from tests.engine.support import diagram, findings, play, refuses, supports
from webapp.engine.outcome import IncidentKind


@supports("complex gateway", "activation condition", "late tokens and reset")
def test_two_of_three_are_enough_and_the_third_is_taken_in():
    story = play("gateways/complex")
    assert story.complete("c").open == ["a", "b"]
    assert story.complete("a").open == ["b", "d"]
    assert story.complete("d").has_ended is False, "the gateway still waits for the late one"
    assert story.complete("b").has_ended
    assert story.passed == ["start", "p", "c", "a", "k", "d", "end", "b", "k"]
    assert story.times_taken("f8") == 1


@supports("complex gateway", "activation condition", "late tokens and reset")
def test_conditions_see_which_flows_have_brought_a_token_and_the_phase():
    story = play("gateways/complex_reset", {"d": True})
    assert story.complete("a").open == ["b", "c", "d"], "one token on `fa` is enough"
    assert story.complete("b").open == ["c", "d"], "the reset waits for all that can still come"
    assert story.complete("c").open == ["d", "late"]
    assert story.complete("late").complete("d").has_ended
    other = play("gateways/complex_reset", {"d": False})
    assert other.complete("b").open == ["a", "c"]
    assert other.incidents == {}, "`arrived.fa` is 0, not null"
    assert other.complete("c").open == ["a", "always"], "the default, if no condition is true"
    assert other.complete("a").open == ["always", "late"], "no default after the reset"


@supports("complex gateway", "in a loop")
def test_a_gateway_is_ready_again_in_the_next_turn():
    story = play("gateways/complex_loop")
    for again in (True, False):
        assert story.open == ["a", "b"]
        assert story.complete("a").open == ["b", "d"]
        assert story.complete("b").open == ["d"], "late: nothing happens"
        story.complete("d", {"again": again})
    assert story.has_ended
    assert (story.times_taken("f7"), story.times_taken("f8")) == (2, 1)


@supports("complex gateway", "in a loop")
def test_who_is_early_for_the_next_turn_waits_for_the_reset():
    story = play("gateways/complex_loop")
    story.complete("a").complete("d", {"again": True})
    assert story.open == ["b", "a", "b"], "the second turn has begun before the first is over"
    story.complete("a")
    assert story.open == ["b", "b"], "a token on `f5`, which was used: it waits for the reset"
    story.complete("b")
    assert story.open == ["b", "d"], "the reset takes the late one in, and the early one counts"
    story.complete("d", {"again": False}).complete("b")
    assert story.has_ended


@supports("complex gateway", "late tokens and reset")
def test_a_branch_that_ends_elsewhere_is_not_waited_for():
    story = play("gateways/complex_branch_ends")
    story.complete("a").complete("b").complete("d")
    assert story.open == ["c"]
    assert story.complete("c", {"stop": True}).has_ended
    assert story.passed[-4:] == ["c", "x", "early", "k"]


def test_what_never_suffices_stays_there_for_an_administrator_to_see():
    story = play("gateways/complex_branch_ends")
    story.complete("a").complete("c", {"stop": True}).complete("b")
    assert story.open == ["d"]
    assert story.complete("d").has_ended


@supports("complex gateway", "activation condition")
@pytest.mark.parametrize("cure", ["retry", "another token"])
def test_trouble_with_the_condition_is_an_incident_at_the_gateway_and_undoes_nothing(cure):
    story = play("gateways/complex_trouble", {"needed": None})
    story.complete("a", {"done": 1})
    [incident] = story.incidents.values()
    assert (incident.element_id, incident.kind) == ("k", IncidentKind.CONDITION_ERROR)
    assert incident.message == (
        "The condition “activationCount >= needed” must be true or false, but it is null."
    )
    assert (story.open, story.variables) == (["b"], {"needed": None, "done": 1})
    assert story.passed == ["start", "p", "a"]
    story.set_variables({"needed": 1 if cure == "retry" else 2})
    if cure == "retry":
        story.retry("k")
        assert story.open == ["b", "d"]
    story.complete("b")
    assert (story.open, story.incidents) == (["d"], {})
    assert story.complete("d").has_ended
    assert story.times_taken("f6") == 1


def test_trouble_again_after_a_retry_is_an_incident_again():
    story = play("gateways/complex_trouble", {"needed": None})
    story.complete("a").retry("k").complete("b")
    assert [i.element_id for i in story.incidents.values()] == ["k"]
    story.set_variables({"needed": 2}).retry("k")
    assert story.complete("d").has_ended
    assert story.passed == ["start", "p", "a", "b", "k", "k", "d", "end"]


@refuses("BPMN120", "complex gateway", "without activation condition")
def test_a_join_without_an_activation_condition_is_refused():
    assert findings(diagram("gateways/complex_without_condition")) == [("BPMN120", "k")]


@pytest.mark.parametrize(("n", "ways"), [(2, ["a", "b"]), (1, ["a"]), (0, ["c"])])
def test_a_complex_split_needs_none_and_chooses_as_an_inclusive_one(n, ways):
    story = play("gateways/complex_split", {"n": n})
    assert story.open == ways
    for way in ways:
        story.complete(way)
    assert story.has_ended
