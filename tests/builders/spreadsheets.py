"""Spreadsheets as people fill them in, and invented ID numbers with a right check digit."""

from collections.abc import Sequence

from webapp.adapters.spreadsheets import writing
from webapp.domain.imports.kinds import KINDS
from webapp.kernel.tables import Table

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(number: int) -> str:
    """Return an ID number of area 220001, which belongs to nobody."""
    body = f"220001{1970 + number // 1000 % 30}0101{number % 1000:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def sheet(kind: str, *rows: Sequence[str | int]) -> bytes:
    """Return a filled template as XLSX."""
    columns = [column.heading.zh for column in KINDS[kind].columns]
    return writing.xlsx_bytes(Table(KINDS[kind].name.zh, columns, rows))
