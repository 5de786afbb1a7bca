"""Process instances, their history and their incidents."""

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.adapters.storage.models.base import (
    Base,
    Identifier,
    Json,
    Key,
    LongText,
    Moment,
    Name,
    Sequence,
)


class ProcessInstance(Base):
    """One run of a process: its sealed snapshot, and the columns by which it is found and shown.

    `version` is the optimistic lock: every advance raises it, and a stale writer is refused.
    """

    __tablename__ = "process_instance"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    business_key: Mapped[Key]
    start_key: Mapped[Key | None]
    process_id: Mapped[Key]
    bundle_id: Mapped[str] = mapped_column(ForeignKey("bundle.id"))
    title: Mapped[Name]
    state: Mapped[str] = mapped_column(String(12))
    county_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    city_id: Mapped[Identifier | None] = mapped_column(ForeignKey("organisation.id"))
    department_id: Mapped[Identifier | None] = mapped_column(ForeignKey("organisation.id"))
    unit_id: Mapped[Identifier | None] = mapped_column(ForeignKey("organisation.id"))
    initiator_id: Mapped[Identifier | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    snapshot: Mapped[bytes] = mapped_column(LargeBinary)
    version: Mapped[int] = mapped_column()
    started_at: Mapped[Moment]
    progressed_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it once
    __table_args__ = (
        UniqueConstraint("business_key"),
        UniqueConstraint("start_key"),
        Index(None, "county_id", "state", "started_at"),
        Index(None, "state", "progressed_at"),
        Index(None, "unit_id"),
        Index(None, "initiator_id"),
    )


class HistoryEvent(Base):
    """One fact about the past of an instance, never changed afterwards."""

    __tablename__ = "history_event"

    id: Mapped[Sequence]
    instance_id: Mapped[Identifier] = mapped_column(ForeignKey("process_instance.id"))
    at: Mapped[Moment]
    kind: Mapped[str] = mapped_column(String(40))
    process_id: Mapped[Key]
    element_id: Mapped[Key]
    element_name: Mapped[Name]
    element_type: Mapped[str] = mapped_column(String(40))
    actor_id: Mapped[Identifier | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    actor_name: Mapped[Name]
    details: Mapped[Json]

    __table_args__ = (Index(None, "instance_id", "id"),)


class Incident(Base):
    """A place at which an instance stands still until somebody helps."""

    __tablename__ = "incident"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    instance_id: Mapped[Identifier] = mapped_column(ForeignKey("process_instance.id"))
    element_instance_id: Mapped[Identifier]
    job_id: Mapped[Identifier | None]
    kind: Mapped[str] = mapped_column(String(30))
    process_id: Mapped[Key]
    element_id: Mapped[Key]
    element_name: Mapped[Name]
    message: Mapped[LongText]
    trace: Mapped[LongText]
    opened_at: Mapped[Moment]
    resolved_at: Mapped[Moment | None]

    __table_args__ = (Index(None, "instance_id"), Index(None, "resolved_at", "kind"))
