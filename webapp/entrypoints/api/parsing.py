"""Reads the parts of a request; what does not fit is refused by field, before any service runs."""

from typing import Any, NoReturn

from flask import Request
from marshmallow import Schema, ValidationError
from webargs import missing
from webargs.flaskparser import FlaskParser, is_json_request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import UnsupportedMediaType

from webapp.entrypoints.api.sentences import by_path
from webapp.entrypoints.http.bodies import json_body
from webapp.kernel.errors import InvalidInput


class Parser(FlaskParser):
    """Parses with marshmallow and refuses with our own `InvalidInput`."""

    def _raw_load_json(self, req: Request) -> Any:
        """Return the body; an empty one is as if nothing was sent."""
        if not is_json_request(req) and (req.mimetype or req.get_data(cache=True)):
            raise UnsupportedMediaType
        if not req.get_data(cache=True):
            return missing
        return json_body()

    def load_files(self, req: Request, schema: Schema) -> Any:
        """Return the files of a form together with its fields, which stand beside them."""
        both: MultiDict[str, Any] = MultiDict(req.form)
        both.update(req.files)
        return self._makeproxy(both, schema)

    def handle_error(self, error: ValidationError, *_args: Any, **_options: Any) -> NoReturn:
        """Refuse with sentences by field; the place in the request is not part of the path."""
        raise InvalidInput(by_path(next(iter(error.messages_dict.values())))) from error
