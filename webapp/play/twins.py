"""A story that is told twice: from its snapshots, and by an instance that stays in memory."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from webapp.engine.commands import Command
from webapp.engine.definitions import Sources
from webapp.engine.outcome import Outcome, Place
from webapp.play.story import Story, Surroundings, opened_by

SHOWN = 300


class SnapshotForgets(Exception):
    """What was restored is not what was in memory."""


class TwinStory(Story):
    """A story that compares after every step; raises SnapshotForgets.

    The instance in memory gets the same commands. Its ids are others, so both are counted in the
    order of their opening.
    """

    def __init__(self, world: Surroundings, sources: Sources, county: str, number: int) -> None:
        """Belong to a world, as a story does."""
        super().__init__(world, sources, county, number)
        self._live = world.engine.live(self.definition)
        self._ids: dict[str, str] = {}

    def carry_out(self, command: Command) -> Outcome:
        """Advance both, and compare what they did, where they stand, and what they would save."""
        outcome = super().carry_out(command)
        twin = self._live.advance(self._translated(command), now=self.world.now, county=self.county)
        opened = zip(opened_by(outcome), opened_by(twin), strict=False)
        self._ids.update({place.id: other.id for place, other in opened})
        compare("the step", _told(outcome, self._ids), _told(twin, None))
        restored = self.world.engine.live(self.definition, outcome.snapshot)
        compare("the state", restored.picture(), self._live.picture())
        if restored.saved() != outcome.snapshot:
            raise SnapshotForgets("what is saved after loading is not what was loaded")
        return outcome

    def _translated(self, command: Any) -> Command:
        own = getattr(command, "id", None)
        translated: Command = command if own is None else replace(command, id=self._ids[own])
        return translated


def _told(outcome: Outcome, ids: Mapping[str, str] | None) -> dict[str, Any]:
    """Return an outcome without its snapshot, ids as the twin has them."""
    told = {f.name: getattr(outcome, f.name) for f in fields(outcome) if f.name != "snapshot"}
    for name, value in told.items():
        if isinstance(value, tuple) and value and isinstance(value[0], Place) and ids:
            told[name] = tuple(replace(place, id=ids[place.id]) for place in value)
    closed = outcome.closed if ids is None else {ids[each] for each in outcome.closed}
    return {**told, "closed": sorted(closed)}


def compare(what: str, restored: Any, live: Any, path: str = "") -> None:
    """Raise SnapshotForgets at the first place where two structures differ."""
    if restored == live:
        return
    pairs: list[tuple[Any, Any, Any]] = []
    if isinstance(restored, Mapping) and isinstance(live, Mapping):
        names = dict.fromkeys([*restored, *live])
        pairs = [(name, restored.get(name), live.get(name)) for name in names]
    elif isinstance(restored, list | tuple) and len(restored) == len(live):
        pairs = [(place, *both) for place, both in enumerate(zip(restored, live, strict=True))]
    for name, ours, theirs in pairs:
        compare(what, ours, theirs, f"{path}/{name}")
    raise SnapshotForgets(
        f"{what} differs at {path or '/'}: restored {_short(restored)}, in memory {_short(live)}"
    )


def _short(value: Any) -> str:
    words = repr(value)
    return words if len(words) <= SHOWN else words[:SHOWN] + "…"
