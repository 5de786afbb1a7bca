"""Sanctions, the integrity archive, and the titles that people hold (A14, A16, R4–R6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Bar:
    """Something that keeps a person from applying until a day: a sanction or a dishonesty record.

    `kind` is `sanction` or `dishonesty`; `until` is the last day on which it counts.
    """

    kind: str
    id_number: str
    name: str
    grounds: str
    document: str
    since: date
    until: date
    county: str = ""  # which county's people entered it; it counts everywhere
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class HeldTitle:
    """A title that a person holds; `kind` is `targeted` (双定向) or `regular` (常规).

    `level` is `junior`, `middle`, `deputy_senior` or `senior`; `county` is set for targeted titles.
    """

    id_number: str
    name: str
    kind: str
    level: str
    series: str
    title: str
    obtained_on: date
    county: str = ""
    certificate: str = ""
    achievements: str = ""
    ended_on: date | None = None  # revoked, or left the county in which it was valid
    end_reason: str = ""


class Integrity(Protocol):
    """Who may not apply at the moment, and on what grounds."""

    def record(self, key: str, bar: Bar) -> None:
        """Enter a sanction or a dishonesty record."""
        ...

    def bars(self, id_number: str, on: date) -> Sequence[Bar]:
        """Return what bars the person on a day, the one that lasts longest first."""
        ...


class Titles(Protocol):
    """The titles that people hold."""

    def record(self, key: str, held: HeldTitle) -> None:
        """Enter a title."""
        ...

    def end(self, certificate: str, on: date, reason: str) -> None:
        """Mark the title of a certificate as ended; the first end stands."""
        ...

    def held(self, id_number: str) -> Sequence[HeldTitle]:
        """Return a person's titles, ended ones too, the oldest first."""
        ...
