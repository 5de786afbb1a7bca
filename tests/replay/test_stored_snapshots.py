"""What a release has stored, every later one loads and finishes: snapshots of each format."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.engine import COUNTY, MONDAY, World
from tests.replay import keep
from tests.replay.shapes import SHAPES
from webapp.engine import serializer
from webapp.engine.definitions import Sources
from webapp.engine.outcome import (
    Awaited,
    Incident,
    IncidentKind,
    JobRequest,
    Place,
    Subscription,
    Timer,
    UserTask,
)
from webapp.play.story import Story

KEPT = sorted(keep.HERE.glob("format-*/*.snapshot"))
VERSIONS = range(1, serializer.FORMAT + 1)
KINDS: dict[str, dict[str, Any]] = {
    "UserTask": {"form_key": ""},
    "JobRequest": {"operation": "", "variables": {}},
    "Timer": {"due_at": MONDAY},
    "Subscription": {},
    "Incident": {"kind": IncidentKind.CONDITION_ERROR, "message": ""},
}
CLASSES = {kind.__name__: kind for kind in (UserTask, JobRequest, Timer, Subscription, Incident)}


def resumed(snapshot: Path, stands: list[dict[str, Any]]) -> Story:
    """Return the story of a stored instance, which knows what stands open in it."""
    diagrams = {"P": snapshot.with_suffix(".bpmn").read_bytes()}
    called = snapshot.with_suffix(".called.bpmn")
    if called.exists():
        diagrams["Q"] = called.read_bytes()
    world = World(jobs="by hand", incidents="expected")
    story = world.make_story(Sources("P", diagrams), COUNTY)
    world.stories.append(story)
    story.snapshot = snapshot.read_bytes()
    story.places = {each["id"]: _place(each) for each in stands}
    story.seen_ids = set(story.places)
    return story


def _place(stands: dict[str, Any]) -> Place:
    own = dict(KINDS[stands["kind"]])
    if stands["kind"] == "Subscription":
        own["name"] = stands["message"]
        own["kind"] = Awaited(stands.get("awaited", "MESSAGE"))
        own["choices"] = tuple(stands.get("choices", ()))
    fields = {"id": stands["id"], "process_id": "P", "element_name": ""}
    return CLASSES[stands["kind"]](**fields, element_id=stands["element"], **own)


@pytest.mark.parametrize("snapshot", KEPT, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_a_stored_instance_goes_on_and_ends_as_it_would_have_ended(snapshot: Path) -> None:
    told = json.loads(snapshot.with_suffix(".json").read_text(encoding="utf-8"))
    story = resumed(snapshot, told["stands"])
    for step in told["steps"]:
        keep.take(story, tuple(step))
    assert keep.ending(story) | {"passed": story.passed} == told["end"]


@pytest.mark.parametrize("snapshot", KEPT, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_everything_that_stood_open_still_stands_open(snapshot: Path) -> None:
    told = json.loads(snapshot.with_suffix(".json").read_text(encoding="utf-8"))
    story = resumed(snapshot, told["stands"])
    for element in {each["element"] for each in told["stands"]}:
        assert isinstance(story.sees(element), dict)


@pytest.mark.parametrize("version", VERSIONS)
def test_snapshots_of_every_format_are_kept(version: int) -> None:
    folder = keep.folder_of(version)
    kept = {path.stem for path in folder.glob("*.snapshot")}
    assert len(kept) >= 12, f"{folder.name} is missing: run python -m tests.replay.keep"


@pytest.mark.parametrize("snapshot", KEPT, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_a_stored_snapshot_is_written_anew_in_todays_format(snapshot: Path) -> None:
    told = json.loads(snapshot.with_suffix(".json").read_text(encoding="utf-8"))
    story = resumed(snapshot, told["stands"])
    live = story.world.engine.live(story.definition, story.snapshot)
    anew = story.world.engine.live(story.definition, live.saved())
    assert anew.picture() == live.picture()


def test_what_is_kept_is_not_written_anew(capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in keep.folder_of(1).iterdir()}
    assert keep.write(keep.folder_of(1)) == 1
    assert "is kept already" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in keep.folder_of(1).iterdir()} == before


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_can_be_told_today(name: str, tmp_path: Path) -> None:
    keep.keep(tmp_path, name, SHAPES[name])
    assert (tmp_path / f"{name}.snapshot").exists()
