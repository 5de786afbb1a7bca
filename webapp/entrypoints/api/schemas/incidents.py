"""Incidents as the API gives them."""

from marshmallow import fields

from webapp.entrypoints.api.schemas.answers import Answer, moment


class IncidentSummaryAnswer(Answer):
    """A place at which an instance stands still."""

    id = fields.String()
    instance_id = fields.String()
    process_id = fields.String()
    element_id = fields.String()
    element_name = fields.String()
    kind = fields.String()
    message = fields.String()
    opened_at = moment()
    job_id = fields.String(allow_none=True)


class IncidentAnswer(IncidentSummaryAnswer):
    """An incident of an instance; `trace` is empty for everybody but administrators."""

    trace = fields.String()


class OpenIncidentAnswer(Answer):
    """An open incident with what a list says of its instance."""

    incident = fields.Nested(IncidentSummaryAnswer)
    business_key = fields.String()
    title = fields.String()
    county_name = fields.String()
