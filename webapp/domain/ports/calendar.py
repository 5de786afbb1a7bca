"""Working days."""

from datetime import datetime
from typing import Protocol


class WorkingCalendar(Protocol):
    """The working days of a county (national notice plus local holidays)."""

    def add_working_days(self, county: str, start: datetime, days: int) -> datetime:
        """Return the end (24:00, China time) of the `days`-th working day after `start`'s day."""
        ...

    def is_provisional(self, county: str, start: datetime, end: datetime) -> bool:
        """Tell whether a day between rests on a year without an entered holiday notice."""
        ...
