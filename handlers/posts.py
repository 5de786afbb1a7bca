"""Service tasks of the separate ledger of posts (R15 to R18)."""

from dataclasses import asdict

from webapp.domain import posts as rules
from webapp.domain.ports.posts import PostPlan, Posts
from webapp.jobs.errors import BpmnError
from webapp.jobs.handling import Job, Variables, operations


@operations.performs(
    "posts.plan",
    "year",
    "regularTotal",
    "total",
    "baseSource",
    "yearlySharePercent",
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
    )
    try:
        rules.check_plan(entry)
    except rules.PostsOverLimit as error:
        raise BpmnError(error.code, error.message.zh) from error
    posts.set_plan(job.id, entry)
    return {"total": entry.total, "limit": rules.limit(entry.regular_total)}


@operations.performs("posts.balance")
def balance(job: Job, posts: Posts) -> Variables:
    """Return how many posts the county has, how many are taken and how many are free."""
    found = posts.balance(job.county)
    return {**asdict(found), "vacant": rules.vacant(found)}


@operations.performs("posts.require")
def require(job: Job, posts: Posts) -> Variables:
    """Make sure that a post is free; BPMN error NO_VACANT_POST if none is.

    Taking it is a job of its own, so that repeating either does no harm.
    """
    found = posts.balance(job.county)
    if rules.vacant(found) == 0:
        raise BpmnError(rules.NoVacantPost.code, rules.NoVacantPost.text.zh)
    return {"vacant": rules.vacant(found)}


@operations.performs("posts.occupy", "holder", "certificate")
def occupy(job: Job, posts: Posts) -> Variables:
    """Take a post for the holder of a certificate."""
    posts.occupy(job.id, job.county, job.variables["holder"], job.variables["certificate"])
    return {"certificate": job.variables["certificate"]}
