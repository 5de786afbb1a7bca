"""Rows of the register of nominations, of sanctions and dishonesty records, of held titles."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import (
    ClosedRoster,
    HeldTitle,
    IntegrityBar,
    Nomination,
    NominationChannel,
)
from webapp.domain.ports.nominations import UNDER_WAY


def latest_channel(session: Session, county: str, year: int) -> NominationChannel | None:
    """Return the window that counts for a county and year."""
    return session.scalar(
        select(NominationChannel)
        .where(NominationChannel.county_id == county, NominationChannel.year == year)
        .order_by(NominationChannel.id.desc())
        .limit(1)
    )


def take_turns(session: Session, what: str) -> None:
    """Let only one transaction at a time go on with this; SQLite has one writer anyway."""
    if session.get_bind().dialect.name != "sqlite":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"nomination\n{what}"))))


def under_way(session: Session, person: str, year: int, except_key: str) -> bool:
    """Tell whether another nomination of the person (an index value) is under way that year."""
    found = session.scalar(
        select(Nomination.key).where(
            Nomination.id_number_index == person,
            Nomination.year == year,
            Nomination.key != except_key,
            Nomination.state.in_(UNDER_WAY),
        )
    )
    return found is not None


def is_closed(session: Session, county: str, series: str, year: int) -> bool:
    """Tell whether a roster of the county, series and year is closed."""
    found = session.scalar(
        select(ClosedRoster.round_key).where(
            ClosedRoster.county_id == county,
            ClosedRoster.series == series,
            ClosedRoster.year == year,
        )
    )
    return found is not None


def closed_roster(session: Session, round_key: str) -> ClosedRoster | None:
    """Return the closing of a round's roster, None while it is open."""
    return session.get(ClosedRoster, round_key)


def count_in_state(session: Session, county: str, series: str, year: int, state: str) -> int:
    """Count the nominations of a county, series and year in one state."""
    found = session.scalar(
        select(func.count())
        .select_from(Nomination)
        .where(
            Nomination.county_id == county,
            Nomination.year == year,
            Nomination.series == series,
            Nomination.state == state,
        )
    )
    return found or 0


def applied_and_recommended(session: Session, like: Nomination) -> tuple[int, int]:
    """Count who applied in the same unit, series and year, and who of them is recommended.

    Those who withdrew or were refused leave their place to others, but count as having applied.
    """
    same = (
        Nomination.unit_id == like.unit_id,
        Nomination.year == like.year,
        Nomination.series == like.series,
    )
    query = select(func.count()).select_from(Nomination).where(*same)
    gone = Nomination.state.in_(("WITHDRAWN", "REFUSED"))
    recommended = query.where(Nomination.recommended.is_(True), ~gone)
    return session.scalar(query) or 0, session.scalar(recommended) or 0


def submitted(session: Session, county: str, series: str, year: int) -> list[Nomination]:
    """Return the accepted nominations that are on no roster yet, in the order of rosters."""
    rows = session.scalars(
        select(Nomination).where(
            Nomination.county_id == county,
            Nomination.year == year,
            Nomination.series == series,
            Nomination.state == "SUBMITTED",
        )
    )
    # Sorted here: the two databases would put Chinese names into different orders.
    return sorted(rows, key=lambda row: (row.unit, row.name, row.key))


def on_roster(session: Session, round_key: str) -> list[Nomination]:
    """Return a round's roster without those who have withdrawn, in its order."""
    return list(
        session.scalars(
            select(Nomination)
            .where(Nomination.round_key == round_key, Nomination.state != "WITHDRAWN")
            .order_by(Nomination.roster_number)
        )
    )


def bars(session: Session, person: str, on: date) -> list[IntegrityBar]:
    """Return what bars a person (an index value) on a day, the longest first."""
    return list(
        session.scalars(
            select(IntegrityBar)
            .where(
                IntegrityBar.id_number_index == person,
                IntegrityBar.since <= on,
                IntegrityBar.until >= on,
            )
            .order_by(IntegrityBar.until.desc(), IntegrityBar.id)
        )
    )


def titles_of(session: Session, person: str) -> list[HeldTitle]:
    """Return the titles of a person (an index value), the oldest first."""
    return list(
        session.scalars(
            select(HeldTitle)
            .where(HeldTitle.id_number_index == person)
            .order_by(HeldTitle.obtained_on, HeldTitle.id)
        )
    )


def titles_of_certificate(session: Session, certificate: str) -> list[HeldTitle]:
    """Return the titles that rest on a certificate."""
    return list(session.scalars(select(HeldTitle).where(HeldTitle.certificate == certificate)))
