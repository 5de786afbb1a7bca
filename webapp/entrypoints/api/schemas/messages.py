"""Messages as the API takes and gives them."""

from marshmallow import Schema, fields

from webapp.entrypoints.api.schemas.answers import Answer
from webapp.entrypoints.api.schemas.entries import ReasonEntry, a_key, some_variables


class MessageEntry(Schema):
    """A message to publish: its name, the key by which its receiver is found, its variables."""

    name = a_key(required=True)
    correlation_key = a_key(required=True)
    variables = some_variables(load_default=dict)


class MessageAnswer(Answer):
    """A published message; it is kept until somebody awaits it."""

    id = fields.String()
    name = fields.String()
    correlation_key = fields.String()
    status = fields.String(metadata={"enum": ["BUFFERED", "DELIVERED", "EXPIRED"]})
    receiver_instance_id = fields.String(allow_none=True)


class DeliveryEntry(ReasonEntry):
    """What an awaited message brings when it is delivered by hand, and why."""

    variables = some_variables(load_default=dict)
