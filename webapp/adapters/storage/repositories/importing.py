"""What imports compare with, and what they write."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import (
    Membership,
    Organisation,
    Person,
    PoolExpert,
    UnitPost,
)
from webapp.adapters.storage.repositories.inserting import insert_unless_there

_TOGETHER = 500


def lock_register(session: Session) -> None:
    """Let imports enter one line at a time, so that two of them cannot enter the same person."""
    if session.get_bind().dialect.name != "sqlite":  # SQLite has one writer anyway
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext("import"))))


def units_of(session: Session, county: str) -> Sequence[tuple[str, str, str]]:
    """Return identifier, name and kind of the units and departments of a county."""
    rows = session.execute(
        select(Organisation.id, Organisation.name, Organisation.kind).where(
            Organisation.county_id == county, Organisation.kind.in_(("unit", "department"))
        )
    )
    return [(identifier, name, kind) for identifier, name, kind in rows]


def people_by_index(session: Session, indexes: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Return identifier and name of the people with these ID numbers, by index."""
    found: dict[str, tuple[str, str]] = {}
    for start in range(0, len(indexes), _TOGETHER):
        some = indexes[start : start + _TOGETHER]
        for index, identifier, name in session.execute(
            select(Person.id_number_index, Person.id, Person.name).where(
                Person.id_number_index.in_(some)
            )
        ):
            found[str(index)] = (identifier, name)
    return found


def taken_usernames(session: Session, names: Sequence[str]) -> frozenset[str]:
    """Return those of the names that somebody has."""
    found: set[str] = set()
    for start in range(0, len(names), _TOGETHER):
        some = names[start : start + _TOGETHER]
        found.update(session.scalars(select(Person.username).where(Person.username.in_(some))))
    return frozenset(found)


def pool_of_people(session: Session, county: str, people: Sequence[str]) -> dict[str, set[str]]:
    """Return the series in whose pools of the county these people are, by person."""
    found: dict[str, set[str]] = {}
    for start in range(0, len(people), _TOGETHER):
        for person, series in session.execute(
            select(PoolExpert.person_id, PoolExpert.series).where(
                PoolExpert.county_id == county,
                PoolExpert.ended_on.is_(None),
                PoolExpert.person_id.in_(people[start : start + _TOGETHER]),
            )
        ):
            found.setdefault(str(person), set()).add(series)
    return found


def give_role(session: Session, person_id: str, organisation_id: str, role: str) -> bool:
    """Give a person a role; False when the person holds it already."""
    row = {"person_id": person_id, "organisation_id": organisation_id, "role": role}
    return insert_unless_there(session, Membership, row)


def keep_unit_post(session: Session, posts: UnitPost) -> None:
    """Enter the posts of a unit in a year in place of what was entered before."""
    session.merge(posts)
