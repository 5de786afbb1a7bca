"""Reads the first sheet of an XLSX or CSV file that somebody has sent; trusts nothing in it.

A workbook is a zip archive: its size after unpacking is looked at before anything is unpacked.
Formulas are never calculated and never taken for values: their cells say that they are formulas.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from webapp.kernel.errors import InvalidInput
from webapp.kernel.tables import Cell, Line
from webapp.kernel.text import Text

MOST_ROWS = 5000
MOST_COLUMNS = 40
MOST_BYTES = 4 * 1024 * 1024
_MOST_UNPACKED = 40 * 1024 * 1024
_MOST_PARTS = 300
_LONGEST_CELL = 2000
_EXACT_DIGITS = 15
_TROUBLES = {"f": "formula", "e": "error"}


class FileRefused(InvalidInput):
    """The file cannot be read as a spreadsheet."""

    code = "FILE_REFUSED"
    text = Text("该文件不能作为表格读取。", "The file cannot be read as a spreadsheet.")

    def __init__(self, text: Text) -> None:
        """Keep the sentence that says what is wrong and what to do."""
        super().__init__({"file": [text]})
        self.message = text


_TOO_LARGE = Text(
    f"文件超过 {MOST_BYTES // 1024 // 1024} MB，请删除图片和空白行，或者分成几个文件后再上传。",
    f"The file has more than {MOST_BYTES // 1024 // 1024} MB. Please take out pictures and empty "
    "lines, or send it in parts.",
)
_EMPTY = Text("文件是空的，请选择填好的表格。", "The file is empty. Please choose the filled one.")
_OLD = Text(
    "这是旧版 .xls 文件，请用办公软件另存为 .xlsx 或 CSV 后再上传。",
    "This is an old .xls file. Please save it as .xlsx or CSV and send that.",
)
_BROKEN = Text(
    "无法读取该文件：它不是有效的 XLSX 或 CSV 表格。请下载模板，填写后重新上传。",
    "The file is no valid XLSX or CSV spreadsheet. Please download the template and fill that in.",
)
_BOMB = Text(
    "该工作簿解压后过大，为安全起见未予读取。请只保留数据，另存为新文件后上传。",
    "The workbook is too large once unpacked and was not read. Please save the data alone anew.",
)
_TOO_MANY_ROWS = Text(
    f"表格超过 {MOST_ROWS} 行，请分成几个文件后再上传。",
    f"There are more than {MOST_ROWS} lines. Please send them in several files.",
)
_TOO_WIDE = Text(
    f"表格超过 {MOST_COLUMNS} 列，请按模板整理后再上传。",
    f"There are more than {MOST_COLUMNS} columns. Please arrange it as in the template.",
)


def read(content: bytes) -> Sequence[Line]:
    """Return the lines of the first sheet that hold anything; `FileRefused` says what is wrong."""
    if not content.strip():
        raise FileRefused(_EMPTY)
    if len(content) > MOST_BYTES:
        raise FileRefused(_TOO_LARGE)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileRefused(_OLD)
    cells = _workbook(content) if content.startswith(b"PK") else _text(content)
    return list(_limited(cells))


def _limited(rows: Iterable[Sequence[Cell]]) -> Iterator[Line]:
    found = 0
    for number, cells in enumerate(rows, 1):
        last = max((n for n, cell in enumerate(cells, 1) if cell != Cell()), default=0)
        if number > MOST_ROWS * 4:  # so many empty ones were only formatted
            raise FileRefused(_TOO_MANY_ROWS)
        if last == 0:
            continue
        if last > MOST_COLUMNS:
            raise FileRefused(_TOO_WIDE)
        found += 1
        if found > MOST_ROWS + 1:  # and the heading
            raise FileRefused(_TOO_MANY_ROWS)
        yield Line(number, cells[:last])


def _workbook(content: bytes) -> Iterator[Sequence[Cell]]:
    _look_inside(content)
    try:
        workbook = load_workbook(
            io.BytesIO(content), read_only=True, data_only=False, keep_links=False
        )
        sheet = workbook.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its own size need not be true
        for row in sheet.iter_rows(max_row=MOST_ROWS * 4 + 1, max_col=MOST_COLUMNS + 1):
            yield [_cell(cell.value, cell.data_type) for cell in row]
    except FileRefused:
        raise
    except Exception as error:  # openpyxl raises whatever a broken file leads it to
        raise FileRefused(_BROKEN) from error


def _look_inside(content: bytes) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        raise FileRefused(_BROKEN) from error
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise FileRefused(_BOMB)


def _cell(value: Any, data_type: str) -> Cell:
    if value is None:
        return Cell()
    if data_type in _TROUBLES:
        return Cell("", _TROUBLES[data_type])
    if type(value) in (int, float):  # and not bool, which is an int to isinstance
        return _number(value)
    return Cell(_worded(value)[:_LONGEST_CELL])


def _worded(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def _number(value: float) -> Cell:
    if value != int(value):
        return Cell(repr(value))
    text = str(int(value))
    lost = len(text.lstrip("-")) > _EXACT_DIGITS
    return Cell(text, "digits_lost" if lost else "")


def _text(content: bytes) -> Iterator[Sequence[Cell]]:
    text = _decoded(content)
    first = text.split("\n", 1)[0]
    separator = max(",\t;，", key=first.count)
    if separator == "，":
        raise FileRefused(_BROKEN)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True):
            yield [_csv_cell(value) for value in row]
    except csv.Error as error:
        raise FileRefused(_BROKEN) from error


def _csv_cell(value: str) -> Cell:
    text = value.strip()
    if text.startswith("="):
        return Cell("", "formula")
    return Cell(text.removeprefix("'")[:_LONGEST_CELL])


def _decoded(content: bytes) -> str:
    """Return the text: UTF-8 (with BOM or without), UTF-16 with BOM, or else GB 18030."""
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FileRefused(_BROKEN)
