"""What filters of registers offer: the counties in the reader's sight, the years."""

from collections.abc import Sequence

from flask import request

from webapp.access.permissions import Permission, may
from webapp.domain.places import County, county_of
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.services.sight import list_counties_in_sight

_EARLIEST, _LATEST = 2000, 2100


def county_choices(permission: Permission) -> Sequence[County]:
    """Return the counties in which the reader holds the permission."""
    actor = current_actor()
    if not may(actor, permission):
        return ()
    codes = list_counties_in_sight(current_parts(), actor, permission)
    return [county_of(code) for code in codes]


def wanted_year() -> int | None:
    """Return the year named by `?year=`; nonsense means none."""
    text = request.args.get("year", "")
    if not text.isdecimal() or not _EARLIEST <= int(text[:5]) <= _LATEST:
        return None
    return int(text)
