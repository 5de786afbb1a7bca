"""Incidents: where instances stand still, and running an element again."""

from http import HTTPStatus
from typing import Any

from webapp.access.permissions import Permission
from webapp.entrypoints.api.blueprint import Blueprint, refusals
from webapp.entrypoints.api.paging import wanted
from webapp.entrypoints.api.schemas.entries import ReasonEntry
from webapp.entrypoints.api.schemas.incidents import OpenIncidentAnswer
from webapp.entrypoints.api.schemas.pages import PageQuery, page_of
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.kernel.pagination import Page
from webapp.services import interventions, jobs
from webapp.services.jobs import OpenIncident

blueprint = Blueprint("incidents", "Places at which an instance stands still")


@blueprint.route("")
@requires(Permission.MONITORING_READ)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(HTTPStatus.OK, page_of(OpenIncidentAnswer))
def list_incidents(query: dict[str, Any]) -> Page[OpenIncident]:
    """List the open incidents within the person's sight."""
    return jobs.list_incidents(current_parts(), current_actor(), wanted(query))


@blueprint.route("/<incident_id>/retry", methods=["POST"])
@requires(Permission.INTERVENE)
@blueprint.arguments(ReasonEntry)
@blueprint.response(HTTPStatus.NO_CONTENT)
@blueprint.doc(responses=refusals(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT))
def retry_element(entry: dict[str, str], incident_id: str) -> None:
    """Run the element of an incident again, usually after its variables were changed."""
    interventions.retry_element(current_parts(), current_actor(), incident_id, entry["reason"])
