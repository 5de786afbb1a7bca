"""Published versions of diagrams, forms and decisions; drafts; the bundles that instances use."""

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.adapters.storage.models.base import Base, Identifier, Json, Key, LongText, Moment, Name


class Deployment(Base):
    """One act of publishing: who, when, for which owner, and why."""

    __tablename__ = "deployment"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    owner_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    at: Mapped[Moment]
    by_id: Mapped[Identifier | None] = mapped_column(ForeignKey("person.id"))
    note: Mapped[LongText]


class DefinitionVersion(Base):
    """An immutable published version. `kind` is process, form or decision.

    `facts` repeats what lists and starts need, so that they parse nothing: for a process its
    English name, start roles, start form, called processes, decisions, forms, message starts.
    """

    __tablename__ = "definition_version"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    key: Mapped[Key]
    owner_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    version: Mapped[int]
    name: Mapped[Name]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    content_hash: Mapped[str] = mapped_column(String(64))
    facts: Mapped[Json]
    deployment_id: Mapped[Identifier] = mapped_column(ForeignKey("deployment.id"))

    __table_args__ = (UniqueConstraint("kind", "key", "owner_id", "version"),)


class DefinitionDraft(Base):
    """What an owner has saved but not published; it need not be valid. One per definition."""

    __tablename__ = "definition_draft"

    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    key: Mapped[Key] = mapped_column(primary_key=True)
    owner_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    base_version_id: Mapped[Identifier | None] = mapped_column(ForeignKey("definition_version.id"))
    revision: Mapped[int] = mapped_column()
    updated_at: Mapped[Moment]
    updated_by_id: Mapped[Identifier] = mapped_column(ForeignKey("person.id"))

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012 - SQLAlchemy reads it once


class Bundle(Base):
    """Exactly which versions a process instance uses; its id is the digest of its contents.

    `contents` maps `processes`, `decisions` and `forms` to `{key: definition version id}`.
    """

    __tablename__ = "bundle"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    process_id: Mapped[Key]
    owner_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"))
    contents: Mapped[Json]
    created_at: Mapped[Moment]

    __table_args__ = (Index(None, "process_id"),)
