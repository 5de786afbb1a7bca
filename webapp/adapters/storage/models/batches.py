"""Work on many things at once: imports and batch actions, each with its items."""

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.adapters.storage.models.base import Base, Identifier, Json, LongText, Moment, Name


class Batch(Base):
    """One import or batch action: PREVIEW, RUNNING, DONE or CANCELLED.

    `content` and the items' contents are sealed, and cleared when the batch has long been done.
    """

    __tablename__ = "batch"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(12))
    county_id: Mapped[Identifier | None] = mapped_column(ForeignKey("organisation.id"))
    actor_id: Mapped[Identifier | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    title: Mapped[Name]
    total: Mapped[int]
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[Moment]
    confirmed_at: Mapped[Moment | None]
    ended_at: Mapped[Moment | None]
    cleared_at: Mapped[Moment | None]

    __table_args__ = (Index(None, "actor_id", "created_at"), Index(None, "county_id", "created_at"))


class BatchItem(Base):
    """One thing of a batch: REFUSED at the preview, WAITING, then DONE or FAILED, for good."""

    __tablename__ = "batch_item"

    batch_id: Mapped[Identifier] = mapped_column(
        ForeignKey("batch.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[str] = mapped_column(String(10))
    subject_id: Mapped[Identifier | None]
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    outcome: Mapped[Json]
    ended_at: Mapped[Moment | None]

    __table_args__ = (Index(None, "batch_id", "state", "number"),)


class UnitPost(Base):
    """The regular deputy-senior posts of a unit in a year, the base of the county's 10 % (R15)."""

    __tablename__ = "unit_post"

    unit_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    county_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    number: Mapped[int]
    source: Mapped[LongText]
    recorded_at: Mapped[Moment]

    __table_args__ = (Index(None, "county_id", "year"),)
