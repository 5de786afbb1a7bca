"""Expert pools (A5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Expert:
    """A member of the expert pool of a county and series; `id` is the name of the account."""

    id: str
    name: str
    unit: str
    specialty: str
    can_chair: bool = False


class ExpertPool(Protocol):
    """The pools from which committees are drawn (A5)."""

    def experts(self, county: str, series: str) -> Sequence[Expert]:
        """Return the experts whose term has not ended, in a fixed order."""
        ...
