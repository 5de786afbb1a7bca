"""Opening the database: one engine per process, built after any fork."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, create_engine, event, func, select
from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session as Session  # noqa: PLC0414 - services name the type
from sqlalchemy.orm import sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from webapp.adapters.storage.cipher import Cipher
from webapp.kernel.clock import SystemClock
from webapp.kernel.errors import ApplicationError, InvalidInput, RuleBroken
from webapp.kernel.text import Text


class DatabaseAway(ApplicationError):
    """The database cannot be reached at present."""

    code = "DATABASE_AWAY"
    text = Text(
        zh="数据库暂时无法访问，您的操作未保存，请稍后再试。",
        en="The database cannot be reached at present. Nothing was saved; please try again soon.",
    )


class ChangedMeanwhile(RuleBroken):
    """Somebody else changed this at the same moment."""

    code = "CHANGED_MEANWHILE"
    text = Text(
        zh="其他人刚刚处理了同一事项，您的操作未生效，请刷新后查看。",
        en="Somebody else changed this at the same moment. Nothing was saved; please reload.",
    )


_NOT_STORABLE = Text(
    zh="部分内容过长，或含有无法保存的字符。",
    en="Something is too long, or holds a character that cannot be kept.",
)


def make_engine(url: str) -> Engine:
    """Build the engine for a SQLAlchemy URL (SQLite or PostgreSQL with psycopg)."""
    if not url.startswith("sqlite"):
        return create_engine(
            url,
            pool_size=10,
            max_overflow=10,
            pool_pre_ping=True,
            pool_recycle=1800,
            connect_args={
                "options": "-c idle_in_transaction_session_timeout=30000 -c lock_timeout=20000"
            },
        )
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def pragmas(dbapi: Any, _record: Any) -> None:
        dbapi.isolation_level = None  # transactions are opened below, not by the driver
        for pragma in (
            "busy_timeout=30000",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
        ):
            dbapi.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        # A deferred transaction that later writes fails at once when another one wrote meanwhile.
        read_only = connection.get_execution_options().get("read_only")
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


class Database:
    """The units of work of one process."""

    def __init__(self, engine: Engine, cipher: Cipher, clock: SystemClock) -> None:
        """Keep the engine; the clock carries the demo's offset."""
        self.engine = engine
        self.cipher = cipher
        self.clock = clock
        self.is_sqlite = engine.dialect.name == "sqlite"
        self._sessions = sessionmaker(engine, expire_on_commit=False, autoflush=False)
        self._reading = sessionmaker(
            engine.execution_options(read_only=True), expire_on_commit=False, autoflush=False
        )
        # SQLite's own waiting is unfair: without this lock some writer waits for seconds.
        self._write_lock: AbstractContextManager[Any] = (
            threading.Lock() if self.is_sqlite else nullcontext()
        )

    def close(self) -> None:
        """Close all connections; one still in use is closed when it is returned."""
        event.listen(self.engine, "checkin", _close_returned)
        self.engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a write transaction; it is committed at the end of the block, or rolled back.

        Raises `ChangedMeanwhile` when a version check failed, `InvalidInput` when a value does not
        fit its column, `DatabaseAway` when the database cannot be reached.
        """
        with _translated(), self._write_lock, self._sessions.begin() as session:
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a read transaction; writing in it is a mistake."""
        with _translated(), self._reading() as session:
            yield session

    def now(self, session: Session) -> datetime:
        """Return the time by the database's clock, so that many machines agree on it."""
        if self.is_sqlite:
            return self.clock.now()
        moment: datetime = session.connection().scalars(select(func.clock_timestamp())).one()
        return moment + self.clock.offset


def _close_returned(_connection: Any, record: Any) -> None:
    # The pool that dispose() left behind would keep it open until it is collected.
    record.invalidate()


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except StaleDataError as error:
        raise ChangedMeanwhile from error
    except DataError as error:
        raise InvalidInput({"": [_NOT_STORABLE]}) from error
    except (OperationalError, InterfaceError, PoolTimeout) as error:
        raise DatabaseAway from error
