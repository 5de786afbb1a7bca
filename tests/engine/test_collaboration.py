"""Pools and messages: who sends, who receives, and by which keys they find each other."""

import pytest

from tests.engine.support import diagram, findings, play, refuses, supports
from tests.fixtures.engine import Story, World, engine
from webapp.engine.commands import StartProcess
from webapp.engine.definitions import Sources, describe
from webapp.engine.outcome import IncidentKind


def pool(name: str, process_id: str) -> Sources:
    """Return one of the processes of a test diagram that the gate lets pass."""
    xml = diagram(f"collaboration/{name}")
    assert not findings(xml)
    return Sources(process_id, {process_id: xml})


def started(name: str, mine: str, other: str, world: World, **variables: object) -> Story:
    """Start a process of a test diagram, with another one of it deployed."""
    if not world.deployed:
        world.deploy(pool(name, other))
    return world.begin(pool(name, mine), StartProcess(dict(variables)))


@supports("pools", "two processes exchange messages", "several executable processes")
@pytest.mark.parametrize(
    ("price", "bought", "sold"),
    [
        (5, ["confirmed", "pay", "bought"], ["confirm", "sold"]),
        (0, ["refused", "gave_up"], ["refuse"]),
    ],
)
def test_two_pools_exchange_messages(price, bought, sold):
    assert describe(diagram("collaboration/two_pools")).processes == ("buyer", "seller")
    world = World()
    buyer = started("two_pools", "buyer", "seller", world, number="n1")
    buyer.complete("choose", {"item": "pen"})
    _, seller = world.stories
    assert seller.definition.process_id == "seller"
    assert seller.variables == {"number": "n1", "item": "pen"}
    assert {s.name: s.correlation_key for s in buyer.subscriptions.values()} == {
        "confirmation": "n1",
        "refusal": "n1",
    }
    seller.complete("check", {"price": price})
    assert seller.has_ended
    if price:
        assert buyer.variables == {"number": "n1", "item": "pen", "answer": {"price": 5}}
        buyer.complete("pay")
    assert buyer.has_ended
    assert buyer.passed == ["start", "choose", "place", "w", *bought]
    assert seller.passed == ["asked", "check", "x", *sold]
    assert [(m.name, m.correlation_key) for m in buyer.messages] == [("order", "n1")]


def test_each_of_several_pairs_hears_from_its_own_partner():
    world = World()
    pairs = []
    for number in ("n1", "n2", "n3"):
        buyer = started("two_pools", "buyer", "seller", world, number=number)
        buyer.complete("choose", {"item": number})
        pairs.append((buyer, world.stories[-1]))
    for buyer, seller in reversed(pairs):
        assert buyer.open == []
        seller.complete("check", {"price": len(buyer.variables["item"])})
        assert buyer.open == ["pay"]
    assert world.kept == []


def test_every_process_of_a_file_can_be_started_by_itself():
    world = World()
    seller = world.begin(
        pool("two_pools", "seller"), StartProcess({"number": "n1"}, message="order")
    )
    seller.complete("check", {"price": 0})
    assert seller.has_ended
    assert [letter.name for letter in world.kept] == ["refusal"]


@supports("pools", "black box")
def test_a_black_box_is_whoever_sends_and_receives():
    story = play("collaboration/black_box", {"number": 7})
    [sent] = story.messages
    assert (sent.name, sent.correlation_key, sent.variables) == ("order", "7", {"number": 7})
    story.world.throw("answer", "8", {"said": "to somebody else"})
    assert not story.has_ended
    story.world.throw("answer", "7", {"said": "yes"})
    assert story.has_ended
    assert story.variables == {"number": 7, "said": "yes"}
    assert story.passed == ["start", "send", "wait", "end"]


@refuses("BPMN018", "pools", "two processes exchange messages")
def test_a_message_flow_between_two_different_messages_is_refused():
    xml = diagram("collaboration/message_flow_of_two_messages")
    assert findings(xml) == [("BPMN018", "m1")]


@refuses("BPMN016", "pools", "two processes exchange messages")
def test_a_message_flow_inside_one_pool_is_refused():
    assert findings(diagram("collaboration/message_flow_in_one_pool")) == [("BPMN016", "m1")]


@supports("correlation", "key of the dialect")
def test_a_key_is_that_of_the_element_else_that_of_the_message():
    story = play("collaboration/key_of_text", {"key": 12})
    [waiting] = story.subscriptions.values()
    assert waiting.correlation_key == "12"
    story.world.throw("news", "12")
    [waiting] = story.subscriptions.values()
    assert (waiting.element_id, waiting.correlation_key) == ("again", "fixed")
    story.world.throw("news", "12")
    assert not story.has_ended
    story.world.throw("news", "fixed")
    assert story.has_ended


