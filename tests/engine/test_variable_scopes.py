"""Variables: what is seen where, what is written where, and that nothing of the past changes."""

from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.engine.support import play, supports
from webapp.engine.commands import CompleteUserTask
from webapp.engine.errors import UnusableVariables
from webapp.engine.outcome import HistoryKind


@supports("scopes", "instance")
def test_what_a_task_writes_everybody_sees_afterwards():
    story = play("variables/two_tasks", {"x": 1, "kept": {"deep": [1]}})
    story.complete("a", {"x": 2, "y": {"z": [3]}})
    assert story.sees("b") == {"x": 2, "kept": {"deep": [1]}, "y": {"z": [3]}}
    story.set_variables({"kept": None})
    assert story.complete("b", {"y": 4}).has_ended
    assert story.variables == {"x": 2, "kept": None, "y": 4}


@supports("scopes", "sub-process")
def test_a_sub_process_writes_outside_what_it_has_not_declared():
    story = play("variables/scopes", {"local": "outside", "shared": 1}).complete("a")
    assert story.variables == {"local": "outside", "shared": 2}
    assert story.sees("b") == {"local": 1, "shared": 2}
    story.set_variables({"local": 5, "shared": 6}, "b").set_variables({"local": "changed"})
    assert story.sees("b") == {"local": 5, "shared": 6}
    story.complete("b", {"local": 7})
    assert story.sees("after") == story.variables == {"local": "changed", "shared": 6}


def test_what_a_sub_process_is_given_hides_what_is_outside():
    story = play("variables/mapped_sub_process", {"x": 1})
    assert story.sees("a") == {"x": 5}
    story.complete("a", {"x": 6, "y": 7})
    assert story.variables == {"x": 1, "y": 7, "outside": 6}


@supports("scopes", "multi-instance item")
def test_an_item_inside_a_called_process_keeps_to_itself():
    story = play("variables/caller", {"x": 1, "item": "outside"}, "variables/called")
    story.complete("ask", {"note": "old"})
    first, second = story.tasks("b")
    assert story.seen_at(second) == {"n": 1, "note": "old", "item": 2, "loopCounter": 2}
    story.complete_task(second, {"note": "second", "extra": 1})
    assert story.seen_at(first) == {"n": 1, "note": "old", "item": 1, "loopCounter": 1}
    story.set_variables({"item": "changed"}, "b")
    assert story.seen_at(first)["item"] == "changed"
    story.complete_task(first)
    assert story.variables == {"x": 1, "item": "outside", "notes": ["old", "second"]}


@supports("scopes", "called process")
def test_caller_and_called_process_do_not_see_each_other():
    story = play("variables/caller", {"x": 1, "secret": 2}, "variables/called")
    assert story.sees("ask") == {"n": 1}
    story.set_variables({"x": 9}).complete("ask", {"x": "inner"})
    assert story.variables == {"x": 9, "secret": 2}
    story.complete("b").complete("b")
    assert story.sees("after") == {"x": 9, "secret": 2, "notes": [None, None]}


@supports("parallel branches", "keep each other's changes")
def test_parallel_branches_keep_each_others_changes():
    before = {"n": 1, "a": "old", "b": "old", "list": [1], "deep": {"x": 1}}
    story = play("variables/parallel_branches", before, "activities/called")
    assert story.open == ["a", "b", "ask"]
    story.complete("a", {"a": "new", "deep": {"x": 2}})
    assert story.sees("b")["a"] == "new"
    assert story.sees("ask")["a"] == "old"
    story.complete("b", {"b": "new", "list": [1, 2]})
    story.set_variables({"list": [9]}, "ask").complete("ask")
    assert story.open == ["after"]
    assert story.variables == {
        "n": 1,
        "a": "new",
        "b": "new",
        "list": [9],
        "deep": {"x": 2},
        "answer": 10,
        "other": 2,
    }


def test_the_order_of_the_branches_makes_no_difference():
    story = play("variables/parallel_branches", {"n": 1, "a": "old"}, "activities/called")
    story.complete("ask").complete("b", {"b": 1}).complete("a", {"a": 2})
    assert story.variables == {"n": 1, "a": 2, "b": 1, "answer": 10, "other": 2}


