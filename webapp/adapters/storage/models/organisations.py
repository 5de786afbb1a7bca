"""Organisations, people and the roles that people hold at organisations."""

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.adapters.storage.models.base import Base, Identifier, Key, Moment, Name


class Organisation(Base):
    """The province, a city (prefecture), a county, a county department or a unit."""

    __tablename__ = "organisation"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[Name]
    name_en: Mapped[Name]
    parent_id: Mapped[Identifier | None] = mapped_column(ForeignKey("organisation.id"))
    county_id: Mapped[Identifier | None] = mapped_column(ForeignKey("organisation.id"))
    city_id: Mapped[Identifier | None] = mapped_column(ForeignKey("organisation.id"))
    department_id: Mapped[Identifier | None] = mapped_column(ForeignKey("organisation.id"))

    __table_args__ = (Index(None, "county_id"), Index(None, "parent_id"))


class Person(Base):
    """Somebody who may sign in. ID number and phone are sealed; the index finds equal ones."""

    __tablename__ = "person"

    id: Mapped[Identifier] = mapped_column(primary_key=True)
    username: Mapped[Key]
    name: Mapped[Name]
    password_hash: Mapped[str] = mapped_column(String(200))
    id_number: Mapped[bytes | None] = mapped_column(LargeBinary)
    id_number_index: Mapped[str | None] = mapped_column(String(64))
    phone: Mapped[bytes | None] = mapped_column(LargeBinary)
    language: Mapped[str] = mapped_column(String(10), default="zh")
    active: Mapped[bool] = mapped_column(default=True)
    session_epoch: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[Moment]

    __table_args__ = (UniqueConstraint("username"), Index(None, "id_number_index"))


class Membership(Base):
    """One role of one person at one organisation."""

    __tablename__ = "membership"

    person_id: Mapped[Identifier] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    organisation_id: Mapped[Identifier] = mapped_column(
        ForeignKey("organisation.id"), primary_key=True
    )
    role: Mapped[str] = mapped_column(String(40), primary_key=True)

    __table_args__ = (Index(None, "organisation_id", "role"),)
