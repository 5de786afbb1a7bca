"""Takes the wanted page out of a query, and cuts pages out of short lists."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from webapp.kernel.pagination import Page, PageRequest

Row = TypeVar("Row")


def wanted(query: Mapping[str, Any]) -> PageRequest:
    """Return the page that the query names."""
    return PageRequest(number=query["page"], size=query["size"])


def cut(rows: Sequence[Row], request: PageRequest) -> Page[Row]:
    """Return one page of a list that a service gives as a whole."""
    return Page(rows[request.offset : request.offset + request.size], len(rows), request)
