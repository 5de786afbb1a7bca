"""What a county has launched: consents, filings, open series, criteria in use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class OpenSeries:
    """A series that a county has opened under the city's guidance and assessment (R2, R7)."""

    county: str
    series: str
    starts_on: date
    assessment: str
    assessed_on: date
    consents: str
    city_filing: str
    province_filing: str


@dataclass(frozen=True, slots=True)
class CriteriaInUse:
    """The criteria of a county and series as confirmed by the city and filed with the province."""

    county: str
    series: str
    version: int
    text_hash: str
    confirmation: str
    confirmed_on: date
    filing: str
    filed_on: date
    items: Sequence[Mapping[str, Any]]
    weights: Mapping[str, int]


class Launches(Protocol):
    """The register of launched counties and of their criteria."""

    def open_series(self, key: str, entry: OpenSeries) -> None:
        """Record that a county has opened a series, after both filings (R34)."""
        ...

    def opened(self, county: str, series: str) -> OpenSeries | None:
        """Return the record of an open series, or None."""
        ...

    def adopt_criteria(self, key: str, entry: CriteriaInUse) -> int:
        """Record criteria that are confirmed and filed; return their version, counting from 1."""
        ...

    def criteria(self, county: str, series: str) -> CriteriaInUse | None:
        """Return the newest criteria in use, or None."""
        ...
