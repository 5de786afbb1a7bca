"""What supervision rests on: samples of dossiers, logs of issues, complaints and their steps."""

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
    Sequence,
)


class DossierSample(Base):
    """Dossiers drawn at random; the seed and the population let anybody draw them again."""

    __tablename__ = "dossier_sample"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    county_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    series: Mapped[str] = mapped_column(String(40))
    year: Mapped[int]
    size: Mapped[int]
    seed: Mapped[str] = mapped_column(String(64))
    algorithm: Mapped[str] = mapped_column(String(40))
    population: Mapped[Json]
    drawn: Mapped[Json]
    reason: Mapped[LongText]
    actor_id: Mapped[Identifier | None] = mapped_column(
        ForeignKey("person.id", ondelete="SET NULL")
    )
    actor_name: Mapped[Name]
    drawn_at: Mapped[Moment]

    __table_args__ = (Index(None, "drawn_at"), Index(None, "actor_id"))


class RoundIssue(Base):
    """A new problem of a round: what is new, who studied it, what was decided (R36)."""

    __tablename__ = "round_issue"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    county_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    number: Mapped[int]
    year: Mapped[int]
    series: Mapped[str] = mapped_column(String(40))
    subject: Mapped[LongText]
    studied_by: Mapped[Name]
    decision: Mapped[LongText]
    opened_at: Mapped[Moment]
    opened_by: Mapped[Name]
    changed_at: Mapped[Moment]
    changed_by: Mapped[Name]
    closed_at: Mapped[Moment | None]

    __table_args__ = (UniqueConstraint("county_id", "number"), Index(None, "county_id", "year"))


class Complaint(Base):
    """A complaint from the public; text, name and contact are sealed (R37).

    `level` says whether the county or the city above it handles the complaint; `code_index` is the
    digest of the code with which the complainant reads the answer.
    """

    __tablename__ = "complaint"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    number: Mapped[Key]
    code_index: Mapped[str] = mapped_column(String(64))
    source_index: Mapped[str] = mapped_column(String(64))
    county_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    level: Mapped[str] = mapped_column(String(10))
    about: Mapped[str] = mapped_column(String(20))
    subject: Mapped[Name]
    text: Mapped[bytes] = mapped_column(LargeBinary)
    name: Mapped[bytes | None] = mapped_column(LargeBinary)
    contact: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[str] = mapped_column(String(12))
    organ: Mapped[Name]
    finding: Mapped[bytes | None] = mapped_column(LargeBinary)
    answer: Mapped[LongText]
    upheld: Mapped[bool | None]
    due_on: Mapped[Day]
    received_at: Mapped[Moment]
    answered_at: Mapped[Moment | None]

    __table_args__ = (
        UniqueConstraint("number"),
        Index(None, "county_id", "state"),
        Index(None, "source_index", "received_at"),
    )


class ComplaintStep(Base):
    """One thing that was done about a complaint, by whom and when."""

    __tablename__ = "complaint_step"

    id: Mapped[Sequence]
    complaint_id: Mapped[Identifier] = mapped_column(ForeignKey("complaint.id"))
    at: Mapped[Moment]
    kind: Mapped[str] = mapped_column(String(12))
    actor_name: Mapped[Name]
    details: Mapped[Name]

    __table_args__ = (Index(None, "complaint_id", "id"),)
