"""Tables as files: CSV that office programs read, XLSX, and JSON for programs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from webapp.adapters.spreadsheets import writing
from webapp.kernel.errors import NotFound
from webapp.kernel.tables import Table

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """The bytes of a file and their type."""

    content: bytes
    mimetype: str


def exported(table: Table, form: str) -> ExportedFile:
    """Return the table as a file of this form (csv, xlsx or json); `NotFound` for others."""
    if form == "csv":
        return ExportedFile(writing.csv_bytes(table), CSV)
    if form == "xlsx":
        return ExportedFile(writing.xlsx_bytes(table), XLSX)
    if form == "json":
        return ExportedFile(_json(_as_mapping(table)), JSON)
    raise NotFound(form=form)


def _as_mapping(table: Table) -> Mapping[str, Any]:
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return {"title": table.title, "columns": list(table.columns), "rows": rows}


def _json(value: Any) -> bytes:
    return orjson.dumps(value, default=str, option=orjson.OPT_INDENT_2)