@supports("correlation", "all parts must match")
def test_all_parts_of_a_key_must_match_in_their_order():
    world = World(incidents="expected")
    story = play("collaboration/key_of_parts", {"unit": "u1", "year": 2026}, world=world)
    story.complete("first")
    [waiting] = story.subscriptions.values()
    assert waiting.correlation_key == '["u1","2026"]'
    for unit, year in (("u1", 2025), ("u2", 2026), (2026, "u1"), ("u1", "2026 ")):
        play("collaboration/thrown_key", {"unit": unit, "year": year}, world=world)
        assert not story.has_ended, (unit, year)
    play("collaboration/thrown_key", {"unit": "u1", "year": "2026"}, world=world)
    assert story.has_ended


@supports("correlation", "correlationKey and subscription")
@pytest.mark.parametrize("name", ["standard_key", "standard_keys"])
def test_all_properties_of_the_standards_keys_must_match(name):
    world = World(incidents="expected")
    asker = started(name, "asker", "answerer", world, number=1, item="pen")
    [waiting] = asker.subscriptions.values()
    assert (waiting.name, waiting.correlation_key) == ("answer", '["1","pen"]')
    [sent] = asker.messages
    assert (sent.name, sent.correlation_key) == ("question", '["1","pen"]')
    answerer = world.stories[1]
    for wrong in ({"item": "ink"}, {"order": {"number": 2}}):
        other = started(name, "asker", "answerer", world, number=5, item="cup")
        mistaken = world.stories[-1].set_variables({"order": {"number": 1}, "item": "pen"} | wrong)
        mistaken.complete("think", {"text": "mistaken"})
        assert not asker.has_ended
        other.cancel()
    answerer.complete("think", {"text": "yes"})
    assert asker.has_ended
    assert asker.variables == {"number": 1, "item": "pen", "to": 1, "about": "pen", "text": "yes"}


@refuses("BPMN044", "correlation", "correlationKey and subscription")
@pytest.mark.parametrize("name", ["without_subscription", "half_subscribed"])
def test_who_waits_must_subscribe_to_every_key_of_the_message(name):
    xml = diagram(f"collaboration/standard_key_{name}")
    assert findings(xml) == [("BPMN044", "answered")]


@refuses("BPMN144", "correlation", "correlationKey and subscription")
def test_a_subscription_binds_every_property_of_its_key():
    xml = diagram("collaboration/standard_key_unbound")
    assert findings(xml) == [("BPMN144", "asker")]


@supports("correlation", "no value is an incident")
@pytest.mark.parametrize("missing", ["unit", "year"])
def test_a_key_without_a_value_is_an_incident_on_both_sides(missing):
    given = {"unit": "u1", "year": 2026, missing: None}
    said = "The correlation key “=[unit, year]” at “{}” has no value."
    for name, element in (("key_of_parts", "heard"), ("thrown_key", "tell")):
        story = play(f"collaboration/{name}", given)
        if story.open:
            story.complete("first")
        [incident] = story.incidents.values()
        assert (incident.element_id, incident.kind) == (element, IncidentKind.EXPRESSION_ERROR)
        assert incident.message == said.format(element)
        assert story.messages == []
        story.set_variables({missing: "x"}).retry(element)
        assert not story.incidents


@supports("correlation", "no value is an incident")
def test_a_property_of_the_standard_without_a_value_is_an_incident():
    world = World(incidents="expected")
    asker = started("standard_key", "asker", "answerer", world, number=1)
    [incident] = asker.incidents.values()
    assert incident.message == "The correlation key “item” at “ask” has no value."
    assert asker.set_variables({"item": "pen"}).retry("ask").subscriptions


@supports("messages", "early ones are kept")
def test_messages_that_are_early_are_kept_in_their_order():
    story = play("collaboration/early", {"key": "k1"})
    world = story.world
    world.throw("news", "k2", {"text": "for somebody else"})
    world.throw("news", "k1", {"text": "first"})
    world.throw("news", "k1", {"text": "second"})
    assert (story.open, len(world.kept)) == (["first"], 3)
    story.complete("first")
    assert story.has_ended
    assert story.variables == {"key": "k1", "news": {"text": "first"}}
    assert [letter.variables["text"] for letter in world.kept] == ["for somebody else", "second"]
    later = play("collaboration/early", {"key": "k1"}, world=world).complete("first")
    assert later.variables["news"] == {"text": "second"}


@supports("messages", "one receiver each")
def test_a_message_goes_to_one_receiver():
    world = World()
    one = play("collaboration/one_receiver", {"key": "k1"}, world=world)
    other = play("collaboration/one_receiver", {"key": "k1"}, world=world)
    for number in range(1, 5):
        world.throw("news", "k1", {"n": number})
    assert one.has_ended
    assert other.has_ended
    heard = [story.variables[name]["n"] for story in (one, other) for name in "ab"]
    assert heard == [1, 2, 3, 4]
    assert world.kept == []


def test_a_file_with_several_processes_says_so():
    info = describe(diagram("collaboration/two_pools"), "seller")
    assert (info.process_id, info.message_starts) == ("seller", ("order",))
    assert engine().compile(pool("two_pools", "seller")).process_id == "seller"
