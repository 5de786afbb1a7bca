"""Launched series, criteria from draft to use, and the floors that criteria must keep."""

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.adapters.storage.models.base import (
    Base,
    Day,
    Identifier,
    Json,
    Key,
    LongText,
    Moment,
    Name,
    Sequence,
)


class LaunchedSeries(Base):
    """A series that a county has opened, with the acts it rests on; the latest row counts."""

    __tablename__ = "launched_series"

    id: Mapped[Sequence]
    key: Mapped[Key]
    county_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    series: Mapped[str] = mapped_column(String(40))
    starts_on: Mapped[Day]
    assessment: Mapped[LongText]
    assessed_on: Mapped[Day]
    consents: Mapped[LongText]
    filed_with_city: Mapped[Name]
    filed_with_province: Mapped[Name]
    acts: Mapped[Json]
    report: Mapped[Json]
    instance_id: Mapped[Identifier | None] = mapped_column(ForeignKey("process_instance.id"))
    recorded_at: Mapped[Moment]

    __table_args__ = (UniqueConstraint("key"), Index(None, "county_id", "series"))


class CriteriaVersion(Base):
    """Criteria of a county and series; `state` is DRAFT, CONFIRMED or IN_USE (then frozen)."""

    __tablename__ = "criteria_version"

    id: Mapped[Sequence]
    key: Mapped[Key]
    county_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    series: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))
    conditions: Mapped[LongText]
    items: Mapped[Json]
    weights: Mapped[Json]
    comparison: Mapped[Json]
    text_hash: Mapped[str] = mapped_column(String(64))
    confirmation: Mapped[Name]
    confirmed_on: Mapped[Day | None]
    filing: Mapped[Name]
    filed_on: Mapped[Day | None]
    instance_id: Mapped[Identifier | None] = mapped_column(ForeignKey("process_instance.id"))
    drafted_at: Mapped[Moment]

    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("county_id", "series", "version"),
    )


class CriteriaFloor(Base):
    """One version of the least that criteria of a series must ask for (R12)."""

    __tablename__ = "criteria_floor"

    id: Mapped[Sequence]
    organ_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    series: Mapped[str] = mapped_column(String(40))
    version: Mapped[int]
    title: Mapped[Name]
    items: Mapped[Json]
    entered_by_id: Mapped[Identifier | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    entered_at: Mapped[Moment]

    __table_args__ = (UniqueConstraint("organ_id", "series", "version"),)
