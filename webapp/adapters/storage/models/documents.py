"""The printed forms of archived documents."""

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.adapters.storage.models.base import Base, Identifier, Json, Moment, Name


class DocumentFile(Base):
    """One printed form of an archived document, sealed; it is never printed anew.

    `sha256` and `size` are those of the file as it is given out, after it was signed. `missing`
    lists the characters that no font had; `signer` is empty when no key was configured.
    """

    __tablename__ = "document_file"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    document_id: Mapped[Identifier] = mapped_column(ForeignKey("archived_document.id"))
    format: Mapped[str] = mapped_column(String(10))
    template_version: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    missing: Mapped[Json]
    signer: Mapped[Name]
    created_at: Mapped[Moment]

    __table_args__ = (UniqueConstraint("document_id", "format"),)
