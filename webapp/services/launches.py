"""How far each of the ten counties has launched: for the public, and for offices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from webapp.access.actor import Actor
from webapp.access.permissions import Permission
from webapp.adapters.storage.database import Session
from webapp.adapters.storage.models import LaunchedSeries
from webapp.adapters.storage.queries import ledger as queries
from webapp.adapters.storage.repositories import launches as repository
from webapp.domain import channel, places, scope, titles
from webapp.domain.ports.launches import Act
from webapp.domain.ports.nominations import Channel, Nominations
from webapp.kernel.clock import CHINA
from webapp.kernel.text import Text
from webapp.services.parts import Parts
from webapp.services.sight import check_county


@dataclass(frozen=True, slots=True)
class SeriesView:
    """A series of a county: when it starts, which criteria are in use, on which filings."""

    code: str
    name: Text
    starts_on: date
    started: bool
    criteria_version: int | None
    criteria_filing: str


@dataclass(frozen=True, slots=True)
class CountyState:
    """One of the ten counties with its open series; `stage` says how far it has come."""

    county: places.County
    city: places.City
    series: Sequence[SeriesView]
    stage: str


@dataclass(frozen=True, slots=True)
class Record:
    """One launch: the report, the official acts in their order, and who did what in the process."""

    series: Sequence[Text]
    report: Sequence[tuple[Text, str]]
    assessment: str
    acts: Sequence[Act]
    doings: Sequence[tuple[str, str, datetime]]
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class LaunchView:
    """The checklist of a county."""

    state: CountyState
    records: Sequence[Record]
    windows: Sequence[tuple[Channel, str]]


def list_states(parts: Parts) -> Sequence[CountyState]:
    """Return the ten counties with what each has opened; open to everybody."""
    today = parts.clock.now().astimezone(CHINA).date()
    with parts.database.reading() as session:
        return [_state(session, county, today) for county in places.COUNTIES]


def look_up(place: str, series: str = "", title: str = "") -> places.County:
    """Return the county of this name; refuse other places (R1), series and titles (R3)."""
    county = scope.check_place(place)
    if series and title:
        scope.check_title(series, title)
    return county


def read_launch(parts: Parts, actor: Actor, county: str) -> LaunchView:
    """Return the checklist of a county; `NotFound` when it is out of sight."""
    now = parts.clock.now().astimezone(CHINA)
    with parts.database.reading() as session:
        check_county(session, actor, Permission.LEDGER_READ, county)
        state = _state(session, places.county_of(county), now.date())
        rows = [row for row in repository.all_opened(session) if row.county_id == county]
        records = _records(session, rows)
    register: Nominations = parts.ports[Nominations]
    windows = [register.channel(county, year) for year in (now.year + 1, now.year, now.year - 1)]
    return LaunchView(
        state=state,
        records=records,
        windows=[(each, channel.state_of(each, now.date()).value) for each in windows if each],
    )


def _state(session: Session, county: places.County, today: date) -> CountyState:
    views = []
    for code, series in titles.SERIES.items():
        row = repository.opened(session, county.code, code)
        if row is None:
            continue
        criteria = repository.criteria_in_use(session, county.code, code)
        views.append(
            SeriesView(
                code=code,
                name=series.name,
                starts_on=row.starts_on,
                started=row.starts_on <= today,
                criteria_version=None if criteria is None else criteria.version,
                criteria_filing="" if criteria is None else criteria.filing,
            )
        )
    return CountyState(county, places.city_of(county.code), views, _stage(views))


def _stage(views: Sequence[SeriesView]) -> str:
    if not views:
        return "NONE"
    if any(view.started and view.criteria_version for view in views):
        return "READY"
    return "CRITERIA"


def _records(session: Session, rows: Sequence[LaunchedSeries]) -> Sequence[Record]:
    """Return the launches, the latest first; series opened by the same launch stand together."""
    grouped: dict[str, list[LaunchedSeries]] = {}
    for row in rows:
        grouped.setdefault(row.instance_id or f"{row.filed_with_province}", []).append(row)
    return [
        Record(
            series=[titles.SERIES[each.series].name for each in group],
            report=[
                (name, str(group[0].report[key]))
                for key, name in scope.HEADINGS.items()
                if group[0].report.get(key)
            ],
            assessment=group[0].assessment,
            acts=[Act(**act) for act in group[0].acts],
            doings=queries.doings(session, group[0].instance_id),
            recorded_at=group[0].recorded_at,
        )
        for group in reversed(grouped.values())
    ]
