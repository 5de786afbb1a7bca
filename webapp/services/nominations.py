"""The register of nominations as its page shows it (R21, R22, R25)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from webapp.access.actor import Actor
from webapp.access.permissions import ALLOWED, Permission
from webapp.access.roles import Role
from webapp.adapters.storage.database import Session
from webapp.adapters.storage.models import Nomination
from webapp.adapters.storage.queries import nominations as queries
from webapp.adapters.storage.queries.nominations import Reach
from webapp.domain.channel import ChannelState, state_of
from webapp.domain.places import COUNTIES, county_of
from webapp.domain.ports.nominations import Channel, Nominations
from webapp.domain.titles import SERIES
from webapp.kernel.clock import CHINA
from webapp.kernel.pagination import Page, PageRequest
from webapp.kernel.text import Text
from webapp.services.parts import Parts
from webapp.services.sight import counties_in_sight

_OF_UNITS = frozenset({Role.UNIT_HR, Role.UNIT_HEAD, Role.SUPERVISING_DEPARTMENT})


@dataclass(frozen=True, slots=True)
class NominationFilter:
    """Which nominations are wanted; empty values stand for all."""

    county: str = ""
    year: int = 0
    series: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class NominationRow:
    """A nomination in the list. It holds neither ID number nor phone number."""

    key: str
    name: str
    unit: str
    county_name: str
    year: int
    series: Text
    title: str
    specialty: str
    state: str
    reasons: str
    posted: str
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class WindowView:
    """The window of a county and year, and where today lies."""

    county_name: str
    year: int
    state: ChannelState
    opens_on: date | None
    closes_on: date | None
    opened_by: str
    document: str


def list_nominations(
    parts: Parts, actor: Actor, wanted: NominationFilter, page: PageRequest
) -> Page[NominationRow]:
    """Return one page: units see their own, departments their units', offices their counties'."""
    with parts.database.reading() as session:
        reach = _reach(session, actor)
        rows, total = queries.nominations(
            session,
            reach,
            {
                "county_id": wanted.county,
                "year": wanted.year,
                "series": wanted.series,
                "state": wanted.state,
            },
            page,
        )
        return Page([_row(each) for each in rows], total, page)


def list_windows(parts: Parts, actor: Actor, county: str, year: int) -> Sequence[WindowView]:
    """Return the windows of a year in the actor's counties, or in one of them (R21)."""
    with parts.database.reading() as session:
        seen = counties_in_sight(session, actor, Permission.LEDGER_READ)
    register: Nominations = parts.ports[Nominations]
    today = parts.clock.now().astimezone(CHINA).date()
    codes = [each.code for each in COUNTIES if each.code in seen and county in ("", each.code)]
    return [_window(code, year, register.channel(code, year), today) for code in codes]


def _reach(session: Session, actor: Actor) -> Reach:
    offices = ALLOWED[Permission.LEDGER_READ] - _OF_UNITS
    if actor.has(*offices):
        return Reach(counties_in_sight(session, actor, Permission.LEDGER_READ))
    counties_in_sight(session, actor, Permission.LEDGER_READ)  # who may not read is refused
    return Reach((), actor.organisations(_OF_UNITS))


def _row(found: Nomination) -> NominationRow:
    series = SERIES.get(found.series)
    return NominationRow(
        key=found.key,
        name=found.name,
        unit=found.unit,
        county_name=county_of(found.county_id).name,
        year=found.year,
        series=series.name if series else Text(found.series, found.series),
        title=found.title,
        specialty=found.specialty,
        state=found.state,
        reasons=found.reasons,
        posted=found.materials_hash[:12],
        entered_at=found.entered_at,
    )


def _window(code: str, year: int, found: Channel | None, today: date) -> WindowView:
    return WindowView(
        county_name=county_of(code).name,
        year=year,
        state=state_of(found, today),
        opens_on=found.opens_on if found else None,
        closes_on=found.closes_on if found else None,
        opened_by=found.opened_by if found else "",
        document=found.document if found else "",
    )
