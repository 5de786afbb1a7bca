"""Secret ballots (A7): an expert's own papers, and for offices how many have voted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.access.actor import Actor
from webapp.access.permissions import Permission, may
from webapp.adapters.registers import ballots as boxes
from webapp.adapters.storage.repositories import ballots as storage
from webapp.domain.ports.ballots import Entry
from webapp.kernel.errors import NotAllowed, NotFound
from webapp.services.parts import Parts
from webapp.services.sight import counties_in_sight

_LATEST = 100


@dataclass(frozen=True, slots=True)
class OwnBallot:
    """A ballot in which the reader votes; never how the reader has voted."""

    id: str
    title: str
    opened_at: datetime
    closed_at: datetime | None
    voted: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper of one expert: everybody to be marked, and on whom this expert may not vote."""

    ballot: OwnBallot
    entries: Sequence[Entry]
    recused: Sequence[Entry]
    most_yes: int | None


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many have voted in a box of the office's county; who has and how is not told."""

    id: str
    title: str
    county_id: str
    opened_at: datetime
    closed_at: datetime | None
    voters: int
    votes: int


def list_own_ballots(parts: Parts, actor: Actor) -> Sequence[OwnBallot]:
    """Return the ballots in which the actor votes, the open ones first."""
    _ask(actor)
    with parts.database.reading() as session:
        found = storage.boxes_of_voter(session, actor.username)
        return [
            OwnBallot(box.id, box.title, box.opened_at, box.closed_at, voted)
            for box, voted in found
        ]


def count_open_ballots(parts: Parts, actor: Actor) -> int:
    """Count the open ballots in which the actor has not voted yet; none for who is no expert."""
    if not may(actor, Permission.BALLOT_CAST):
        return 0
    own = list_own_ballots(parts, actor)
    return sum(each.closed_at is None and not each.voted for each in own)


def read_paper(parts: Parts, actor: Actor, ballot_id: str) -> Paper:
    """Return the actor's own paper; a ballot of others does not exist for the actor."""
    _ask(actor)
    with parts.database.reading() as session:
        box = storage.box(session, ballot_id)
        rows = storage.voters_of(session, ballot_id) if box is not None else ()
        own = next((row for row in rows if row.username == actor.username), None)
        if box is None or own is None:
            raise NotFound(ballot=ballot_id)
        plan = boxes.plan_of(session, parts.cipher, box)
        return Paper(
            ballot=OwnBallot(box.id, box.title, box.opened_at, box.closed_at, own.voted),
            entries=[each for each in plan.entries if each.key not in own.barred],
            recused=[each for each in plan.entries if each.key in own.barred],
            most_yes=box.most_yes,
        )


def cast_vote(parts: Parts, actor: Actor, ballot_id: str, marks: Mapping[str, str]) -> None:
    """Vote, once and for oneself; a `Refused` tells why not, and then nothing is kept.

    No history is written and nothing logged: neither the paper nor the moment is recorded.
    """
    _ask(actor)
    with parts.database.writing() as session:
        boxes.cast(session, parts.cipher, ballot_id, actor.username, marks)


def list_turnouts(parts: Parts, actor: Actor) -> Sequence[Turnout]:
    """Return the boxes of the counties in the actor's sight, the newest first."""
    with parts.database.reading() as session:
        counties = counties_in_sight(session, actor, Permission.LEDGER_READ)
        return [
            Turnout(box.id, box.title, box.county_id, box.opened_at, box.closed_at, voters, votes)
            for box, voters, votes in storage.boxes_of_counties(session, counties, _LATEST)
        ]


def _ask(actor: Actor) -> None:
    if not may(actor, Permission.BALLOT_CAST):
        raise NotAllowed
