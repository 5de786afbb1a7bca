"""Slots: the stable names of worker processes, each held by one live process at a time.

On PostgreSQL an advisory lock of a database session keeps the name unique, and a lease row by the
database's clock shows silence, even of a stopped process that still holds its lock. On SQLite
there is one worker, and a lock on a file beside the database keeps a second one out.
"""

import fcntl
import os
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Protocol

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from webapp.kernel.clock import SystemClock

LEASE = 15.0
"""Seconds of silence after which a slot counts as dead."""
BEAT = 3.0
_CLOCK_TOLERANCE = 5.0  # a worker whose clock is further off would fire timers early
_SLOTS, _REAPER = 7701, 7702  # name spaces of the advisory locks
_LEFT = 70  # exit status: internal software error, the supervisor starts us again

_TAKE = text(
    "INSERT INTO worker_slot (id, seen) VALUES (:slot, now()) "
    "ON CONFLICT (id) DO UPDATE SET seen = now()"
)
_SEEN = text(
    "UPDATE worker_slot SET seen = clock_timestamp() "
    "WHERE id = :slot AND seen > now() - make_interval(secs => :lease) "
    "RETURNING extract(epoch FROM clock_timestamp())"
)
# The row stays: what a worker left unfinished is given to others, now and whenever it shows up.
_LEAVE = text("UPDATE worker_slot SET seen = to_timestamp(0) WHERE id = :slot")
_FREE = text("SELECT pg_advisory_unlock(:space, hashtext(:slot))")
_SILENT = text("SELECT id FROM worker_slot WHERE seen < now() - make_interval(secs => :lease)")

Reap = Callable[[Sequence[str]], object]


class SlotInUse(RuntimeError):
    """Another live worker holds this slot; two of one name would run each other's jobs."""


class Slot(Protocol):
    """The right to be a certain worker."""

    def take(self) -> None:
        """Own the slot, or raise `SlotInUse`."""
        ...

    def keep(self, reap: Reap) -> None:
        """Begin to renew it; `reap` is given the slots that fell silent."""
        ...

    def leave(self) -> None:
        """Give the slot back."""
        ...


class FileSlot:
    """The one worker of an embedded installation, by a lock on a file beside the database."""

    def __init__(self, engine: Engine) -> None:
        """Name the file; `take` opens it."""
        self._path = Path(f"{engine.url.database}.worker-lock")
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Own the slot, or raise `SlotInUse`; the kernel frees it when the process ends."""
        file = self._path.open("a", encoding="ascii")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.close()
            raise SlotInUse(f"Another worker runs on {self._path.parent}.") from error
        self._file = file

    def keep(self, reap: Reap) -> None:
        """Nothing to renew, and nobody else to watch."""

    def leave(self) -> None:
        """Give the slot back."""
        if self._file is not None:
            self._file.close()
            self._file = None


class LeasedSlot:
    """One of several workers on PostgreSQL."""

    def __init__(
        self,
        engine: Engine,
        slot: str,
        lease: float = LEASE,
        beat: float = BEAT,
        lost: Callable[[], object] = lambda: os._exit(_LEFT),
    ) -> None:
        """Name the slot; `lost` is called when the lease cannot be renewed any more."""
        self._engine = engine
        self._slot = slot
        self._lease = lease
        self._beat = beat
        self._lost = lost
        self._connection: Connection | None = None
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def take(self) -> None:
        """Own the slot for the life of the connection, or raise `SlotInUse`."""
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        held = connection.scalar(
            text("SELECT pg_try_advisory_lock(:space, hashtext(:slot))"),
            {"space": _SLOTS, "slot": self._slot},
        )
        if not held:
            connection.close()
            raise SlotInUse(f"Another live worker holds the slot {self._slot!r}.")
        connection.execute(_TAKE, {"slot": self._slot})
        self._connection = connection

    def keep(self, reap: Reap) -> None:
        """Renew the lease in a thread; leave the process rather than act without it."""
        self._thread = threading.Thread(target=self._renew, args=(reap,), daemon=True)
        self._thread.start()

    def leave(self) -> None:
        """Give the slot back: nobody needs to wait for the lease to run out."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
        if self._connection is not None:
            with suppress(DBAPIError):
                self._connection.execute(_LEAVE, {"slot": self._slot})
                self._connection.execute(_FREE, {"space": _SLOTS, "slot": self._slot})
            self._drop_connection()

    def _renew(self, reap: Reap) -> None:
        renewed = time.monotonic()
        while time.monotonic() - renewed < self._lease:
            if self._stopping.wait(self._beat):
                return
            try:
                if self._connection is None:
                    self.take()
                if not self._alive():
                    break
                renewed = time.monotonic()
                self._reap(reap)
            except SlotInUse:
                break
            except (DBAPIError, PoolTimeout):  # the database restarts: take the slot again
                self._drop_connection()
        if not self._stopping.is_set():
            self._lost()

    def _alive(self) -> bool:
        """Renew; False when others have counted us dead, or when our clock is wrong."""
        assert self._connection is not None  # noqa: S101 - taken by the caller
        now = self._connection.scalar(_SEEN, {"slot": self._slot, "lease": self._lease})
        if now is None:
            return False
        return abs(float(now) - SystemClock().now().timestamp()) <= _CLOCK_TOLERANCE

    def _reap(self, reap: Reap) -> None:
        """Let one worker at a time look after the silent ones."""
        with self._engine.begin() as connection:
            leader = text("SELECT pg_try_advisory_xact_lock(:space, 0)")
            if not connection.scalar(leader, {"space": _REAPER}):
                return
            silent = list(connection.scalars(_SILENT, {"lease": self._lease}))
            if silent:
                reap(silent)

    def _drop_connection(self) -> None:
        """End the database session, which frees the advisory lock."""
        if self._connection is not None:
            with suppress(DBAPIError):
                self._connection.invalidate()
                self._connection.close()
            self._connection = None
