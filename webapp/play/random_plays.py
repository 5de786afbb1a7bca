"""Plays random processes by random paths: each must reach its end, and forget nothing."""
# ruff: noqa: S311 - the luck of the draw is no secret

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from webapp.engine.commands import (
    ActivateElement,
    Command,
    CompleteJob,
    CompleteUserTask,
    DeliverMessage,
    DeliverSignal,
    FireTimer,
    SetVariables,
    ThrowBpmnError,
)
from webapp.engine.definitions import Sources
from webapp.engine.errors import OneAtATime
from webapp.engine.outcome import Awaited, JobRequest, Place, Subscription, Timer, UserTask
from webapp.engine.process_engine import ProcessEngine
from webapp.play.files import examine
from webapp.play.random_events import RISKY
from webapp.play.random_processes import write
from webapp.play.twins import SnapshotForgets, TwinStory
from webapp.play.world import World

PATHS = 2
"""By so many paths every process is played."""

MOST_STEPS = 3000
EXCITED = 40
"""After so many steps the count no longer changes, so that conditions become true no more."""

SELDOM = LEAST = 0.05
ODDITIES: tuple[Any, ...] = (
    None,
    "文字 “text”",
    "",
    1.5,
    2**53,
    [],
    {},
    [None, [1, {"typename": "x", "": True}]],
    {"键": {"deep": [0, -0.5, "é"]}},
)


@dataclass(frozen=True, slots=True)
class Played:
    """What became of a random process; `trouble` is empty if all went well."""

    seed: int
    elements: int
    steps: int
    trouble: str


class TwinWorld(World):
    """A world whose stories are told twice."""

    def make_story(self, sources: Sources, county: str) -> TwinStory:
        """Return a story that has not begun."""
        return TwinStory(self, sources, county, len(self.stories) + 1)


def play(seed: int, engine: ProcessEngine) -> Played:
    """Write the process of this seed, and play it by paths that the seed decides, too."""
    sources = write(seed)
    elements = len(engine.compile(sources).elements)
    refused = [f"{f.code} {f.element_id} {f.text.en}" for f in errors(sources, engine)]
    if refused:
        return Played(seed, elements, 0, f"refused at the gate: {'; '.join(refused)}")
    steps = 0
    for path in range(PATHS):
        player = _Player(random.Random(f"{seed} {path}"), engine, sources)
        trouble = _trouble(player)
        steps += player.steps
        if trouble:
            return Played(seed, elements, steps, f"path {path}: {trouble}")
    return Played(seed, elements, steps, "")


def _trouble(player: "_Player") -> str:
    try:
        return player.play()
    except Exception as error:  # noqa: BLE001 - whatever it is, the seed must be told with it
        said = str(error) if isinstance(error, SnapshotForgets) else repr(error)
        return f"after {player.steps} steps: {said}"


class _Player:
    """Takes random steps in one instance."""

    def __init__(self, luck: random.Random, engine: ProcessEngine, sources: Sources) -> None:
        self.luck = luck
        self.world = TwinWorld(engine)
        self.sources = sources
        self.brought: Counter[str] = Counter()
        self.steps = 0

    def play(self) -> str:
        """Play to the end; return what went wrong, "" if nothing did."""
        story = self.world.start(self.sources, self._variables())
        while story.places and self.steps < MOST_STEPS:
            if story.incidents:
                return f"incident: {next(iter(story.incidents.values()))}"
            self.steps += 1
            if self.luck.random() < SELDOM:
                story.command(SetVariables(self._variables()))
                continue
            place = self._choose(list(story.places.values()))
            with suppress(OneAtATime):  # in an ad-hoc sub-process
                story.command(STEPS[type(place)](self, place))
        if not story.has_ended:
            return f"it did not end; open are {list(story.places.values())}"
        return ""

    def _choose(self, places: list[Place]) -> Place:
        """Choose work, or an event: the less, the more often it has happened already."""
        work = (UserTask, JobRequest)
        often = [0 if isinstance(p, work) else self.brought[p.element_id] for p in places]
        [place] = self.luck.choices(places, [max(LEAST, 0.5**times) for times in often])
        self.brought[place.element_id] += 1
        return place

    def _variables(self) -> dict[str, Any]:
        count = self.luck.randint(0, 9) if self.steps < EXCITED else 9
        return {"n": count, "odd": self.luck.choice(ODDITIES)}

    def complete(self, place: UserTask) -> CompleteUserTask:
        """Complete a user task."""
        return CompleteUserTask(place.id, self._variables())

    def fire(self, place: Timer) -> FireTimer:
        """Fire a timer at its moment, or later."""
        late = timedelta(hours=self.luck.randint(0, 5))
        self.world.now = max(self.world.now, place.due_at) + late
        return FireTimer(place.id)

    def bring(self, place: Subscription) -> Command:
        """Bring what is waited for."""
        if place.kind is Awaited.SIGNAL:
            return DeliverSignal(place.id, self._variables())
        if place.kind is Awaited.CONDITION:
            return SetVariables({"n": self.luck.randint(8, 9)}, place.id)
        if place.kind is Awaited.ACTIVATION:
            return ActivateElement(place.id, self.luck.choice(place.choices))
        return DeliverMessage(place.id, self._variables())

    def answer(self, place: JobRequest) -> CompleteJob | ThrowBpmnError:
        """Answer a job; where it is caught, perhaps with an error."""
        if place.operation == RISKY and self.luck.random() < 0.5:  # noqa: PLR2004 - one of two
            return ThrowBpmnError(place.id, "E1", "mishap", self._variables())
        return CompleteJob(place.id, self._variables())


STEPS: dict[type[Place], Callable[[_Player, Any], Any]] = {
    UserTask: _Player.complete,
    Timer: _Player.fire,
    Subscription: _Player.bring,
    JobRequest: _Player.answer,
}


def errors(sources: Sources, engine: ProcessEngine) -> list[Any]:
    """Return what the gate has against the files of a random process."""
    found = examine({f"{name}.bpmn": xml for name, xml in sources.diagrams.items()}, engine)
    return [f for findings in found.values() for f in findings if f.severity == "error"]
