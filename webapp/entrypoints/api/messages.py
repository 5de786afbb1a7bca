"""Messages from outside, and the messages that nobody has received yet."""

from http import HTTPStatus
from typing import Any

from webapp.access.permissions import Permission
from webapp.entrypoints.api.blueprint import Blueprint, header, refusals
from webapp.entrypoints.api.headers import idempotency_key
from webapp.entrypoints.api.paging import wanted
from webapp.entrypoints.api.schemas.entries import ReasonEntry
from webapp.entrypoints.api.schemas.messages import (
    KeptMessageAnswer,
    MessageAnswer,
    MessageEntry,
)
from webapp.entrypoints.api.schemas.pages import PageQuery, page_of
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.kernel.pagination import Page
from webapp.services import messages
from webapp.services.messages import KeptMessageRow, MessageView, ThrownMessage

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
    thrown = ThrownMessage(
        entry["name"], entry["correlation_key"], entry["variables"], element_id=""
    )
    return messages.publish_message(
        current_parts(), current_actor(), thrown, idempotency_key(), entry["organisation_id"]
    )


@blueprint.route("")
@requires(Permission.MONITORING_READ)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(HTTPStatus.OK, page_of(KeptMessageAnswer))
def list_kept_messages(query: dict[str, Any]) -> Page[KeptMessageRow]:
    """List the messages that nobody has received yet, the oldest first."""
    return messages.list_kept_messages(current_parts(), current_actor(), wanted(query)).kept


@blueprint.route("/<message_id>/discarding", methods=["POST"])
@requires(Permission.INTERVENE)
@blueprint.arguments(ReasonEntry)
@blueprint.response(HTTPStatus.NO_CONTENT)
@blueprint.doc(responses=refusals(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT))
def discard_message(entry: dict[str, str], message_id: str) -> None:
    """Let a kept message go; the reason is recorded."""
    messages.discard_message(current_parts(), current_actor(), message_id, entry["reason"])
