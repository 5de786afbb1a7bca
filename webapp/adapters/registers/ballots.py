"""The boxes of secret ballots in the database, with one sealed urn in each.

The urn is sealed under a key of its own, and that key under the installation's data secret, which
no database holds. Each paper is dropped by opening the urn, adding, and sealing it anew: no paper
is ever stored by itself, and the sealed urn is equally long all the time. Closing destroys both.
"""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from webapp.adapters.storage.cipher import Cipher
from webapp.adapters.storage.database import Database, Session
from webapp.adapters.storage.models import BallotBox, BallotVoter
from webapp.adapters.storage.repositories import ballots as storage
from webapp.domain import ballots as rules
from webapp.domain.ports.ballots import BallotPlan, Count, Entry, Voter
from webapp.kernel.errors import NotFound
from webapp.kernel.identifiers import new_identifier

_KEY_BYTES = 32


class StoredBallots:
    """Ballots in the database (`webapp.domain.ports.ballots.Ballots`)."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def open(self, key: str, instance_id: str, plan: BallotPlan) -> str:
        """Open a box unless this key has opened one; return its identifier."""
        cipher = self._database.cipher
        with self._database.writing() as session:
            known = storage.box_with_key(session, key)
            if known is not None:
                return known.id
            urn_key = secrets.token_bytes(_KEY_BYTES)
            box = BallotBox(
                id=new_identifier(),
                key=key,
                instance_id=instance_id,
                county_id=plan.county,
                title=plan.title,
                entries=cipher.seal_json([asdict(each) for each in plan.entries]),
                most_yes=plan.most_yes,
                urn=Cipher(urn_key).seal(rules.empty_urn(len(plan.entries))),
                urn_key=cipher.seal(urn_key),
                opened_at=self._database.now(session),
            )
            session.add(box)
            session.flush()
            session.add_all(
                BallotVoter(
                    box_id=box.id,
                    username=voter.username,
                    name=voter.name,
                    barred=sorted(voter.barred),
                    voted=False,
                )
                for voter in sorted(plan.voters, key=lambda each: each.username)
            )
            return box.id

    def close(self, ballot: str) -> Sequence[Count]:
        """Count once, keep the counts, destroy the urn; a closed box tells its counts again."""
        with self._database.writing() as session:
            box = storage.box(session, ballot, for_update=True)
            if box is None:
                raise NotFound(ballot=ballot)
            if box.urn is not None and box.urn_key is not None:
                urn = _urn_cipher(self._database.cipher, box.urn_key).open(box.urn)
                counts = rules.count(urn, plan_of(session, self._database.cipher, box))
                box.counts = self._database.cipher.seal_json([asdict(each) for each in counts])
                box.urn = box.urn_key = None
                box.closed_at = self._database.now(session)
            return counts_of(self._database.cipher, box)


def plan_of(session: Session, cipher: Cipher, box: BallotBox) -> BallotPlan:
    """Return what a box is about and who votes in it."""
    return BallotPlan(
        county=box.county_id,
        title=box.title,
        entries=[Entry(**each) for each in cipher.open_json(box.entries)],
        voters=[
            Voter(row.username, row.name, frozenset(row.barred))
            for row in storage.voters_of(session, box.id)
        ],
        most_yes=box.most_yes,
    )


def counts_of(cipher: Cipher, box: BallotBox) -> list[Count]:
    """Return the counts of a closed box; an open one has none."""
    return [Count(**each) for each in cipher.open_json(box.counts)] if box.counts else []


def cast(
    session: Session, cipher: Cipher, box_id: str, username: str, marks: Mapping[str, str]
) -> None:
    """Drop a paper into an open box and mark that its voter has voted, both or neither.

    Raises a `Refused` when the box is closed, the person may not vote or has voted, or the paper
    is not right; then nothing is kept.
    """
    box = storage.box(session, box_id, for_update=True)
    if box is None:
        raise NotFound(ballot=box_id)
    if box.urn is None or box.urn_key is None:
        raise rules.BallotClosed
    paper = rules.checked_paper(plan_of(session, cipher, box), username, marks)
    if not storage.mark_voted(session, box_id, username):
        raise rules.AlreadyVoted
    sealed = _urn_cipher(cipher, box.urn_key)
    box.urn = sealed.seal(rules.drop(sealed.open(box.urn), paper))


def _urn_cipher(cipher: Cipher, sealed_key: bytes) -> Cipher:
    return Cipher(cipher.open(sealed_key))
