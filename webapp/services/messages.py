"""Messages and signals from outside, and the messages that are kept until somebody awaits them."""

from dataclasses import dataclass

from webapp.access.actor import Actor
from webapp.access.permissions import Permission, may
from webapp.access.roles import Role
from webapp.adapters.storage.database import Session
from webapp.adapters.storage.models import BufferedMessage, Signal
from webapp.adapters.storage.queries import messages as queries
from webapp.adapters.storage.queries.messages import AwaitedRow, EndedMessageRow, KeptMessageRow
from webapp.adapters.storage.repositories import messages, people
from webapp.adapters.storage.repositories import process_instances as instances
from webapp.domain.places import PROVINCE_CODE
from webapp.engine.outcome import ThrownMessage, ThrownSignal
from webapp.kernel.errors import InvalidInput, NotAllowed, NotFound
from webapp.kernel.pagination import Page, PageRequest
from webapp.kernel.text import Text
from webapp.services import sending
from webapp.services.advancing import history_row
from webapp.services.interventions import AlreadyResolved, checked_reason
from webapp.services.parts import Parts
from webapp.services.sending import Origin

__all__ = ["AwaitedRow", "EndedMessageRow", "KeptMessageRow", "ThrownMessage", "ThrownSignal"]

_LONGEST = 160
_ENDED_SHOWN = 50


@dataclass(frozen=True, slots=True)
class MessageView:
    """A published message: BUFFERED, DELIVERED, EXPIRED or DISCARDED."""

    id: str
    name: str
    correlation_key: str
    status: str
    receiver_instance_id: str | None


@dataclass(frozen=True, slots=True)
class SignalView:
    """A published signal: where it is heard, how many instances hear it, how many it starts."""

    id: str
    name: str
    scope_id: str
    receivers: int
    starts: int


@dataclass(frozen=True, slots=True)
class KeptMessages:
    """One page of the kept messages, what is awaited, and what was given up of late."""

    kept: Page[KeptMessageRow]
    awaited: list[AwaitedRow]
    ended: list[EndedMessageRow]


def publish_message(
    parts: Parts,
    actor: Actor,
    thrown: ThrownMessage,
    message_id: str | None = None,
    organisation_id: str | None = None,
) -> MessageView:
    """Publish a message; a second one with the same `message_id` is answered with the first.

    A process that begins with it is started at the organisation, which must be in the actor's
    reach; without one the message starts nothing.
    """
    if not may(actor, Permission.MESSAGE_PUBLISH):
        raise NotAllowed
    _check_texts(name=thrown.name, correlation_key=thrown.correlation_key)
    with parts.database.writing() as session:
        if organisation_id is not None:
            _check_reach(session, actor, organisation_id)
        known = messages.with_key(session, message_id) if message_id else None
        if known is None:
            origin = Origin(None, organisation_id, message_id or None)
            now = parts.database.now(session)
            made = sending.throw_message(parts, session, origin, thrown, now)
            known = messages.find(session, made) if made else None
        # Two senders of the same id at once: the second finds the first's.
        return _message(known or messages.with_key(session, str(message_id)))


def _message(found: BufferedMessage | None) -> MessageView:
    if found is None:
        raise NotFound
    return MessageView(
        found.id, found.name, found.correlation_key, found.status, found.receiver_instance_id
    )


def publish_signal(
    parts: Parts,
    actor: Actor,
    thrown: ThrownSignal,
    signal_id: str | None = None,
    scope_id: str | None = None,
) -> SignalView:
    """Publish a signal in a county, a city, or (for the province's people) everywhere.

    Without a `scope_id` it is the one place that the actor administers. A second signal with the
    same `signal_id` is answered with the first.
    """
    if not may(actor, Permission.MESSAGE_PUBLISH):
        raise NotAllowed
    _check_texts(name=thrown.name)
    with parts.database.writing() as session:
        scope = scope_id or _only_place(actor)
        _check_reach(session, actor, scope)
        known = messages.signal_with_key(session, signal_id) if signal_id else None
        if known is not None:
            return _signal(known)
        now = parts.database.now(session)
        origin = Origin(None, scope, signal_id or None)
        made = sending.throw_signal(parts, session, origin, thrown, now)
        if made is None:  # somebody else has just sent the same
            return _signal(messages.signal_with_key(session, str(signal_id)))
        return SignalView(made.id, thrown.name, scope, made.receivers, made.starts)


def _only_place(actor: Actor) -> str:
    held = actor.organisations([Role.ADMINISTRATOR])
    if PROVINCE_CODE in held:
        return PROVINCE_CODE
    if len(held) > 1:
        raise InvalidInput(
            {"scope_id": [Text("请指明信号发往何处。", "Please say where it is to be heard.")]}
        )
    return next(iter(held))


def _signal(found: Signal | None) -> SignalView:
    if found is None:
        raise NotFound
    return SignalView(found.id, found.name, found.scope_id, found.receivers, found.starts)


def _check_texts(**texts: str) -> None:
    for field, value in texts.items():
        if not value or len(value) > _LONGEST:
            raise InvalidInput(
                {field: [Text("必填，最多 160 个字符。", "Needed, 160 characters at most.")]}
            )


def _check_reach(session: Session, actor: Actor, organisation_id: str) -> None:
    """Refuse an organisation outside the places that the actor administers."""
    held = actor.organisations([Role.ADMINISTRATOR])
    place = people.organisation(session, organisation_id)
    below = people.counties_below(session, held)
    if place is None or not (
        organisation_id in held or place.county_id in below or PROVINCE_CODE in held
    ):
        raise NotFound(organisation=organisation_id)


def list_kept_messages(parts: Parts, actor: Actor, page: PageRequest) -> KeptMessages:
    """Return what is kept and what is awaited in the actor's sight, without any contents."""
    if not may(actor, Permission.MONITORING_READ):
        raise NotAllowed
    with parts.database.reading() as session:
        now = parts.database.now(session)
        return KeptMessages(
            kept=queries.list_kept(session, actor, page, now),
            awaited=queries.list_awaited(session, actor),
            ended=queries.list_ended(session, actor, _ENDED_SHOWN),
        )


def discard_message(parts: Parts, actor: Actor, message_id: str, reason: str) -> None:
    """Let a kept message go, for a reason that stays on record with it and its sender."""
    if not may(actor, Permission.INTERVENE):
        raise NotAllowed
    why = checked_reason(reason)
    with parts.database.writing() as session:
        found = messages.find(session, message_id)
        if found is None or not queries.is_in_sight(session, actor, message_id):
            raise NotFound(message=message_id)
        now = parts.database.now(session)
        if not messages.discard(session, message_id, actor.name, why, now):
            raise AlreadyResolved
        if found.source_instance_id is not None:
            details = {"reason": why, "message": found.name}
            row = history_row(
                found.source_instance_id,
                "MESSAGE_DISCARDED_BY_ADMINISTRATOR",
                actor,
                now,
                details=details,
            )
            instances.add_history(session, [row])
