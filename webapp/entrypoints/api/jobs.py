"""Jobs: what service tasks have asked for, and letting a failed one run again."""

from http import HTTPStatus
from typing import Any

from webapp.access.permissions import Permission
from webapp.entrypoints.api.blueprint import Blueprint, refusals
from webapp.entrypoints.api.paging import wanted
from webapp.entrypoints.api.schemas.entries import ReasonEntry
from webapp.entrypoints.api.schemas.jobs import JobAnswer, JobQuery
from webapp.entrypoints.api.schemas.pages import page_of
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.kernel.pagination import Page
from webapp.services import interventions, jobs
from webapp.services.jobs import JobFilter, JobRow

blueprint = Blueprint("jobs", "Executions of the operations that service tasks name")


@blueprint.route("")
@requires(Permission.MONITORING_READ)
@blueprint.arguments(JobQuery, location="query")
@blueprint.response(HTTPStatus.OK, page_of(JobAnswer))
def list_jobs(query: dict[str, Any]) -> Page[JobRow]:
    """List the jobs within the person's sight, the next due first."""
    filters = JobFilter(
        kind=query["kind"],
        status=query["status"],
        instance_id=query["instance_id"],
        operation=query["operation"],
    )
    return jobs.list_jobs(current_parts(), current_actor(), filters, wanted(query))


@blueprint.route("/<job_id>/retry", methods=["POST"])
@requires(Permission.INTERVENE)
@blueprint.arguments(ReasonEntry)
@blueprint.response(HTTPStatus.NO_CONTENT)
@blueprint.doc(responses=refusals(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT))
def retry_job(entry: dict[str, str], job_id: str) -> None:
    """Let a failed job run again; of two administrators the second gets 409."""
    interventions.retry_job(current_parts(), current_actor(), job_id, entry["reason"])
