"""The register of nominations, and the window in which people may apply (R21, R22)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

UNDER_WAY = ("RUNNING", "SUBMITTED", "LISTED")
"""The states of a nomination that has not ended."""


@dataclass(frozen=True, slots=True)
class Channel:
    """The window that the province has opened for a county and year (R21); both days count."""

    county: str
    year: int
    opens_on: date
    closes_on: date
    opened_by: str
    document: str


@dataclass(frozen=True, slots=True)
class Nominee:
    """One nominated person as the roster of a round names them; `key` is the nomination's number.

    `username` is empty for people who were entered from a spreadsheet and have no account.
    """

    key: str
    name: str
    id_number: str
    unit: str
    unit_id: str
    department: str
    username: str
    series: str
    specialty: str
    title: str
    materials_hash: str = ""


@dataclass(frozen=True, slots=True)
class Quota:
    """How many of a unit applied in a series and year, how many it may recommend, and has."""

    applied: int
    limit: int
    recommended: int


class Nominations(Protocol):
    """Who applies in a county, series and year, and how far each nomination has come.

    States: RUNNING (in the unit or with the county), SUBMITTED (accepted for the round), LISTED (on
    the round's roster), and the ends REFUSED, LAPSED, OBJECTED, WITHDRAWN, FAILED,
    BEYOND, CERTIFIED.
    """

    def open_channel(self, key: str, channel: Channel) -> None:
        """Open the window of a county and year; a later one of the same year supersedes it."""
        ...

    def channel(self, county: str, year: int) -> Channel | None:
        """Return the window of a county and year, or None when the province opened none."""
        ...

    def enter(self, key: str, county: str, year: int, nominee: Nominee) -> bool:
        """Enter a nomination as RUNNING; `key` is the job's, `nominee.key` the nomination's.

        False, and nothing is entered, when another nomination of the person is under way that year.
        """
        ...

    def recommend(self, nomination: str, percent: int) -> Quota | None:
        """Mark a nomination as recommended; None, and nothing is marked, above the unit's quota.

        The quota is that share of those who applied in the unit, series and year, at least one.
        """
        ...

    def submit(self, nomination: str, materials_hash: str) -> bool:
        """Mark a nomination as accepted for its round.

        False when the roster is already closed, or the nomination has ended or is unknown.
        """
        ...

    def settle(self, nomination: str, state: str, reasons: str = "") -> None:
        """Mark how a nomination ended; an end is never changed into another."""
        ...

    def state(self, nomination: str) -> str:
        """Return the state of a nomination, an empty text when it is unknown."""
        ...

    def ended_at(self, nomination: str) -> datetime | None:
        """Return when a nomination ended, None while it is under way or when it is unknown."""
        ...

    def nominee(self, nomination: str) -> Nominee | None:
        """Return the nominated person, None when the nomination is unknown."""
        ...

    def pending(self, county: str, series: str, year: int) -> int:
        """Count the nominations still RUNNING, for which a round waits."""
        ...

    def close_roster(
        self, key: str, county: str, series: str, year: int, round_key: str
    ) -> Sequence[Nominee]:
        """Put all SUBMITTED nominations on the round's roster; return it in its fixed order.

        The order is by unit, name and key. Afterwards nobody is added; the same key returns the
        same roster without those who have withdrawn since.
        """
        ...

    def roster(self, round_key: str) -> Sequence[Nominee]:
        """Return the roster of a round without those who have withdrawn."""
        ...
