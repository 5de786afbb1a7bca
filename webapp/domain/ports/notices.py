"""Publicity lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Notice:
    """A publicity list as the public reads it. Its rows hold no ID number and no phone number."""

    title: str
    basis: str
    starts_on: date
    ends_on: date
    rows: Sequence[Mapping[str, str]]
    contact: str
    organ: str
    level: str = "county"  # "county" is open to the public, "unit" is shown inside the unit only
    organisation_id: str = ""
    number: str = ""  # by which an objection names the list
    days: int = 5  # working days for which it was announced
    provisional: bool = False  # the end date rests on a year whose holidays are not yet known


class Notices(Protocol):
    """The register of publicity lists."""

    def publish(self, key: str, county: str, instance_id: str, notice: Notice) -> str:
        """Publish the notice and return its identifier."""
        ...

    def find_open(self, county: str, number: str) -> Notice | None:
        """Return the list of a county that is open for objections, by its number."""
        ...

    def extend(self, key: str, notice_id: str, ends_on: date, *, provisional: bool) -> date:
        """Let the list end on this day unless a later one was announced; return its last day."""
        ...

    def is_over(self, notice_id: str) -> bool:
        """Tell whether the list was closed (R29: results are filed only afterwards)."""
        ...

    def close(self, key: str, notice_id: str, outcome: str) -> None:
        """Mark the notice as ended; `outcome` is a short official sentence."""
        ...

    def close_all(self, instance_id: str, outcome: str) -> None:
        """Mark every list of an instance as ended that is still going on."""
        ...
