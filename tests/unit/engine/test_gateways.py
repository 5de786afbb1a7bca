"""Tokens split, wait for each other and go round in circles as the standard says."""

import pytest

from tests.fixtures.engine import MONDAY, Weekdays, World, feel
from tests.unit.engine.diagram import (
    element,
    end,
    flow,
    parallel,
    process,
    script,
    sub,
    user,
    xor,
)
from webapp.engine.commands import StartProcess
from webapp.engine.definitions import Sources
from webapp.engine.outcome import IncidentKind
from webapp.engine.process_engine import ProcessEngine

FORK = (
    parallel("p", "j"),
    user("a"),
    user("b"),
    user("c"),
    "s p a j c e",
    "p b j",
)


def play(*parts, variables=None, **named):
    return World(incidents="expected").start(process(*parts, **named), variables)


def test_the_first_true_condition_of_an_exclusive_gateway_wins():
    parts = (xor("x", "x-c"), user("a"), user("b"), user("c"), "s x c e", "a e", "b e")
    parts += (flow("x", "a", "n > 1"), flow("x", "b", "n > 0"))
    assert play(*parts, variables={"n": 2}).open == ["a"]
    assert play(*parts, variables={"n": 1}).open == ["b"]
    assert play(*parts, variables={"n": 0}).open == ["c"]


def test_no_true_condition_and_no_default_is_an_incident_that_can_be_cured():
    story = play(xor("x"), user("a"), "s x", "a e", flow("x", "a", "n > 1"), variables={"n": 1})
    [incident] = story.incidents.values()
    assert incident.kind is IncidentKind.CONDITION_ERROR
    assert incident.message == (
        "None of the conditions behind “x” is true, and there is no default flow."
    )
    story.set_variables({"n": 2}).retry("x")
    assert story.open == ["a"]
    assert not story.incidents


def test_a_condition_that_is_null_is_an_incident_and_not_a_silent_no():
    story = play(xor("x", "x-e"), user("a"), "s x e", "a e", flow("x", "a", "missing > 1"))
    [incident] = story.incidents.values()
    assert incident.kind is IncidentKind.CONDITION_ERROR
    assert incident.message == "The condition “missing > 1” must be true or false, but it is null."


def test_an_incident_in_one_branch_does_not_stop_the_other():
    story = play(parallel("p"), script("bad", "1 +"), user("a"), "s p bad e", "p a e")
    assert story.open == ["a"]
    assert [i.element_id for i in story.incidents.values()] == ["bad"]


def test_a_parallel_join_waits_for_all_branches():
    story = play(*FORK)
    assert story.open == ["a", "b"]
    assert story.complete("a").open == ["b"]
    assert story.complete("b").open == ["c"]
    assert story.complete("c").has_ended


def test_a_surplus_token_at_a_parallel_join_waits_for_its_partner():
    story = play(
        parallel("p", "j"), user("a"), user("b"), user("c"), xor("m"), xor("n"),
        "s p m a j c e", flow("p", "m", id="p-m2"), "p b n j", flow("p", "b", id="p-b2"),
    )  # fmt: skip
    story.complete("a").complete("a")
    assert story.open == ["b", "b"]
    story.complete("b")
    assert story.open == ["b", "c"]
    story.complete("b").complete("c").complete("c")
    assert story.has_ended


def test_branches_do_not_overwrite_each_other():
    """B9: the branch that ends last brings no stale copies."""
    story = play(*FORK, variables={"status": "new", "other": 1})
    story.complete("a", {"status": "approved"}).complete("b", {"other": 2})
    assert story.variables == {"status": "approved", "other": 2}


def test_branches_do_not_share_nested_values():
    """B10: what one branch has been given does not change under its hands."""
    story = play(*FORK, variables={"app": {"x": {"v": 0}}})
    seen = story.sees("b")
    seen["app"]["x"]["v"] = 99
    assert story.sees("a")["app"]["x"]["v"] == 0


def test_several_flows_out_of_an_activity_are_all_taken():
    story = play(user("a"), user("b"), user("c"), "s a b e", "a c e")
    assert story.complete("a").open == ["b", "c"]


