"""Messages and subscriptions: who waits for what, and what waits for whom."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import BufferedMessage, MessageSubscription


def lock_correlation(session: Session, name: str, correlation_key: str) -> None:
    """Serialise everybody who looks for, or waits for, this message under this key.

    Without it a receiver that starts to wait and a message that arrives could miss each other on
    PostgreSQL; SQLite has one writer anyway.
    """
    if session.get_bind().dialect.name == "sqlite":
        return
    session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"{name}\n{correlation_key}"))))


def oldest_subscription(
    session: Session, name: str, correlation_key: str
) -> MessageSubscription | None:
    """Return the receiver that has waited longest."""
    return session.scalar(
        select(MessageSubscription)
        .where(
            MessageSubscription.name == name,
            MessageSubscription.correlation_key == correlation_key,
        )
        .order_by(MessageSubscription.created_at, MessageSubscription.id)
        .limit(1)
    )


def oldest_buffered(session: Session, name: str, correlation_key: str) -> BufferedMessage | None:
    """Return the message that has waited longest for a receiver."""
    return session.scalar(
        select(BufferedMessage)
        .where(
            BufferedMessage.name == name,
            BufferedMessage.correlation_key == correlation_key,
            BufferedMessage.status == "BUFFERED",
        )
        .order_by(BufferedMessage.created_at, BufferedMessage.id)
        .limit(1)
    )


def find(session: Session, message_id: str) -> BufferedMessage | None:
    """Return a message."""
    return session.get(BufferedMessage, message_id)


def with_key(session: Session, message_key: str) -> BufferedMessage | None:
    """Return the message that was published under this key."""
    return session.scalar(select(BufferedMessage).where(BufferedMessage.message_key == message_key))


def subscription(session: Session, subscription_id: str) -> MessageSubscription | None:
    """Return a subscription."""
    return session.get(MessageSubscription, subscription_id)


def add(session: Session, **values: Any) -> BufferedMessage:
    """Add a message to the transaction."""
    message = BufferedMessage(**values)
    session.add(message)
    return message
