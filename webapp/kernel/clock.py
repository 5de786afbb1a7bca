"""The only reader of the time. Every rule takes `now` as an argument."""

from datetime import UTC, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "UTC+08:00")
"""China Standard Time; the country has one zone and no daylight saving."""


class SystemClock:
    """The clock of the machine, moved forward by a fixed offset (zero outside the demo)."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        """Start with the offset, which may be changed later by the demo's administrator."""
        self.offset = offset

    def now(self) -> datetime:
        """Return the machine's time plus the offset, in UTC."""
        return datetime.now(UTC) + self.offset