def test_conditions_on_flows_out_of_an_activity_are_obeyed():
    """B3: SpiffWorkflow ignores them."""
    parts = (user("a"), user("b"), user("c"), "s a", "b e", "c e")
    parts += (flow("a", "b", "x = 2"), flow("a", "c", "x = 1"))
    assert play(*parts).complete("a", {"x": 1}).open == ["c"]


def test_a_default_flow_out_of_an_activity_is_taken_when_no_condition_is_true():
    task = user("a", attributes={"default": "a-c"})
    parts = (task, user("b"), user("c"), "s a c e", "b e", flow("a", "b", "x = 2"))
    assert play(*parts).complete("a", {"x": 1}).open == ["c"]
    assert play(*parts).complete("a", {"x": 2}).open == ["b"]


def test_a_failing_condition_behind_a_task_does_not_undo_the_task():
    story = play(user("a"), user("b"), "s a", "b e", flow("a", "b", "x > 2"))
    story.complete("a", {"x": "much"})
    assert story.variables == {"x": "much"}
    story.set_variables({"x": 3}).retry("a")
    assert story.open == ["b"]
    assert story.variables == {"x": 3}


@pytest.mark.parametrize("name", ["Start", "End", "Root", "P.EndJoin"])
def test_no_element_id_is_special(name):
    """B2: in SpiffWorkflow a task called End ends the instance."""
    story = play(user(name), user("b"), f"s {name} b e")
    assert story.complete(name).open == ["b"]
    assert story.complete("b").has_ended


def test_a_loop_back_through_a_gateway_runs_as_often_as_needed():
    """B7: SpiffWorkflow loses the token at a depth of 1000."""
    story = play(
        xor("j"), script("add", "n + 1", resultVariable="n"), xor("x", "out"), user("u"),
        "s j add x", flow("x", "j", "n < 400"), flow("x", "u", id="out"), "u e",
        variables={"n": 0},
    )  # fmt: skip
    assert story.open == ["u"]
    assert story.variables == {"n": 400}
    assert len(story.snapshot) < 300
    assert story.times_taken("x-j") == 399


def test_an_endless_loop_stops_with_an_incident():
    small = ProcessEngine(feel(), Weekdays(), maximum_steps=300)
    xml = process(xor("x"), script("add", "{}"), "s x add x")
    definition = small.compile(Sources("P", {"P": xml}))
    outcome = small.advance(definition, None, StartProcess(), now=MONDAY, county="220582")
    [incident] = outcome.incidents
    assert incident.kind is IncidentKind.RUNAWAY
    assert incident.message == (
        "The process took 300 steps without resting: does it go round in circles?"
    )


def test_a_cycle_without_a_gateway_runs():
    story = play(user("a"), user("b"), "s a b a")
    assert story.complete("a").complete("b").open == ["a"]


def test_twelve_parallel_blocks_cost_no_more_than_their_elements():
    """B8: SpiffWorkflow makes 33 000 tasks of this diagram."""
    blocks = [parallel(f"p{i}", f"q{i}") for i in range(12)]
    chains = [f"p{i} {n}{i} q{i}" for i in range(12) for n in "ab"]
    tasks = [script(f"{n}{i}", "{}") for i in range(12) for n in "ab"]
    joins = [f"q{i} p{i + 1}" for i in range(11)]
    story = play(user("u"), *blocks, *tasks, *chains, *joins, "s u p0", "q11 e")
    assert len(story.snapshot) < 300
    assert story.complete("u").has_ended
    assert len(story.flows) == 2 + 12 * 4 + 11 + 1


INCLUSIVE = (
    element("inclusiveGateway", "g", default="g-c"),
    element("inclusiveGateway", "j"),
    user("a"),
    user("b"),
    user("c"),
    user("d"),
    "s g",
    "g c j d e",
    "a j",
    "b j",
    flow("g", "a", "n > 0"),
    flow("g", "b", "n > 1"),
)


