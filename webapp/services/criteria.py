"""Reading the criteria of counties, and entering the floors that they must keep (R12)."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from webapp.access.actor import Actor
from webapp.access.permissions import ALLOWED, Permission, may
from webapp.adapters.storage.models import CriteriaVersion
from webapp.adapters.storage.repositories import launches as repository
from webapp.adapters.storage.repositories import people
from webapp.domain import places, scope, titles
from webapp.domain.criteria import HOLDS
from webapp.kernel.errors import InvalidInput, NotAllowed, NotFound
from webapp.kernel.text import Text
from webapp.services.parts import Parts
from webapp.services.sight import counties_in_sight

_LONGEST = 200
_MOST_ITEMS = 100


@dataclass(frozen=True, slots=True)
class CriteriaView:
    """One version of a county's criteria with its way from draft to use."""

    id: int
    county: places.County
    series: titles.Series
    version: int
    state: str
    conditions: str
    items: Sequence[Mapping[str, Any]]
    weights: Mapping[str, int]
    comparison: Sequence[Mapping[str, Any]]
    text_hash: str
    drafted_at: datetime
    confirmation: str
    confirmed_on: date | None
    filing: str
    filed_on: date | None


@dataclass(frozen=True, slots=True)
class FloorView:
    """One version of a floor: who entered it when, and its items."""

    organ: str
    series: titles.Series
    version: int
    title: str
    items: Sequence[Mapping[str, Any]]
    entered_by: str
    entered_at: datetime


def list_criteria(parts: Parts, actor: Actor) -> Sequence[CriteriaView]:
    """Return the criteria of the counties in sight, the newest version of a series first."""
    with parts.database.reading() as session:
        seen = counties_in_sight(session, actor, Permission.LEDGER_READ)
        return [_view(row) for row in repository.all_criteria(session, seen)]


def read_criteria(parts: Parts, actor: Actor, number: int) -> CriteriaView:
    """Return one version; `NotFound` when its county is out of sight."""
    for view in list_criteria(parts, actor):
        if view.id == number:
            return view
    raise NotFound(criteria=number)


def _view(row: CriteriaVersion) -> CriteriaView:
    return CriteriaView(
        id=row.id,
        county=places.county_of(row.county_id),
        series=titles.SERIES[row.series],
        version=row.version,
        state=row.state,
        conditions=row.conditions,
        items=row.items,
        weights=row.weights,
        comparison=row.comparison,
        text_hash=row.text_hash,
        drafted_at=row.drafted_at,
        confirmation=row.confirmation,
        confirmed_on=row.confirmed_on,
        filing=row.filing,
        filed_on=row.filed_on,
    )


def organs(actor: Actor) -> Sequence[str]:
    """Return the province or cities for which the actor may enter floors."""
    known = {places.PROVINCE_CODE, *(city.code for city in places.CITIES)}
    if not may(actor, Permission.FLOOR_EDIT):
        return []
    return sorted(actor.organisations(ALLOWED[Permission.FLOOR_EDIT]) & known)


def list_floors(parts: Parts) -> Sequence[FloorView]:
    """Return every version of every floor, the newest first."""
    with parts.database.reading() as session:
        return [
            FloorView(organ, titles.SERIES[row.series], row.version, row.title, row.items, by, at)
            for row, organ, by, at in repository.all_floors(session)
        ]


def enter_floor(
    parts: Parts, actor: Actor, series: str, title: str, rows: Sequence[Mapping[str, str]]
) -> int:
    """Enter a new version of the floor of the actor's organ; return its number.

    Raises `InvalidInput` with a sentence for every row that does not fit; nothing is kept then.
    """
    mine = organs(actor)
    if not mine:
        raise NotAllowed
    scope.check_series(series)
    items, errors = _items(rows)
    if not title.strip():
        errors.append(Text("请填写文件名称。", "Give the name of the document."))
    if not items and not errors:
        errors.append(Text("请至少填写一项条目。", "Enter at least one item."))
    if errors:
        raise InvalidInput({"items": errors})
    with parts.database.writing() as session:
        person = people.person_named(session, actor.username)
        return repository.add_floor(
            session,
            mine[0],
            series,
            title=title.strip()[:_LONGEST],
            items=items,
            entered_by_id=None if person is None else person.id,
            entered_at=parts.database.now(session),
        )


def _items(rows: Sequence[Mapping[str, str]]) -> tuple[list[dict[str, Any]], list[Text]]:
    items: list[dict[str, Any]] = []
    errors: list[Text] = []
    for number, row in enumerate(rows[:_MOST_ITEMS], start=1):
        given = {name: value.strip()[:_LONGEST] for name, value in row.items()}
        if not any(given[name] for name in ("code", "name", "value")):
            continue
        wrong = _wrong(given, {item["code"] for item in items})
        if wrong is not None:
            errors.append(Text(f"第{number}行：{wrong.zh}", f"Row {number}: {wrong.en}"))
        else:
            items.append({**given, "value": _number(given["value"])})
    return items, errors


def _wrong(given: Mapping[str, str], codes: set[str]) -> Text | None:
    if not (given["code"] and given["name"]):
        return Text("请填写代码和名称。", "code and name are missing.")
    if given["code"] in codes:
        return Text("代码重复。", "the code is used twice.")
    if given["operator"] not in HOLDS:
        return Text("请选择比较方式。", "choose how to compare.")
    if given["operator"] != "required" and _number(given["value"]) is None:
        return Text("请填写数值。", "the value is no number.")
    return None


def _number(text: str) -> float | int | None:
    try:
        value = float(text)
    except ValueError:
        return None
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() else value
