"""Tokens travel: as far, as often and in whatever order the flows say."""
# ruff: noqa: E501 - a diagram per test

from collections import UserDict

import pytest

from tests.builders.bpmn import (
    MESSAGE,
    boundary,
    catch,
    element,
    end,
    extensions,
    flow,
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
from tests.fixtures.engine import World


def play(*parts, variables=None, jobs="by hand", **named):
    return World(incidents="expected", jobs=jobs).start(process(*parts, **named), variables)


FORK = (
    parallel("p", "j"),
    user("a"),
    user("b"),
    user("c"),
    "s p a j c e",
    "p b j",
)


def test_an_incident_in_one_branch_does_not_stop_the_other():
    story = play(parallel("p"), script("bad", "1 +"), user("a"), "s p bad e", "p a e")
    assert story.open == ["a"]
    assert [i.element_id for i in story.incidents.values()] == ["bad"]


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


def test_collections_of_every_kind_become_json():
    story = play(user("a"), "s a e",
                 variables={"m": UserDict(x=1), "s": frozenset({1}), "k": {1: "one"}})  # fmt: skip
    assert story.variables == {"m": {"x": 1}, "s": [1], "k": {"1": "one"}}


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


def test_nominations_arrive_until_the_window_closes():
    """A loop back through an event gateway, with a message and a timer."""
    story = play(
        xor("m"), element("eventBasedGateway", "g"),
        catch("come", MESSAGE, correlationKey="k", resultVariable="nomination"),
        script("keep", "append(roster, nomination.name)", resultVariable="roster"),
        catch("close", timer("date", "=closes")), user("u"),
        "s m g come keep m", "g close u e",
        variables={"roster": [], "closes": "2026-03-20"},
    )  # fmt: skip
    for name in "abc":
        story.deliver("news", {"name": name})
    story.world.advance("P30D")
    assert story.open == ["u"]
    assert story.variables["roster"] == ["a", "b", "c"]


def test_an_interrupting_message_ends_a_sub_process_with_all_that_is_in_it():
    inner = sub(
        "sp", element("startEvent", "i"), parallel("ip"), user("ia"),
        catch("ic", timer("duration", "P1D")), end("ie"), chain="i ip ia ie",
    )  # fmt: skip
    inner = inner.replace(
        "</bpmn:subProcess>", flow("ip", "ic") + flow("ic", "ie") + "</bpmn:subProcess>"
    )
    story = play(
        inner, boundary("b", "sp", MESSAGE, correlationKey="k"), user("h"), "s sp e", "b h e"
    )
    story.deliver("news")
    assert story.open == ["h"]
    assert not story.timers
