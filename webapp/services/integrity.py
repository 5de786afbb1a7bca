"""Who may not apply at the moment: sanctions and the integrity archive, kept by hand (A14)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from webapp.access.actor import Actor
from webapp.access.permissions import Permission
from webapp.adapters.storage.queries import nominations as queries
from webapp.domain import barring, names
from webapp.domain.places import county_of
from webapp.domain.ports.integrity import Bar, Integrity
from webapp.kernel.clock import CHINA
from webapp.kernel.errors import InvalidInput
from webapp.kernel.text import Text
from webapp.services.parts import Parts
from webapp.services.sight import check_county, counties_in_sight

_NEEDED = Text("此项必填。", "This field is required.")
_LONGEST = {"name": names.LONGEST_NAME, "grounds": 300, "document": 100}


@dataclass(frozen=True, slots=True)
class BarRow:
    """A bar in the list; the ID number is masked."""

    name: str
    id_number: str
    kind: str
    grounds: str
    document: str
    since: date
    until: date
    county_name: str
    recorded_by: str
    current: bool


def list_bars(parts: Parts, actor: Actor) -> Sequence[BarRow]:
    """Return what was entered for the actor's counties, the latest first."""
    today = parts.clock.now().astimezone(CHINA).date()
    with parts.database.reading() as session:
        seen = counties_in_sight(session, actor, Permission.INTEGRITY_EDIT)
        return [
            BarRow(
                name=row.name,
                id_number=names.masked_id_number(parts.cipher.open(row.id_number).decode()),
                kind=row.kind,
                grounds=row.grounds,
                document=row.document,
                since=row.since,
                until=row.until,
                county_name=county_of(row.county_id or "").name,
                recorded_by=row.recorded_by,
                current=row.since <= today <= row.until,
            )
            for row in queries.bars(session, seen)
        ]


def enter_bar(parts: Parts, actor: Actor, county: str, given: Mapping[str, str]) -> date:
    """Enter what bars a person; return its last day. Entering the same again changes nothing."""
    with parts.database.reading() as session:
        check_county(session, actor, Permission.INTEGRITY_EDIT, county)
    ground, since = _checked(given)
    number = given["id_number"].strip().upper()
    until = barring.last_day(ground, since)
    entry = Bar(
        kind=barring.GROUNDS[ground].kind,
        id_number=number,
        name=names.normal_name(given["name"]),
        grounds=given["grounds"].strip(),
        document=given["document"].strip(),
        since=since,
        until=until,
        county=county,
        recorded_by=actor.username,
    )
    same = parts.cipher.index(f"{number} {ground} {since} {entry.document}")
    register: Integrity = parts.ports[Integrity]
    register.record(f"entered {same}", entry)
    return until


def _checked(given: Mapping[str, str]) -> tuple[str, date]:
    wrong = {name: texts for name in _LONGEST if (texts := _text_errors(given.get(name, ""), name))}
    if not names.is_id_number(given.get("id_number", "")):
        wrong["id_number"] = [
            Text("身份证号有误，请核对（含校验位）。", "This is no ID number; check every digit.")
        ]
    ground, since = given.get("ground", ""), _day(given.get("since", ""))
    if ground not in barring.GROUNDS:
        wrong["ground"] = [Text("请选择事由。", "Choose the ground.")]
    if since is None:
        wrong["since"] = [Text("请填写起始日期。", "Enter the first day.")]
    if wrong or since is None:
        raise InvalidInput(wrong)
    return ground, since


def _text_errors(text: str, name: str) -> list[Text]:
    if not text.strip() or "\0" in text:
        return [_NEEDED]
    longest = _LONGEST[name]
    if len(text.strip()) > longest:
        return [Text(f"最多{longest}个字。", f"At most {longest} characters.")]
    return []


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2100 else None  # noqa: PLR2004 - a plausible year
