"""Expert pools with their filings, and draws that anybody may repeat (A3–A5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from webapp.access.actor import Actor
from webapp.access.permissions import Permission
from webapp.adapters.registers.committees import filing_of
from webapp.adapters.storage.models import CommitteeDraw, CommitteeFiling, PoolExpert
from webapp.adapters.storage.repositories import committees as storage
from webapp.adapters.storage.repositories import people
from webapp.domain import drawing, places, titles
from webapp.domain.ports.experts import Expert, PoolFiling
from webapp.kernel.clock import CHINA
from webapp.kernel.errors import InvalidInput, NotFound
from webapp.kernel.identifiers import new_identifier
from webapp.kernel.text import Text
from webapp.services.parts import Parts
from webapp.services.sight import check_county, counties_in_sight

_LATEST = 100
_NEEDED = Text("请填写此项。", "Please fill this in.")
_UNKNOWN = Text("请从列出的选项中选择。", "Please choose one of those listed.")
_NO_SUCH_PERSON = Text(
    "没有这个账号的在用人员；没有账号的专家不能在线投票，可以留空。",
    "No active person has this account. Without an account nobody votes here; it may stay empty.",
)


@dataclass(frozen=True, slots=True)
class ExpertRow:
    """One expert of a pool. Relatives are not told, only how many were declared."""

    id: str
    name: str
    username: str
    unit: str
    specialty: str
    can_chair: bool
    origin: Text
    term_starts_on: date | None
    term_ends_on: date
    over: bool
    kin: int


@dataclass(frozen=True, slots=True)
class Pool:
    """The pool of a county and series with its filings, the one that counts first."""

    county: places.County
    series: titles.Series
    filings: Sequence[PoolFiling]
    valid: bool
    experts: Sequence[ExpertRow]


@dataclass(frozen=True, slots=True)
class NewExpert:
    """What the office enters of an expert; the day is the first one of the term."""

    name: str
    username: str
    unit: str
    specialty: str
    origin: str
    can_chair: bool
    starts_on: date | None
    ends_on: date | None
    kin: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class DrawRow:
    """One draw in the list."""

    id: str
    county: str
    series: Text
    drawn_at: datetime
    size: int


@dataclass(frozen=True, slots=True)
class DrawView:
    """A draw as it is kept, and whether it comes out the same when it is repeated now."""

    row: DrawRow
    record: Mapping[str, Any]
    lots: Sequence[tuple[str, str, str]]
    repeated: bool


def counties_of(parts: Parts, actor: Actor) -> Sequence[places.County]:
    """Return the counties whose pools the actor may read."""
    with parts.database.reading() as session:
        seen = counties_in_sight(session, actor, Permission.LEDGER_READ)
    return [each for each in places.COUNTIES if each.code in seen]


def read_pool(parts: Parts, actor: Actor, county: str, series: str) -> Pool:
    """Return the pool of a county and series in the actor's sight."""
    if series not in titles.SERIES:
        raise NotFound(series=series)
    with parts.database.reading() as session:
        check_county(session, actor, Permission.LEDGER_READ, county)
        today = parts.database.now(session).astimezone(CHINA).date()
        rows = storage.pool_of(session, county, series)
        filings = [
            filing_of(row) for row in storage.filings_of(session, [county]) if row.series == series
        ]
        valid = bool(filings) and filings[0].valid_from <= today <= filings[0].valid_until
        experts = [_expert_row(parts, row, username, today) for row, username in rows]
    return Pool(places.county_of(county), titles.SERIES[series], filings, valid, experts)


def _expert_row(parts: Parts, row: PoolExpert, username: str, today: date) -> ExpertRow:
    kin = parts.cipher.open_json(row.kin) if row.kin is not None else ()
    return ExpertRow(
        id=row.id,
        name=row.name,
        username=username if row.person_id else "",
        unit=row.unit,
        specialty=row.specialty,
        can_chair=row.can_chair,
        origin=drawing.ORIGINS[row.origin],
        term_starts_on=row.term_starts_on,
        term_ends_on=row.term_ends_on,
        over=row.term_ends_on < today,
        kin=len(kin),
    )


def add_expert(parts: Parts, actor: Actor, county: str, series: str, entry: NewExpert) -> None:
    """Put an expert into the pool for a term of at most three years (A4)."""
    problems = _problems(series, entry)
    with parts.database.writing() as session:
        check_county(session, actor, Permission.EXPERT_EDIT, county)
        ids = people.ids_of_usernames(session, {entry.username}) if entry.username else {}
        if entry.username and not ids:
            problems["username"] = [_NO_SUCH_PERSON]
        if problems or entry.starts_on is None or entry.ends_on is None:
            raise InvalidInput(problems)
        drawing.check_term(entry.starts_on, entry.ends_on)
        session.add(
            PoolExpert(
                id=new_identifier(),
                county_id=county,
                series=series,
                person_id=ids.get(entry.username),
                name=entry.name,
                unit=entry.unit,
                specialty=entry.specialty,
                can_chair=entry.can_chair,
                origin=entry.origin,
                term_starts_on=entry.starts_on,
                term_ends_on=entry.ends_on,
                kin=parts.cipher.seal_json(list(entry.kin)) if entry.kin else None,
            )
        )


