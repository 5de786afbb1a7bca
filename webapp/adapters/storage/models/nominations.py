"""Windows, nominations, rosters of rounds, held titles, sanctions and dishonesty records."""

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


class NominationChannel(Base):
    """A window that the province opened for a county and year; the latest row counts (R21)."""

    __tablename__ = "nomination_channel"

    id: Mapped[Sequence]
    key: Mapped[Key]
    county_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    opens_on: Mapped[Day]
    closes_on: Mapped[Day]
    opened_by: Mapped[Name]
    document: Mapped[Name]
    recorded_at: Mapped[Moment]

    __table_args__ = (UniqueConstraint("key"), Index(None, "county_id", "year", "id"))


class Nomination(Base):
    """A person's nomination for a title in a county and year, and how far it has come."""

    __tablename__ = "nomination"

    key: Mapped[Key] = mapped_column(primary_key=True)
    entry_key: Mapped[Key]
    county_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    year: Mapped[int]
    series: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(12))
    name: Mapped[Name]
    id_number: Mapped[bytes] = mapped_column(LargeBinary)
    id_number_index: Mapped[str] = mapped_column(String(64))
    unit: Mapped[Name]
    unit_id: Mapped[Identifier]
    department: Mapped[Name]
    username: Mapped[Key]
    specialty: Mapped[Name]
    title: Mapped[Name]
    materials_hash: Mapped[str] = mapped_column(String(64))
    round_key: Mapped[Key]
    roster_number: Mapped[int]
    reasons: Mapped[LongText]
    recommended: Mapped[bool]
    entered_at: Mapped[Moment]
    changed_at: Mapped[Moment]

    __table_args__ = (
        UniqueConstraint("entry_key"),
        Index(None, "county_id", "year", "series", "state"),
        Index(None, "id_number_index"),
        Index(None, "round_key", "roster_number"),
        Index(None, "unit_id"),
    )


class ClosedRoster(Base):
    """A round whose roster is closed: nobody is added any more."""

    __tablename__ = "closed_roster"

    round_key: Mapped[Key] = mapped_column(primary_key=True)
    key: Mapped[Key]
    county_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    series: Mapped[str] = mapped_column(String(40))
    year: Mapped[int]
    closed_at: Mapped[Moment]

    __table_args__ = (UniqueConstraint("key"), Index(None, "county_id", "series", "year"))


class IntegrityBar(Base):
    """A sanction or a dishonesty record that bars from applying until a day (A14, A16)."""

    __tablename__ = "integrity_bar"

    id: Mapped[Sequence]
    key: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(12))
    name: Mapped[Name]
    id_number: Mapped[bytes] = mapped_column(LargeBinary)
    id_number_index: Mapped[str] = mapped_column(String(64))
    grounds: Mapped[LongText]
    document: Mapped[Name]
    since: Mapped[Day]
    until: Mapped[Day]
    county_id: Mapped[Identifier | None] = mapped_column(ForeignKey("organisation.id"))
    recorded_by: Mapped[Key]
    recorded_at: Mapped[Moment]

    __table_args__ = (
        UniqueConstraint("key"),
        Index(None, "id_number_index", "until"),
        Index(None, "county_id", "until"),
    )


class HeldTitle(Base):
    """A title that a person holds or held; targeted ones count in one county only (R4–R6)."""

    __tablename__ = "held_title"

    id: Mapped[Sequence]
    key: Mapped[Key]
    name: Mapped[Name]
    id_number: Mapped[bytes] = mapped_column(LargeBinary)
    id_number_index: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(10))
    level: Mapped[str] = mapped_column(String(20))
    series: Mapped[str] = mapped_column(String(40))
    title: Mapped[Name]
    obtained_on: Mapped[Day]
    county_id: Mapped[Identifier | None] = mapped_column(ForeignKey("organisation.id"))
    certificate: Mapped[Key]
    achievements: Mapped[LongText]
    ended_on: Mapped[Day | None]
    end_reason: Mapped[LongText]
    recorded_at: Mapped[Moment]

    __table_args__ = (
        UniqueConstraint("key"),
        Index(None, "id_number_index", "obtained_on"),
        Index(None, "certificate"),
    )
