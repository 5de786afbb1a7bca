"""The demo's windows for applications: open in every county from the first day on."""

from datetime import date, datetime, timedelta

from webapp.domain.places import COUNTIES, PROVINCE_BUREAU
from webapp.domain.ports.nominations import Channel, Nominations
from webapp.kernel.clock import CHINA
from webapp.services.parts import Parts

_DAYS = 30


def seed_channels(parts: Parts, now: datetime) -> None:
    """Open the window of the demo's year in all ten counties, for a month from now on."""
    register: Nominations = parts.ports[Nominations]
    today = now.astimezone(CHINA).date()
    for county in COUNTIES:
        register.open_channel(
            f"demo-{county.code}",
            Channel(
                county=county.code,
                year=today.year,
                opens_on=date(today.year, 1, 1),
                closes_on=today + timedelta(days=_DAYS),
                opened_by=PROVINCE_BUREAU,
                document=f"吉人社函〔{today.year}〕0号（演示）",
            ),
        )
