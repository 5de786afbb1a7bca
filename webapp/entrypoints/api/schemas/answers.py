"""What all answers share: every field is always there, times carry their zone."""

from typing import Any

from marshmallow import Schema, fields
from marshmallow.fields import Field

from webapp.entrypoints.http.explanations import explanation_of
from webapp.entrypoints.http.locale import in_language


class Answer(Schema):
    """An object that the API gives; the document promises every field of it."""

    def on_bind_field(self, field_name: str, field_obj: "Field[Any]") -> None:
        """Mark the field as always present."""
        super().on_bind_field(field_name, field_obj)
        field_obj.required = True


class Sentence(fields.String):
    """A bilingual text, given in the language that the request accepts."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        """Choose the language; plain text stays as it is."""
        return super()._serialize(in_language(value), attr, obj, **kwargs)


class Explanation(fields.String):
    """The address of the help on a finding, by its code."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        """Find the address; null where there is nothing to explain."""
        return super()._serialize(explanation_of(value), attr, obj, **kwargs)


def moment(**options: Any) -> fields.AwareDateTime:
    """Return a field for a time: ISO 8601 with its zone, in UTC."""
    return fields.AwareDateTime(format="iso", **options)


def possible_moment(description: str) -> fields.AwareDateTime:
    """Return a field for a time that may not have come."""
    return moment(allow_none=True, metadata={"description": description})


class Problem(Schema):
    """A refusal or a fault (RFC 9457); `code` never changes, `detail` is for people."""

    type = fields.String(required=True, metadata={"description": "about:blank; see `code`"})
    title = fields.String(required=True, metadata={"description": "the name of the HTTP status"})
    status = fields.Integer(required=True)
    code = fields.String(required=True, metadata={"description": "stable name of the refusal"})
    detail = fields.String(
        required=True, metadata={"description": "a sentence in the language of Accept-Language"}
    )
    errors = fields.Dict(
        keys=fields.String(),
        values=fields.List(fields.String()),
        metadata={"description": "sentences by dotted path; an empty path means the whole"},
    )
    reference = fields.String(metadata={"description": "under which a fault is on record"})
