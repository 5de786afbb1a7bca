"""Soundness: what can wait for ever, happen twice or go on multiplying is found, nothing else."""
# ruff: noqa: E501, S311 - a drawing per line reads best; the luck of the draw is no secret

import random

import pytest

from tests.engine.gate.random_nets import SWITCHES, draw, spoil
from tests.engine.gate.setting import (
    TERMINATE,
    ad_hoc,
    boundary,
    codes,
    definition,
    element,
    end,
    file,
    flow,
    link,
    lint,
    parallel,
    sub,
    task,
    timer,
    user,
    xor,
)
from tests.fixtures.definitions import ROOT, feel
from tests.fixtures.engine import Weekdays, World
from webapp.engine.linting import Catalog, lint_diagram
from webapp.engine.process_engine import ProcessEngine
from webapp.engine.reading import read_diagram
from webapp.engine.rules.soundness import judge
from webapp.engine.rules.token_game import Game
from webapp.engine.rules.token_net import Net

UNSOUND = {"BPMN035", "BPMN037", "BPMN039", "BPMN100"}
ABOUT_OTHERS = {"BPMN061", "BPMN062"}
SPOILED = 40
PLAYS, PATIENT_PLAYS, STEPS = 30, 300, 50
FEW = 10
"""Markings that remain of a diagram whose ways back cross each other, as in a meeting."""
HASTY = ProcessEngine(feel(), Weekdays(), maximum_steps=200)
"""An engine that soon gives up on a circle without a task."""


def judged(xml):
    return [judge(scope) for scope in read_diagram(xml).processes[0].contents.scopes()]


def tasks(*names):
    return "".join(task("manualTask", name) for name in names)


def branches(*names, between="p j"):
    before, after = between.split()
    return [f"{before} {name} {after}" for name in names]


FINE = {
    "a branch that ends by itself": file(parallel("p"), tasks("a", "b"), end("e2"), "s p a e", "p b e2"),
    "two ends of one fork": file(parallel("p"), tasks("a", "b"), "s p a e", "p b e"),
    "a reminder in a loop": file(
        xor("m"), user("a"), xor("x", "x-e"), tasks("b"), end("e2"), "s m a x e", "t b e2",
        boundary("t", "a", timer("duration", "P1D"), interrupting=False), flow("x", "m", "again")),
    "an early way out that ends everything": file(
        parallel("p", "j"), tasks("a", "b"), xor("x", "x-j"), end("e2", TERMINATE), "s p a j e", "p b x j",
        flow("x", "e2", "no")),
    "an inclusive join of what may come": file(
        element("inclusiveGateway", "g", default="g-b"), element("inclusiveGateway", "j"), tasks("a", "b", "c"),
        xor("x", "x-j"), end("e2"), "s g b j e", "a x j", "c j", flow("g", "a", "n"), flow("g", "c", "m"), flow("x", "e2", "k")),
    "an implicit fork that is joined": file(parallel("j"), tasks("a", "b", "c"), "s a b j e", "a c j"),
    "a race of a task and its deadline": file(
        user("a"), boundary("t", "a", timer("duration", "P1D")), xor("m"), "s a m e", "t m"),
    "a link": file(link("intermediateThrowEvent", "l1"), link("intermediateCatchEvent", "l2"), "s l1", "l2 e"),
    "three of four": file(
        parallel("p"), tasks("a", "b", "c", "d"), "s p", "k e", *branches(*"abcd", between="p k"),
        element("complexGateway", "k", "<bpmn:activationCondition>activationCount >= 3</bpmn:activationCondition>")),
    "two tokens for one activity": file(tasks("a"), task("manualTask", "q", startQuantity="2"), "s a q e")
    .replace(b'id="a"', b'id="a" completionQuantity="2"'),
    "two ways to start": file(element("startEvent", "s2", definition("signal", "sg1")), tasks("a"), "s a e", "s2 a"),
    "choices of people": file(ad_hoc("h", tasks("a", "b"), parallel("j"), tasks("c"), *map(str, ())), "s h e"),
}  # fmt: skip


@pytest.mark.parametrize("name", FINE)
def test_nothing_is_said_against(name):
    assert codes(FINE[name]) & UNSOUND == set()


def test_the_join_that_waits_for_ever_is_named_with_a_way_there():
    xml = file(
        xor("x", "x-b"), user("a"), user("b"), parallel("j"), "s x b j e", "a j", flow("x", "a", "n")
    )  # fmt: skip
    [finding] = [f for f in lint(xml) if f.code == "BPMN035"]
    assert (finding.element_id, finding.severity) == ("j", "error")
    assert finding.text.en == (
        "The process can wait here for ever, for a branch that never comes. One way there: "
        "s → x → b."
    )


