"""The demo's expert pools and the filings of its committees; all of them are invented."""

from collections.abc import Sequence
from datetime import date, datetime

from webapp.adapters.storage.database import Session
from webapp.adapters.storage.models import CommitteeFiling, Person, PoolExpert
from webapp.domain import drawing, titles
from webapp.domain.places import County
from webapp.kernel.clock import CHINA
from webapp.kernel.identifiers import new_identifier

_CHAIRS = 2
_CONSENT_SIZE = 5
_ORIGINS = ("grassroots", "county", "county", "city", "county", "grassroots", "province")
_UNITS = {
    "grassroots": "中心校",
    "county": "教师进修学校",
    "city": "市（州）直单位",
    "province": "省直单位",
}


def enter(
    session: Session, county: County, series: Sequence[str], people: Sequence[Person], now: datetime
) -> None:
    """File a committee of each series and put the people into its pool, for under three years."""
    since = date(now.astimezone(CHINA).year - 1, 1, 1)
    until = drawing.latest_end(since)
    for code in series:
        session.add(
            CommitteeFiling(
                id=new_identifier(),
                key=f"demo-{county.code}-{code}",
                county_id=county.code,
                series=code,
                number=f"吉评委备〔{since.year}〕{county.code[-3:]}-{code}号（演示）",
                valid_from=since,
                valid_until=until,
                consent=f"吉人社函〔{since.year}〕0号（演示）",
                consent_size=_CONSENT_SIZE,
                recorded_at=now,
            )
        )
        for number, person in enumerate(people, 1):
            origin = _ORIGINS[number % len(_ORIGINS)]
            session.add(
                PoolExpert(
                    id=f"{county.code}-{code}-{number:02d}",
                    county_id=county.code,
                    series=code,
                    person_id=person.id,
                    name=person.name,
                    unit=f"{county.name}{_UNITS[origin]}",
                    specialty=titles.SERIES[code].name.zh,
                    can_chair=number <= _CHAIRS,
                    origin=origin,
                    term_starts_on=since,
                    term_ends_on=until,
                )
            )
