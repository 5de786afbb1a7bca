"""Messages from outside: published by name and key, delivered now or kept until awaited."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from webapp.access.actor import Actor
from webapp.access.permissions import Permission, may
from webapp.adapters.storage.repositories import messages
from webapp.engine.outcome import ThrownMessage
from webapp.kernel.errors import InvalidInput, NotAllowed
from webapp.kernel.text import Text
from webapp.services import advancing
from webapp.services.parts import Parts

_LONGEST = 160


@dataclass(frozen=True, slots=True)
class MessageView:
    """A published message: BUFFERED, DELIVERED or EXPIRED."""

    id: str
    name: str
    correlation_key: str
    status: str
    receiver_instance_id: str | None


def publish_message(
    parts: Parts,
    actor: Actor,
    name: str,
    correlation_key: str,
    variables: Mapping[str, Any],
    message_id: str | None,
) -> MessageView:
    """Publish a message; a second one with the same `message_id` is answered with the first."""
    if not may(actor, Permission.MESSAGE_PUBLISH):
        raise NotAllowed
    for field, value in (("name", name), ("correlation_key", correlation_key)):
        if not value or len(value) > _LONGEST:
            raise InvalidInput(
                {field: [Text("必填，最多 160 个字符。", "Needed, 160 characters at most.")]}
            )
    with parts.database.writing() as session:
        known = messages.with_key(session, message_id) if message_id else None
        if known is None:
            thrown = ThrownMessage(name, correlation_key, variables, "")
            now = parts.database.now(session)
            made = advancing.throw_message(parts, session, None, thrown, now, message_id)
            return MessageView(made, name, correlation_key, "BUFFERED", None)
        return MessageView(
            known.id, known.name, known.correlation_key, known.status, known.receiver_instance_id
        )
