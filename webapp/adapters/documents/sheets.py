"""Papers as spreadsheets: a sheet for each table, always the same bytes for the same paper."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence

from webapp.adapters.spreadsheets.writing import xlsx_bytes
from webapp.domain.papers.model import Block, Facts, Line, Paper
from webapp.domain.papers.model import Table as Printed
from webapp.kernel.tables import Table

_STAMP = (1980, 1, 1, 0, 0, 0)
_SAVED = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def xlsx(paper: Paper) -> bytes:
    """Return the tables of a paper and its annexes; the first sheet says what the paper is."""
    return _without_time(xlsx_bytes(_cover(paper), *_tables(paper)))


def _cover(paper: Paper) -> Table:
    pairs = [
        ("标题", paper.title),
        ("文号", paper.number),
        ("机关", paper.organ),
        ("日期", paper.date),
        *(
            pair
            for each in paper.blocks
            if isinstance(each, Facts)
            for row in each.rows
            for pair in row
        ),
    ]
    return Table("文件", ("项目", "内容"), [pair for pair in pairs if pair[1]])


def _tables(paper: Paper) -> Iterator[Table]:
    sheets = [("", paper.blocks), *((each.title, each.blocks) for each in paper.annexes)]
    for title, blocks in sheets:
        tables = [each for each in blocks if isinstance(each, Printed)]
        for table in tables:
            name = table.caption or title or "名单"
            columns = tuple(column for column, _ in table.columns)
            yield Table(name, columns, [tuple(row) for row in table.rows])
        if not tables and title:
            yield Table(title, ("内容",), list(_texts(blocks)))


def _texts(blocks: Sequence[Block]) -> Iterator[tuple[str]]:
    yield from ((each.text,) for each in blocks if isinstance(each, Line))


def _without_time(workbook: bytes) -> bytes:
    """Return the same workbook without the time of its making."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as made,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fixed,
    ):
        for name in made.namelist():
            content = made.read(name)
            if name == "docProps/core.xml":
                content = _SAVED.sub(b"2023-11-13T00:00:00Z", content)
            fixed.writestr(zipfile.ZipInfo(name, _STAMP), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
