"""A table of plain values: what lists, registers and statistics are exported as."""

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
