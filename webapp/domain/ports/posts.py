"""The separate ledger of posts (R15–R18)."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PostPlan:
    """The ledger entry of a county's posts (R15–R18)."""

    county: str
    year: int
    regular_total: int  # the county's regular deputy-senior posts, the base of the 10 %
    total: int
    base_source: str
    yearly_share_percent: int
    exception_document: str = ""


@dataclass(frozen=True, slots=True)
class PostBalance:
    """How many posts a county has and how many of them are taken."""

    total: int
    occupied: int


class Posts(Protocol):
    """The separate ledger of 双定向 posts."""

    def set_plan(self, key: str, plan: PostPlan) -> None:
        """Record the total of a county for a year; a later plan supersedes an earlier one."""
        ...

    def balance(self, county: str) -> PostBalance:
        """Return the latest plan's total and the posts occupied; zeroes without a plan."""
        ...

    def occupy(self, key: str, county: str, holder: str, certificate_number: str) -> None:
        """Take one post for the holder of a certificate."""
        ...
