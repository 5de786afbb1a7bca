"""Firing an open timer before its time."""

from http import HTTPStatus

from webapp.access.permissions import Permission
from webapp.entrypoints.api.blueprint import Blueprint, refusals
from webapp.entrypoints.api.schemas.entries import ReasonEntry
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.services import interventions

blueprint = Blueprint("timers", "Times that instances wait for")


@blueprint.route("/<timer_id>/firing", methods=["POST"])
@requires(Permission.INTERVENE)
@blueprint.arguments(ReasonEntry)
@blueprint.response(HTTPStatus.NO_CONTENT)
@blueprint.doc(responses=refusals(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT))
def fire_timer(entry: dict[str, str], timer_id: str) -> None:
    """Fire an open timer before its time; the reason is recorded."""
    interventions.fire_timer(current_parts(), current_actor(), timer_id, entry["reason"])
