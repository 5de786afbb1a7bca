"""Timers fire only when told, messages reach one receiver, boundary events act on their host."""

from datetime import datetime, timedelta

import pytest

from tests.fixtures.engine import MONDAY, World
from tests.unit.engine.diagram import (
    DECLARED,
    MESSAGE,
    boundary,
    catch,
    definition,
    element,
    end,
    flow,
    parallel,
    process,
    properties,
    script,
    sub,
    timer,
    user,
    xor,
)
from webapp.engine.commands import FireTimer
from webapp.engine.outcome import IncidentKind
from webapp.kernel.clock import CHINA

OTHER = definition("message", "m2")


def play(*parts, variables=None, world=None, **named):
    world = world or World(incidents="expected")
    return world.start(process(*parts, **named), variables)


def due(story):
    return [t.due_at.astimezone(CHINA) for t in story.timers.values()]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("duration", "P5D", MONDAY + timedelta(days=5)),
        ("duration", "PT1H30M", MONDAY + timedelta(minutes=90)),
        ("duration", '="PT" + string(n) + "H"', MONDAY + timedelta(hours=3)),
        ("duration", "=n", MONDAY + timedelta(days=3)),
        ("date", "2026-11-30T09:00:00+08:00", datetime(2026, 11, 30, 9, tzinfo=CHINA)),
        ("date", "2026-11-30", datetime(2026, 11, 30, tzinfo=CHINA)),
        ("date", '=date("2026-03-31")', datetime(2026, 3, 31, tzinfo=CHINA)),
        ("cycle", "R3/PT1H", MONDAY + timedelta(hours=1)),
        ("cycle", "R2/2026-04-01T08:00:00+08:00/P1D", datetime(2026, 4, 1, 8, tzinfo=CHINA)),
    ],
)
def test_a_timer_takes_plain_iso_text_or_feel(kind, text, expected):
    """B20: in SpiffWorkflow every timer is a Python expression."""
    story = play(catch("c", timer(kind, text)), "s c e", variables={"n": 3})
    assert due(story) == [expected]
    story.world.advance_to(expected)
    assert story.has_ended


def test_a_timer_fires_only_when_told():
    story = play(
        catch("c", timer("duration", "PT1S")), user("a"), parallel("p"), "s p c e", "p a e"
    )
    story.world.now += timedelta(days=9)
    story.complete("a")
    assert list(story.timers)
    assert story.fire("c").has_ended


def test_a_boundary_timer_goes_with_its_work():
    story = play(
        user("a"), boundary("b", "a", timer("duration", "P3D")), user("h"), "s a e", "b h e"
    )
    [timer_id] = story.timers
    story.complete("a")
    assert story.has_ended
    with pytest.raises(Exception, match="has ended"):
        story.command(FireTimer(timer_id))


def test_a_message_is_delivered_to_one_receiver_only():
    """B18b: in SpiffWorkflow one message wakes every receiver."""
    story = play(
        parallel("p"), catch("r1", MESSAGE, correlationKey="k"), user("u1"),
        catch("r2", MESSAGE, correlationKey="k"), user("u2"), "s p r1 u1 e", "p r2 u2 e",
    )  # fmt: skip
    assert {s.correlation_key for s in story.subscriptions.values()} == {"k"}
    story.deliver("news", {"z": 1})
    assert story.open == ["u1"]
    assert story.variables == {"z": 1}


def test_a_correlation_key_is_feel_and_may_stand_on_the_message():
    declared = DECLARED.replace(
        '<bpmn:message id="m1" name="news"/>',
        '<bpmn:message id="m1" name="news"><bpmn:extensionElements>'
        + properties(correlationKey="=person.id")
        + "</bpmn:extensionElements></bpmn:message>",
    )
    story = play(catch("r", MESSAGE), "s r e", declared=declared, variables={"person": {"id": 7}})
    assert [s.correlation_key for s in story.subscriptions.values()] == ["7"]


def test_a_correlation_key_without_a_value_is_an_incident():
    story = play(catch("r", MESSAGE, correlationKey="=nobody"), "s r e")
    [incident] = story.incidents.values()
    assert incident.kind is IncidentKind.EXPRESSION_ERROR
    assert incident.message == "The correlation key “=nobody” at “r” has no value."


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


GATEWAY = (
    element("eventBasedGateway", "g"),
    catch("c1", timer("duration", "P9D")),
    catch("c2", timer("duration", "P5D")),
    catch("c3", MESSAGE, correlationKey="k"),
    user("u1"),
    user("u2"),
    user("u3"),
    "s g c1 u1 e",
    "g c2 u2 e",
    "g c3 u3 e",
)


def test_the_first_of_several_timers_behind_an_event_gateway_decides():
    """B5: in SpiffWorkflow two timers share one date, or both branches run."""
    story = play(*GATEWAY)
    assert len(story.timers) == 2
    story.world.advance("P20D")
    assert story.open == ["u2"]
    assert not story.timers
    assert not story.subscriptions
    assert story.flows == [("P", "s-g"), ("P", "g-c2"), ("P", "c2-u2")]


def test_a_message_behind_an_event_gateway_cancels_the_timers():
    story = play(*GATEWAY)
    story.deliver("news", {"z": 1})
    assert story.open == ["u3"]
    assert not story.timers
    assert story.variables == {"z": 1}


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


def test_a_receive_task_may_stand_behind_an_event_gateway():
    receive = element(
        "receiveTask", "r", "<bpmn:extensionElements>" + properties(correlationKey="k") +
        "</bpmn:extensionElements>", messageRef="m1",
    )  # fmt: skip
    story = play(
        element("eventBasedGateway", "g"), receive, catch("c", timer("duration", "P1D")),
        user("u"), "s g r u e", "g c e",
    )  # fmt: skip
    story.deliver("news", {"z": 1})
    assert story.open == ["u"]
    assert story.variables == {"z": 1}


def thrower(tag, name, **own):
    return element(
        tag, name, f"<bpmn:extensionElements>{properties(**own)}</bpmn:extensionElements>" + MESSAGE
    )


def test_a_send_task_throws_its_message():
    inner = f"<bpmn:extensionElements>{properties(correlationKey='k')}</bpmn:extensionElements>"
    story = play(element("sendTask", "t", inner, messageRef="m1"), "s t e")
    assert [(m.name, m.variables) for m in story.messages] == [("news", {})]


def test_a_payload_that_is_no_context_is_an_incident():
    story = play(thrower("intermediateThrowEvent", "t", payload="=7"), "s t e")
    [incident] = story.incidents.values()
    assert incident.message == "The payload “=7” must be a context, but it is 7."


def test_messages_connect_two_instances_and_early_ones_are_kept():
    world = World()
    receiver = process(
        user("first"), catch("r", MESSAGE, correlationKey="k", resultVariable="got"), "s first r e"
    )
    sender = process(thrower("intermediateThrowEvent", "t", correlationKey="k", payload="={n: 1}"),
                     "s t e", id="Q")  # fmt: skip
    story = world.start(receiver)
    world.start(sender)
    assert [m.name for m in world.kept] == ["news"]
    story.complete("first")
    assert story.has_ended
    assert story.variables == {"got": {"n": 1}}


def test_a_message_starts_an_instance_at_the_start_event_of_its_name():
    starts = element("startEvent", "s1", MESSAGE) + element("startEvent", "s2", OTHER)
    xml = process(starts, user("a"), user("b"), end("e"), "s1 a e", "s2 b e", start=False)
    world = World()
    world.deploy(xml)
    world.throw("answer", "", {"z": 1})
    [story] = world.stories
    assert story.open == ["b"]
    assert story.variables == {"z": 1}
