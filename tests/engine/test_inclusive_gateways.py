"""Inclusive gateways: a join waits for whom section 13.4.3 of the standard lets it wait."""

import pytest

from tests.engine.support import diagram, findings, play, refuses, supports
from tests.fixtures.engine import World
from webapp.engine.outcome import IncidentKind


@supports("inclusive gateway", "split and join", "default")
@supports("default flow", "out of a gateway")
@pytest.mark.parametrize(("n", "ways"), [(2, ["a", "b"]), (1, ["a"]), (0, ["c"])])
def test_a_split_takes_every_true_flow_and_the_join_waits_for_just_these(n, ways):
    story = play("gateways/inclusive", {"n": n})
    assert story.open == ways
    for way in ways:
        assert "j" not in story.passed
        story.complete(way)
    assert story.open == ["d"]
    assert story.complete("d").has_ended
    assert story.passed == ["start", "g", *ways, "j", "d", "end"]


@refuses("BPMN026", "inclusive gateway", "default")
def test_a_split_needs_a_default():
    name = "gateways/inclusive_without_default"
    assert findings(diagram(name)) == [("BPMN026", "g")]
    story = World(incidents="expected").start(diagram(name), {"n": 0})
    [incident] = story.incidents.values()
    assert (incident.kind, incident.element_id) == (IncidentKind.CONDITION_ERROR, "g")
    assert story.set_variables({"n": 2}).retry("g").open == ["a", "b"]


@supports("inclusive gateway", "in a loop")
def test_a_join_joins_again_in_the_next_turn_with_other_branches():
    story = play("gateways/inclusive_loop", {"n": 2})
    story.complete("a", {"again": True, "n": 1})
    assert (story.open, story.passed.count("j")) == (["b"], 0)
    story.complete("b")
    assert (story.open, story.passed.count("j")) == (["a"], 1)
    story.complete("a", {"n": 2})
    assert (story.open, story.passed.count("j")) == (["a", "b"], 2)
    story.complete("b", {"again": False}).complete("a")
    assert story.has_ended
    assert (story.passed.count("j"), story.times_taken("f8")) == (3, 2)


@supports("inclusive gateway", "in a loop")
def test_a_join_does_not_wait_for_who_can_also_come_on_a_flow_that_has_a_token():
    """13.4.3: from `b` a way leads to the empty flow, and one to the full flow, too."""
    story = play("gateways/inclusive_back_before_join")
    assert story.open == ["b", "a"]
    story.complete("a")
    assert story.open == ["b", "c"]
    story.complete("b", {"back": True})
    assert story.open == ["c", "a"]
    story.complete("a")
    assert story.open == ["c", "c"]
    assert story.complete_all("c", {}, {}).has_ended


def test_a_join_waits_for_who_can_come_on_the_empty_flow_only():
    story = play("gateways/inclusive_back_before_join")
    story.complete("b", {"back": False})
    assert story.open == ["a"], "a token on f8; who is at `a` can come on the empty f5"
    assert story.complete("a").open == ["c"]
    assert story.complete("c").has_ended
    assert story.passed.count("j") == 1


@supports("inclusive gateway", "branches that skip the join")
@pytest.mark.parametrize(("stop", "ends"), [(True, ["early", "end"]), (False, ["end"])])
def test_a_join_goes_on_when_a_branch_has_ended_early(stop, ends):
    story = play("gateways/inclusive_branch_ends")
    assert story.complete("a").open == ["b"]
    story.complete("b", {"stop": stop})
    assert story.open == ["c"]
    assert story.complete("c").has_ended
    assert [name for name in story.passed if name in {"early", "end"}] == ends
    assert story.passed.count("j") == 1


def test_a_join_waits_for_a_branch_that_stands_at_an_incident():
    story = play("gateways/inclusive_branch_fails", {"n": 0})
    assert [i.element_id for i in story.incidents.values()] == ["check"]
    story.complete("a")
    assert (story.open, story.has_ended) == ([], False)
    story.set_variables({"n": 1}).retry("check")
    assert story.open == ["c"]
    assert story.variables == {"n": 1, "ok": 1}


@supports("inclusive gateway", "branches that skip the join")
def test_a_join_waits_for_a_boundary_event_as_long_as_its_activity_is_open():
    story = play("gateways/inclusive_boundary")
    story.complete("a")
    assert story.open == ["work"]
    story.complete("work")
    assert (story.open, story.passed[-2:]) == (["c"], ["worked", "j"])
    interrupted = play("gateways/inclusive_boundary")
    interrupted.complete("a").world.advance("P1D")
    assert interrupted.open == ["c"]
    assert interrupted.passed == ["start", "p", "a", "late", "j"]


def test_a_join_waits_for_a_non_interrupting_boundary_event_too():
    story = play("gateways/inclusive_boundary_non_interrupting")
    assert story.complete("a").open == ["work"]
    story.world.advance("P1D")
    assert story.open == ["work", "c"]
    assert story.complete("work").complete("c").has_ended
    assert story.passed == ["start", "p", "a", "late", "j", "work", "worked", "c", "end"]


def test_a_join_waits_for_an_event_behind_a_gateway_until_another_was_faster():
    story = play("gateways/inclusive_event_gateway")
    story.complete("a")
    assert story.open == []
    story.world.advance("P1D")
    assert story.open == ["c"]
    heard = play("gateways/inclusive_event_gateway")
    heard.complete("a").deliver("news")
    assert heard.open == ["c"]
    assert heard.complete("c").passed.count("j") == 1


@supports("inclusive gateway", "in a loop")
def test_a_join_does_not_wait_for_a_gateway_that_can_also_lead_to_a_full_flow():
    """13.4.3 speaks of tokens, and there is one at the gateway, none at the events behind it."""
    story = play("gateways/inclusive_event_gateway_to_both")
    assert story.complete("a").open == ["c"]
    story.world.advance("P1D")
    assert story.open == ["c", "a"]
    assert story.complete("a").complete_all("c", {}, {}).has_ended
    assert story.passed.count("j") == 2


@pytest.mark.parametrize(
    ("n", "ways"), [(3, ["a", "c", "b"]), (2, ["a", "c"]), (1, ["a"]), (0, [])]
)
def test_nested_splits_join_from_the_inside_out(n, ways):
    story = play("gateways/inclusive_nested", {"n": n})
    assert sorted(story.open) == sorted(ways or ["d"])
    for way in ways:
        assert "d" not in story.open
        story.complete(way)
    assert story.open == ["d"]
    assert story.complete("d").has_ended
    assert (story.passed.count("i"), story.passed.count("j")) == (1 if n else 0, 1)


def test_a_join_in_a_sub_process_looks_no_further_than_its_sub_process():
    story = play("gateways/inclusive_in_sub_process", {"n": 2})
    assert sorted(story.open) == ["a", "b", "c"]
    assert sorted(story.complete("b").open) == ["a", "c"]
    assert story.complete("c").open == ["a", "d"]
    assert story.complete("d").complete("a").has_ended
    alone = play("gateways/inclusive_in_sub_process", {"n": 0})
    assert alone.complete("b").open == ["a", "d"]


def test_of_two_tokens_on_one_flow_the_second_joins_by_itself():
    story = play("gateways/inclusive_one_flow_twice")
    assert story.open == ["b", "a", "a"]
    story.complete_all("a", {}, {})
    assert story.open == ["b"]
    story.complete("b")
    assert story.open == ["c", "c"]
    assert story.complete_all("c", {}, {}).has_ended
    assert story.passed.count("j") == 2
