"""The blueprint of one noun of the API: parses our way and documents what it refuses."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import flask_smorest

from webapp.entrypoints.api.parsing import Parser


class Blueprint(flask_smorest.Blueprint):
    """A noun of the API: its addresses begin with it and carry it as their tag."""

    ARGUMENTS_PARSER = Parser()

    def __init__(self, noun: str, description: str) -> None:
        """Serve `/<noun>`; the description is shown in the document."""
        super().__init__(noun, __name__, url_prefix=f"/{noun}", description=description)

    def add_url_rule(self, *args: Any, tags: Sequence[str] | None = None, **options: Any) -> None:
        """Register a route under the noun's tag."""
        super().add_url_rule(*args, tags=list(tags or [self.name]), **options)


def raw_body(*content_types: str) -> dict[str, Any]:
    """Return the documentation of a body that is taken as it is."""
    schema = {"schema": {"type": "string", "format": "binary"}}
    return {"required": True, "content": dict.fromkeys(content_types, schema)}


def header(name: str, description: str, *, longest: int = 160) -> dict[str, Any]:
    """Return the documentation of an optional request header."""
    return {
        "in": "header",
        "name": name,
        "required": False,
        "description": description,
        "schema": {"type": "string", "maxLength": longest},
    }


def refusals(*statuses: HTTPStatus) -> dict[str, str]:
    """Return the documentation of refusals worth naming; every other one is the default."""
    return {str(status.value): status.name for status in statuses}
