"""Doing by hand what an instance awaits: a message, a signal, or a choice."""

from http import HTTPStatus
from typing import Any

from webapp.access.permissions import Permission
from webapp.entrypoints.api.blueprint import Blueprint, refusals
from webapp.entrypoints.api.schemas.messages import ActivationByHandEntry, DeliveryEntry
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.services import interventions

blueprint = Blueprint("message-subscriptions", "What instances await: messages, signals, choices")


@blueprint.route("/<subscription_id>/delivery", methods=["POST"])
@requires(Permission.INTERVENE)
@blueprint.arguments(DeliveryEntry)
@blueprint.response(HTTPStatus.NO_CONTENT)
@blueprint.doc(responses=refusals(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT))
def deliver_message(entry: dict[str, Any], subscription_id: str) -> None:
    """Deliver by hand the message or signal that an instance awaits; the reason is recorded."""
    interventions.deliver_message(
        current_parts(), current_actor(), subscription_id, entry["variables"], entry["reason"]
    )


@blueprint.route("/<subscription_id>/activation", methods=["POST"])
@requires(Permission.INTERVENE)
@blueprint.arguments(ActivationByHandEntry)
@blueprint.response(HTTPStatus.NO_CONTENT)
@blueprint.doc(responses=refusals(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT))
def activate_element(entry: dict[str, str], subscription_id: str) -> None:
    """Begin something in an ad-hoc sub-process in the place of those who should."""
    interventions.activate_element(
        current_parts(), current_actor(), subscription_id, entry["element_id"], entry["reason"]
    )
