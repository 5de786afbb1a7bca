"""Reach into JSON data along a path of names and list indexes, whatever the data are."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from itertools import pairwise
from typing import Any

Path = tuple[str | int, ...]

MISSING = object()
"""What `get` returns where there is nothing; None is a value."""


def get(data: Any, path: Path) -> Any:
    """Return what stands at the path, or MISSING."""
    for key in path:
        if isinstance(key, int):
            present = isinstance(data, list) and 0 <= key < len(data)
        else:
            present = isinstance(data, Mapping) and key in data
        if not present:
            return MISSING
        data = data[key]
    return data


def put(data: dict[str, Any], path: Path, value: Any) -> None:
    """Set the value at the path; whatever on the way is no container is replaced by one.

    Indexes must name an existing row.
    """
    here: Any = data
    for key, following in pairwise(path):
        below = get(here, (key,))
        wanted: type = list if isinstance(following, int) else dict
        if not isinstance(below, wanted):
            below = wanted()
            here[key] = below
        here = below
    here[path[-1]] = value


def remove(data: dict[str, Any], path: Path) -> None:
    """Take away what stands at the path, if anything does; a row of a list becomes None."""
    here = get(data, path[:-1])
    key = path[-1]
    if isinstance(here, dict):
        here.pop(key, None)
    elif isinstance(here, list) and isinstance(key, int) and key < len(here):
        here[key] = None


def prune(data: dict[str, Any], path: Path) -> None:
    """Take away what stands at the path, and the containers that become empty by it."""
    while path:
        remove(data, path)
        path = path[:-1]
        left = get(data, path)
        rows = left.values() if isinstance(left, dict) else left
        if not isinstance(left, dict | list) or any(row is not None for row in rows):
            return


def copy_below(data: Mapping[str, Any], roots: Sequence[str]) -> dict[str, Any]:
    """Return a copy that may be changed at and below the given top-level names, and only there."""
    return {key: deepcopy(value) if key in roots else value for key, value in data.items()}


def dotted(path: Path) -> str:
    """Return the path as errors name it: `rows.0.name`."""
    return ".".join(map(str, path))


def same(one: Any, other: Any) -> bool:
    """Tell whether two JSON values are equal as JavaScript sees it: 1 is 1.0, but not true."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)
