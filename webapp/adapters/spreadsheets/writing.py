"""Writes tables as CSV and XLSX in such a way that no text is ever taken for a formula."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from webapp.kernel.clock import CHINA
from webapp.kernel.tables import Table, Value

BOM = "\ufeff"
"""Without it office programs read UTF-8 as something else."""

_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_LONGEST_SHEET = 31
_FORBIDDEN_IN_SHEET = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_NARROWEST, _WIDEST = 8, 48


def csv_bytes(table: Table) -> bytes:
    """Return the table as CSV in UTF-8 with BOM; a text that begins like a formula is quoted."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([_harmless(column) for column in table.columns])
    for row in table.rows:
        writer.writerow([_harmless(value) for value in row])
    return (BOM + text.getvalue()).encode("utf-8", "replace")


def xlsx_bytes(*tables: Table) -> bytes:
    """Return the tables as the sheets of a workbook; texts are texts, whatever they begin with."""
    workbook = Workbook(write_only=True)
    for table in tables:
        name = table.title.translate(_FORBIDDEN_IN_SHEET).strip("' ")[:_LONGEST_SHEET]
        sheet = workbook.create_sheet(name or None)
        sheet.freeze_panes = "A2"
        for number, width in enumerate(_widths(table), 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.append([_heading(sheet, column) for column in table.columns])
        for row in table.rows:
            sheet.append([_cell(sheet, value) for value in row])
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _harmless(value: Value) -> str:
    """Return the value as CSV holds it: an apostrophe keeps a text from being a formula."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_BEGINS_FORMULA) else value
    return _plain(value)


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{value.astimezone(CHINA):%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _cell(sheet: Any, value: Value) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return WriteOnlyCell(sheet, value)
    text = value if isinstance(value, str) else _plain(value)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"  # openpyxl would take a text that begins with “=” for a formula
    cell.number_format = "@"
    return cell


def _heading(sheet: Any, text: str) -> Any:
    cell = _cell(sheet, text)
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor="E8EEF7")
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    return cell


def _widths(table: Table) -> Sequence[int]:
    """Return widths in characters by the headings and the first rows; Chinese ones take two."""
    shown = [table.columns, *table.rows[:50]]
    widths = [_NARROWEST] * len(table.columns)
    for row in shown:
        for number, value in enumerate(row):
            text = value if isinstance(value, str) else _plain(value)
            width = sum(2 if character > "\u02ff" else 1 for character in text) + 2
            widths[number] = min(max(widths[number], width), _WIDEST)
    return widths
