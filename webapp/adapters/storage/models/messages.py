"""Messages that wait for a receiver, and receivers that wait for a message."""

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.adapters.storage.models.base import Base, Identifier, Key, Moment, Name


class BufferedMessage(Base):
    """A message: BUFFERED until somebody receives it, then DELIVERED (or EXPIRED).

    `message_key` makes a repeated publication of the same message harmless.
    """

    __tablename__ = "message"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    message_key: Mapped[Key | None]
    name: Mapped[Key]
    correlation_key: Mapped[Key]
    variables: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[str] = mapped_column(String(10))
    source_instance_id: Mapped[Identifier | None] = mapped_column(ForeignKey("process_instance.id"))
    receiver_instance_id: Mapped[Identifier | None] = mapped_column(
        ForeignKey("process_instance.id")
    )
    created_at: Mapped[Moment]

    __table_args__ = (
        UniqueConstraint("message_key"),
        Index(None, "name", "correlation_key", "status"),
    )


class MessageSubscription(Base):
    """An element instance that waits for a message; the row goes when the wait is over."""

    __tablename__ = "message_subscription"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    instance_id: Mapped[Identifier] = mapped_column(ForeignKey("process_instance.id"))
    process_id: Mapped[Key]
    element_id: Mapped[Key]
    element_name: Mapped[Name]
    name: Mapped[Key]
    correlation_key: Mapped[Key]
    created_at: Mapped[Moment]

    __table_args__ = (
        Index(None, "name", "correlation_key", "created_at"),
        Index(None, "instance_id"),
    )
