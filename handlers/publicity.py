"""Service tasks of publicity lists: publish, check the period, close."""

from datetime import datetime
from typing import Any

from webapp.domain import publicity
from webapp.domain.places import county_of
from webapp.domain.ports.calendar import WorkingCalendar
from webapp.domain.ports.notices import Notice, Notices
from webapp.domain.ports.office import Archive
from webapp.jobs.errors import BpmnError
from webapp.jobs.handling import Job, Variables, operations


@operations.performs(
    "publicity.publish",
    "title",
    "basis",
    "persons",
    "days",
    "level",
    "organ",
    "organisation",
    "contact",
)
def publish(job: Job, notices: Notices, calendar: WorkingCalendar, archive: Archive) -> Variables:
    """Publish a list from now on for `days` working days; return the notice with its dates."""
    given = job.variables
    period = publicity.period(calendar, job.county, job.now, int(given["days"]))
    notice = Notice(
        title=given["title"],
        basis=given["basis"],
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        rows=publicity.public_rows(given["persons"]),
        contact=given["contact"] or given["organ"],
        organ=given["organ"],
        level=given["level"],
        organisation_id=given["organisation"] or "",
        number=job.business_key,
        days=int(given["days"]),
        provisional=period.provisional,
    )
    identifier = notices.publish(job.id, job.county, job.instance_id, notice)
    if notice.level == "county":  # what a unit posts is archived with the nomination
        archive.archive(f"{job.id}-posted", job.instance_id, "publicity", _paper(job, notice))
    return {
        "id": identifier,
        "number": job.business_key,
        "title": notice.title,
        "startsOn": period.starts_on.isoformat(),
        "endsOn": period.ends_on.isoformat(),
        "startedAt": job.now.isoformat(),
        "closesAt": period.closes_at.isoformat(),
        "provisional": period.provisional,
        "state": publicity.PeriodState.RUNNING.value,
    }


@operations.performs("publicity.accept", "number", "person", "unit")
def accept(job: Job, notices: Notices) -> Variables:
    """Accept an objection to somebody on an open list; BPMN error OBJECTION_REFUSED."""
    given = job.variables
    number = str(given["number"]).strip()
    try:
        notice = publicity.check_objection(notices.find_open(job.county, number), number, given)
    except (publicity.NoOpenList, publicity.NotOnList) as error:
        raise BpmnError("OBJECTION_REFUSED", error.message.zh) from error
    return {"number": number, "title": notice.title, "endsOn": notice.ends_on.isoformat()}


def _paper(job: Job, notice: Notice) -> dict[str, Any]:
    return {
        "organ": notice.organ,
        "county": county_of(job.county).name,
        "date": notice.starts_on.isoformat(),
        "title": notice.title,
        "basis": notice.basis,
        "rows": [dict(row) for row in notice.rows],
        "startsOn": notice.starts_on.isoformat(),
        "endsOn": notice.ends_on.isoformat(),
        "contact": notice.contact,
    }


@operations.performs("publicity.review", "notice", "days")
def review(job: Job, notices: Notices, calendar: WorkingCalendar) -> Variables:
    """Count the days anew by today's calendar; an announced period is never made shorter."""
    notice: dict[str, Any] = dict(job.variables["notice"])
    started = datetime.fromisoformat(notice["startedAt"])
    period = publicity.period(calendar, job.county, started, int(job.variables["days"]))
    announced = publicity.last_day(datetime.fromisoformat(notice["closesAt"]))
    ends_on = notices.extend(
        job.id, notice["id"], max(announced, period.ends_on), provisional=period.provisional
    )
    closes_at = publicity.end_of(ends_on)
    state = publicity.state(job.now, closes_at, provisional=period.provisional)
    return notice | {
        "closesAt": closes_at.isoformat(),
        "endsOn": ends_on.isoformat(),
        "provisional": period.provisional,
        "state": state.value,
    }


@operations.performs("publicity.close", "notice", "persons", "objections", "findings")
def close(job: Job, notices: Notices) -> Variables:
    """Close the list; return who is cleared, struck off, held up, or still to be looked into."""
    given = job.variables
    if given["notice"]["state"] != publicity.PeriodState.COMPLETE:
        raise publicity.PublicityRunning(title=given["notice"]["title"])
    findings = given["findings"] or []
    found = publicity.sort_out(given["persons"], given["objections"] or [], findings)
    concerned = len(found.upheld) + len(found.suspended) + len(found.objected)
    outcome = f"公示期满，{concerned}人有异议未排除。" if concerned else "公示期满，无异议。"
    notices.close(job.id, given["notice"]["id"], outcome)
    reasons = [each["reasons"] for each in findings if each["outcome"] != "dismissed"]
    return {
        "clear": concerned == 0,
        "cleared": [dict(each) for each in found.cleared],
        "upheld": [dict(each) for each in found.upheld],
        "suspended": [dict(each) for each in found.suspended],
        "objected": [
            {"person": dict(each.person), "objections": [dict(one) for one in each.objections]}
            for each in found.objected
        ],
        "reasons": "；".join(reasons),
        "notice": given["notice"]["id"],
        "title": given["notice"]["title"],
        "startsOn": given["notice"]["startsOn"],
        "endsOn": given["notice"]["endsOn"],
        "outcome": outcome,
    }
