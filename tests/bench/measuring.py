"""Taking times and counting statements."""

import gc
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Engine, event


@dataclass(frozen=True)
class Row:
    """One measured thing; `bound` is what its median may be, None where nothing is promised.

    `stock` is what the same work takes with SpiffWorkflow as it comes, measured in the same run.
    """

    name: str
    unit: str
    min: float
    median: float
    max: float
    bound: float | None
    stock: float | None = None
    note: str = ""

    @property
    def is_over(self) -> bool:
        """Tell whether the median is above its bound."""
        return self.bound is not None and self.median > self.bound

    @classmethod
    def of(
        cls,
        name: str,
        unit: str,
        values: Sequence[float],
        bound: float | None,
        stock: Sequence[float] = (),
        note: str = "",
    ) -> "Row":
        """Sum up the values; of stock's the median counts."""
        rounded = [
            round(value, 2) for value in (min(values), statistics.median(values), max(values))
        ]
        theirs = round(statistics.median(stock), 2) if stock else None
        return cls(name, unit, *rounded, bound, theirs, note)


@dataclass
class Traffic:
    """What went to the database."""

    statements: list[str] = field(default_factory=list)
    commits: int = 0


@contextmanager
def watched(engine: Engine) -> Iterator[Traffic]:
    """Record the statements (the beginning of a transaction is none) and commits of the block."""
    traffic = Traffic()

    def statement(*arguments: object) -> None:
        text = str(arguments[2])
        if not text.startswith("BEGIN"):
            traffic.statements.append(text)

    def commit(_connection: object) -> None:
        traffic.commits += 1

    event.listen(engine, "before_cursor_execute", statement)
    event.listen(engine, "commit", commit)
    try:
        yield traffic
    finally:
        event.remove(engine, "before_cursor_execute", statement)
        event.remove(engine, "commit", commit)


def milliseconds(
    action: Callable[[], object], clock: Callable[[], float] = time.perf_counter
) -> float:
    """Return how long the action takes."""
    began = clock()
    action()
    return (clock() - began) * 1000


def computing(action: Callable[[], object]) -> float:
    """Return how many milliseconds of the processor the action takes: others do not count."""
    return milliseconds(action, time.process_time)


def repeated(action: Callable[[], object], times: int) -> list[float]:
    """Return what it takes of the processor, each time; the first time does not count."""
    action()
    gc.collect()  # what others have left behind is not part of the action
    return [computing(action) for _ in range(times)]


def noise() -> Iterator[Row]:
    """Return how evenly the machine runs: the same small calculation, a hundred times."""
    for name, clock in (("machine", time.perf_counter), ("processor", time.process_time)):
        times = [milliseconds(lambda: sum(range(100_000)), clock) for _ in range(100)]
        yield Row.of(f"noise of the {name}", "ms", times, None)