def test_only_the_scope_in_which_it_happens_is_named():
    inner = xor("x", "x-k") + tasks("a") + parallel("k") + flow("x", "a", "n")
    inner += flow("x", "k") + flow("a", "k")
    found = [f.element_id for f in lint(file(sub("sp", inner), "s sp e")) if f.code == "BPMN035"]
    assert found == ["k"]


def test_what_happens_twice_is_named_with_a_way_there():
    xml = file(parallel("p"), tasks("a", "b", "c"), xor("m"), "s p a m c e", "p b m")
    [finding] = [f for f in lint(xml) if f.code == "BPMN037"]
    assert (finding.element_id, finding.severity) == ("c", "warning")
    assert finding.text.en.endswith("One way there: s → p → a → b.")


def test_a_loop_that_multiplies_is_an_error():
    xml = file(xor("m"), parallel("p"), tasks("a", "b"), xor("x", "x-e"), xor("w"), tasks("c"),
               "s m p a x e", "p b w c e", "a w", flow("x", "m", "again"))  # fmt: skip
    assert "BPMN039" in codes(xml)


def test_twelve_parallel_blocks_in_a_row_come_down_to_nothing():
    parts, chain = [], ["s"]
    for n in range(12):
        names = [f"a{n}{w}" for w in range(6)]
        parts += [parallel(f"p{n}", f"j{n}"), tasks(*names)]
        parts += branches(*names, between=f"p{n} j{n}")
        parts += [f"{chain[-1]} p{n}"]
        chain.append(f"j{n}")
    xml = file(*parts, f"{chain[-1]} e")
    assert [v.markings for v in judged(xml)] == [1]
    assert codes(xml) & UNSOUND == set()


def test_wide_choices_beside_each_other_stay_countable():
    ways = [f"a{n}" for n in range(6)]
    parts = [parallel("p", "j"), tasks(*ways)]
    for name in ways:
        parts += [xor(f"x{name}", f"x{name}-j"), end(f"e{name}", TERMINATE), f"p {name} x{name} j"]
        parts.append(flow(f"x{name}", f"e{name}", "no"))
    [verdict] = judged(file(*parts, "s p", "j e"))
    assert verdict.complete
    assert verdict.stuck == {}
    assert verdict.markings < 200


def test_the_search_stops_at_its_bound_and_says_so():
    xml = file(
        xor("x", "x-b"), tasks("a", "b"), parallel("j"), "s x b j e", "a j", flow("x", "a", "n")
    )
    net = Net(read_diagram(xml).processes[0].contents)
    assert not Game(net).play(most=1).complete
    assert Game(net).play().complete


@pytest.mark.parametrize("path", sorted((ROOT / "bpmn").rglob("*.bpmn")), ids=lambda p: p.name)
def test_our_own_diagrams_are_decided_at_a_glance(path):
    verdicts = judged(path.read_bytes())
    assert all(v.markings <= FEW and v.complete for v in verdicts), verdicts


def answers(luck):
    return {f"c{n}": luck.random() < 0.5 for n in range(SWITCHES)}


def gets_stuck(xml, seed):
    """Play one path of choices; tell whether nothing is open although it has not ended."""
    luck = random.Random(seed)
    world = World(incidents="expected")
    world.engine = HASTY
    story = world.start(xml, answers(luck))
    for _ in range(STEPS):
        if story.has_ended:
            return False
        if not story.user_tasks:
            return not story.incidents  # a circle without a task runs away, but is not stuck
        story.complete_task(luck.choice(list(story.user_tasks.values())), answers(luck))
    return False


def test_what_is_drawn_soundly_is_found_sound():
    for seed in range(200):
        [verdict] = judged(draw(seed).xml())
        assert (verdict.stuck, verdict.doubled, verdict.endless) == ({}, {}, []), seed


@pytest.mark.parametrize("first", range(0, SPOILED, 10))
def test_the_engine_gets_stuck_exactly_where_the_gate_says_so(first):
    for seed in range(first, first + 10):
        xml = spoil(draw(seed), seed).xml()
        found = [f for f in lint_diagram(xml, Catalog(), feel()) if f.code not in ABOUT_OTHERS]
        errors = {f.code for f in found if f.severity == "error"}
        if errors - UNSOUND:
            continue  # what is not even connected is never played
        said = "BPMN035" in errors
        plays = PATIENT_PLAYS if said else PLAYS
        assert any(gets_stuck(xml, play) for play in range(plays)) is said, seed
