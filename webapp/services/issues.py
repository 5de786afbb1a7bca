"""The log of new problems of each county's rounds (R36): what is new, who studied it, decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.access.actor import Actor
from webapp.access.permissions import Permission, may
from webapp.adapters.storage.database import Session
from webapp.adapters.storage.models import RoundIssue
from webapp.adapters.storage.repositories import registers
from webapp.adapters.storage.repositories import supervision as storage
from webapp.domain.places import county_of
from webapp.domain.titles import SERIES
from webapp.kernel.errors import InvalidInput, NotAllowed, NotFound, RuleBroken
from webapp.kernel.identifiers import new_identifier
from webapp.kernel.tables import Table
from webapp.kernel.text import Text
from webapp.services.parts import Parts
from webapp.services.sight import check_county, counties_in_sight

_EARLIEST, _LATEST = 2024, 2100
_LONGEST = 2000
_SHORT = 200

FIELDS = {
    "subject": Text("新情况、新问题", "What is new"),
    "studied_by": Text("研究单位和人员", "Studied by"),
    "decision": Text("处理意见或者决定", "Decision"),
}


class IssueClosed(RuleBroken):
    """A closed issue is not changed any more."""

    code = "ISSUE_CLOSED"
    text = Text(
        zh="该问题已办结，不能修改；有新情况请另行登记（R36）。",
        en="The issue is closed and is not changed; enter what is new as another one (R36).",
    )


@dataclass(frozen=True, slots=True)
class IssueView:
    """One issue of a county's log."""

    id: str
    county_id: str
    county_name: str
    number: int
    year: int
    series: str
    subject: str
    studied_by: str
    decision: str
    opened_at: datetime
    opened_by: str
    changed_at: datetime
    changed_by: str
    closed_at: datetime | None
    may_edit: bool


def list_issues(
    parts: Parts, actor: Actor, county: str, year: int | None, *, open_only: bool = False
) -> Sequence[IssueView]:
    """Return the issues in the actor's sight, of one county or of all."""
    with parts.database.reading() as session:
        sight = counties_in_sight(session, actor, Permission.ISSUE_READ)
        editable = _editable(session, actor)
        wanted = sight & {county} if county else sight
        found = storage.issues(session, wanted, year, open_only=open_only)
        return [_view(row, editable) for row in found]


def _editable(session: Session, actor: Actor) -> frozenset[str]:
    if not may(actor, Permission.ISSUE_EDIT):
        return frozenset()
    return counties_in_sight(session, actor, Permission.ISSUE_EDIT)


def _view(row: RoundIssue, editable: frozenset[str]) -> IssueView:
    return IssueView(
        id=row.id,
        county_id=row.county_id,
        county_name=county_of(row.county_id).name,
        number=row.number,
        year=row.year,
        series=row.series,
        subject=row.subject,
        studied_by=row.studied_by,
        decision=row.decision,
        opened_at=row.opened_at,
        opened_by=row.opened_by,
        changed_at=row.changed_at,
        changed_by=row.changed_by,
        closed_at=row.closed_at,
        may_edit=row.county_id in editable and row.closed_at is None,
    )


def open_issue(parts: Parts, actor: Actor, county: str, given: Mapping[str, str]) -> str:
    """Enter a new problem; return its identifier. `given` holds year, series and the fields."""
    if not may(actor, Permission.ISSUE_EDIT):
        raise NotAllowed
    year, series = _round(given)
    values = _checked(given)
    with parts.database.writing() as session:
        check_county(session, actor, Permission.ISSUE_EDIT, county)
        now = parts.database.now(session)
        identifier = new_identifier()
        number = registers.take_number(session, f"issue {identifier}", f"issue-{county}")
        session.add(
            RoundIssue(
                id=identifier,
                county_id=county,
                number=number,
                year=year,
                series=series,
                **values,
                opened_at=now,
                opened_by=actor.name,
                changed_at=now,
                changed_by=actor.name,
            )
        )
        return identifier


def change_issue(
    parts: Parts, actor: Actor, issue_id: str, given: Mapping[str, str], *, close: bool = False
) -> None:
    """Change an open issue; with `close` it is settled, which needs a decision."""
    if not may(actor, Permission.ISSUE_EDIT):
        raise NotAllowed
    values = _checked(given)
    if close:
        missing = [name for name in ("studied_by", "decision") if not values[name]]
        if missing:
            raise InvalidInput({name: [_needed_to_close(name)] for name in missing})
    with parts.database.writing() as session:
        row = storage.issue(session, issue_id)
        if row is None or row.county_id not in _editable(session, actor):
            raise NotFound(issue=issue_id)
        if row.closed_at is not None:
            raise IssueClosed
        now = parts.database.now(session)
        row.subject, row.studied_by = values["subject"], values["studied_by"]
        row.decision, row.changed_at, row.changed_by = values["decision"], now, actor.name
        row.closed_at = now if close else None


def _needed_to_close(name: str) -> Text:
    field = FIELDS[name]
    return Text(f"办结前请填写{field.zh}（R36）。", f"{field.en} is needed to close it (R36).")


def _round(given: Mapping[str, str]) -> tuple[int, str]:
    year, series = given.get("year", ""), given.get("series", "")
    errors: dict[str, list[Text]] = {}
    if not (year.isdecimal() and _EARLIEST <= int(year[:5]) <= _LATEST):
        errors["year"] = [Text("请填写四位年度。", "Give the year with four digits.")]
    if series and series not in SERIES:
        errors["series"] = [Text("没有这个系列。", "There is no such series.")]
    if errors:
        raise InvalidInput(errors)
    return int(year), series


def _checked(given: Mapping[str, str]) -> dict[str, str]:
    values = {name: given.get(name, "").strip() for name in FIELDS}
    errors: dict[str, list[Text]] = {}
    if not values["subject"]:
        errors["subject"] = [Text("请写明新情况、新问题。", "Say what is new.")]
    for name, value in values.items():
        most = _SHORT if name == "studied_by" else _LONGEST
        if len(value) > most:
            errors[name] = [
                Text(
                    f"{FIELDS[name].zh}不超过 {most} 个字符。",
                    f"{FIELDS[name].en}: at most {most} characters.",
                )
            ]
    if errors:
        raise InvalidInput(errors)
    return values


def issue_table(rows: Sequence[IssueView], language: str) -> Table:
    """Return issues as a table."""
    columns = (
        Text("县（市、区）", "County"),
        Text("编号", "No."),
        Text("年度", "Year"),
        Text("系列", "Series"),
        *FIELDS.values(),
        Text("登记时间", "Entered"),
        Text("登记人", "Entered by"),
        Text("最近修改", "Last change"),
        Text("修改人", "Changed by"),
        Text("办结时间", "Closed"),
    )
    return Table(
        Text("新情况新问题台账", "Log of issues").in_language(language),
        [column.in_language(language) for column in columns],
        [
            (
                row.county_name,
                row.number,
                row.year,
                SERIES[row.series].name.in_language(language) if row.series else "",
                row.subject,
                row.studied_by,
                row.decision,
                row.opened_at,
                row.opened_by,
                row.changed_at,
                row.changed_by,
                row.closed_at,
            )
            for row in rows
        ],
    )
