"""Random checks of dossiers (document 56 of 2024): drawn by a recorded seed, read only."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.access.actor import Actor
from webapp.access.permissions import Permission, may
from webapp.adapters.storage.database import Session
from webapp.adapters.storage.models import DossierSample, ProcessInstance
from webapp.adapters.storage.queries import statistics as queries
from webapp.adapters.storage.repositories import supervision as storage
from webapp.domain.places import county_of
from webapp.domain.supervising import ALGORITHM, MOST_DRAWN, draw
from webapp.domain.titles import SERIES
from webapp.kernel.errors import InvalidInput, NotAllowed, NotFound
from webapp.kernel.identifiers import new_identifier
from webapp.kernel.tables import Table
from webapp.kernel.text import Text
from webapp.services import instance_views
from webapp.services.instance_views import HistoryRow
from webapp.services.parts import Parts
from webapp.services.sight import check_county, counties_in_sight

_LISTED = 50
_LONGEST_SEED = 64
_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class SampleView:
    """A sample: what it was drawn from, how, by whom and why."""

    id: str
    county_id: str
    county_name: str
    series: str
    year: int
    size: int
    seed: str
    algorithm: str
    population: Sequence[str]
    drawn: Sequence[str]
    reason: str
    actor_name: str
    drawn_at: datetime
    repeated: bool


@dataclass(frozen=True, slots=True)
class DossierRow:
    """A drawn dossier as a list shows it."""

    number: str
    name: str
    unit: str
    title: str
    state: str


@dataclass(frozen=True, slots=True)
class Check:
    """A task that somebody completed: its form and what was entered."""

    name: str
    name_en: str
    ended_at: datetime | None
    form: Mapping[str, Any] | None
    submitted: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """An official document of a dossier."""

    id: str
    kind: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier with its full trail."""

    number: str
    title: str
    instance_id: str
    history: Sequence[HistoryRow]
    checks: Sequence[Check]
    documents: Sequence[DocumentRow]


def take_sample(parts: Parts, actor: Actor, given: Mapping[str, str]) -> str:
    """Draw a sample of `county`, `series`, `year` and `size`; return its identifier.

    Without a `seed` a fresh one is made. Population and seed are kept, so that the draw can be
    repeated by anybody at any time.
    """
    _ask(actor)
    year, size = _checked(given)
    seed = given.get("seed", "").strip() or secrets.token_hex(8)
    county, series = given.get("county", ""), given.get("series", "")
    with parts.database.writing() as session:
        check_county(session, actor, Permission.SUPERVISION_READ, county)
        population = [row[0] for row in queries.dossiers(session, county, series, year)]
        if not population:
            raise InvalidInput({"year": [_NOTHING]})
        sample = DossierSample(
            id=new_identifier(),
            county_id=county,
            series=series,
            year=year,
            size=size,
            seed=seed,
            algorithm=ALGORITHM,
            population=population,
            drawn=list(draw(seed, population, size)),
            reason=given.get("reason", "").strip(),
            actor_id=actor.id,
            actor_name=actor.name,
            drawn_at=parts.database.now(session),
        )
        session.add(sample)
        return sample.id


_NOTHING = Text(
    "该县该年度没有申报，无从抽取；请核对县和年度。",
    "There is no nomination of this county and year; please check both.",
)


def _checked(given: Mapping[str, str]) -> tuple[int, int]:
    errors: dict[str, list[Text]] = {}
    year, size = given.get("year", ""), given.get("size", "")
    if not (year.isdecimal() and len(year) == 4):  # noqa: PLR2004 - digits
        errors["year"] = [Text("请填写四位年度。", "Give the year with four digits.")]
    if not (size.isdecimal() and 1 <= int(size[:6]) <= MOST_DRAWN):
        errors["size"] = [
            Text(f"抽取数应为 1 至 {MOST_DRAWN}。", f"Draw between 1 and {MOST_DRAWN}.")
        ]
    if given.get("series") and given["series"] not in SERIES:
        errors["series"] = [Text("没有这个系列。", "There is no such series.")]
    if len(given.get("seed", "")) > _LONGEST_SEED or len(given.get("reason", "")) > _LONGEST_REASON:
        errors["seed"] = [Text("种子或者事由过长。", "The seed or the reason is too long.")]
    if errors:
        raise InvalidInput(errors)
    return int(year), int(size)


