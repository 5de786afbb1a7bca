"""Service tasks of a county's launch (R1–R3, R7, R33–R35) and of its criteria (R9–R14)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from webapp.domain import criteria, places, scope, titles
from webapp.domain.ports.launches import Act, CriteriaDraft, Launches, OpenSeries
from webapp.jobs.errors import BpmnError
from webapp.jobs.handling import Job, Variables, operations
from webapp.kernel.clock import CHINA
from webapp.kernel.errors import Refused


def _today(job: Job) -> date:
    return job.now.astimezone(CHINA).date()


def _text(found: Mapping[str, Any] | None, name: str) -> str:
    return str((found or {}).get(name) or "")


def _acts(job: Job) -> tuple[Act, ...]:
    """Return the acts that a launch rests on; consent, assessment and filing stay different."""
    county, city = places.county_of(job.county), places.city_of(job.county)
    given = job.variables
    consent, guidance = given["consent"], given["guidance"]
    return (
        Act(
            "consent",
            f"{county.committee}同意",
            county.committee,
            _text(consent, "committeeDocument"),
            _text(consent, "committeeDate"),
        ),
        Act(
            "consent",
            f"{county.government}同意",
            county.government,
            _text(consent, "governmentDocument"),
            _text(consent, "governmentDate"),
        ),
        Act(
            "guidance",
            "指导和综合评估意见",
            city.bureau,
            _text(guidance, "number"),
            _text(guidance, "date"),
        ),
        _filing("市（州）备案", city.bureau, given["cityFiling"]),
        _filing("省备案", "吉林省人力资源和社会保障厅", given["provinceFiling"]),
    )


def _filing(subject: str, organ: str, filing: Mapping[str, Any] | None) -> Act:
    return Act("filing", subject, organ, _text(filing, "number"), _text(filing, "date"))


@operations.performs(
    "launches.open_series",
    "series",
    "startsOn",
    "report",
    "consent",
    "guidance",
    "cityFiling",
    "provinceFiling",
)
def open_series(job: Job, launches: Launches) -> Variables:
    """Record the opened series; BPMN error NOT_LAUNCHED without consent, assessment or filing."""
    given = job.variables
    acts = _acts(job)
    consents = "、".join(act.number for act in acts if act.kind == "consent" and act.number)
    ready = _text(given["guidance"], "outcome") == "ready"
    assessed_on = _text(given["guidance"], "date")
    for series in given["series"]:
        entry = OpenSeries(
            county=job.county,
            series=series,
            starts_on=date.fromisoformat(given["startsOn"]),
            assessment=_text(given["guidance"], "opinion") if ready else "",
            assessed_on=date.fromisoformat(assessed_on) if assessed_on else _today(job),
            consents=consents,
            filed_with_city=_text(given["cityFiling"], "number"),
            filed_with_province=_text(given["provinceFiling"], "number"),
            acts=acts,
            report={name: _text(given["report"], name) for name in scope.HEADINGS},
        )
        try:
            scope.check_opening(entry)
        except Refused as error:
            raise BpmnError("NOT_LAUNCHED", error.message.zh) from error
        launches.open_series(f"{job.id} {series}", entry, job.instance_id)
    return {"series": list(given["series"])}


@operations.performs("launches.require", "series")
def require(job: Job, launches: Launches) -> Variables:
    """Return what a round rests on; BPMN errors NOT_LAUNCHED and CRITERIA_NOT_IN_USE."""
    series = job.variables["series"]
    try:
        entry = scope.check_opened(
            job.county, series, launches.opened(job.county, series), _today(job)
        )
    except Refused as error:
        raise BpmnError("NOT_LAUNCHED", error.message.zh) from error
    try:
        found = criteria.check_in_use(job.county, series, launches.criteria(job.county, series))
    except criteria.CriteriaNotInUse as error:
        raise BpmnError(error.code, error.message.zh) from error
    return {
        "launchFiling": entry.filed_with_province,
        "criteriaConfirmation": found.confirmation,
        "criteriaFiling": found.filing,
        "criteriaVersion": found.version,
        "criteriaHash": found.text_hash,
    }


def _draft_key(job: Job) -> str:
    return f"{job.business_key} {job.variables['series']}"


@operations.performs("criteria.prepare", "series")
def prepare(job: Job, launches: Launches) -> Variables:
    """Return what binds the county's criteria: the items of the floors, and the examination."""
    series = job.variables["series"]
    found = launches.floors(job.county, series)
    return {
        "seriesName": titles.SERIES[series].name.zh,
        "floorMissing": series == "health" and not found,
        "floors": [
            {
                **item,
                "label": _floor_label(item),
                "source": f"{floor.title}（第{floor.version}版）",
            }
            for floor in found
            for item in floor.items
        ],
        "exam": series in titles.EXAM_SERIES,
    }


def _floor_label(item: Mapping[str, Any]) -> str:
    word = criteria.OPERATORS[item["operator"]].zh
    if item["operator"] == "required":
        return f"{item['name']}（{word}）"
    return f"{item['name']}（{word}{item.get('value')}{item.get('unit') or ''}）"


@operations.performs("criteria.compare", "series", "draft")
def compare(job: Job, launches: Launches) -> Variables:
    """Hold a draft against floors, dimensions and examination, item by item; keep the draft."""
    series, draft = job.variables["series"], job.variables["draft"]
    floors = launches.floors(job.county, series)
    found = criteria.compare(series, draft, floors)
    version = launches.draft_criteria(
        CriteriaDraft(
            key=_draft_key(job),
            county=job.county,
            series=series,
            conditions=draft["conditions"],
            items=found.items,
            weights=draft["weights"],
            comparison=found.lines,
            text_hash=found.text_hash,
        ),
        job.instance_id,
    )
    return {
        "version": version,
        "hash": found.text_hash,
        "lines": [dict(line) for line in found.lines],
        "items": [dict(item) for item in found.items],
        "below": "、".join(found.below),
        "missing": "、".join(found.missing),
        "floorMissing": series == "health" and not floors,
        "weightsTotal": found.weights_total,
        "performanceMargin": found.performance_margin,
        "exam": found.exam,
        "papersMust": found.papers_must,
    }


@operations.performs("criteria.confirm", "series", "number", "date")
def confirm(job: Job, launches: Launches) -> Variables:
    """Record the city's confirmation of a draft."""
    given = job.variables
    on = date.fromisoformat(given["date"]) if given["date"] else _today(job)
    launches.confirm_criteria(_draft_key(job), given["number"], on)
    return {"number": given["number"], "date": on.isoformat()}


@operations.performs("criteria.adopt", "series", "filing")
def adopt(job: Job, launches: Launches) -> Variables:
    """Put confirmed and filed criteria into use; BPMN error CRITERIA_NOT_CONFIRMED."""
    try:
        found = launches.adopt_criteria(_draft_key(job), job.variables["filing"], _today(job))
    except criteria.CriteriaNotConfirmed as error:
        raise BpmnError(error.code, error.message.zh) from error
    return {
        "series": found.series,
        "version": found.version,
        "hash": found.text_hash,
        "confirmation": found.confirmation,
        "filing": found.filing,
        "filedOn": found.filed_on.isoformat(),
    }
