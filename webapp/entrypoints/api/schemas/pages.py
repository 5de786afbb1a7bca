"""One page of a list: how it is asked for and how it is given."""

from functools import cache

from marshmallow import Schema, fields

from webapp.entrypoints.api.schemas.answers import Answer
from webapp.entrypoints.api.schemas.entries import a_number


class PageQuery(Schema):
    """Which page of a list is wanted."""

    page = a_number(1, 100_000, load_default=1, metadata={"description": "counts from 1"})
    size = a_number(1, 100, load_default=20, metadata={"description": "rows on a page"})


@cache
def page_of(row: type[Answer]) -> type[Answer]:
    """Return the schema of one page of such rows."""
    return type(
        f"PageOf{row.__name__}",
        (Answer,),
        {
            "__doc__": f"One page of a list ({row.__name__}).",
            "items": fields.List(fields.Nested(row), attribute="rows"),
            "page": fields.Integer(attribute="request.number"),
            "size": fields.Integer(attribute="request.size"),
            "total": fields.Integer(metadata={"description": "rows on all pages"}),
            "pages": fields.Integer(metadata={"description": "pages, at least one"}),
        },
    )
