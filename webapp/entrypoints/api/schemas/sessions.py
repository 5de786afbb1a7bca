"""The session of a person who uses the API."""

from marshmallow import Schema, fields

from webapp.entrypoints.api.schemas.answers import Answer
from webapp.entrypoints.api.schemas.entries import a_text


class CredentialsEntry(Schema):
    """Name and password of a person."""

    username = a_text(required=True, shortest=1, longest=160)
    password = a_text(required=True, shortest=1, longest=1000)


class GrantAnswer(Answer):
    """One role held at one organisation."""

    role = fields.String(attribute="role.value")
    organisation_id = fields.String()


class PersonAnswer(Answer):
    """The person who is signed in."""

    id = fields.String()
    username = fields.String()
    name = fields.String()
    grants = fields.List(fields.Nested(GrantAnswer))


class SessionAnswer(Answer):
    """Who is signed in (null: nobody), and the token that every change must carry."""

    person = fields.Nested(PersonAnswer, allow_none=True)
    csrf_token = fields.String(metadata={"description": "send it as the header X-CSRFToken"})
