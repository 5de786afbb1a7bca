"""What happens to certificates after their issue, and what administrators enter of the calendar."""

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


class CertificateEvent(Base):
    """One thing that happened to a certificate or its holder; the grounds are sealed."""

    __tablename__ = "certificate_event"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    key: Mapped[Key]
    certificate_id: Mapped[Identifier] = mapped_column(ForeignKey("certificate.id"))
    kind: Mapped[str] = mapped_column(String(30))
    happened_on: Mapped[Day]
    organ: Mapped[Name]
    document: Mapped[Name]
    grounds: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[Moment]

    __table_args__ = (UniqueConstraint("key"), Index(None, "certificate_id", "happened_on"))


class CalendarChange(Base):
    """An entered year of a scope: who entered it, from which document, what it moved."""

    __tablename__ = "calendar_change"

    id: Mapped[Sequence]
    scope: Mapped[Identifier]
    year: Mapped[int]
    source: Mapped[LongText]
    added: Mapped[int]
    removed: Mapped[int]
    notices: Mapped[Json]
    changed_by_id: Mapped[Identifier] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[Moment]
