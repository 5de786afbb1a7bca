"""Complaints from the public (R37): received, handled by county or city, answered in time.

Text, name and contact are sealed. A complaint about the county's own bureau or committee is the
city's to handle and is not shown to the county.
"""

import hmac
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from webapp.access.actor import Actor, Grant
from webapp.access.permissions import ALLOWED, Permission, may
from webapp.access.roles import LEVELS, Level
from webapp.adapters.storage.database import Session
from webapp.adapters.storage.models import Complaint, ComplaintStep, LoginAttempt
from webapp.adapters.storage.repositories import people, registers
from webapp.adapters.storage.repositories import supervision as storage
from webapp.domain.places import COUNTIES, city_of, county_of
from webapp.domain.ports.calendar import WorkingCalendar
from webapp.domain.supervising import ABOUT, COMPLAINT_DAYS, About, level_for
from webapp.kernel.clock import CHINA
from webapp.kernel.errors import InvalidInput, NotAllowed, NotFound, RuleBroken
from webapp.kernel.identifiers import new_identifier
from webapp.kernel.pagination import Page, PageRequest
from webapp.kernel.tables import Table
from webapp.kernel.text import Text
from webapp.services.parts import Parts
from webapp.services.people import LOCKED_FOR
from webapp.services.sight import counties_in_sight

_SPAN = timedelta(hours=1)
_MOST_FROM_ONE_PLACE = 5
_MOST_FROM_EVERYWHERE = 200
_ATTEMPTS = 5
_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_CODE_LENGTH = 10
_LONGEST, _SHORT = 4000, 200

STATES = {
    "RECEIVED": Text("已收到", "Received"),
    "ASSIGNED": Text("办理中", "In hand"),
    "ANSWERED": Text("已答复", "Answered"),
}


class TooManyComplaints(NotAllowed):
    """So many complaints came within the hour that something else than a person sends them."""

    code = "TOO_MANY_REQUESTS"
    text = Text(
        zh="提交过于频繁，请一小时后再试，或者直接联系县级人社部门。",
        en="Too many were sent. Please try again in an hour, or call the county bureau.",
    )


class ComplaintAnswered(RuleBroken):
    """An answered complaint is not changed any more."""

    code = "COMPLAINT_ANSWERED"
    text = Text(
        zh="该投诉已答复，不能再修改（R37）。",
        en="The complaint has been answered and is not changed any more (R37).",
    )


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the complainant keeps: with both, and only with both, the answer can be read."""

    number: str
    code: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the complainant is told."""

    number: str
    state: Text
    organ: str
    due_on: date
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class ComplaintView:
    """A complaint as those see it who handle or supervise it."""

    id: str
    number: str
    county_id: str
    county_name: str
    level: str
    about: Text
    subject: str
    text: str
    name: str
    contact: str
    state: str
    organ: str
    finding: str
    answer: str
    upheld: bool | None
    due_on: date
    overdue: bool
    received_at: datetime
    answered_at: datetime | None
    may_handle: bool
    steps: Sequence[ComplaintStep] = ()


def complain(parts: Parts, given: Mapping[str, str], source: str) -> Receipt:
    """Receive a complaint; `source` is the sender's address, of which only a digest is kept.

    Raises `InvalidInput` by field, or `TooManyComplaints`.
    """
    about = _checked(given)
    cipher = parts.cipher
    calendar: WorkingCalendar = parts.ports[WorkingCalendar]
    now = parts.clock.now()
    due = calendar.add_working_days(given["county"], now, COMPLAINT_DAYS) - timedelta(seconds=1)
    with parts.database.writing() as session:
        now = parts.database.now(session)
        place = cipher.index(f"complaint source {source} {now.astimezone(CHINA):%Y-%m-%d}")
        here, everywhere = storage.received_since(session, place, now - _SPAN)
        if here >= _MOST_FROM_ONE_PLACE or everywhere >= _MOST_FROM_EVERYWHERE:
            raise TooManyComplaints
        identifier, year = new_identifier(), now.astimezone(CHINA).year
        serial = registers.take_number(session, f"complaint {identifier}", f"complaint-{year}")
        number = f"TS{year}{serial:05d}"
        code = "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))
        session.add(
            Complaint(
                id=identifier,
                number=number,
                code_index=cipher.index(f"complaint {number} {code}"),
                source_index=place,
                county_id=given["county"],
                level=level_for(about),
                about=about.value,
                subject=given.get("subject", "").strip(),
                text=cipher.seal(given["text"].strip().encode()),
                name=cipher.seal_text(given.get("name", "").strip()),
                contact=cipher.seal_text(given.get("contact", "").strip()),
                state="RECEIVED",
                organ=_organ(given["county"], level_for(about)),
                answer="",
                due_on=due.astimezone(CHINA).date(),
                received_at=now,
            )
        )
        session.flush()
        _step(session, identifier, "RECEIVED", "", "", now)
        return Receipt(number, code)


