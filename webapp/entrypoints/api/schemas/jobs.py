"""Jobs as the API gives them."""

from marshmallow import fields

from webapp.entrypoints.api.schemas.answers import Answer, moment
from webapp.entrypoints.api.schemas.entries import a_choice, a_text
from webapp.entrypoints.api.schemas.pages import PageQuery

STATES = ("", "PENDING", "DONE", "CANCELLED", "INCIDENT")


class JobQuery(PageQuery):
    """Which jobs are wanted."""

    kind = a_choice(("", "JOB", "TIMER", "MESSAGE", "SIGNAL", "START"), load_default="JOB")
    status = a_choice(STATES, load_default="")
    instance_id = a_text(longest=48, load_default="")
    operation = a_text(longest=160, load_default="")


class JobAnswer(Answer):
    """One execution of an operation; timers, messages and signals on their way are jobs too."""

    id = fields.String()
    instance_id = fields.String(allow_none=True)
    process_id = fields.String()
    element_id = fields.String()
    element_name = fields.String()
    operation = fields.String()
    status = fields.String(metadata={"enum": [state for state in STATES if state]})
    failures = fields.Integer()
    last_error = fields.String()
    not_before = moment(metadata={"description": "it does not run earlier"})
