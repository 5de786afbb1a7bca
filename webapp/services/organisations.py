"""The organisations of the chain, as choices and headings."""

from collections.abc import Sequence
from dataclasses import dataclass

from webapp.adapters.storage.repositories import people
from webapp.services.parts import Parts


@dataclass(frozen=True, slots=True)
class CountyView:
    """One of the ten counties."""

    id: str
    name: str
    name_en: str


def list_counties(parts: Parts) -> Sequence[CountyView]:
    """Return the counties in the order of their codes."""
    with parts.database.reading() as session:
        counties = people.organisations_of_kind(session, "county")
        return [CountyView(county.id, county.name, county.name_en) for county in counties]
