"""Nothing runs for ever: the advance rests with an incident that says where, and all else lives."""

import pytest

from tests.builders.bpmn import (
    MESSAGE,
    boundary,
    call,
    element,
    end,
    flow,
    many,
    parallel,
    process,
    script,
    sub,
    user,
    xor,
)
from tests.fixtures.engine import COUNTY, MONDAY, Weekdays, World, engine
from webapp.engine import advance, expressions
from webapp.engine.commands import StartProcess
from webapp.engine.definitions import Sources
from webapp.engine.outcome import IncidentKind
from webapp.engine.process_engine import ProcessEngine
from webapp.feel.evaluator import Feel


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Let the engine lose patience early; by default it takes 50,000 steps."""
    monkeypatch.setattr(engine(), "_maximum_steps", 2_000)


def play(*parts, variables=None, **settings):
    world = World(incidents="expected")
    return world.start(process(*parts, **settings), variables)


def only_incident(story):
    [incident] = story.incidents.values()
    return incident


def circle():
    """Return an endless loop beside a branch for a person."""
    return play(
        parallel("p"), xor("x", "x-out"), script("again", "n + 1", resultVariable="n"),
        user("out"), user("other"), "s p x", "again x", "p other e", "out e",
        flow("x", "again", "go"), flow("x", "out"), variables={"n": 0, "go": True},
    )  # fmt: skip


def test_an_endless_loop_rests_with_an_incident_in_the_circle():
    story = circle()
    incident = only_incident(story)
    assert incident.kind is IncidentKind.RUNAWAY
    assert incident.element_id in {"x", "again"}
    assert incident.message == (
        "The process took 2000 steps without resting: does it go round in circles?"
    )
    assert story.variables["n"] > 600
    assert story.open == ["other"]


def test_other_branches_and_other_instances_live_on_beside_an_endless_loop():
    story = circle()
    turns = story.variables["n"]
    story.complete("other", {"done": True})
    assert story.variables == {"n": turns, "go": True, "done": True}
    assert len(story.incidents) == 1
    assert World().start(process(user("a"), "s a e")).complete("a").has_ended


def test_an_endless_loop_goes_on_once_its_variable_is_mended():
    story = circle()
    where = only_incident(story).element_id
    story.retry(where)
    where = only_incident(story).element_id  # it still goes round
    story.set_variables({"go": False}).retry(where)
    assert story.incidents == {}
    assert story.open == ["other", "out"]
    assert story.complete("other").complete("out").has_ended


def explosion():
    """Return two tokens for each that comes round, inside a sub-process that can be left."""
    inner = sub(
        "in", element("startEvent", "i"), xor("j"), parallel("p"), xor("x", "x-ie"), end("ie"),
        flow("x", "j", "go"), flow("x", "ie"), flow("p", "x", id="left"),
        flow("p", "x", id="right"), chain="i j p",
    )  # fmt: skip
    return play(
        parallel("f"), inner, boundary("b", "in", MESSAGE), user("other"), user("after"),
        "s f in e", "f other e", "b after e", variables={"go": True},
    )  # fmt: skip


def test_tokens_that_multiply_stop_at_a_bound_with_one_incident():
    story = explosion()
    incident = only_incident(story)
    assert incident.kind is IncidentKind.RUNAWAY
    assert incident.element_id in {"j", "p", "x"}
    assert len(story.snapshot) < 2_000_000
    assert story.complete("other").incidents == {incident.id: incident}


def test_tokens_that_multiply_end_once_their_variable_is_mended():
    story = explosion()
    story.set_variables({"go": False})
    for _ in range(3):  # the tokens are so many that even their end takes its steps
        if story.incidents:
            story.retry(only_incident(story).element_id)
    assert story.incidents == {}
    assert story.complete("other").has_ended


def test_tokens_that_multiply_go_with_their_sub_process():
    story = explosion().deliver("news")
    assert story.incidents == {}
    assert story.complete("after").complete("other").has_ended


def test_too_many_tokens_on_their_way_are_a_runaway_too(monkeypatch):
    monkeypatch.setattr(advance, "MAXIMUM_READY", 10)
    story = play(user("v", many(inputCollection="for i in 1..11 return i")), "s v e")
    assert only_incident(story).message == (
        "More than 10 tokens are on their way at the same time: do they multiply?"
    )
    monkeypatch.undo()
    story.retry("v")
    assert story.open == ["v"] * 11


def test_ten_thousand_and_one_items_are_refused():
    items = many(inputCollection="items")
    story = play(user("v", items), "s v e", variables={"items": [1] * 10_001})
    assert only_incident(story).message == "More than 10000 items are too many."
    assert only_incident(story).element_id == "v"
    story.set_variables({"items": [1, 2]}).retry("v")
    assert story.open == ["v", "v"]


def test_a_cardinality_beyond_measure_is_refused():
    items = "<bpmn:loopCardinality>100000000000</bpmn:loopCardinality>"
    story = play(user("v", many(items)), "s v e")
    assert only_incident(story).message == "More than 10000 items are too many."


def test_five_hundred_times_five_hundred_items_are_stopped_at_a_bound():
    five_hundred = many(inputCollection="for i in 1..count return i")
    inner = sub("in", element("startEvent", "i"), user("v", five_hundred), end("ie"), five_hundred,
                chain="i v ie")  # fmt: skip
    story = play(parallel("p"), inner, user("other"), "s p in e", "p other e",
                 variables={"count": 500})  # fmt: skip
    assert only_incident(story).kind is IncidentKind.RUNAWAY
    assert only_incident(story).element_id == "v"
    assert story.open == ["other"]
    assert len(story.snapshot) < 2_000_000
    story.cancel()
    assert len(story.snapshot) < 300


def test_processes_that_call_each_other_without_end_are_stopped():
    recursion = Sources("P", {
        "P": process(parallel("p"), call("c", "Q"), user("other"), "s p c e", "p other e"),
        "Q": process(call("d", "P"), "s d e", id="Q"),
    })  # fmt: skip
    story = World(incidents="expected").start(recursion)
    incident = only_incident(story)
    assert incident.kind is IncidentKind.CALLED_ELEMENT_ERROR
    assert incident.message == "More than 20 processes call each other."
    assert set(story.open) == {"other"}


def test_processes_that_multiply_by_calling_themselves_are_stopped():
    twice = call("c", "P", many(inputCollection="[1, 2]"))
    story = World(incidents="expected").start(process(twice, "s c e"))
    assert only_incident(story).kind is IncidentKind.RUNAWAY
    assert len(story.snapshot) < 2_000_000


def test_an_expression_without_end_is_an_incident_and_the_next_is_evaluated():
    small = ProcessEngine(Feel(seconds=0.2, memory=16 << 20), Weekdays())
    for text in (
        "for i in 1..1000000000 return i",
        "sum(for i in 1..9000 return sum(for j in 1..3000 return j))",
        "{f: function(f, x) f(f, x + 1), r: f(f, 1)}.r",
    ):
        tasks = parallel("p") + script("x", text) + script("y", "1 + 1", resultVariable="y")
        xml = process(tasks, "s p x e", "p y e")
        definition = small.compile(Sources("P", {"P": xml}))
        outcome = small.advance(definition, None, StartProcess(), now=MONDAY, county=COUNTY)
        [incident] = outcome.incidents
        assert (incident.element_id, incident.kind) == ("x", IncidentKind.EXPRESSION_ERROR)
        assert outcome.variables == {"y": 2}


def test_text_that_doubles_in_a_loop_is_an_incident_before_it_is_too_large():
    loop = (xor("j"), script("x", "text + text", resultVariable="text"), "s j x j")
    story = play(*loop, variables={"text": "x"})
    assert only_incident(story).kind is IncidentKind.EXPRESSION_ERROR
    assert "needs too much memory" in only_incident(story).message
    story.set_variables({"text": "short"})
    assert story.variables == {"text": "short"}


def test_the_expressions_of_an_advance_have_a_bound_together(monkeypatch):
    monkeypatch.setattr(expressions.Expressions.__init__, "__defaults__", (1e-9,))
    xml = (parallel("p"), script("one", "1", resultVariable="one"), user("other"),
           script("two", "2", resultVariable="two"), "s p one two e", "p other e")  # fmt: skip
    story = play(*xml)
    incident = only_incident(story)
    assert (incident.element_id, incident.kind) == ("two", IncidentKind.RUNAWAY)
    assert incident.message == (
        "Evaluating expressions has taken more than 1e-09 seconds, and no end was in sight."
    )
    story.retry("two")
    assert story.variables == {"one": 1, "two": 2}
    assert story.complete("other").has_ended


@pytest.mark.parametrize("steps", [14, 15, 16])
def test_who_only_happened_to_be_on_the_way_is_not_blamed_and_goes_on(monkeypatch, steps):
    monkeypatch.setattr(engine(), "_maximum_steps", steps)
    names = [f"t{n}" for n in range(9)]
    inner = sub("in", element("startEvent", "i"), xor("j"), xor("k"), chain="i j k j")
    story = play(
        parallel("f"), inner, boundary("b", "in", MESSAGE), user("after"), user("far"),
        *(element("task", name) for name in names), f"s f {' '.join(names)} far e", "f in e",
        "b after e",
    )  # fmt: skip
    assert only_incident(story).element_id in {"j", "k"}
    assert story.open == []
    story.deliver("news")
    assert story.incidents == {}
    assert sorted(story.open) == ["after", "far"]
