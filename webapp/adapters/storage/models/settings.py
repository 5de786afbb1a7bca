"""What counties have chosen where the law leaves a choice."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.adapters.storage.models.base import Base, Identifier, Json, LongText, Moment


class CountySetting(Base):
    """One setting of a county that differs from its default, with who chose it and why."""

    __tablename__ = "county_setting"

    county_id: Mapped[Identifier] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[Json]
    basis: Mapped[LongText]
    changed_by_id: Mapped[Identifier] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[Moment]