@supports("history", "is never rewritten")
def test_what_has_been_written_into_the_history_stays():
    story = play("variables/history", {"when": 7})
    kept: list[list[Any]] = []

    def step(command: Any) -> None:
        command()
        assert [story.history[: len(h)] for h in kept] == kept
        kept.append(deepcopy(story.history))

    step(lambda: story.complete("a", {"again": True}))
    step(lambda: story.complete("a", {"again": False}))
    step(lambda: story.retry("fail"))
    step(lambda: story.set_variables({"when": {"now": 1}}))
    step(lambda: story.retry("fail"))
    step(lambda: story.world.advance("P1D"))
    step(story.cancel)
    assert [len(h) for h in kept] == sorted(len(h) for h in kept)
    told = [(e.kind.value, e.element_id) for e in story.history]
    assert told == [
        ("INSTANCE_STARTED", ""),
        ("ELEMENT_COMPLETED", "start"),
        *[("ELEMENT_ENTERED", "a"), ("ELEMENT_COMPLETED", "a")] * 2,
        ("ELEMENT_COMPLETED", "a"),
        *[("INCIDENT_OPENED", "fail")] * 2,
        ("ELEMENT_COMPLETED", "fail"),
        ("ELEMENT_ENTERED", "b"),
        ("ELEMENT_ENTERED", "late"),
        ("TIMER_FIRED", "late"),
        ("ELEMENT_CANCELLED", "b"),
        ("ELEMENT_COMPLETED", "late"),
        ("ELEMENT_ENTERED", "c"),
        ("ELEMENT_CANCELLED", "c"),
        ("INSTANCE_CANCELLED", ""),
    ]


VALUES = [
    *(None, True, False, 0, -1, 1.5, 10**15, "", "文字", "a" * 10_000, [], {}, [[]], [None]),
    *(
        {"": {"": [{}]}},
        {"typename": "x", "__class__": 1, "_": []},
        "2026-03-02",
        "=1 + 1",
        "{{x}}",
    ),
]


@supports("values", "any JSON value")
@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_any_json_value_comes_back_as_it_was(value: Any):
    story = play("variables/two_tasks", {"x": value}).complete("a", {"y": [value]})
    assert story.sees("b") == {"x": value, "y": [value]}
    story.complete("b", {"x": {"in": value}})
    assert story.variables == {"x": {"in": value}, "y": [value]}


def test_other_values_become_json_at_once():
    given = {"day": date(2026, 3, 2), "money": Decimal("1.10"), "pair": (1, 2), "set": {1}}
    story = play("variables/two_tasks", given)
    assert story.variables == {"day": "2026-03-02", "money": "1.10", "pair": [1, 2], "set": [1]}


def test_values_that_are_no_json_are_refused():
    story = play("variables/two_tasks")
    with pytest.raises(UnusableVariables, match="object is no JSON value"):
        story.command(CompleteUserTask(story.task("a").id, {"x": object()}))
    assert story.open == ["a"]


KEYS = ["", "typename", "thrown", "code", "id", "data", "result", "a b", "名称", "a.b", "=x", "-"]
KEYS += ["__class__", "loopCounter", "item", "null", "1", "start", "items()"]


@supports("values", "any key")
@pytest.mark.parametrize("name", KEYS)
def test_any_key_is_kept_wherever_it_comes_from(name: str):
    story = play("variables/any_key", {"key": "k"})
    expected: dict[str, Any] = {"key": "k", name: {name: 1}}
    story.deliver("news", {name: {name: 1}})
    assert story.open == ["a"]
    assert story.variables == expected
    story.deliver("news", {name: 2})
    assert story.variables == {**expected, name: 2}
    story.complete("a", {name: [3]}).complete("b")
    assert story.has_ended
    assert story.variables == {**expected, name: [3]}
    kinds = [e.kind for e in story.history]
    assert HistoryKind.INCIDENT_OPENED not in kinds
