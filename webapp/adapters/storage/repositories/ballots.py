"""The boxes of secret ballots, and who may vote in them."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import BallotBox, BallotVoter


def box_with_key(session: Session, key: str) -> BallotBox | None:
    """Return the box that was opened under this key, if any."""
    return session.scalar(select(BallotBox).where(BallotBox.key == key))


def box(session: Session, box_id: str, *, for_update: bool = False) -> BallotBox | None:
    """Return a box; locked, so that papers go in one after the other, when it will change."""
    wanted = select(BallotBox).where(BallotBox.id == box_id)
    return session.scalar(wanted.with_for_update() if for_update else wanted)


def voters_of(session: Session, box_id: str) -> Sequence[BallotVoter]:
    """Return who may vote in a box, by username."""
    return list(
        session.scalars(
            select(BallotVoter).where(BallotVoter.box_id == box_id).order_by(BallotVoter.username)
        )
    )


def mark_voted(session: Session, box_id: str, username: str) -> bool:
    """Mark that an expert has voted; False when this expert had before."""
    result = session.execute(
        update(BallotVoter)
        .where(
            BallotVoter.box_id == box_id,
            BallotVoter.username == username,
            BallotVoter.voted.is_(False),
        )
        .values(voted=True)
        .execution_options(synchronize_session=False)
    )
    return bool(result.rowcount)  # type: ignore[attr-defined]


def boxes_of_voter(session: Session, username: str) -> list[tuple[BallotBox, bool]]:
    """Return the boxes in which a person may or could vote, open ones first, and who has."""
    rows = session.execute(
        select(BallotBox, BallotVoter.voted)
        .join(BallotVoter, BallotVoter.box_id == BallotBox.id)
        .where(BallotVoter.username == username)
        .order_by(BallotBox.closed_at.is_not(None), BallotBox.opened_at.desc())
        .limit(50)
    )
    return [(found, voted) for found, voted in rows]


def boxes_of_counties(
    session: Session, counties: Collection[str], limit: int
) -> list[tuple[BallotBox, int, int]]:
    """Return the latest boxes of the counties with the numbers of voters and of votes."""
    rows = session.execute(
        select(
            BallotBox,
            func.count(BallotVoter.username),
            func.count(BallotVoter.username).filter(BallotVoter.voted.is_(True)),
        )
        .join(BallotVoter, BallotVoter.box_id == BallotBox.id)
        .where(BallotBox.county_id.in_(counties))
        .group_by(BallotBox.id)
        .order_by(BallotBox.opened_at.desc())
        .limit(limit)
    )
    return [(found, voters, votes) for found, voters, votes in rows]
