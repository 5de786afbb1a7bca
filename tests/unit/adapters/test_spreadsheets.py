"""Spreadsheets: nothing written is ever a formula, and nothing read is trusted."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from webapp.adapters.spreadsheets import reading, writing
from webapp.adapters.spreadsheets.reading import FileRefused
from webapp.kernel.tables import Cell, Table

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1"]
ID_NUMBER = "220502198001011230"


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_is_written_as_a_formula(text: str) -> None:
    table = Table("名单", ["姓名", text], [[text, 1]])
    rows = list(csv.reader(io.StringIO(writing.csv_bytes(table).decode("utf-8-sig"), newline="")))
    assert rows[1] == [f"'{text}", "1"]
    assert rows[0][1] == f"'{text}"
    [sheet] = load_workbook(io.BytesIO(writing.xlsx_bytes(table))).worksheets
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s", "n"}


def test_what_is_written_is_read_again() -> None:
    rows = [["𠅤·阿不都", ID_NUMBER, 12, date(2027, 3, 1), True, None, "末"]]
    table = Table("a/b:c" * 20, list("甲乙丙丁戊己庚"), rows)
    expected = ["𠅤·阿不都", ID_NUMBER, "12", "2027-03-01", "是", "", "末"]
    for content in (writing.csv_bytes(table), writing.xlsx_bytes(table)):
        heading, line = reading.read(content)
        assert [cell.text for cell in heading.cells] == list("甲乙丙丁戊己庚")
        assert (line.number, [cell.text for cell in line.cells]) == (2, expected)


def test_a_moment_is_written_in_the_time_of_china() -> None:
    table = Table("t", ["a"], [[datetime(2027, 1, 1, 16, 30, tzinfo=UTC)]])
    assert "2027-01-02 00:30" in writing.csv_bytes(table).decode()


def test_formulas_faults_and_numbers_that_lost_digits_are_told() -> None:
    content = workbook(["=A2", 220502198001011230, 13800001234, 1.5], ["#REF!", date(2027, 1, 2)])
    first, second = reading.read(content)
    assert [cell.trouble for cell in first.cells] == ["formula", "digits_lost", "", ""]
    assert [cell.text for cell in first.cells[2:]] == ["13800001234", "1.5"]
    assert second.cells == [Cell("", "error"), Cell("2027-01-02")]
    assert reading.read("姓名,x\n=1,2\n".encode())[1].cells[0] == Cell("", "formula")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_every_usual_encoding(encoding: str) -> None:
    [_, line] = reading.read("姓名;单位\n𠅤·阿;一中\n\n".encode(encoding))
    assert [cell.text for cell in line.cells] == ["𠅤·阿", "一中"]


def bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (41 * 1024 * 1024))
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b" ", "空的"),
        (b"x" * (reading.MOST_BYTES + 1), "超过 4 MB"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, ".xls"),
        (b"PK\x03\x04 no archive", "无法读取"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "无法读取"),
        (bomb(), "解压后过大"),
        ("甲\n" + "x\n" * 5001, "超过 5000 行"),
        (",".join("x" * 41) + "\n", "超过 40 列"),
        ('a,"b\n', "无法读取"),
    ],
)  # fmt: skip
def test_a_bad_file_gets_a_clear_sentence(content: bytes | str, words: str) -> None:
    with pytest.raises(FileRefused) as caught:
        reading.read(content if isinstance(content, bytes) else content.encode())
    assert words in caught.value.message.zh


def test_a_workbook_without_a_sheet_is_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("x.txt", "x")
    with pytest.raises(FileRefused):
        reading.read(content.getvalue())
