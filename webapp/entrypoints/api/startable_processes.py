"""What the person may start, and the forms that come before a start."""

from http import HTTPStatus
from typing import Any

from webapp.access.permissions import Permission
from webapp.entrypoints.api.blueprint import Blueprint, refusals
from webapp.entrypoints.api.paging import cut, wanted
from webapp.entrypoints.api.schemas.pages import PageQuery, page_of
from webapp.entrypoints.api.schemas.process_instances import (
    StartableAnswer,
    StartFormAnswer,
    StartFormQuery,
)
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.kernel.pagination import Page
from webapp.services import process_instances
from webapp.services.process_instances import Startable, StartForm

blueprint = Blueprint("startable-processes", "What the person may start")


@blueprint.route("")
@requires(Permission.INSTANCE_START)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(HTTPStatus.OK, page_of(StartableAnswer))
def list_startable(query: dict[str, Any]) -> Page[Startable]:
    """List the processes that the person may start, by organisation."""
    return cut(process_instances.list_startable(current_parts(), current_actor()), wanted(query))


@blueprint.route("/<process_id>/form")
@requires(Permission.INSTANCE_START)
@blueprint.arguments(StartFormQuery, location="query")
@blueprint.response(HTTPStatus.OK, StartFormAnswer)
@blueprint.doc(responses=refusals(HTTPStatus.NOT_FOUND))
def read_start_form(query: dict[str, Any], process_id: str) -> StartForm:
    """Read the form that comes before a start."""
    return process_instances.read_start_form(
        current_parts(), current_actor(), process_id, query["organisation_id"]
    )
