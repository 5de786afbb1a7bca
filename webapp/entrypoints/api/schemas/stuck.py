"""What stands still, as the API gives it."""

from marshmallow import fields

from webapp.entrypoints.api.schemas.answers import Answer, moment
from webapp.entrypoints.api.schemas.entries import a_choice
from webapp.entrypoints.api.schemas.pages import PageQuery
from webapp.services.monitoring import Cause


class StuckQuery(PageQuery):
    """For which cause; without it for all."""

    cause = a_choice(["", *(cause.value for cause in Cause)], load_default="")


class StuckAnswer(Answer):
    """One thing that stands still; `subject_id` is the task, job, timer … that a remedy names."""

    subject_id = fields.String()
    instance_id = fields.String()
    business_key = fields.String()
    title = fields.String()
    county_name = fields.String()
    process_id = fields.String()
    element_name = fields.String()
    since = moment()
    detail = fields.String()
    kind = fields.String()


class StuckGroupAnswer(Answer):
    """What stands still for one cause and one reason (`key`: the error, the role, the message)."""

    cause = fields.String(metadata={"enum": [cause.value for cause in Cause]})
    key = fields.String()
    total = fields.Integer()
    remedies = fields.List(fields.String())
    rows = fields.List(fields.Nested(StuckAnswer))
