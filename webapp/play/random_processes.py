"""Writes random block-structured processes: whatever the luck, each of them can reach its end."""
# ruff: noqa: S311 - the luck of the draw is no secret

import random
from collections.abc import Callable

from webapp.engine.definitions import Sources
from webapp.play import random_blocks as blocks
from webapp.play import random_events as events
from webapp.play import random_undoing as undoing
from webapp.play.random_writing import Ends, Writer

DEPTH = 5
CALM = 0.3
"""How often a block is no more than one element, although there is room for more."""

LEAVES: tuple[Callable[[Writer, int], Ends], ...] = (
    *(blocks.user,) * 3,
    blocks.script,
    blocks.timer,
    blocks.message,
    blocks.thrown,
    blocks.job,
    blocks.repeated,
    blocks.many,
    events.jump,
    events.signal,
    events.alarm,
    events.condition,
)
BLOCKS: tuple[Callable[[Writer, int], Ends], ...] = (
    *(blocks.row,) * 6,
    *(blocks.fork,) * 2,
    blocks.choice,
    blocks.inclusive,
    blocks.loop,
    blocks.inner,
    blocks.called,
    events.race,
    events.beside,
    events.risky,
    events.failing,
    events.escalating,
    events.terminated,
    events.listening,
    undoing.undone,
    undoing.transaction,
    undoing.chosen,
    undoing.quorum,
)
"""Rows and forks come more often: they make processes long and broad."""


def write(seed: int) -> Sources:
    """Return the files of the random process of this seed: it and those that it calls."""
    diagrams: dict[str, bytes] = {}
    Writer(random.Random(seed), diagrams, "P", draw_block).whole(DEPTH)
    return Sources("P", diagrams)


def draw_block(writer: Writer, depth: int) -> Ends:
    """Write a block of at most this depth."""
    leaf = depth <= 0 or (depth < DEPTH and writer.luck.random() < CALM)
    return writer.luck.choice(LEAVES if leaf else BLOCKS)(writer, depth - 1)
