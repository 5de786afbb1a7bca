"""Filings of expert pools, draws of committees, and the boxes of secret ballots."""

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.adapters.storage.models.base import Base, Day, Identifier, Json, Key, Moment, Name


class CommitteeFiling(Base):
    """The filing of a county's committee and expert pool of one series (A3, A4)."""

    __tablename__ = "committee_filing"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    key: Mapped[Key]
    county_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    series: Mapped[str] = mapped_column(String(40))
    number: Mapped[Name]
    valid_from: Mapped[Day]
    valid_until: Mapped[Day]
    consent: Mapped[Name]
    consent_size: Mapped[int]
    recorded_at: Mapped[Moment]

    __table_args__ = (UniqueConstraint("key"), Index(None, "county_id", "series"))


class CommitteeDraw(Base):
    """One draw with all that it started from, so that it can be repeated bit for bit (A5)."""

    __tablename__ = "committee_draw"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    key: Mapped[Key]
    instance_id: Mapped[Identifier] = mapped_column(ForeignKey("process_instance.id"))
    county_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    series: Mapped[str] = mapped_column(String(40))
    record: Mapped[Json]
    drawn_at: Mapped[Moment]

    __table_args__ = (UniqueConstraint("key"), Index(None, "county_id", "drawn_at"))


class BallotBox(Base):
    """One secret ballot (A7). `urn` and `urn_key` are gone once it is closed; counts stay.

    There is no row for a paper, and nothing here or in `BallotVoter` tells when anybody voted.
    """

    __tablename__ = "ballot_box"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    key: Mapped[Key]
    instance_id: Mapped[Identifier] = mapped_column(ForeignKey("process_instance.id"))
    county_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    title: Mapped[Name]
    entries: Mapped[bytes] = mapped_column(LargeBinary)
    most_yes: Mapped[int | None]
    urn: Mapped[bytes | None] = mapped_column(LargeBinary)
    urn_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    counts: Mapped[bytes | None] = mapped_column(LargeBinary)
    opened_at: Mapped[Moment]
    closed_at: Mapped[Moment | None]

    __table_args__ = (UniqueConstraint("key"), Index(None, "county_id", "closed_at"))


class BallotVoter(Base):
    """One expert who may vote in a box, and whether this expert has; never how, never when."""

    __tablename__ = "ballot_voter"

    box_id: Mapped[Identifier] = mapped_column(ForeignKey("ballot_box.id"), primary_key=True)
    username: Mapped[Key] = mapped_column(primary_key=True)
    name: Mapped[Name]
    barred: Mapped[Json]
    voted: Mapped[bool]

    __table_args__ = (Index(None, "username"),)
