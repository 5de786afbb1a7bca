"""Messages from outside, and messages that instances await."""

from http import HTTPStatus
from typing import Any

from webapp.access.permissions import Permission
from webapp.entrypoints.api.blueprint import Blueprint, header
from webapp.entrypoints.api.headers import idempotency_key
from webapp.entrypoints.api.schemas.messages import MessageAnswer, MessageEntry
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.services import messages
from webapp.services.messages import MessageView

blueprint = Blueprint("messages", "Messages from outside, found by name and key")

_MESSAGE_ID = header(
    "Idempotency-Key",
    "The sender's own id of the message. A second publication with the same id changes nothing "
    "and is answered with the first.",
)


@blueprint.route("", methods=["POST"])
@requires(Permission.MESSAGE_PUBLISH)
@blueprint.arguments(MessageEntry)
@blueprint.response(HTTPStatus.ACCEPTED, MessageAnswer)
@blueprint.doc(parameters=[_MESSAGE_ID])
def publish_message(entry: dict[str, Any]) -> MessageView:
    """Publish a message; it is delivered soon, or kept until somebody awaits it."""
    return messages.publish_message(
        current_parts(),
        current_actor(),
        entry["name"],
        entry["correlation_key"],
        entry["variables"],
        idempotency_key(),
    )