def _organ(county: str, level: str) -> str:
    return county_of(county).bureau if level == "county" else city_of(county).bureau


def _step(
    session: Session, complaint_id: str, kind: str, name: str, details: str, now: datetime
) -> None:
    session.add(
        ComplaintStep(
            complaint_id=complaint_id, at=now, kind=kind, actor_name=name, details=details[:400]
        )
    )


def _checked(given: Mapping[str, str]) -> About:
    errors: dict[str, list[Text]] = {}
    if given.get("county", "") not in {county.code for county in COUNTIES}:
        errors["county"] = [Text("请选择县（市、区）。", "Please choose the county.")]
    about = given.get("about", "")
    if about not in set(About):
        errors["about"] = [Text("请选择投诉对象。", "Please choose whom it is about.")]
    text = given.get("text", "").strip()
    if len(text) < 10:  # noqa: PLR2004 - less says nothing
        errors["text"] = [
            Text("请写明事实，至少 10 个字。", "Please state the facts, in 10 characters or more.")
        ]
    limits = (("text", _LONGEST), ("subject", _SHORT), ("name", 50), ("contact", _SHORT))
    for field, most in limits:
        if len(given.get(field, "")) > most:
            errors[field] = [Text(f"不超过 {most} 个字符。", f"At most {most} characters.")]
    if errors:
        raise InvalidInput(errors)
    return About(about)


def look_up(parts: Parts, number: str, code: str) -> Answer | None:
    """Return what the complainant is told; None when number and code do not fit together.

    After five wrong codes within fifteen minutes no code opens this complaint for a while.
    """
    number, code = number.strip().upper()[:40], code.strip().upper()[:40]
    who = parts.cipher.index(f"complaint code {number}")
    with parts.database.reading() as session:
        now = parts.database.now(session)
        if people.recent_failures(session, who, now - LOCKED_FOR) >= _ATTEMPTS:
            raise TooManyComplaints
        found = storage.complaint_numbered(session, number)
        given = parts.cipher.index(f"complaint {number} {code}")
        if found is not None and hmac.compare_digest(found.code_index, given):
            told = STATES[found.state]
            at = found.answered_at
            return Answer(found.number, told, found.organ, found.due_on, found.answer, at)
    with parts.database.writing() as session:
        session.add(LoginAttempt(who=who, at=now))
    return None


def list_complaints(
    parts: Parts, actor: Actor, state: str, page: PageRequest | None
) -> Page[ComplaintView]:
    """Return one page of the complaints in the actor's sight, those due first at the top."""
    if not may(actor, Permission.COMPLAINT_READ):
        raise NotAllowed
    with parts.database.reading() as session:
        condition = storage.in_hand(*_sight(session, actor))
        found = storage.complaints(session, condition, state if state in STATES else "", page)
        today = parts.clock.now().astimezone(CHINA).date()
        rows = [_view(parts, session, actor, row, today) for row in found.rows]
        return Page(rows, found.total, found.request)


def _sight(session: Session, actor: Actor) -> tuple[frozenset[str], frozenset[str]]:
    """Return the counties whose own complaints, and those of which all, the actor may see."""
    county_only = Actor(actor.id, actor.username, actor.name, _grants(actor, county=True))
    above = Actor(actor.id, actor.username, actor.name, _grants(actor, county=False))
    return _counties(session, county_only), _counties(session, above)


def _grants(actor: Actor, *, county: bool) -> tuple[Grant, ...]:
    return tuple(
        grant
        for grant in actor.grants
        if grant.role in ALLOWED[Permission.COMPLAINT_READ]
        and (LEVELS.get(grant.role) is Level.COUNTY) is county
    )


def _counties(session: Session, actor: Actor) -> frozenset[str]:
    if not actor.grants:
        return frozenset()
    return counties_in_sight(session, actor, Permission.COMPLAINT_READ)


def read_complaint(parts: Parts, actor: Actor, complaint_id: str) -> ComplaintView:
    """Return a complaint with what was done about it."""
    if not may(actor, Permission.COMPLAINT_READ):
        raise NotAllowed
    with parts.database.reading() as session:
        row = _find(session, actor, complaint_id, for_update=False)
        today = parts.clock.now().astimezone(CHINA).date()
        view = _view(parts, session, actor, row, today)
        return replace(view, steps=storage.steps(session, complaint_id))


def _find(session: Session, actor: Actor, complaint_id: str, *, for_update: bool) -> Complaint:
    row = storage.complaint(session, complaint_id, for_update=for_update)
    counties, cities_counties = _sight(session, actor)
    if row is None or not (
        row.county_id in cities_counties or (row.county_id in counties and row.level == "county")
    ):
        raise NotFound(complaint=complaint_id)
    return row


