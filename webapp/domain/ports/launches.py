"""What a county has launched: consents, filings, open series, criteria from draft to use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Act:
    """One official act of a launch: `kind` is consent, guidance, filing or report.

    Consent, guidance and assessment, and filing differ in law; none stands for another.
    """

    kind: str
    subject: str
    organ: str
    number: str
    on: str


@dataclass(frozen=True, slots=True)
class OpenSeries:
    """A series that a county has opened under the city's guidance and assessment (R2, R7)."""

    county: str
    series: str
    starts_on: date
    assessment: str
    assessed_on: date
    consents: str
    filed_with_city: str
    filed_with_province: str
    acts: Sequence[Act] = ()
    report: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CriteriaDraft:
    """Criteria as a county drafts them; `key` stays the same while they are revised."""

    key: str
    county: str
    series: str
    conditions: str
    items: Sequence[Mapping[str, Any]]
    weights: Mapping[str, int]
    comparison: Sequence[Mapping[str, Any]]
    text_hash: str


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


@dataclass(frozen=True, slots=True)
class Floor:
    """The least that criteria of a series must ask for (R12), as province or city entered it.

    Items: `{code, name, operator, value, unit, clause}`; operators are those of `criteria.HOLDS`.
    """

    organ: str
    series: str
    version: int
    title: str
    items: Sequence[Mapping[str, Any]]


class Launches(Protocol):
    """The register of launched counties and of their criteria."""

    def open_series(self, key: str, entry: OpenSeries, instance: str) -> None:
        """Record that a county has opened a series, after both filings (R34)."""
        ...

    def opened(self, county: str, series: str) -> OpenSeries | None:
        """Return the record of an open series, or None."""
        ...

    def draft_criteria(self, draft: CriteriaDraft, instance: str) -> int:
        """Keep a draft instead of what its key held before; return its version, from 1."""
        ...

    def confirm_criteria(self, key: str, number: str, on: date) -> None:
        """Record the city's confirmation of the draft with this key (R14)."""
        ...

    def adopt_criteria(self, key: str, filing: str, on: date) -> CriteriaInUse:
        """Put confirmed criteria into use after the province's filing; frozen from then on (R14).

        Raises `CriteriaNotConfirmed` for criteria that the city has not confirmed.
        """
        ...

    def criteria(self, county: str, series: str) -> CriteriaInUse | None:
        """Return the newest criteria in use, or None."""
        ...

    def floors(self, county: str, series: str) -> Sequence[Floor]:
        """Return the newest floors that bind the county: the province's, then its city's."""
        ...
