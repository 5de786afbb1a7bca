"""How a play is told: as lines for people, and as JSON."""

import json

from tests.builders.bpmn import (
    catch,
    definition,
    element,
    end,
    parallel,
    process,
    service,
    timer,
    user,
)
from tests.fixtures.definitions import engine
from webapp.engine.outcome import HistoryKind
from webapp.play.script import Script, perform
from webapp.play.telling import EVENTS, Result, json_lines, result_of, table, text_lines, width
from webapp.play.world import World, WorldEvent

CONDITION = "<bpmn:condition>n &gt; 1</bpmn:condition>"
WAITING = process(
    parallel("g", "j"),
    user("u"),
    service("v", operation="post.take", parameters={"n": "=n"}),
    catch("t", timer("duration", "P2D")),
    catch("m", definition("message", "m1"), correlationKey="=k"),
    catch("c", definition("signal", "sg1")),
    catch("w", f"<bpmn:conditionalEventDefinition>{CONDITION}</bpmn:conditionalEventDefinition>"),
    element("adHocSubProcess", "ad", user("a")),
    *(f"g {name} j" for name in ("u", "v", "t", "m", "c", "w", "ad")),
    "s g",
    "j e",
)


def test_every_event_has_a_name_in_both_languages() -> None:
    kinds = {kind.value for kind in (*HistoryKind, *WorldEvent)}
    assert set(EVENTS) == kinds


def test_everything_that_is_open_is_told_with_the_option_that_helps_it_on() -> None:
    world = World(engine())
    world.start(WAITING, {"n": 1, "k": "K-1"})
    lines = list(text_lines(world))
    where = lines.index("实例 instance 1: P – 进行中 active")
    options = [line.rpartition("  ")[2].strip() for line in lines[where + 1 : where + 8]]
    assert sorted(options) == [
        "--activate …",
        "--complete u",
        "--fire t",
        "--job post.take=…",
        "--send news@K-1",
        "--signal all",
        "n > 1",
    ]
    assert lines[-1] == "等待中 still waiting (3)"


def test_the_options_that_are_told_lead_to_the_end() -> None:
    steps = (
        ("complete", "u={n: 5}"),
        ("fire", "t"),
        ("send", "news@K-1"),
        ("signal", "all"),
        ("activate", "a"),
        ("complete", "a"),
        ("job", "post.take={}"),
    )
    play = perform(Script({"p.bpmn": WAITING}, variables=("n=1", 'k="K-1"'), steps=steps))
    assert (play.error, play.result) == (None, Result.ENDED)


def test_json_lines_hold_what_is_open_with_what_it_sees() -> None:
    world = World(engine())
    world.start(process(user("a"), "s a e"), {"n": 1})
    lines = [json.loads(line) for line in json_lines(world)]
    [task] = [line for line in lines if line["event"] == "OPEN"]
    assert (task["element_id"], task["open"], task["sees"]) == ("a", "UserTask", {"n": 1})
    assert lines[-1]["exit"] == result_of(world) == Result.WAITING


def test_an_incident_weighs_more_than_waiting() -> None:
    world = World(engine())
    world.start(process(user("a"), "s a e"))
    broken = process(service("v", operation="x.y", parameters={"n": "=1 +"}), end("z"), "s v z")
    world.start(broken)
    assert result_of(world) is Result.INCIDENT


def test_chinese_characters_are_two_columns_wide() -> None:
    assert width("审核 ok") == 7
    assert list(table([["审核", "a"], ["ok", "b"]])) == ["审核  a", "ok    b"]
