"""The separate ledger of posts (R15–R20)."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PostPlan:
    """The ledger entry of a county's posts (R15–R18).

    Until `share_until` (that day included) a year may use its share only; afterwards the vacant
    posts count. None means that no day was decided yet, so that the share goes on.
    """

    county: str
    year: int
    regular_total: int  # the county's regular deputy-senior posts, the base of the 10 %
    total: int
    base_source: str
    yearly_share_percent: int
    exception_document: str = ""
    share_until: date | None = None
    base_on: date | None = None
    basis: str = "all"  # what the tenth is taken of: `all` or `county_and_below`


@dataclass(frozen=True, slots=True)
class PostStanding:
    """How a county's ledger stands for a round of a year; `phase` is `share` or `vacancy`."""

    total: int
    limit: int
    occupied: int
    reserved: int
    vacant: int
    usable: int
    phase: str
    share_percent: int
    used_this_year: int
    share_until: date | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """For whom posts are looked at: a county's round of a year, and the day on which it asks."""

    county: str
    key: str
    year: int
    on: date


@dataclass(frozen=True, slots=True)
class Occupant:
    """Who takes a post, with which certificate, in which unit."""

    holder: str
    certificate: str
    id_number: str
    unit: str


class Posts(Protocol):
    """The separate ledger of 双定向 posts; it knows nothing of regular posts but their number.

    `instance` is the process instance whose act a move is, so that the ledger names who acted.
    """

    def set_plan(self, key: str, plan: PostPlan, instance: str) -> None:
        """Record the total of a county for a year; a later plan supersedes an earlier one."""
        ...

    def standing(self, asking: Round) -> PostStanding:
        """Return how the ledger stands for a round; its own reservation counts as usable."""
        ...

    def reserve(self, key: str, asking: Round, number: int, instance: str) -> None:
        """Reserve posts for a round instead of what it had reserved before.

        Raises `NoVacantPost` or `YearlyShareUsed` when fewer are usable, also when rounds ask at
        the same moment.
        """
        ...

    def release(self, key: str, asking: Round, instance: str) -> int:
        """Give back what a round has reserved and not used; return how many posts that was."""
        ...

    def occupy(self, key: str, asking: Round, occupant: Occupant, instance: str) -> None:
        """Take one reserved post of the round, or a usable one when it has reserved none.

        Raises `NoVacantPost` or `YearlyShareUsed` when there is neither.
        """
        ...

    def free(self, key: str, certificate: str, freeing: "Freeing", instance: str) -> bool:
        """Free the post of a certificate's holder; return False when none is held."""
        ...

    def refuse(self, key: str, certificate: str, reason: str, instance: str) -> None:
        """Note in the ledger that something was refused to the holder of a certificate (R20)."""
        ...


@dataclass(frozen=True, slots=True)
class Freeing:
    """Why a post becomes free, since when, and by which document."""

    reason: str
    document: str
    on: date
