"""Service tasks that keep a nomination's materials equal to those the unit publicised (R25)."""

from collections.abc import Mapping
from typing import Any

from webapp.domain import materials as rules
from webapp.domain import publicity
from webapp.domain.places import county_of
from webapp.domain.ports.calendar import WorkingCalendar
from webapp.domain.ports.office import Archive
from webapp.jobs.handling import Job, Variables, operations
from webapp.kernel.clock import CHINA


@operations.performs("materials.seal", "materials")
def seal(job: Job) -> Variables:
    """Return fingerprint and list of the materials at the moment at which publicity begins."""
    today = job.now.astimezone(CHINA).date()
    materials = job.variables["materials"]
    return {
        "fingerprint": rules.fingerprint(materials),
        "sealedOn": today.isoformat(),
        "listed": rules.listed(materials),
    }


@operations.performs("materials.compare", "materials", "sealed")
def compare(job: Job) -> Variables:
    """Tell whether the materials are still those that were sealed, and what differs."""
    given = job.variables
    sealed = given["sealed"]
    differences = rules.differences(given["materials"], sealed.get("listed") or [])
    unchanged = rules.unchanged(given["materials"], sealed["fingerprint"])
    return {"unchanged": unchanged, "differences": [] if unchanged else differences}


@operations.performs(
    "materials.post",
    "person",
    "unit",
    "series",
    "title",
    "specialty",
    "materials",
    "days",
    "sealed",
)
def post(job: Job, archive: Archive, calendar: WorkingCalendar) -> Variables:
    """Archive the form that the unit posts (公示表), with its days and the list of materials."""
    given = job.variables
    period = publicity.period(calendar, job.county, job.now, int(given["days"]))
    days = {"startsOn": period.starts_on.isoformat(), "endsOn": period.ends_on.isoformat()}
    content = {
        **_frame(job),
        "person": {"name": given["person"]["name"]},
        "materials": rules.listed(given["materials"]),
        "fingerprint": given["sealed"]["fingerprint"],
        **days,
    }
    return {"document": archive.archive(job.id, job.instance_id, "unit_posting", content), **days}


@operations.performs(
    "materials.papers",
    "person",
    "unit",
    "series",
    "title",
    "specialty",
    "year",
    "materials",
    "recommendation",
    "unitCheck",
    "countyCheck",
)
def papers(job: Job, archive: Archive) -> Variables:
    """Archive the review form (评审表) and the overview (一览表) of an accepted nomination."""
    given = job.variables
    content = {**given, **_frame(job), "year": given["year"]}
    return {
        name: archive.archive(f"{job.id}-{kind}", job.instance_id, kind, content)
        for name, kind in (("reviewForm", "review_form"), ("overview", "overview"))
    }


def _frame(job: Job) -> Mapping[str, Any]:
    """Return what both kinds of paper begin with; the unit makes them."""
    given = job.variables
    unit = (given["unit"] or {}).get("name", "")
    return {
        "organ": unit,
        "county": county_of(job.county).name,
        "date": job.now.astimezone(CHINA).date().isoformat(),
        "number": job.business_key,
        "unit": unit,
        "series": given["series"],
        "title": given["title"],
        "specialty": given["specialty"],
    }
