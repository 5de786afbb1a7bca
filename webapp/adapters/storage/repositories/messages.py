"""Messages, signals and subscriptions: who waits for what, and what waits for whom."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import BufferedMessage, ProcessInstance, Signal, Subscription
from webapp.adapters.storage.repositories.inserting import insert_unless_there

LONGEST_KEY = 160
_KEPT_OF_A_LONG_KEY = 120


def storable(key: str) -> str:
    """Return a key that fits its column: a longer one ends in a digest of the whole."""
    if len(key) <= LONGEST_KEY:
        return key
    return f"{key[:_KEPT_OF_A_LONG_KEY]}…{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def lock_correlation(session: Session, name: str, correlation_key: str) -> None:
    """Serialise everybody who looks for, or waits for, this message under this key.

    Without it a receiver that starts to wait and a message that arrives could miss each other on
    PostgreSQL; SQLite has one writer anyway.
    """
    if session.get_bind().dialect.name == "sqlite":
        return
    session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"{name}\n{correlation_key}"))))


def oldest_subscription(session: Session, name: str, correlation_key: str) -> Subscription | None:
    """Return the receiver that has waited longest for the message."""
    return session.scalar(
        select(Subscription)
        .where(
            Subscription.kind == "MESSAGE",
            Subscription.name == name,
            Subscription.correlation_key == correlation_key,
        )
        .order_by(Subscription.created_at, Subscription.id)
        .limit(1)
    )


def oldest_buffered(
    session: Session, name: str, correlation_key: str, now: datetime
) -> BufferedMessage | None:
    """Return the message that has waited longest for a receiver and has not expired."""
    return session.scalar(
        select(BufferedMessage)
        .where(
            BufferedMessage.name == name,
            BufferedMessage.correlation_key == correlation_key,
            BufferedMessage.status == "BUFFERED",
            BufferedMessage.expires_at > now,
        )
        .order_by(BufferedMessage.created_at, BufferedMessage.id)
        .limit(1)
    )


def buffered_under(
    session: Session, names: Collection[str], now: datetime
) -> Sequence[BufferedMessage]:
    """Return the kept messages of these names, the oldest first."""
    return list(
        session.scalars(
            select(BufferedMessage)
            .where(
                BufferedMessage.name.in_(names),
                BufferedMessage.status == "BUFFERED",
                BufferedMessage.expires_at > now,
            )
            .order_by(BufferedMessage.created_at, BufferedMessage.id)
        )
    )


def expire(session: Session, now: datetime) -> int:
    """Let the kept messages end whose time is over; return how many."""
    result = session.execute(
        update(BufferedMessage)
        .where(BufferedMessage.status == "BUFFERED", BufferedMessage.expires_at <= now)
        .values(status="EXPIRED", ended_at=now)
        .execution_options(synchronize_session=False)
    )
    return int(result.rowcount)  # type: ignore[attr-defined]


def discard(session: Session, message_id: str, by: str, reason: str, now: datetime) -> bool:
    """Let a kept message end for a reason; False when it is kept no longer."""
    result = session.execute(
        update(BufferedMessage)
        .where(BufferedMessage.id == message_id, BufferedMessage.status == "BUFFERED")
        .values(status="DISCARDED", ended_at=now, ended_by=by, reason=reason)
        .execution_options(synchronize_session=False)
    )
    return bool(result.rowcount)  # type: ignore[attr-defined]


def find(session: Session, message_id: str) -> BufferedMessage | None:
    """Return a message."""
    return session.get(BufferedMessage, message_id)


def with_key(session: Session, message_key: str) -> BufferedMessage | None:
    """Return the message that was published under this key."""
    return session.scalar(select(BufferedMessage).where(BufferedMessage.message_key == message_key))


def add(session: Session, values: Mapping[str, Any]) -> bool:
    """Insert a message; False when its key is taken."""
    return insert_unless_there(session, BufferedMessage, values)


def subscription(session: Session, subscription_id: str) -> Subscription | None:
    """Return a subscription."""
    return session.get(Subscription, subscription_id)


def waiting_for_signal(
    session: Session, name: str, counties: Collection[str], but: str | None
) -> Sequence[Subscription]:
    """Return who waits for the signal in instances of these counties, except in one instance."""
    query = (
        select(Subscription)
        .join(ProcessInstance, ProcessInstance.id == Subscription.instance_id)
        .where(
            Subscription.kind == "SIGNAL",
            Subscription.name == name,
            ProcessInstance.county_id.in_(counties),
            Subscription.instance_id != (but or ""),
        )
        .order_by(Subscription.created_at, Subscription.id)
    )
    return list(session.scalars(query))


def add_signal(session: Session, values: Mapping[str, Any]) -> bool:
    """Insert a signal; False when its key is taken."""
    return insert_unless_there(session, Signal, values)


def count_signal(session: Session, signal_id: str, receivers: int, starts: int) -> None:
    """Write down how many a signal has set going."""
    session.execute(
        update(Signal)
        .where(Signal.id == signal_id)
        .values(receivers=receivers, starts=starts)
        .execution_options(synchronize_session=False)
    )


def signal_with_key(session: Session, signal_key: str) -> Signal | None:
    """Return the signal that was published under this key."""
    return session.scalar(select(Signal).where(Signal.signal_key == signal_key))
