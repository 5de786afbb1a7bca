"""Signals from outside, for everybody who waits for them now."""

from http import HTTPStatus
from typing import Any

from webapp.access.permissions import Permission
from webapp.entrypoints.api.blueprint import Blueprint, header, refusals
from webapp.entrypoints.api.headers import idempotency_key
from webapp.entrypoints.api.schemas.messages import SignalAnswer, SignalEntry
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.services import messages
from webapp.services.messages import SignalView, ThrownSignal

blueprint = Blueprint("signals", "Signals from outside, heard by all who wait for them")

_SIGNAL_ID = header(
    "Idempotency-Key",
    "The sender's own id of the signal. A second publication with the same id changes nothing and "
    "is answered with the first.",
)


@blueprint.route("", methods=["POST"])
@requires(Permission.MESSAGE_PUBLISH)
@blueprint.arguments(SignalEntry)
@blueprint.response(HTTPStatus.ACCEPTED, SignalAnswer)
@blueprint.doc(parameters=[_SIGNAL_ID], responses=refusals(HTTPStatus.NOT_FOUND))
def publish_signal(entry: dict[str, Any]) -> SignalView:
    """Publish a signal in a county, a city or the province; nobody hears it later."""
    return messages.publish_signal(
        current_parts(),
        current_actor(),
        ThrownSignal(entry["name"], entry["variables"], element_id=""),
        idempotency_key(),
        entry["scope_id"],
    )
