"""Random block-structured processes: whatever their shape and luck, they reach their end."""
# ruff: noqa: E501, S311 - the luck of the draw is no secret

import random

import pytest

from tests.fixtures.engine import World
from tests.unit.engine.diagram import (
    MESSAGE,
    boundary,
    catch,
    element,
    flow,
    many,
    process,
    script,
    sub,
    timer,
    user,
    xor,
)

PROCESSES = 25


class Writer:
    """Writes a random process; every block has one way in and one way out."""

    def __init__(self, luck):
        self.luck = luck
        self.number = 0
        self.parts = []

    def name(self, kind):
        self.number += 1
        return f"{kind}{self.number}"

    def add(self, *parts):
        self.parts.extend(parts)

    def join(self, source, target, condition=""):
        self.add(flow(source, target, condition, id=self.name("f")))

    def block(self, depth):
        """Write a block; return the ids of its first and last element."""
        kinds = ["user", "script", "timer", "message", "many"]
        if depth:
            kinds += ["row", "choice", "fork", "inclusive", "loop", "inner", "beside"] * 2
        return getattr(self, self.luck.choice(kinds))(depth - 1)

    def user(self, _depth):
        name = self.name("u")
        self.add(user(name))
        return name, name

    def script(self, _depth):
        name = self.name("x")
        self.add(script(name, "n + 1", resultVariable="n"))
        return name, name

    def timer(self, _depth):
        name = self.name("t")
        self.add(catch(name, timer("duration", "P1D")))
        return name, name

    def message(self, _depth):
        name = self.name("m")
        self.add(catch(name, MESSAGE, correlationKey="k"))
        return name, name

    def many(self, _depth):
        name = self.name("v")
        own = {"inputCollection": "[1, 2, 3]", "outputElement": "1", "outputCollection": name}
        self.add(user(name, many(sequential=self.luck.random() < 0.5, **own)))
        return name, name

    def row(self, depth):
        first, middle = self.block(depth)
        onward, last = self.block(depth)
        self.join(middle, onward)
        return first, last

    def _split(self, kind, depth, conditions):
        split, joined = self.name("g"), self.name("j")
        self.add(element(kind, split), element(kind, joined))
        for condition in conditions:
            first, last = self.block(depth)
            self.join(split, first, condition)
            self.join(last, joined)
        return split, joined

    def choice(self, depth):
        turn = "modulo(n, 2) = "
        return self._split("exclusiveGateway", depth, [turn + "0", turn + "1"])

    def fork(self, depth):
        return self._split("parallelGateway", depth, [""] * self.luck.randint(2, 3))

    def inclusive(self, depth):
        return self._split("inclusiveGateway", depth, ["n >= 0", "modulo(n, 2) = 0"])

    def loop(self, depth):
        join, again, count = self.name("l"), self.name("a"), self.name("x")
        self.add(
            xor(join),
            xor(again),
            script(count, f"{{{count}: (if {count} = null then 0 else {count}) + 1}}"),
        )
        first, last = self.block(depth)
        self.join(join, first)
        self.join(last, count)
        self.join(count, again)
        self.join(again, join, f"{count} < 2")
        onward = self.name("u")
        self.add(user(onward))
        self.join(again, onward, f"{count} >= 2")
        return join, onward

    def inner(self, depth):
        outer, self.parts = self.parts, []
        first, last = self.block(depth)
        name, start, end = self.name("sp"), self.name("s"), self.name("e")
        self.add(element("startEvent", start), element("endEvent", end))
        self.join(start, first)
        self.join(last, end)
        whole = sub(name, *self.parts)
        self.parts = outer
        self.add(whole)
        return name, name

    def beside(self, depth):
        name, bound, joined = self.name("u"), self.name("b"), self.name("j")
        interrupting = self.luck.random() < 0.5
        self.add(user(name), xor(joined),
                 boundary(bound, name, timer("duration", "P1D"), interrupting=interrupting))  # fmt: skip
        first, last = self.block(depth)
        self.join(bound, first)
        if interrupting:
            self.join(last, joined)
        else:
            end = self.name("e")
            self.add(element("endEvent", end))
            self.join(last, end)
        self.join(name, joined)
        return name, joined


def write(seed):
    writer = Writer(random.Random(seed))
    first, last = writer.block(4)
    writer.join("s", first)
    writer.join(last, "e")
    return process(*writer.parts)


def play(seed):
    """Run a random process by a random path of commands; return the story."""
    luck = random.Random(seed + 1)
    story = World().start(write(seed), {"n": luck.randint(0, 1)})
    for _ in range(3000):
        if not story.places:
            break
        place = luck.choice(sorted(story.places.values(), key=lambda p: p.element_id))
        if place.id in story.user_tasks:
            story.complete_task(place, {"n": luck.randint(0, 1)})
        elif place.id in story.timers:
            story.fire(place.element_id)
        else:
            story.deliver("news")
    return story


@pytest.mark.parametrize("seed", range(PROCESSES))
def test_a_random_process_reaches_its_end(seed):
    story = play(seed)
    assert story.has_ended, f"seed {seed}: open are {list(story.places.values())}"
    entered = [e.element_id for e in story.history if e.kind.value == "ELEMENT_ENTERED"]
    left = [
        e.element_id
        for e in story.history
        if e.kind.value in {"ELEMENT_COMPLETED", "ELEMENT_CANCELLED"}
    ]
    assert set(entered) <= set(left) | {e for e in entered if e.startswith("b")}
