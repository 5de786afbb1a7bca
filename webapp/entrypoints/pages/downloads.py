"""Sends files that a page offers for download."""

from urllib.parse import quote

from flask import Response

from webapp.kernel.tables import Table
from webapp.services import exports
from webapp.services.exports import ExportedFile


def download(file: ExportedFile, name: str) -> Response:
    """Send a file under this name; it is kept by no cache, since it may name people."""
    response = Response(file.content, content_type=file.mimetype)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response.headers["Cache-Control"] = "no-store"
    return response


def download_table(table: Table, form: str) -> Response:
    """Send a table in the wanted form under its own title."""
    name = "".join(c for c in table.title if c not in '/\\:*?"<>|\r\n\t')[:80]
    return download(exports.exported(table, form), f"{name}.{form}")
