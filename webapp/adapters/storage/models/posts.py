"""The separate ledger of posts: plans, reservations, occupations, and every move."""

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.adapters.storage.models.base import (
    Base,
    Day,
    Identifier,
    Key,
    LongText,
    Moment,
    Name,
    Sequence,
)


class PostPlan(Base):
    """What a county may fill in a year (R15–R18); the latest row of a county counts."""

    __tablename__ = "post_plan"

    id: Mapped[Sequence]
    key: Mapped[Key]
    county_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    regular_total: Mapped[int]
    total: Mapped[int]
    base_source: Mapped[LongText]
    base_on: Mapped[Day | None]
    basis: Mapped[str] = mapped_column(String(20))
    yearly_share_percent: Mapped[int]
    share_until: Mapped[Day | None]
    exception_document: Mapped[LongText]
    recorded_at: Mapped[Moment]

    __table_args__ = (UniqueConstraint("key"), Index(None, "county_id", "id"))


class PostReservation(Base):
    """Posts that a round keeps for itself until it has used them or gives them back."""

    __tablename__ = "post_reservation"

    round_key: Mapped[Key] = mapped_column(primary_key=True)
    county_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    number: Mapped[int]
    since: Mapped[Moment]

    __table_args__ = (Index(None, "county_id"),)


class PostOccupation(Base):
    """One post of the separate ledger taken by the holder of a certificate, at grade 7 (R19)."""

    __tablename__ = "post_occupation"

    id: Mapped[Sequence]
    key: Mapped[Key]
    county_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    holder: Mapped[Name]
    certificate_number: Mapped[Key]
    id_number: Mapped[bytes | None] = mapped_column(LargeBinary)
    unit: Mapped[Name]
    since: Mapped[Moment]
    freed_at: Mapped[Moment | None]
    freed_by: Mapped[str] = mapped_column(String(20))
    freed_document: Mapped[Name]

    __table_args__ = (
        UniqueConstraint("key"),
        Index(None, "county_id", "freed_at"),
        Index(None, "certificate_number"),
    )


class PostMove(Base):
    """One entry of the ledger: what was moved, how many, by whom, on which document."""

    __tablename__ = "post_move"

    id: Mapped[Sequence]
    key: Mapped[Key]
    county_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    kind: Mapped[str] = mapped_column(String(10))
    number: Mapped[int]
    subject: Mapped[Name]
    document: Mapped[LongText]
    actor_name: Mapped[Name]
    instance_id: Mapped[Identifier | None] = mapped_column(ForeignKey("process_instance.id"))
    at: Mapped[Moment]

    __table_args__ = (UniqueConstraint("key"), Index(None, "county_id", "id"))
