"""Reads which page of a list is wanted, and names the addresses of its neighbours."""

from collections.abc import Callable
from typing import Any

from flask import request, url_for

from webapp.kernel.pagination import PageRequest

_SIZE = 20
_LAST = 100_000


def wanted_page() -> PageRequest:
    """Return the page named by `?page=`; nonsense means the first one."""
    text = request.args.get("page", "1")
    number = int(text) if text.isdecimal() and len(text) <= len(str(_LAST)) else 1
    return PageRequest(number=min(max(number, 1), _LAST), size=_SIZE)


def address_of_page(endpoint: str, **values: Any) -> Callable[[int], str]:
    """Return a function from page number to address that keeps the filters."""
    kept = {name: value for name, value in values.items() if value}

    def address(number: int) -> str:
        return url_for(endpoint, **kept, page=number)

    return address


def part_wanted(target: str) -> bool:
    """Tell whether htmx asks for this part of the page only."""
    return request.headers.get("HX-Target") == target
