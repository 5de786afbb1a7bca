"""User tasks as the API takes and gives them."""

from marshmallow import Schema, fields

from webapp.entrypoints.api.schemas.answers import Answer, moment, possible_moment
from webapp.entrypoints.api.schemas.entries import (
    ReasonEntry,
    a_choice,
    a_key,
    a_text,
    some_variables,
)
from webapp.entrypoints.api.schemas.pages import PageQuery


class UserTaskQuery(PageQuery):
    """Which user tasks are wanted."""

    view = a_choice(("mine", "group", "done"), load_default="mine")
    text = a_text(longest=200, load_default="", metadata={"description": "part of a name or key"})


class UserTaskAnswer(Answer):
    """A user task in a list."""

    id = fields.String()
    name = fields.String()
    name_en = fields.String()
    instance_id = fields.String()
    instance_title = fields.String()
    business_key = fields.String()
    process_id = fields.String()
    element_id = fields.String()
    candidate_role = fields.String(allow_none=True)
    organisation_id = fields.String(allow_none=True)
    organisation_name = fields.String()
    assignee_id = fields.String(allow_none=True)
    assignee_name = fields.String()
    created_at = moment()
    due_at = possible_moment("null: no due date")
    priority = fields.Integer()
    state = fields.String(metadata={"enum": ["OPEN", "COMPLETED", "CANCELLED"]})
    ended_at = possible_moment("null: still open")
    mine = fields.Boolean()
    overdue = fields.Boolean()


class UserTaskCountsAnswer(Answer):
    """How many open tasks wait for the person and for the person's groups."""

    mine = fields.Integer()
    group = fields.Integer()


class UserTaskDetailAnswer(Answer):
    """A user task with its form (form-js JSON; null: a plain confirmation) and its data."""

    task = fields.Nested(UserTaskAnswer, attribute="row")
    form = fields.Dict(allow_none=True)
    data = fields.Dict(metadata={"description": "what the form shows at first"})
    submitted = fields.Dict(allow_none=True, metadata={"description": "null: not completed"})
    has_draft = fields.Boolean()
    may_complete = fields.Boolean()
    may_claim = fields.Boolean()
    may_release = fields.Boolean()


class FormDataEntry(Schema):
    """What a person has filled in."""

    data = some_variables(required=True)


class DraftSavedAnswer(Answer):
    """When a draft was kept."""

    saved_at = moment()


class CompletedTaskAnswer(Answer):
    """What follows a completed task: the next one of the same person, if any."""

    instance_id = fields.String()
    next_task_id = fields.String(allow_none=True)


class AssigneeEntry(ReasonEntry):
    """To whom a task is given (null: back to its group), and why."""

    username = a_key(required=True, allow_none=True)


class PersonChoiceAnswer(Answer):
    """A person to whom a task can be given."""

    id = fields.String()
    username = fields.String()
    name = fields.String()
    organisation = fields.String()
