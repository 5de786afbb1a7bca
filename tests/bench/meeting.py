"""How long it takes to close a meeting of 25 experts on 200 people, minutes included."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from tests.bench.completing import start
from tests.bench.measuring import Row, milliseconds
from tests.builders.meetings import MEMBERS, attending, committee, listed, person, write_opinions
from tests.fixtures.committees import FakeExpertPool
from tests.fixtures.engine import Story
from tests.processes.setting import a_world, base
from webapp.access.actor import Actor
from webapp.adapters.registers import ballots as boxes
from webapp.adapters.storage.models import ProcessInstance
from webapp.domain.ports.ballots import BallotPlan, Ballots, Count
from webapp.domain.ports.office import Archive
from webapp.services.parts import Parts

PEOPLE, EXPERTS = 200, 25
BOUND = 5_000.0
_TIMES = 3


class _Stored:
    """The real boxes and archive of a database, for a story whose instance is not in it."""

    def __init__(self, parts: Parts, instance: str) -> None:
        self._parts, self._instance = parts, instance
        self.box, self._number = "", 0

    def open(self, key: str, _instance: str, plan: BallotPlan) -> str:
        self.box = self._parts.ports[Ballots].open(key, self._instance, plan)
        return self.box

    def close(self, ballot: str) -> Sequence[Count]:
        found: Sequence[Count] = self._parts.ports[Ballots].close(ballot)
        return found

    def archive(self, key: str, _instance: str, kind: str, content: Mapping[str, Any]) -> str:
        document: str = self._parts.ports[Archive].archive(key, self._instance, kind, content)
        return document


def closing(parts: Parts, _actor: Actor, database: str) -> Iterator[Row]:
    """Measure from the click that closes the ballot to the archived minutes."""
    start(parts)
    with parts.database.reading() as session:
        instance = str(session.scalars(select(ProcessInstance.id)).first())
    times, votes = [], []
    for number in range(_TIMES):
        stored = _Stored(parts, instance)
        story = _open_ballot(stored, number)
        votes += [milliseconds(lambda: _vote(parts, stored.box, n)) for n in range(EXPERTS)]  # noqa: B023
        times.append(milliseconds(lambda: _close(story)))  # noqa: B023 - called at once
    name = f"{PEOPLE} people × {EXPERTS} experts on {database}"
    yield Row.of(f"closing a meeting with minutes, {name}", "ms", times, BOUND)
    yield Row.of(f"casting one vote, {name}", "ms", votes, None)


def _open_ballot(stored: _Stored, number: int) -> Story:
    world = a_world(pool=FakeExpertPool(EXPERTS))
    world.ports |= {Ballots: stored, Archive: stored}
    people = [person(each, unit=f"第{each % 9}小学") for each in range(1, PEOPLE + 1)]
    key = f"bench-{number}"
    listed(world, key, *people)
    experts = [{**MEMBERS[0], "id": f"expert{n:02}", "name": f"专家{n}"} for n in range(EXPERTS)]
    drawn = committee() | {"size": EXPERTS, "members": experts, "alternates": []}
    given = {
        "roster": {"rows": None, "count": PEOPLE},
        "committee": drawn | {"chair": experts[0], "viceChair": experts[1]},
        "application": {},
        "approval": {"approvedPosts": PEOPLE // 2},
        "series": "teaching",
        "seriesName": "中小学教师",
        "year": 2026,
    }
    story = world.start("committee_meeting", {**base(), **given, "businessKey": key})
    story.complete("attendance", attending([each["id"] for each in experts]))
    write_opinions(story)
    return story


def _vote(parts: Parts, box: str, number: int) -> None:
    marks = {f"N-{n}": "yes" if (n + number) % 4 else "no" for n in range(1, PEOPLE + 1)}
    with parts.database.writing() as session:
        boxes.cast(session, parts.cipher, box, f"expert{number:02}", marks)


def _close(story: Story) -> None:
    story.complete("close_ballot", {"closed": True})
    if "sign" not in story.open:  # equals at the edge: nobody votes again
        story.complete("close_ballot", {"closed": True})
        story.complete("settle_tie", {"outcome": "leave_open"})
    story.complete("sign", {"announced": True, "signedBy": "专家0"})
    assert story.has_ended
