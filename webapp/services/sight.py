"""Which counties an actor's offices concern (R40: a city acts for its own counties only)."""

from collections.abc import Iterable, Sequence

from webapp.access.actor import Actor
from webapp.access.permissions import ALLOWED, Permission, may
from webapp.adapters.storage.database import Session
from webapp.adapters.storage.repositories import people
from webapp.domain.places import CITIES, COUNTIES, PROVINCE_CODE
from webapp.kernel.errors import NotAllowed, NotFound
from webapp.services.parts import Parts


def counties_in_sight(session: Session, actor: Actor, permission: Permission) -> frozenset[str]:
    """Return the codes of the counties in which the actor holds a role with the permission.

    The province's people see all ten, a city's those of the city, everybody else the county
    of their organisation. Raises `NotAllowed` when no role carries the permission.
    """
    if not may(actor, permission):
        raise NotAllowed
    return frozenset(_counties(session, actor.organisations(ALLOWED[permission])))


def list_counties_in_sight(parts: Parts, actor: Actor, permission: Permission) -> Sequence[str]:
    """Return the codes of the counties in sight in their order, as filters offer them."""
    with parts.database.reading() as session:
        return sorted(counties_in_sight(session, actor, permission))


def check_county(session: Session, actor: Actor, permission: Permission, county: str) -> None:
    """Refuse a county out of the actor's sight as if it did not exist."""
    if county not in counties_in_sight(session, actor, permission):
        raise NotFound(county=county)


def _counties(session: Session, organisations: Iterable[str]) -> Iterable[str]:
    cities = {city.code for city in CITIES}
    for identifier in organisations:
        if identifier == PROVINCE_CODE:
            yield from (county.code for county in COUNTIES)
        elif identifier in cities:
            yield from (county.code for county in COUNTIES if county.city == identifier)
        else:
            found = people.organisation(session, identifier)
            if found is not None and found.county_id is not None:
                yield found.county_id
