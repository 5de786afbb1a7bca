"""Reads the parts of a request; what does not fit is refused by field, before any service runs."""

from typing import Any, NoReturn

import orjson
from flask import Request
from marshmallow import Schema, ValidationError
from webargs import missing
from webargs.flaskparser import FlaskParser, is_json_request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from webapp.entrypoints.api.sentences import by_path
from webapp.kernel.errors import InvalidInput

_DEEPEST = 64
"""Forms and messages nest a few levels; the recursions behind the API can bear ten times this."""


class Parser(FlaskParser):
    """Parses with marshmallow and refuses with our own `InvalidInput`."""

    def _raw_load_json(self, req: Request) -> Any:
        """Return the body; RFC 8259 strictly, so no NaN and no half characters."""
        body = req.get_data(cache=True)
        if not body:
            return missing
        if not is_json_request(req):
            raise UnsupportedMediaType
        try:
            value = orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise BadRequest from error
        refuse_unstorable(value)
        return value

    def load_files(self, req: Request, schema: Schema) -> Any:
        """Return the files of a form together with its fields, which stand beside them."""
        both: MultiDict[str, Any] = MultiDict(req.form)
        both.update(req.files)
        return self._makeproxy(both, schema)

    def handle_error(self, error: ValidationError, *_args: Any, **_options: Any) -> NoReturn:
        """Refuse with sentences by field; the place in the request is not part of the path."""
        raise InvalidInput(by_path(next(iter(error.messages_dict.values())))) from error


def refuse_unstorable(value: Any) -> None:
    """Raise `BadRequest` for what is JSON and yet cannot be kept: too deep, or with NUL."""
    level = [value]
    for _depth in range(_DEEPEST):
        following: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                following += [*item, *item.values()]
            elif isinstance(item, list):
                following += item
            elif isinstance(item, str) and "\0" in item:
                raise BadRequest
        if not following:
            return
        level = following
    raise BadRequest
