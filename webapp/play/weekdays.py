"""A calendar for plays: Monday to Friday, without holidays."""

from datetime import datetime, time, timedelta

from webapp.kernel.clock import CHINA

SATURDAY = 5


class Weekdays:
    """Counts weekdays as working days, in every county alike."""

    def add_working_days(self, county: str, start: datetime, days: int) -> datetime:  # noqa: ARG002 - the port's
        """Return the end (24:00, China time) of the `days`-th weekday after `start`'s day."""
        day = start.astimezone(CHINA).date()
        while days:
            day += timedelta(days=1)
            days -= day.weekday() < SATURDAY
        return datetime.combine(day + timedelta(days=1), time(), CHINA)
