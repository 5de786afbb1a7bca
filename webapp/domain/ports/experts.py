"""Expert pools, their filings, and the draws from them (A3–A5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Expert:
    """A member of the expert pool of a county and series; `id` is the name of the account.

    `origin` says where the expert comes from: grassroots, county, city or province. `kin` holds
    the names of relatives whom the expert has declared.
    """

    id: str
    name: str
    unit: str
    specialty: str
    can_chair: bool = False
    origin: str = "county"
    term_ends_on: date | None = None
    kin: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PoolFiling:
    """The filing of a county's committee and pool of one series; it lasts three years at most.

    `consent` is the document by which the province allows at least `consent_size` members.
    """

    county: str
    series: str
    number: str
    valid_from: date
    valid_until: date
    consent: str = ""
    consent_size: int = 0


class ExpertPool(Protocol):
    """The pools from which committees are drawn (A5), and their filings (A4)."""

    def experts(self, county: str, series: str) -> Sequence[Expert]:
        """Return the experts whom the office has not ended, in a fixed order."""
        ...

    def filing(self, county: str, series: str) -> PoolFiling | None:
        """Return the latest filing of a county and series, or None."""
        ...

    def file(self, key: str, filing: PoolFiling) -> None:
        """Record a filing; the one that lasts longest counts."""
        ...


class Draws(Protocol):
    """The register of draws, from which anybody may repeat one."""

    def record(
        self, key: str, instance_id: str, county: str, series: str, record: Mapping[str, Any]
    ) -> str:
        """Keep all that a draw started from and what it gave; return its identifier."""
        ...
