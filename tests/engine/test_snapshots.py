"""Snapshots: small, without the definition, safe to keep, and honest about what does not fit."""

import json
import threading
from collections.abc import Callable

import orjson
import pytest
import zstandard
from SpiffWorkflow.util.task import TaskState

from tests.builders.bpmn import (
    MESSAGE,
    boundary,
    call,
    catch,
    element,
    end,
    many,
    parallel,
    process,
    script,
    sub,
    user,
    xor,
)
from tests.fixtures.engine import MONDAY, World, engine
from webapp.engine import definitions, serializer
from webapp.engine.commands import CompleteUserTask
from webapp.engine.definitions import Definition, DefinitionCache, Sources
from webapp.engine.errors import DiagramUnreadable, SnapshotTooLarge, SnapshotUnreadable

NAMES = [f"t{i}" for i in range(20)]
LINE = process("".join(user(n) for n in NAMES), f"s {' '.join(NAMES)} e")


def content(snapshot):
    """Return the first line of a snapshot and the lines of its tokens."""
    head, *lines = zstandard.decompress(snapshot).split(b"\n")
    return orjson.loads(head), [orjson.loads(line) if line else [{}, {}] for line in lines]


def packed(head, lines=()):
    return zstandard.compress(b"\n".join(map(orjson.dumps, (head, *lines))))


def test_a_snapshot_holds_what_goes_on_and_nothing_else():
    story = World().start(LINE, {"x": 1})
    for name in NAMES[:10]:
        story.complete(name, {"y": 2})
    (version, content_hash, state, scopes), lines = content(story.snapshot)
    assert (version, content_hash, state) == (2, story.definition.content_hash, "ACTIVE")
    assert scopes == [
        [
            "",
            "P",
            {"x": 1, "y": 2},
            ["y"],
            [story.task("t10").id],
            [""],
            ["t10"],
            [TaskState.STARTED],
        ]
    ]
    assert lines == [[{}, {"armed": True, "open": True}]]
    assert len(story.snapshot) < 250


def test_an_ended_instance_keeps_its_variables_only():
    story = World().start(process(user("a"), "s a e"), {"x": 1}).complete("a")
    head, lines = content(story.snapshot)
    assert head[3] == [["", "P", {"x": 1}, [], [], [], [], []]]
    assert lines == []
    assert engine().variables(story.definition, story.snapshot) == {"x": 1}


def test_a_snapshot_of_another_definition_is_refused():
    story = World().start(LINE)
    other = engine().compile(Sources("P", {"P": process(user("t0"), "s t0 e")}))
    with pytest.raises(SnapshotUnreadable, match="definition"):
        engine().variables(other, story.snapshot)


@pytest.mark.parametrize(
    "broken",
    [
        b"", b"nonsense", zstandard.compress(b"[]"), zstandard.compress(b"{}"),
        zstandard.compress(b"[99,1,2,[]]"), zstandard.compress(b"not json"),
    ],
)  # fmt: skip
def test_a_broken_snapshot_is_refused(broken):
    story = World().start(LINE)
    with pytest.raises(SnapshotUnreadable):
        engine().variables(story.definition, broken)


def test_tokens_come_parents_first_and_the_reverse_is_noticed():
    """B11: in another order SpiffWorkflow loses data without a word."""
    story = World().start(process(user("v", many(inputCollection="[1, 2]")), "s v e"))
    head, lines = content(story.snapshot)
    for column in head[3][0][4:]:
        column.reverse()
    body = head[3][0][4][-1]
    with pytest.raises(SnapshotUnreadable, match=f"{body}' is missing"):
        engine().variables(story.definition, packed(head, reversed(lines)))


def test_a_token_whose_line_is_missing_is_noticed():
    story = World().start(process(user("v", many(inputCollection="[1, 2]")), "s v e"))
    head, lines = content(story.snapshot)
    with pytest.raises(SnapshotUnreadable, match="a line is missing"):
        engine().variables(story.definition, packed(head, lines[:-1]))


def test_the_order_of_keys_does_not_matter():
    """B11: a database that sorts the keys of JSON does no harm."""
    story = World().start(process(user("a"), user("b"), "s a b e"), {"z": 1, "a": 2})
    head, lines = content(story.snapshot)
    turned = "\n".join(json.dumps(line, sort_keys=True) for line in (head, *lines))
    story.snapshot = zstandard.compress(turned.encode())
    assert story.complete("a", {"m": 3}).variables == {"z": 1, "a": 2, "m": 3}


INNER = sub("sp", element("startEvent", "i"), user("ia"), end("ie"), chain="i ia ie")
CALLED = process(user("q"), "s q e", id="Q")
RICH = process(
    parallel("p", "j"), user("v", many(inputCollection="[1, 2, 3]", inputElement="n",
                                       outputElement="x", outputCollection="xs")),
    INNER, call("c", "Q"), element("eventBasedGateway", "g"),
    catch("m1e", MESSAGE, correlationKey="k"), catch("m2e", MESSAGE, correlationKey="l"),
    user("late"), boundary("b", "sp", MESSAGE, interrupting=False, correlationKey="z"),
    script("x", "{x: 1}"), xor("o"), "s p v o j late e", "p sp o", "p c j", "p g m1e x j",
    "g m2e j", "b e",
)  # fmt: skip