def list_samples(parts: Parts, actor: Actor) -> Sequence[SampleView]:
    """Return the latest samples of the counties in the actor's sight."""
    _ask(actor)
    with parts.database.reading() as session:
        sight = counties_in_sight(session, actor, Permission.SUPERVISION_READ)
        found = storage.samples(session, _LISTED)
        return [_view(row) for row in found if row.county_id in sight]


def read_sample(
    parts: Parts, actor: Actor, sample_id: str
) -> tuple[SampleView, Sequence[DossierRow]]:
    """Return a sample with its dossiers in the order in which they were drawn."""
    with parts.database.reading() as session:
        row = _find(session, actor, sample_id)
        rows = {
            entry[0]: DossierRow(*entry)
            for entry in queries.dossiers(session, row.county_id, row.series, row.year)
        }
        return _view(row), [rows[key] for key in row.drawn if key in rows]


def _find(session: Session, actor: Actor, sample_id: str) -> DossierSample:
    _ask(actor)
    row = storage.sample(session, sample_id)
    if row is None or row.county_id not in counties_in_sight(
        session, actor, Permission.SUPERVISION_READ
    ):
        raise NotFound(sample=sample_id)
    return row


def _view(row: DossierSample) -> SampleView:
    return SampleView(
        id=row.id,
        county_id=row.county_id,
        county_name=county_of(row.county_id).name,
        series=row.series,
        year=row.year,
        size=row.size,
        seed=row.seed,
        algorithm=row.algorithm,
        population=row.population,
        drawn=row.drawn,
        reason=row.reason,
        actor_name=row.actor_name,
        drawn_at=row.drawn_at,
        repeated=list(draw(row.seed, row.population, row.size)) == row.drawn,
    )


def read_dossier(parts: Parts, actor: Actor, sample_id: str, number: str) -> Dossier:
    """Return a drawn dossier with its full trail; nothing outside the sample."""
    with parts.database.reading() as session:
        sample = _find(session, actor, sample_id)
        instance = storage.instances_keyed(session, [number]).get(number)
        if number not in sample.drawn or instance is None:
            raise NotFound(dossier=number)
        checks = _checks(parts, session, instance)
        documents = [
            DocumentRow(row.id, row.kind, row.created_at)
            for row in storage.documents_of(session, instance.id)
        ]
        title, identifier = instance.title, instance.id
    history = instance_views.list_history(parts, actor, identifier)
    return Dossier(number, title, identifier, history, checks, documents)


def _checks(parts: Parts, session: Session, instance: ProcessInstance) -> Sequence[Check]:
    bundle = parts.bundles.get(session, instance.bundle_id)
    return [
        Check(
            name=task.name,
            name_en=task.name_en,
            ended_at=task.ended_at,
            form=bundle.forms.get(task.form_key),
            submitted=parts.cipher.open_json(task.submitted) if task.submitted else {},
        )
        for task in storage.completed_tasks(session, instance.id)
    ]


def _ask(actor: Actor) -> None:
    if not may(actor, Permission.SUPERVISION_READ):
        raise NotAllowed


def sample_table(sample: SampleView, rows: Sequence[DossierRow], language: str) -> Table:
    """Return a sample as a table that names the seed with every line."""
    columns = (
        Text("序号", "No."),
        Text("申报编号", "Number"),
        Text("姓名", "Name"),
        Text("单位", "Unit"),
        Text("申报职称", "Title"),
        Text("状态", "State"),
        Text("种子", "Seed"),
        Text("算法", "Algorithm"),
        Text("总体数量", "Population"),
    )
    title = Text(
        f"{sample.county_name}{sample.year}年度抽查", f"Sample {sample.county_name} {sample.year}"
    )
    return Table(
        title.in_language(language),
        [column.in_language(language) for column in columns],
        [
            (n, row.number, row.name, row.unit, row.title, row.state, sample.seed,
             sample.algorithm, len(sample.population))
            for n, row in enumerate(rows, 1)
        ],
    )  # fmt: skip
