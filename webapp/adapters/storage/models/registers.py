"""The registers that processes write and that people read: notices, certificates, experts."""

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
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
)
from webapp.domain import statute


class PublicNotice(Base):
    """A publicity list; `level` county is public, unit is shown inside the unit only."""

    __tablename__ = "public_notice"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    key: Mapped[Key]
    county_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    organisation_id: Mapped[Identifier | None] = mapped_column(ForeignKey("organisation.id"))
    instance_id: Mapped[Identifier | None] = mapped_column(ForeignKey("process_instance.id"))
    level: Mapped[str] = mapped_column(String(10))
    number: Mapped[Key] = mapped_column(default="")
    title: Mapped[Name]
    basis: Mapped[LongText]
    organ: Mapped[Name]
    contact: Mapped[LongText]
    rows: Mapped[Json]
    starts_on: Mapped[Day]
    ends_on: Mapped[Day]
    days: Mapped[int] = mapped_column(default=statute.PUBLICITY_WORKING_DAYS)
    provisional: Mapped[bool]
    outcome: Mapped[LongText]
    closed_at: Mapped[Moment | None]
    created_at: Mapped[Moment]

    __table_args__ = (
        UniqueConstraint("key"),
        Index(None, "level", "ends_on"),
        Index(None, "number"),
    )


class Certificate(Base):
    """An electronic certificate, always marked 双定向 and valid in one county (R4, R32).

    A corrected certificate is a new row with the next `version`, which names the one it `replaces`.
    """

    __tablename__ = "certificate"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    key: Mapped[Key]
    number: Mapped[Key]
    verification_code: Mapped[str] = mapped_column(String(20))
    holder: Mapped[Name]
    id_number: Mapped[bytes] = mapped_column(LargeBinary)
    id_number_index: Mapped[str] = mapped_column(String(64))
    unit: Mapped[Name]
    series: Mapped[Name]
    specialty: Mapped[Name]
    title: Mapped[Name]
    county_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    committee: Mapped[Name]
    passed_on: Mapped[Day]
    issued_on: Mapped[Day]
    publication_number: Mapped[Name]
    filing_number: Mapped[Name]
    status: Mapped[str] = mapped_column(String(10), default="VALID")
    version: Mapped[int] = mapped_column(default=1)
    replaces: Mapped[Key | None]

    __table_args__ = (
        UniqueConstraint("key"),
        UniqueConstraint("number"),
        UniqueConstraint("replaces"),
        Index(None, "id_number_index"),
    )


class TakenNumber(Base):
    """A number taken from a named sequence; the key makes taking it again harmless."""

    __tablename__ = "taken_number"

    sequence: Mapped[Key] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    key: Mapped[Key]

    __table_args__ = (UniqueConstraint("key"),)


class PoolExpert(Base):
    """A member of the expert pool of a county and series, for a term of at most three years.

    `kin` holds, sealed, the names of relatives that the expert has declared (A11); `ended_on` is
    set when the office ends the membership early.
    """

    __tablename__ = "pool_expert"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    county_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    series: Mapped[str] = mapped_column(String(40))
    person_id: Mapped[Identifier | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[Name]
    unit: Mapped[Name]
    specialty: Mapped[Name]
    can_chair: Mapped[bool]
    origin: Mapped[str] = mapped_column(String(20), default="county")
    term_starts_on: Mapped[Day | None]
    term_ends_on: Mapped[Day]
    kin: Mapped[bytes | None] = mapped_column(LargeBinary)
    ended_on: Mapped[Day | None]

    __table_args__ = (Index(None, "county_id", "series"),)


class CalendarDay(Base):
    """A day that differs from the weekday rule; `scope` is national or an organisation id."""

    __tablename__ = "calendar_day"

    scope: Mapped[Identifier] = mapped_column(primary_key=True)
    day: Mapped[Day] = mapped_column(primary_key=True)
    working: Mapped[bool]
    source: Mapped[LongText]


class ArchivedDocument(Base):
    """An official document that a process produced; sealed, since it may name people.

    `label` is what lists call it, `record_hash` the SHA-256 of its record as canonical JSON, and
    `options` what it is printed with besides. `subject_index` finds the person it is about.
    """

    __tablename__ = "archived_document"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    key: Mapped[Key]
    instance_id: Mapped[Identifier] = mapped_column(ForeignKey("process_instance.id"))
    kind: Mapped[Key]
    label: Mapped[Name]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    record_hash: Mapped[str] = mapped_column(String(64))
    options: Mapped[Json]
    subject_index: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[Moment]

    __table_args__ = (
        UniqueConstraint("key"),
        Index(None, "instance_id"),
        Index(None, "subject_index"),
        Index(None, "created_at"),
    )


class Note(Base):
    """A note to one person, or to everybody who holds a role at an organisation."""

    __tablename__ = "note"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    key: Mapped[Key]
    instance_id: Mapped[Identifier | None] = mapped_column(ForeignKey("process_instance.id"))
    person_id: Mapped[Identifier | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE")
    )
    role: Mapped[str] = mapped_column(String(40))
    organisation_id: Mapped[Identifier | None] = mapped_column(ForeignKey("organisation.id"))
    title: Mapped[Name]
    body: Mapped[LongText]
    created_at: Mapped[Moment]

    __table_args__ = (
        UniqueConstraint("key"),
        Index(None, "person_id", "created_at"),
        Index(None, "organisation_id", "role", "created_at"),
    )
