"""What all tables share: the registry, the names of constraints, common columns."""

from datetime import date, datetime
from typing import Annotated, Any

from sqlalchemy import JSON, Date, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column

from webapp.adapters.storage.types import Serial, UtcDateTime

Identifier = Annotated[str, mapped_column(String(48))]
Key = Annotated[str, mapped_column(String(160))]
Name = Annotated[str, mapped_column(String(400))]
LongText = Annotated[str, mapped_column(Text)]
Moment = Annotated[datetime, mapped_column(UtcDateTime)]
Day = Annotated[date, mapped_column(Date)]
Json = Annotated[Any, mapped_column(JSON)]
Sequence = Annotated[int, mapped_column(Serial, primary_key=True, autoincrement=True)]


class Base(DeclarativeBase):
    """The registry of all tables. Constraints have fixed names so that migrations find them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
