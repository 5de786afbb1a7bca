"""Organisations, people and memberships."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import LoginAttempt, Membership, Organisation, Person


def organisation(session: Session, organisation_id: str) -> Organisation | None:
    """Return an organisation."""
    return session.get(Organisation, organisation_id)


def organisations(session: Session, ids: Collection[str]) -> dict[str, Organisation]:
    """Return these organisations, by id."""
    rows = session.scalars(select(Organisation).where(Organisation.id.in_(ids)))
    return {row.id: row for row in rows}


def organisations_of_kind(session: Session, kind: str) -> Sequence[Organisation]:
    """Return every organisation of a kind, by id."""
    return list(
        session.scalars(select(Organisation).where(Organisation.kind == kind).order_by("id"))
    )


def counties_below(session: Session, ids: Collection[str]) -> frozenset[str]:
    """Return the counties that are, or lie below, one of these organisations."""
    above = set(ids)
    rows = session.execute(
        select(Organisation.id, Organisation.city_id).where(Organisation.kind == "county")
    )
    provinces = session.scalars(
        select(Organisation.id).where(Organisation.kind == "province", Organisation.id.in_(above))
    ).all()
    return frozenset(
        county for county, city in rows if provinces or county in above or city in above
    )


def person(session: Session, person_id: str) -> Person | None:
    """Return a person."""
    return session.get(Person, person_id)


def person_named(session: Session, username: str) -> Person | None:
    """Return the person with this username."""
    return session.scalar(select(Person).where(Person.username == username))


def ids_of_usernames(session: Session, usernames: Collection[str]) -> dict[str, str]:
    """Return the ids of active people, by username."""
    rows = session.execute(
        select(Person.username, Person.id).where(Person.username.in_(usernames), Person.active)
    )
    return dict(rows.all())


def memberships(session: Session, person_id: str) -> Sequence[Membership]:
    """Return the roles that a person holds, in a fixed order."""
    return list(
        session.scalars(
            select(Membership)
            .where(Membership.person_id == person_id)
            .order_by(Membership.organisation_id, Membership.role)
        )
    )


def holders(session: Session, role: str, organisation_id: str) -> Sequence[Person]:
    """Return the active people who hold the role at the organisation, by username."""
    return list(
        session.scalars(
            select(Person)
            .join(Membership, Membership.person_id == Person.id)
            .where(
                Membership.role == role,
                Membership.organisation_id == organisation_id,
                Person.active,
            )
            .order_by(Person.username)
        )
    )


def recent_failures(session: Session, who: str, since: object) -> int:
    """Return how many sign-ins failed for this name since the moment."""
    count: int | None = session.scalar(
        select(func.count())
        .select_from(LoginAttempt)
        .where(LoginAttempt.who == who, LoginAttempt.at > since)
    )
    return count or 0


def forget_failures(session: Session, before: datetime) -> int:
    """Delete the failed sign-ins from before the moment; return how many those were."""
    result = session.execute(
        delete(LoginAttempt)
        .where(LoginAttempt.at < before)
        .execution_options(synchronize_session=False)
    )
    return int(result.rowcount)  # type: ignore[attr-defined]


def everybodys_memberships(session: Session) -> dict[str, list[Membership]]:
    """Return the roles of all people by person, in a fixed order (the demo's list)."""
    found: dict[str, list[Membership]] = {}
    order = (Membership.person_id, Membership.organisation_id, Membership.role)
    for row in session.scalars(select(Membership).order_by(*order)):
        found.setdefault(row.person_id, []).append(row)
    return found


def everybody(session: Session) -> Sequence[Person]:
    """Return every active person (the demo's list)."""
    return list(session.scalars(select(Person).where(Person.active).order_by(Person.username)))
