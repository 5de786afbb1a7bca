"""Service tasks of the separate ledger of posts (R15 to R20)."""

from datetime import date

from webapp.domain import posts as rules
from webapp.domain import statute
from webapp.domain.ports.posts import Freeing, Occupant, PostPlan, Posts, PostStanding, Round
from webapp.jobs.errors import BpmnError
from webapp.jobs.handling import Job, Variables, operations
from webapp.kernel.clock import CHINA


def _round(job: Job, year: int | None = None) -> Round:
    today = job.now.astimezone(CHINA).date()
    return Round(job.county, job.business_key, today.year if year is None else year, today)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _told(found: PostStanding) -> Variables:
    return {
        "total": found.total,
        "limit": found.limit,
        "occupied": found.occupied,
        "reserved": found.reserved,
        "vacant": found.vacant,
        "usable": found.usable,
        "phase": found.phase,
        "sharePercent": found.share_percent,
        "usedThisYear": found.used_this_year,
        "shareUntil": None if found.share_until is None else found.share_until.isoformat(),
    }


@operations.performs(
    "posts.plan",
    "year",
    "regularTotal",
    "total",
    "baseSource",
    "baseOn",
    "postBasis",
    "yearlySharePercent",
    "shareUntil",
    "exceptionDocument",
)
def plan(job: Job, posts: Posts) -> Variables:
    """Record a county's posts for a year; BPMN error POSTS_OVER_LIMIT above the 10 %."""
    given = job.variables
    entry = PostPlan(
        county=job.county,
        year=int(given["year"]),
        regular_total=int(given["regularTotal"]),
        total=int(given["total"]),
        base_source=given["baseSource"],
        yearly_share_percent=int(given["yearlySharePercent"]),
        exception_document=given["exceptionDocument"] or "",
        share_until=_day(given["shareUntil"]),
        base_on=_day(given["baseOn"]),
        basis=given["postBasis"],
    )
    try:
        rules.check_plan(entry)
    except (rules.PostsOverLimit, rules.ShareMissing) as error:
        raise BpmnError("POSTS_OVER_LIMIT", error.message.zh) from error
    posts.set_plan(job.id, entry, job.instance_id)
    return {"total": entry.total, "limit": rules.limit(entry.regular_total)}


@operations.performs("posts.available", "year")
def available(job: Job, posts: Posts) -> Variables:
    """Return how the ledger stands for a round of a year; its own reservation counts as usable."""
    return _told(posts.standing(_round(job, int(job.variables["year"]))))


@operations.performs("posts.reserve", "year", "number")
def reserve(job: Job, posts: Posts) -> Variables:
    """Reserve posts for the round, instead of earlier ones; BPMN error NO_VACANT_POST."""
    number = int(job.variables["number"])
    asking = _round(job, int(job.variables["year"]))
    try:
        posts.reserve(job.id, asking, number, job.instance_id)
    except (rules.NoVacantPost, rules.YearlyShareUsed) as error:
        raise BpmnError("NO_VACANT_POST", error.message.zh) from error
    return {"reserved": number}


@operations.performs("posts.release")
def release(job: Job, posts: Posts) -> Variables:
    """Give back what the round has reserved and not used."""
    return {"released": posts.release(job.id, _round(job), job.instance_id)}


@operations.performs("posts.occupy", "holder", "certificate", "idNumber", "unit")
def occupy(job: Job, posts: Posts) -> Variables:
    """Take a post for the holder of a certificate, at grade 7; BPMN error NO_VACANT_POST."""
    given = job.variables
    occupant = Occupant(
        given["holder"], given["certificate"], given["idNumber"] or "", given["unit"] or ""
    )
    try:
        posts.occupy(job.id, _round(job), occupant, job.instance_id)
    except (rules.NoVacantPost, rules.YearlyShareUsed) as error:
        raise BpmnError("NO_VACANT_POST", error.message.zh) from error
    return {"certificate": occupant.certificate, "grade": statute.APPOINTMENT_GRADE}


@operations.performs("posts.free", "certificate", "reason", "document")
def free(job: Job, posts: Posts) -> Variables:
    """Free the post of a certificate's holder; BPMN error POST_FREED_WITHOUT_REASON."""
    given = job.variables
    try:
        rules.check_reason(given["reason"])
    except rules.UnknownReason as error:
        raise BpmnError(error.code, error.message.zh) from error
    today = job.now.astimezone(CHINA).date()
    freeing = Freeing(given["reason"], given["document"] or "", today)
    return {"freed": posts.free(job.id, given["certificate"], freeing, job.instance_id)}


@operations.performs("posts.appoint", "certificate", "grade")
def appoint(job: Job, posts: Posts) -> Variables:
    """Accept grade 7 only (R19, R20); BPMN error GRADE_NOT_ALLOWED, noted in the ledger."""
    grade = int(job.variables["grade"])
    try:
        rules.check_grade(grade)
    except (rules.AppointmentGrade, rules.SmallStepPromotion) as error:
        reason = error.message.zh
        posts.refuse(job.id, job.variables["certificate"], reason, job.instance_id)
        raise BpmnError("GRADE_NOT_ALLOWED", reason) from error
    return {"grade": grade}
