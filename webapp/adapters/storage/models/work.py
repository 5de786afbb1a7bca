"""Work that waits: user tasks for people, jobs (operations, timers, messages) for workers."""

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.adapters.storage.models.base import Base, Identifier, Key, LongText, Moment, Name


class UserTask(Base):
    """Work for a person: OPEN, COMPLETED or CANCELLED. The id is that of the element instance."""

    __tablename__ = "user_task"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    instance_id: Mapped[Identifier] = mapped_column(ForeignKey("process_instance.id"))
    process_id: Mapped[Key]
    element_id: Mapped[Key]
    name: Mapped[Name]
    name_en: Mapped[Name]
    form_key: Mapped[Key]
    state: Mapped[str] = mapped_column(String(12))
    candidate_role: Mapped[str | None] = mapped_column(String(40))
    organisation_id: Mapped[Identifier | None] = mapped_column(ForeignKey("organisation.id"))
    assignee_id: Mapped[Identifier | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    priority: Mapped[int]
    created_at: Mapped[Moment]
    due_at: Mapped[Moment | None]
    ended_at: Mapped[Moment | None]
    ended_by_id: Mapped[Identifier | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    draft: Mapped[bytes | None] = mapped_column(LargeBinary)
    submitted: Mapped[bytes | None] = mapped_column(LargeBinary)

    __table_args__ = (
        Index(None, "assignee_id", "state", "created_at"),
        Index(None, "organisation_id", "candidate_role", "state", "created_at"),
        Index(None, "instance_id", "state"),
        Index(None, "ended_by_id", "ended_at"),
        Index(None, "state", "due_at"),
    )


class Job(Base):
    """One execution of an operation, one timer or one message on its way (`kind`).

    PENDING, DONE, CANCELLED or INCIDENT. `delivery` numbers the attempts of the job engine to
    bring it to a worker; `starts` counts runs that did not come back, `failures` those that did.
    """

    __tablename__ = "job"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    instance_id: Mapped[Identifier | None] = mapped_column(ForeignKey("process_instance.id"))
    kind: Mapped[str] = mapped_column(String(10))
    process_id: Mapped[Key]
    element_id: Mapped[Key]
    element_name: Mapped[Name]
    operation: Mapped[Key]
    variables: Mapped[bytes | None] = mapped_column(LargeBinary)
    queue: Mapped[str] = mapped_column(String(20), default="jobs")
    status: Mapped[str] = mapped_column(String(10))
    not_before: Mapped[Moment]
    delivery: Mapped[int] = mapped_column(default=0)
    starts: Mapped[int] = mapped_column(default=0)
    failures: Mapped[int] = mapped_column(default=0)
    max_attempts: Mapped[int] = mapped_column(default=5)
    last_error: Mapped[LongText] = mapped_column(default="")
    created_at: Mapped[Moment]

    __table_args__ = (
        Index(None, "status", "not_before"),
        Index(None, "instance_id", "status"),
    )


class Completion(Base):
    """The last fence: a job has at most one completion, whatever else goes wrong."""

    __tablename__ = "completion"

    job_id: Mapped[Identifier] = mapped_column(primary_key=True)
    at: Mapped[Moment]
