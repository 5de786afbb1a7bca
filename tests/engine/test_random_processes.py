"""Random processes: the gate lets them pass, they reach their end, and snapshots forget nothing."""

import re
from typing import Any

import pytest

from tests.fixtures.engine import engine
from webapp.engine.process_engine import LiveInstance
from webapp.play import random_plays
from webapp.play.random_plays import play
from webapp.play.random_processes import write
from webapp.play.twins import SnapshotForgets, compare

PROCESSES = 500
TOGETHER = 25
"""So many processes are one test, so that the workers can share them."""

ELEMENTS = {
    "adHocSubProcess",
    "boundaryEvent",
    "callActivity",
    "complexGateway",
    "eventBasedGateway",
    "exclusiveGateway",
    "inclusiveGateway",
    "intermediateCatchEvent",
    "intermediateThrowEvent",
    "multiInstanceLoopCharacteristics",
    "parallelGateway",
    "receiveTask",
    "scriptTask",
    "serviceTask",
    "standardLoopCharacteristics",
    "subProcess",
    "transaction",
    "userTask",
    "cancelEventDefinition",
    "compensateEventDefinition",
    "conditionalEventDefinition",
    "errorEventDefinition",
    "escalationEventDefinition",
    "linkEventDefinition",
    "messageEventDefinition",
    "signalEventDefinition",
    "terminateEventDefinition",
    "timerEventDefinition",
}


@pytest.mark.parametrize("first", range(0, PROCESSES, TOGETHER))
def test_random_processes_reach_their_end_and_forget_nothing(first: int) -> None:
    played = [play(seed, engine()) for seed in range(first, first + TOGETHER)]
    assert [(one.seed, one.trouble) for one in played if one.trouble] == []


def test_a_seed_always_writes_the_same_process() -> None:
    assert write(7) == write(7)
    assert write(7) != write(8)


def test_every_element_is_drawn_sooner_or_later() -> None:
    drawn = set()
    for seed in range(100):
        for xml in write(seed).diagrams.values():
            drawn |= set(re.findall(r"<bpmn:(\w+)", xml.decode()))
    assert drawn >= ELEMENTS


def test_the_steps_are_compared_at_every_place() -> None:
    compare("it", {"a": [1, (2,)]}, {"a": [1, (2,)]})
    with pytest.raises(SnapshotForgets, match="it differs at /a/1: restored 2, in memory 3"):
        compare("it", {"a": [1, 2]}, {"a": [1, 3]})
    with pytest.raises(SnapshotForgets, match="differs at /b: restored None, in memory 1"):
        compare("it", {"a": 1}, {"a": 1, "b": 1})
    with pytest.raises(SnapshotForgets, match="differs at /: restored"):
        compare("it", [1], [1, 2])


class Forgetful(LiveInstance):
    """An instance in memory that knows something that is in no snapshot."""

    def picture(self) -> Any:
        """Return a picture with a token of its own."""
        picture = super().picture()
        kept = self._latest is not None and self._latest.steps > 0
        return [{**scope, "tokens": []} for scope in picture] if kept else picture


class ForgetfulEngine:
    """An engine whose instances in memory differ from their snapshots."""

    def __getattr__(self, name: str) -> Any:
        return getattr(engine(), name)

    def live(self, definition: Any, snapshot: bytes | None = None) -> Forgetful:
        """Return such an instance."""
        return Forgetful(engine()._advance, definition, snapshot)


def test_what_a_snapshot_forgets_is_found() -> None:
    played = play(1, ForgetfulEngine())
    assert "the state differs at /0/tokens" in played.trouble


def test_a_process_that_does_not_end_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(random_plays, "MOST_STEPS", 1)
    assert any("it did not end; open are [" in play(s, engine()).trouble for s in range(5))