def _problems(series: str, entry: NewExpert) -> dict[str, Sequence[Text]]:
    texts = {"name": entry.name, "unit": entry.unit, "specialty": entry.specialty}
    problems: dict[str, Sequence[Text]] = {
        name: [_NEEDED] for name, value in texts.items() if not value
    }
    days = {"starts_on": entry.starts_on, "ends_on": entry.ends_on}
    problems |= {name: [_NEEDED] for name, value in days.items() if value is None}
    if entry.origin not in drawing.ORIGINS:
        problems["origin"] = [_UNKNOWN]
    if series not in titles.SERIES:
        problems["series"] = [_UNKNOWN]
    return problems


def end_expert(parts: Parts, actor: Actor, expert_id: str) -> tuple[str, str]:
    """End a membership today; draws that were made stay as they are. Return county and series."""
    with parts.database.writing() as session:
        row = session.get(PoolExpert, expert_id)
        if row is None:
            raise NotFound(expert=expert_id)
        check_county(session, actor, Permission.EXPERT_EDIT, row.county_id)
        if row.ended_on is None:
            row.ended_on = parts.database.now(session).astimezone(CHINA).date()
        return row.county_id, row.series


def file_pool(parts: Parts, actor: Actor, filing: PoolFiling) -> None:
    """Enter the filing of a county's committee and pool, for three years at most (A3, A4)."""
    problems: dict[str, Sequence[Text]] = {}
    if not filing.number:
        problems["number"] = [_NEEDED]
    if filing.consent and filing.consent_size % 2 == 0:
        problems["consent_size"] = [Text("人数应为单数（A3）。", "An odd number, please (A3).")]
    if filing.series not in titles.SERIES:
        problems["series"] = [_UNKNOWN]
    with parts.database.writing() as session:
        check_county(session, actor, Permission.EXPERT_EDIT, filing.county)
        if problems:
            raise InvalidInput(problems)
        drawing.check_term(filing.valid_from, filing.valid_until)
        identifier = new_identifier()
        session.add(
            CommitteeFiling(
                id=identifier,
                key=f"entered-{identifier}",
                county_id=filing.county,
                series=filing.series,
                number=filing.number,
                valid_from=filing.valid_from,
                valid_until=filing.valid_until,
                consent=filing.consent,
                consent_size=filing.consent_size,
                recorded_at=parts.database.now(session),
            )
        )


def list_draws(parts: Parts, actor: Actor) -> Sequence[DrawRow]:
    """Return the draws of the counties in the actor's sight, the newest first."""
    with parts.database.reading() as session:
        counties = counties_in_sight(session, actor, Permission.LEDGER_READ)
        return [_draw_row(row) for row in storage.draws_of(session, counties, _LATEST)]


def read_draw(parts: Parts, actor: Actor, draw_id: str) -> DrawView:
    """Return a draw and repeat it from its seed and candidates, bit for bit."""
    with parts.database.reading() as session:
        row = storage.draw(session, draw_id)
        if row is None:
            raise NotFound(draw=draw_id)
        check_county(session, actor, Permission.LEDGER_READ, row.county_id)
        record = row.record
        candidates = [_candidate(each) for each in record["candidates"]]
        again = drawing.draw(
            candidates,
            record["size"],
            record["seed"],
            alternates_per_member=record["alternatesPerMember"],
        )
        ordered = sorted(
            (drawing.lot(record["seed"], each.id), each.id, each.name) for each in candidates
        )
        kept = [[each["id"] for each in record[part]] for part in ("members", "alternates")]
        repeated = [[each.id for each in part] for part in (again.members, again.alternates)]
        return DrawView(_draw_row(row), record, ordered, repeated == kept)


def _candidate(each: Mapping[str, Any]) -> Expert:
    return Expert(
        each["id"], each["name"], each["unit"], each["specialty"], each["can_chair"], each["origin"]
    )


def _draw_row(row: CommitteeDraw) -> DrawRow:
    return DrawRow(
        id=row.id,
        county=places.county_of(row.county_id).name,
        series=titles.SERIES[row.series].name,
        drawn_at=row.drawn_at,
        size=row.record["size"],
    )
