"""Starts that nobody asks for by hand: by timers, and by signals."""

from http import HTTPStatus

from webapp.access.permissions import Permission
from webapp.entrypoints.api.blueprint import Blueprint, refusals
from webapp.entrypoints.api.schemas.messages import StartsAnswer
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.services import starts
from webapp.services.starts import Starts

blueprint = Blueprint("starts", "Starts by timers and signals")


@blueprint.route("")
@requires(Permission.MONITORING_READ)
@blueprint.response(HTTPStatus.OK, StartsAnswer)
def list_starts() -> Starts:
    """List the armed timers, the next one first, and the starts that failed."""
    return starts.list_starts(current_parts(), current_actor())


@blueprint.route("/<job_id>/retry", methods=["POST"])
@requires(Permission.INTERVENE)
@blueprint.response(HTTPStatus.NO_CONTENT)
@blueprint.doc(responses=refusals(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT))
def retry_start(job_id: str) -> None:
    """Try a failed start again; of two administrators the second gets 409."""
    starts.retry_start(current_parts(), current_actor(), job_id)
