"""What is sent between instances, and what instances wait for."""

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.adapters.storage.models.base import Base, Identifier, Json, Key, LongText, Moment, Name


class BufferedMessage(Base):
    """A message: BUFFERED until it is DELIVERED, EXPIRED or DISCARDED by an administrator.

    `message_key` makes a repeated publication of the same message harmless. `organisation_id` is
    where a process is started that begins with it; without one it starts none.
    """

    __tablename__ = "message"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    message_key: Mapped[Key | None]
    name: Mapped[Key]
    correlation_key: Mapped[Key]
    variables: Mapped[bytes] = mapped_column(LargeBinary)
    status: Mapped[str] = mapped_column(String(10))
    organisation_id: Mapped[Identifier | None] = mapped_column(ForeignKey("organisation.id"))
    source_instance_id: Mapped[Identifier | None] = mapped_column(ForeignKey("process_instance.id"))
    receiver_instance_id: Mapped[Identifier | None] = mapped_column(
        ForeignKey("process_instance.id")
    )
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]
    ended_by: Mapped[Name] = mapped_column(default="")
    reason: Mapped[LongText] = mapped_column(default="")

    __table_args__ = (
        UniqueConstraint("message_key"),
        Index(None, "name", "correlation_key", "status"),
        Index(None, "status", "expires_at"),
    )


class Subscription(Base):
    """An element instance that waits for something; the row goes when the wait is over.

    `kind` is MESSAGE, SIGNAL, CONDITION or ACTIVATION. `name` is that of the message or signal, or
    the text of the condition; `choices` holds what can be begun in an ad-hoc sub-process.
    """

    __tablename__ = "subscription"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    instance_id: Mapped[Identifier] = mapped_column(ForeignKey("process_instance.id"))
    kind: Mapped[str] = mapped_column(String(10))
    process_id: Mapped[Key]
    element_id: Mapped[Key]
    element_name: Mapped[Name]
    name: Mapped[Name]
    correlation_key: Mapped[Key]
    choices: Mapped[Json]
    created_at: Mapped[Moment]

    __table_args__ = (
        Index(None, "name", "correlation_key", "created_at"),
        Index(None, "kind", "name"),
        Index(None, "instance_id"),
    )


class Signal(Base):
    """A signal that was thrown: where it is heard, and how many it set going.

    `signal_key` makes a repeated publication of the same signal harmless; `scope_id` is a county,
    or the province for all of them.
    """

    __tablename__ = "signal"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    signal_key: Mapped[Key | None]
    name: Mapped[Name]
    scope_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    source_instance_id: Mapped[Identifier | None] = mapped_column(ForeignKey("process_instance.id"))
    receivers: Mapped[int]
    starts: Mapped[int]
    created_at: Mapped[Moment]

    __table_args__ = (UniqueConstraint("signal_key"),)


class StartTimer(Base):
    """A timer start event that is armed for one county; it goes when it has fired for good.

    `number` counts the timers of the version, since one event may hold several. `job_id` is the
    delivery of the next occurrence, `remaining` the occurrences with that one (-1: without end).
    """

    __tablename__ = "start_timer"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    process_id: Mapped[Key]
    county_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    version_id: Mapped[Identifier] = mapped_column(ForeignKey("definition_version.id"))
    number: Mapped[int]
    element_id: Mapped[Key]
    remaining: Mapped[int]
    due_at: Mapped[Moment]
    job_id: Mapped[Identifier]

    __table_args__ = (UniqueConstraint("process_id", "county_id", "number"),)
