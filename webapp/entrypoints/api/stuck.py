"""What stands still and why."""

from http import HTTPStatus
from typing import Any

from webapp.access.permissions import Permission
from webapp.entrypoints.api.blueprint import Blueprint
from webapp.entrypoints.api.paging import cut, wanted
from webapp.entrypoints.api.schemas.pages import page_of
from webapp.entrypoints.api.schemas.stuck import StuckGroupAnswer, StuckQuery
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.kernel.pagination import Page
from webapp.services import monitoring
from webapp.services.monitoring import Cause, StuckGroup

blueprint = Blueprint("stuck", "What stands still and why")


@blueprint.route("")
@requires(Permission.MONITORING_READ)
@blueprint.arguments(StuckQuery, location="query")
@blueprint.response(HTTPStatus.OK, page_of(StuckGroupAnswer))
def list_stuck(query: dict[str, Any]) -> Page[StuckGroup]:
    """List what stands still within the person's sight, grouped by cause and reason."""
    cause = Cause(query["cause"]) if query["cause"] else None
    return cut(monitoring.list_stuck(current_parts(), current_actor(), cause), wanted(query))
