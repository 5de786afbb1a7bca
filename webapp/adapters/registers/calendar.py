"""The working days of each county, with what administrators have entered."""

import threading
import time
from collections.abc import Iterable
from datetime import datetime

from webapp.adapters.storage.database import Database
from webapp.adapters.storage.repositories import registers
from webapp.domain.calendar_upload import NATIONAL
from webapp.domain.working_days import KNOWN_LOCAL, DayChange, WorkingDays

_KEPT_SECONDS = 60.0


class StoredCalendar:
    """Working days by the entered days (`webapp.domain.ports.calendar.WorkingCalendar`).

    What is entered counts everywhere within a minute.
    """

    def __init__(self, database: Database) -> None:
        """Keep the database; the days are read when they are first asked for."""
        self._database = database
        self._lock = threading.Lock()
        self._read_at = float("-inf")
        self._days = WorkingDays()

    def add_working_days(self, county: str, start: datetime, days: int) -> datetime:
        """Return the end (24:00, China time) of the `days`-th working day after `start`'s day."""
        return self._current().add_working_days(county, start, days)

    def is_provisional(self, county: str, start: datetime, end: datetime) -> bool:
        """Tell whether a day between rests on a year without an entered holiday notice."""
        return self._current().is_provisional(county, start, end)

    def refresh(self) -> None:
        """Let the next question read anew what is entered."""
        with self._lock:
            self._read_at = float("-inf")

    def is_entered(self, year: int) -> bool:
        """Tell whether the national notice of the year is known."""
        return self._current().is_entered(year)

    def _current(self) -> WorkingDays:
        with self._lock:
            if time.monotonic() - self._read_at > _KEPT_SECONDS:
                self._days = self._load()
                self._read_at = time.monotonic()
            return self._days

    def _load(self) -> WorkingDays:
        with self._database.reading() as session:
            return working_days(
                (row.scope, DayChange(row.day, row.working, row.source))
                for row in registers.calendar_days(session)
            )


def working_days(entered: Iterable[tuple[str, DayChange]]) -> WorkingDays:
    """Return the calendar with what is known of areas and what was entered, by scope."""
    local = {area: list(changes) for area, changes in KNOWN_LOCAL.items()}
    national: dict[int, list[DayChange]] = {}
    for scope, change in entered:
        if scope == NATIONAL:
            national.setdefault(change.day.year, []).append(change)
        else:
            local.setdefault(scope, []).append(change)
    return WorkingDays(local, national)