def _view(
    parts: Parts, session: Session, actor: Actor, row: Complaint, today: date
) -> ComplaintView:
    def opened(sealed: bytes | None) -> str:
        return "" if sealed is None else parts.cipher.open(sealed).decode()

    return ComplaintView(
        id=row.id,
        number=row.number,
        county_id=row.county_id,
        county_name=county_of(row.county_id).name,
        level=row.level,
        about=ABOUT[About(row.about)],
        subject=row.subject,
        text=opened(row.text),
        name=opened(row.name),
        contact=opened(row.contact),
        state=row.state,
        organ=row.organ,
        finding=opened(row.finding),
        answer=row.answer,
        upheld=row.upheld,
        due_on=row.due_on,
        overdue=row.answered_at is None and row.due_on < today,
        received_at=row.received_at,
        answered_at=row.answered_at,
        may_handle=row.answered_at is None and _may_handle(session, actor, row),
    )


def _may_handle(session: Session, actor: Actor, row: Complaint) -> bool:
    if not may(actor, Permission.COMPLAINT_HANDLE):
        return False
    return row.county_id in counties_in_sight(session, actor, Permission.COMPLAINT_HANDLE)


def assign(parts: Parts, actor: Actor, complaint_id: str, organ: str) -> None:
    """Hand a complaint to whoever looks into it: the bureau, discipline inspection, the city."""
    organ = organ.strip()
    if not organ or len(organ) > _SHORT:
        raise InvalidInput({"organ": [Text("请填写承办单位。", "Name who looks into it.")]})
    with parts.database.writing() as session:
        row = _handled(session, actor, complaint_id)
        now = parts.database.now(session)
        row.organ, row.state = organ, "ASSIGNED"
        _step(session, row.id, "ASSIGNED", actor.name, organ, now)


def pass_up(parts: Parts, actor: Actor, complaint_id: str) -> None:
    """Hand a county's complaint to the city; the county does not see it any more."""
    with parts.database.writing() as session:
        row = _handled(session, actor, complaint_id)
        now = parts.database.now(session)
        row.level, row.organ, row.state = "city", _organ(row.county_id, "city"), "RECEIVED"
        _step(session, row.id, "PASSED_UP", actor.name, row.organ, now)


def answer(parts: Parts, actor: Actor, complaint_id: str, given: Mapping[str, str]) -> None:
    """Answer a complaint with what was found; the complainant reads the answer, not the finding."""
    errors = {
        name: [Text("请填写，不超过 4000 个字符。", "Please fill in, at most 4000 characters.")]
        for name in ("finding", "answer")
        if not 0 < len(given.get(name, "").strip()) <= _LONGEST
    }
    if given.get("upheld", "") not in ("yes", "no"):
        errors["upheld"] = [Text("请选择是否属实。", "Say whether it is upheld.")]
    if errors:
        raise InvalidInput(errors)
    with parts.database.writing() as session:
        row = _handled(session, actor, complaint_id)
        now = parts.database.now(session)
        row.finding = parts.cipher.seal(given["finding"].strip().encode())
        row.answer, row.upheld = given["answer"].strip(), given["upheld"] == "yes"
        row.state, row.answered_at = "ANSWERED", now
        _step(session, row.id, "ANSWERED", actor.name, given["upheld"], now)


def _handled(session: Session, actor: Actor, complaint_id: str) -> Complaint:
    if not may(actor, Permission.COMPLAINT_HANDLE):
        raise NotAllowed
    row = _find(session, actor, complaint_id, for_update=True)
    if not _may_handle(session, actor, row):
        raise NotFound(complaint=complaint_id)
    if row.answered_at is not None:
        raise ComplaintAnswered
    return row


def complaint_table(rows: Sequence[ComplaintView], language: str) -> Table:
    """Return complaints as a table, without names, contacts and texts."""
    columns = (
        Text("受理号", "Number"),
        Text("县（市、区）", "County"),
        Text("投诉对象", "About"),
        Text("承办单位", "Handled by"),
        Text("状态", "State"),
        Text("收到时间", "Received"),
        Text("答复期限", "Due"),
        Text("逾期", "Overdue"),
        Text("答复时间", "Answered"),
        Text("是否属实", "Upheld"),
    )
    return Table(
        Text("投诉台账", "Complaints").in_language(language),
        [column.in_language(language) for column in columns],
        [
            (
                row.number,
                row.county_name,
                row.about.in_language(language),
                row.organ,
                STATES[row.state].in_language(language),
                row.received_at,
                row.due_on,
                row.overdue,
                row.answered_at,
                row.upheld,
            )
            for row in rows
        ],
    )