def saved_again(story, *, ask):
    """Load and save; tokens whose variables somebody asks for are read and written anew."""
    advance = engine()._advance(story.definition, MONDAY, "220582")
    instance = serializer.load(story.snapshot, story.definition, advance)
    for scope in instance.scopes():
        for token in scope.tokens():
            if ask:
                assert token.data is not None
            assert (token.stored is None) >= ask
    return serializer.save(instance, story.definition, advance.state)


def test_every_kind_of_waiting_survives_and_saving_again_changes_nothing():
    story = World().start(Sources("P", {"P": RICH, "Q": CALLED}))
    assert sorted(story.open) == ["ia", "q", "v", "v", "v"]
    assert len(story.subscriptions) == 3
    before = story.snapshot
    story.set_variables({})
    assert story.snapshot == before
    assert saved_again(story, ask=True) == before
    assert saved_again(story, ask=False) == before
    story.deliver("news")
    story.complete("q").complete("ia")
    story.complete_all("v", {"x": 3}, {"x": 4}, {"x": 5})
    assert story.variables["xs"] == [3, 4, 5]


def in_format_1(snapshot):
    """Return what the first format said: every token in one entry."""
    (_, content_hash, state, scopes), lines = content(snapshot)
    rest = iter(lines)
    old = []
    for host, name, data, written, *columns in scopes:
        places = zip(*columns, strict=True)
        tokens = [[*place, *(part or 0 for part in next(rest))] for place in places]
        old.append([host, name, data, written, tokens])
    return packed([1, content_hash, state, old])


def test_a_snapshot_of_the_first_format_goes_on():
    story = World().start(Sources("P", {"P": RICH, "Q": CALLED}), {"z": 1})
    before, story.snapshot = story.snapshot, in_format_1(story.snapshot)
    story.set_variables({})
    assert story.snapshot == before
    ended = World().start(LINE).cancel()
    assert engine().variables(ended.definition, in_format_1(ended.snapshot)) == {}


def test_what_is_too_large_to_be_kept_is_refused_and_nothing_is_lost(monkeypatch):
    story = World().start(LINE)
    before = story.snapshot
    monkeypatch.setattr(serializer, "MAXIMUM_SIZE", 1 << 20)
    with pytest.raises(SnapshotTooLarge, match="more than 1 MB of data: nothing was saved"):
        story.complete("t0", {"x": "长" * 500_000})
    assert story.snapshot == before
    story.complete("t0", {"x": "长" * 100_000})
    monkeypatch.setattr(serializer, "MAXIMUM_SIZE", 1 << 10)
    with pytest.raises(SnapshotUnreadable, match="more than 0 MB"):
        engine().variables(story.definition, story.snapshot)


def test_a_definition_is_parsed_once(monkeypatch):
    parsed = []
    real: Callable[..., Definition] = definitions.parse
    monkeypatch.setattr(definitions, "parse", lambda *a: parsed.append(a) or real(*a))
    cache = DefinitionCache(size=2)
    files = [Sources("P", {"P": process(user(n), f"s {n} e")}) for n in "abc"]
    first = cache.compile(files[0])
    assert cache.compile(Sources("P", dict(files[0].diagrams))) is first
    assert len(parsed) == 1
    for sources in files:
        cache.compile(sources)
    assert cache.compile(files[0]) is not first


def test_every_file_counts_in_the_content_hash():
    diagram, decision = process("s e"), b"x"
    hashes = {
        Sources("P", {"P": diagram}).content_hash,
        Sources("P", {"P": diagram, "Q": diagram}).content_hash,
        Sources("P", {"P": diagram}, {"Q": diagram}).content_hash,
        Sources("P", {"P": diagram}, {"d": decision}).content_hash,
        Sources("Q", {"P": diagram}).content_hash,
    }
    assert len(hashes) == 5


def test_a_definition_without_its_own_process_is_refused():
    with pytest.raises(DiagramUnreadable, match="Q"):
        engine().compile(Sources("Q", {"P": process("s e")}))


def test_running_instances_leaves_the_definition_unchanged():
    """B4: SpiffWorkflow changes the specification that others share."""
    definition = engine().compile(Sources("P", {"P": RICH, "Q": CALLED}))

    def fingerprint():
        return {
            (name, element): (sorted(spec.__dict__), spec._inputs[:], spec._outputs[:])
            for name, scope in definition.specs.items()
            for element, spec in scope.task_specs.items()
        }

    before = fingerprint()
    for _ in range(3):
        World().start(Sources("P", {"P": RICH, "Q": CALLED})).deliver("news").cancel()
    assert fingerprint() == before


def test_threads_share_a_definition():
    failures = []

    def run():
        try:
            story = World().start(LINE)
            for name in NAMES:
                story.complete(name)
            assert story.has_ended
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must tell
            failures.append(error)

    threads = [threading.Thread(target=run) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_thousand_open_items_are_bearable():
    task = user("v", many(inputCollection="for i in 1..1000 return i", inputElement="n"))
    story = World().start(process(task, "s v e"))
    assert len(story.user_tasks) == 1000
    assert len(story.snapshot) < 6_000
    assert len(engine().advance(
        story.definition, story.snapshot, CompleteUserTask(story.task("v").id),
        now=MONDAY, county="220582",
    ).closed) == 1  # fmt: skip


def test_the_same_command_on_the_same_snapshot_gives_the_same_state():
    story = World().start(LINE)
    command = CompleteUserTask(story.task("t0").id, {"x": 1})
    one, two = (
        engine().advance(story.definition, story.snapshot, command, now=MONDAY, county="220582")
        for _ in range(2)
    )
    assert (one.variables, one.closed, one.flows) == (two.variables, two.closed, two.flows)
