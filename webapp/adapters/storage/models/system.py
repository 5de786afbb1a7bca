"""What the installation itself remembers: settings, worker slots, failed sign-ins."""

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.adapters.storage.models.base import Base, Json, Key, Moment, Sequence


class Setting(Base):
    """A value that an administrator sets, such as the demo clock's offset."""

    __tablename__ = "setting"

    name: Mapped[Key] = mapped_column(primary_key=True)
    value: Mapped[Json]


class WorkerSlot(Base):
    """The stable name of a worker process and when it was last seen."""

    __tablename__ = "worker_slot"

    id: Mapped[Key] = mapped_column(primary_key=True)
    seen: Mapped[Moment]


class LoginAttempt(Base):
    """A failed sign-in, kept for the lockout; `who` is a digest of the name tried."""

    __tablename__ = "login_attempt"

    id: Mapped[Sequence]
    who: Mapped[str] = mapped_column(String(64))
    at: Mapped[Moment]

    __table_args__ = (Index(None, "who", "at"),)
