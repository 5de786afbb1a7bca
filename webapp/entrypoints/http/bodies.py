"""Reads what a request brings as JSON, and refuses what no database could keep."""

from typing import Any

import orjson
from flask import Flask, request
from werkzeug.exceptions import BadRequest

_DEEPEST = 64
"""Forms and messages nest a few levels; the recursions behind them can bear ten times this."""


def json_body() -> Any:
    """Return the body by RFC 8259, strictly: no NaN, no half characters, no NUL, no abyss.

    Raises `BadRequest` for anything else.
    """
    try:
        value = orjson.loads(request.get_data(cache=True))
    except orjson.JSONDecodeError as error:
        raise BadRequest from error
    level = [value]
    for _depth in range(_DEEPEST):
        level = [inner for item in level for inner in _inside(item)]
        if not level:
            return value
    raise BadRequest


def _inside(item: Any) -> list[Any]:
    if isinstance(item, dict):
        return [*item, *item.values()]
    if isinstance(item, list):
        return item
    if isinstance(item, str) and "\0" in item:
        raise BadRequest
    return []


def install_refusal_of_nul(app: Flask) -> None:
    """Refuse addresses and forms with the character NUL, which PostgreSQL cannot keep."""

    @app.before_request
    def refuse() -> None:
        given = (request.args, request.form)
        words = [word for values in given for _name, word in values.items(multi=True)]
        if any("\0" in word for word in (request.path, *words)):
            raise BadRequest
