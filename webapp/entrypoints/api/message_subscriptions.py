"""Delivering by hand the message that an instance awaits."""

from http import HTTPStatus
from typing import Any

from webapp.access.permissions import Permission
from webapp.entrypoints.api.blueprint import Blueprint, refusals
from webapp.entrypoints.api.schemas.messages import DeliveryEntry
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.services import interventions

blueprint = Blueprint("message-subscriptions", "Messages that instances await")


@blueprint.route("/<subscription_id>/delivery", methods=["POST"])
@requires(Permission.INTERVENE)
@blueprint.arguments(DeliveryEntry)
@blueprint.response(HTTPStatus.NO_CONTENT)
@blueprint.doc(responses=refusals(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT))
def deliver_message(entry: dict[str, Any], subscription_id: str) -> None:
    """Deliver by hand the message that an instance awaits; the reason is recorded."""
    interventions.deliver_message(
        current_parts(), current_actor(), subscription_id, entry["variables"], entry["reason"]
    )
