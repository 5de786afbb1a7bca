"""One page of a long list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Which page is wanted: `number` counts from 1, `size` is at most 100."""

    number: int = 1
    size: int = 20

    @property
    def offset(self) -> int:
        """Return how many rows come before this page."""
        return (self.number - 1) * self.size


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """The rows of one page and how many rows there are on all pages."""

    rows: Sequence[Row]
    total: int
    request: PageRequest

    @property
    def pages(self) -> int:
        """Return the number of pages, at least one."""
        return max(1, -(-self.total // self.request.size))
