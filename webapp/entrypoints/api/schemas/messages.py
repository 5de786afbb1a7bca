"""Messages and signals as the API takes and gives them."""

from marshmallow import Schema, fields

from webapp.entrypoints.api.schemas.answers import Answer, moment
from webapp.entrypoints.api.schemas.entries import ReasonEntry, a_key, a_text, some_variables


class MessageEntry(Schema):
    """A message to publish: its name, the key by which its receiver is found, its variables."""

    name = a_key(required=True)
    correlation_key = a_key(required=True)
    variables = some_variables(load_default=dict)
    organisation_id = a_text(
        longest=48,
        shortest=1,
        load_default=None,
        allow_none=True,
        metadata={
            "description": "where it starts a process that begins with it; null: it does not"
        },
    )


class MessageAnswer(Answer):
    """A published message; it is kept until somebody awaits it."""

    id = fields.String()
    name = fields.String()
    correlation_key = fields.String()
    status = fields.String(metadata={"enum": ["BUFFERED", "DELIVERED", "EXPIRED", "DISCARDED"]})
    receiver_instance_id = fields.String(allow_none=True)


class KeptMessageAnswer(Answer):
    """A message that nobody has received yet; what it says is not told."""

    id = fields.String()
    name = fields.String()
    correlation_key = fields.String()
    source_instance_id = fields.String(allow_none=True)
    business_key = fields.String(metadata={"description": "of the instance that sent it"})
    created_at = moment()
    expires_at = moment()


class DeliveryEntry(ReasonEntry):
    """What an awaited message brings when it is delivered by hand, and why."""

    variables = some_variables(load_default=dict)


class ActivationByHandEntry(ReasonEntry):
    """What is begun in an ad-hoc sub-process in the place of those who should, and why."""

    element_id = a_key(required=True)


class SignalEntry(Schema):
    """A signal to publish: its name, its variables, and how far it is heard."""

    name = a_key(required=True)
    variables = some_variables(load_default=dict)
    scope_id = a_text(
        longest=48,
        shortest=1,
        load_default=None,
        allow_none=True,
        metadata={"description": "a county, a city or the province; null: the sender's own place"},
    )


class SignalAnswer(Answer):
    """A published signal: how many instances hear it, and how many it starts."""

    id = fields.String()
    name = fields.String()
    scope_id = fields.String()
    receivers = fields.Integer()
    starts = fields.Integer()


class StartTimerAnswer(Answer):
    """A timer that starts instances of a process in a county."""

    id = fields.String()
    process_id = fields.String()
    process_name = fields.String()
    version = fields.Integer()
    county_name = fields.String()
    element_id = fields.String()
    due_at = moment()
    remaining = fields.Integer(metadata={"description": "occurrences to come; -1: without end"})
    job_id = fields.String()
    status = fields.String(metadata={"enum": ["PENDING", "DONE", "CANCELLED", "INCIDENT"]})
    last_error = fields.String()


class FailedStartAnswer(Answer):
    """A start by a signal that needs help."""

    job_id = fields.String()
    process_id = fields.String()
    county_name = fields.String()
    since = moment()
    last_error = fields.String()


class StartsAnswer(Answer):
    """What starts by itself."""

    timers = fields.List(fields.Nested(StartTimerAnswer))
    failed = fields.List(fields.Nested(FailedStartAnswer))