@pytest.mark.parametrize(("n", "opened"), [(2, ["a", "b"]), (1, ["a"]), (0, ["c"])])
def test_an_inclusive_gateway_takes_every_true_flow_and_joins_just_these(n, opened):
    story = play(*INCLUSIVE, variables={"n": n})
    assert sorted(story.open) == opened
    for name in opened:
        assert story.open != ["d"]
        story.complete(name)
    assert story.open == ["d"]
    assert story.complete("d").has_ended


def test_an_inclusive_join_does_not_wait_for_a_branch_that_ended_elsewhere():
    story = play(
        element("inclusiveGateway", "g"), element("inclusiveGateway", "j"),
        user("a"), user("b"), user("d"), xor("x", "x-j"), end("e2"),
        "s g", "a j d e", "b x j", flow("x", "e2", "stop"),
        flow("g", "a", "true"), flow("g", "b", "true"),
    )  # fmt: skip
    story.complete("a")
    assert story.open == ["b"]
    story.complete("b", {"stop": True})
    assert story.open == ["d"]


def test_an_inclusive_join_works_again_in_the_next_turn_of_a_loop():
    story = play(
        xor("m"), element("inclusiveGateway", "g"), element("inclusiveGateway", "j"),
        user("a"), user("b"), xor("x", "x-e"), "s m g", "a j x e", "b j",
        flow("g", "a", "true"), flow("g", "b", "true"), flow("x", "m", "again"),
    )  # fmt: skip
    story.complete("a", {"again": True}).complete("b")
    assert sorted(story.open) == ["a", "b"]
    story.complete("b", {"again": False}).complete("a")
    assert story.has_ended


def test_a_terminate_end_event_ends_its_own_scope_only():
    terminate = "<bpmn:terminateEventDefinition/>"
    inner = sub(
        "sp", element("startEvent", "i"), parallel("ip"), user("ia"), user("ib"),
        end("ie", terminate), end("if"), "<!-- -->", chain="i ip ia ie",
    )  # fmt: skip
    inner = inner.replace(
        "</bpmn:subProcess>", flow("ip", "ib") + flow("ib", "if") + "</bpmn:subProcess>"
    )
    story = play(inner, parallel("p"), user("a"), user("z"), "s p sp z e", "p a e")
    assert sorted(story.open) == ["a", "ia", "ib"]
    story.complete("ia")
    assert sorted(story.open) == ["a", "z"]
    story.complete("a").complete("z")
    assert story.has_ended


def test_link_events_are_the_flow_that_they_stand_for():
    link = '<bpmn:linkEventDefinition name="L"/>'
    story = play(
        element("intermediateThrowEvent", "t", link),
        element("intermediateCatchEvent", "c", link),
        user("a"), user("b"), "s a t", "c b e",
    )  # fmt: skip
    story.complete("a")
    assert story.open == ["b"]
    assert story.complete("b").has_ended
    assert story.flows == [("P", "s-a"), ("P", "a-t"), ("P", "c-b"), ("P", "b-e")]
    assert story.passed == ["s", "a", "t", "c", "b", "e"]


def test_a_very_long_chain_can_be_read_and_run():
    """SpiffWorkflow's recursive parser gives up between 480 and 900 elements."""
    names = [f"t{i}" for i in range(1500)]
    tasks = "".join(element("manualTask", n) for n in names)
    assert play(tasks, f"s {' '.join(names)} e").has_ended


def test_the_history_tells_what_was_passed_and_which_way():
    story = play(xor("x", "x-a"), user("a"), "s x a e", flow("x", "e", "false"))
    story.complete("a")
    told = [(e.kind.value, e.element_id, dict(e.details)) for e in story.history]
    assert told == [
        ("INSTANCE_STARTED", "", {}),
        ("ELEMENT_COMPLETED", "s", {}),
        ("ELEMENT_COMPLETED", "x", {"flows": ["x-a"]}),
        ("ELEMENT_ENTERED", "a", {"role": "county_reviewer"}),
        ("ELEMENT_COMPLETED", "a", {}),
        ("ELEMENT_COMPLETED", "e", {}),
        ("INSTANCE_COMPLETED", "", {}),
    ]
