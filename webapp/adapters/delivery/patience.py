"""Trying again while the database is away for a moment, as during its restart."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError

from webapp.adapters.storage.database import ChangedMeanwhile, DatabaseAway

Result = TypeVar("Result")

PASSING = (
    DatabaseAway,
    ChangedMeanwhile,
    OperationalError,
    InterfaceError,
    PoolTimeout,
    StaleDataError,
)
"""Troubles after which the same transaction may be tried again as it is."""

_TRIES = 60
_PAUSE = (0.2, 0.5)


class DatabaseStayedAway(RuntimeError):
    """The database did not come back in time; the safety net issues another delivery."""


def persistently(action: Callable[[], Result]) -> Result:
    """Run a repeatable action until the database lets it through (about twenty seconds)."""
    for _ in range(_TRIES):
        try:
            return action()
        except PASSING:
            time.sleep(random.uniform(*_PAUSE))  # noqa: S311 - spreads load, keeps no secret
    raise DatabaseStayedAway
