"""Tables of plain values, as they are exported, and lines of cells, as they are imported."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

Value = str | int | float | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class Table:
    """A heading for each column, and rows of as many values; `title` names the sheet."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell holds as text; `trouble` is `formula`, `digits_lost`, `error` or empty."""

    text: str = ""
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds anything, with its number as office programs count, from 1."""

    number: int
    cells: Sequence[Cell]
