"""Keep the snapshots of today's format, to be loaded and finished by every later release.

`python -m tests.replay.keep` writes the folder of the format that the serializer has now, once:
what a release has written is never written anew.
"""

import json
import sys
from pathlib import Path
from typing import Any

from tests.fixtures.engine import World
from tests.replay.shape import Shape, Step
from tests.replay.shapes import SHAPES
from webapp.engine import serializer
from webapp.engine.definitions import Sources
from webapp.engine.outcome import Awaited, Subscription
from webapp.play.story import Story

HERE = Path(__file__).parent


def folder_of(version: int) -> Path:
    """Return where the snapshots of a format lie."""
    return HERE / f"format-{version}"


def write(folder: Path) -> int:
    """Write the shapes of today's format into a folder; refuse if it is there."""
    if folder.exists():
        sys.stderr.write(f"{folder.name} is kept already and is not written anew.\n")
        return 1
    folder.mkdir()
    for name, shape in SHAPES.items():
        keep(folder, name, shape)
    sys.stdout.write(f"{folder.name}: {len(SHAPES)} shapes\n")
    return 0


def keep(folder: Path, name: str, shape: Shape) -> None:
    """Write a diagram, the snapshot of an instance of it, and what must become of it."""
    story = begin(shape)
    for step in shape.before:
        take(story, step)
    snapshot = story.snapshot
    assert snapshot is not None
    stands, passed = standing(story), len(story.passed)
    for step in shape.after:
        take(story, step)
    assert story.has_ended, f"{name}: {standing(story)}"
    (folder / f"{name}.bpmn").write_bytes(shape.diagram)
    if shape.called is not None:
        (folder / f"{name}.called.bpmn").write_bytes(shape.called)
    (folder / f"{name}.snapshot").write_bytes(snapshot)
    told = {
        "stands": stands,
        "steps": [list(step) for step in shape.after],
        "end": ending(story) | {"passed": story.passed[passed:]},
    }
    text = json.dumps(told, ensure_ascii=False, indent=1)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def begin(shape: Shape) -> Story:
    """Start an instance of a shape's diagram."""
    diagrams = {"P": shape.diagram} | ({"Q": shape.called} if shape.called else {})
    world = World(jobs="by hand", incidents="expected")
    return world.start(Sources("P", diagrams), shape.variables)


def take(story: Story, step: Step) -> None:
    """Do one step of a story."""
    verb, where, what = step
    if verb == "job_error":
        story.job_error(where, what["code"])
    elif verb == "set_variables":
        story.set_variables(what)
    elif verb == "activate":
        story.activate(where, what["choice"])
    elif verb == "broadcast":
        story.world.broadcast(where, what)
    elif what:
        getattr(story, verb)(where, what)
    else:
        getattr(story, verb)(where)


def standing(story: Story) -> list[dict[str, Any]]:
    """Return everything that stands open: its id, kind and element, and what it waits for."""
    return [
        {
            "id": place.id,
            "kind": type(place).__name__,
            "element": place.element_id,
            **(_awaited(place) if isinstance(place, Subscription) else {}),
        }
        for place in story.places.values()
    ]


def _awaited(place: Subscription) -> dict[str, Any]:
    kind = {} if place.kind is Awaited.MESSAGE else {"awaited": place.kind.value}
    choices = {"choices": place.choices} if place.choices else {}
    return {"message": place.name, **kind, **choices}


def ending(story: Story) -> dict[str, Any]:
    """Return how an instance has ended."""
    return {"state": story.state.value, "variables": story.variables}


if __name__ == "__main__":
    sys.exit(write(folder_of(serializer.FORMAT)))
