"""Process instances as the API takes and gives them."""

from marshmallow import Schema, fields

from webapp.entrypoints.api.schemas.answers import Answer, Sentence, moment, possible_moment
from webapp.entrypoints.api.schemas.entries import (
    ReasonEntry,
    a_choice,
    a_key,
    a_text,
    some_variables,
)
from webapp.entrypoints.api.schemas.incidents import IncidentAnswer
from webapp.entrypoints.api.schemas.jobs import JobAnswer
from webapp.entrypoints.api.schemas.pages import PageQuery
from webapp.entrypoints.api.schemas.user_tasks import UserTaskAnswer

_ELEMENTS = {"description": "ids of elements"}


AWAITED = ("MESSAGE", "SIGNAL", "CONDITION", "ACTIVATION")
"""What can be awaited besides work and moments."""


class StartableAnswer(Answer):
    """A process that the person may start, at one of the person's organisations."""

    process_id = fields.String()
    name = fields.String()
    name_en = fields.String()
    description = Sentence()
    organisation_id = fields.String()
    organisation_name = fields.String()
    owner_id = fields.String()
    version = fields.Integer()


class StartFormQuery(Schema):
    """At which organisation the process is to be started."""

    organisation_id = a_key(required=True)


class StartFormAnswer(Answer):
    """The form that comes before a start (null: nothing is asked)."""

    startable = fields.Nested(StartableAnswer)
    form = fields.Dict(allow_none=True)
    data = fields.Dict()


class StartEntry(Schema):
    """What is to be started, where, and the data of the start form."""

    process_id = a_key(required=True)
    organisation_id = a_key(required=True)
    data = some_variables(load_default=dict)


class StartedAnswer(Answer):
    """A new instance and the task that the same person can do next, if any."""

    id = fields.String()
    business_key = fields.String()
    next_task_id = fields.String(allow_none=True)


class InstanceQuery(PageQuery):
    """Which process instances are wanted."""

    text = a_text(longest=200, load_default="", metadata={"description": "part of a title or key"})
    process_id = a_text(longest=160, load_default="")
    county_id = a_text(longest=48, load_default="")
    state = a_choice(("", "ACTIVE", "COMPLETED", "CANCELLED"), load_default="")
    with_incidents = fields.Boolean(load_default=False)


class InstanceAnswer(Answer):
    """A process instance in a list; `waiting_for` names what it waits for."""

    id = fields.String()
    business_key = fields.String()
    title = fields.String()
    process_id = fields.String()
    county_id = fields.String()
    county_name = fields.String()
    state = fields.String()
    started_at = moment()
    progressed_at = moment()
    ended_at = possible_moment("null: still active")
    initiator_name = fields.String()
    open_incidents = fields.Integer()
    waiting_for = fields.List(fields.String())


class DiagramAnswer(Answer):
    """One diagram of an instance and where the tokens stand in it."""

    process_id = fields.String()
    name = fields.String()
    owner_id = fields.String()
    version = fields.Integer()
    newest = fields.Integer(metadata={"description": "The version for new instances, else 0."})
    active = fields.List(fields.String(), metadata=_ELEMENTS)
    completed = fields.List(fields.String(), metadata=_ELEMENTS)
    incident = fields.List(fields.String(), metadata=_ELEMENTS)


class ElementAnswer(Answer):
    """One element of a diagram in words."""

    process_id = fields.String()
    element_id = fields.String()
    name = fields.String()
    name_en = fields.String()
    type = fields.String(metadata={"description": "the BPMN name, such as userTask"})
    state = fields.String(metadata={"enum": ["none", "active", "completed", "incident"]})
    since = possible_moment("null: not known, or not active")
    waiting_for = fields.String()
    awaited = fields.String(metadata={"enum": ["", *AWAITED]})
    holders = fields.String()


class TimerAnswer(Answer):
    """An open timer."""

    id = fields.String()
    process_id = fields.String()
    element_id = fields.String()
    element_name = fields.String()
    due_at = moment()


class SubscriptionAnswer(Answer):
    """Something that is awaited; `message` names it, or is the text of the condition."""

    id = fields.String()
    process_id = fields.String()
    element_id = fields.String()
    element_name = fields.String()
    kind = fields.String(metadata={"enum": list(AWAITED)})
    message = fields.String()
    correlation_key = fields.String()
    since = moment()


class ChoiceAnswer(Answer):
    """Something that can be begun in an ad-hoc sub-process."""

    subscription_id = fields.String()
    process_id = fields.String()
    element_id = fields.String()
    name = fields.String()
    name_en = fields.String()
    type = fields.String()
    role = fields.String(metadata={"description": "who may; empty: administrators"})
    within = fields.String(metadata={"description": "the name of the sub-process"})
    since = moment()
    may_begin = fields.Boolean(metadata={"description": "whether the one who asks may"})


class ActivationEntry(Schema):
    """Which of the choices of an instance is begun."""

    subscription_id = a_key(required=True)
    element_id = a_key(required=True)


class BegunAnswer(Answer):
    """What follows a choice: the task that the same person can do next, if any."""

    instance_id = fields.String()
    next_task_id = fields.String(allow_none=True)


class InstanceDetailAnswer(Answer):
    """A process instance with everything it waits for."""

    instance = fields.Nested(InstanceAnswer, attribute="row")
    version = fields.Integer(metadata={"description": "raised by every advance"})
    diagrams = fields.List(fields.Nested(DiagramAnswer))
    elements = fields.List(fields.Nested(ElementAnswer), attribute="outline")
    open_tasks = fields.List(fields.Nested(UserTaskAnswer))
    timers = fields.List(fields.Nested(TimerAnswer))
    message_subscriptions = fields.List(
        fields.Nested(SubscriptionAnswer), attribute="subscriptions"
    )
    choices = fields.List(fields.Nested(ChoiceAnswer))
    jobs = fields.List(fields.Nested(JobAnswer))
    incidents = fields.List(fields.Nested(IncidentAnswer))
    may_intervene = fields.Boolean()


class VariablesAnswer(Answer):
    """The variables of an instance; empty for those who may not see them."""

    variables = fields.Dict()
    version = fields.Integer()


class VariablesEntry(ReasonEntry):
    """The variables to change, and why."""

    variables = some_variables(required=True)


class HistoryAnswer(Answer):
    """One line of an instance's history."""

    at = moment()
    kind = fields.String()
    process_id = fields.String()
    element_id = fields.String()
    element_name = fields.String()
    element_type = fields.String()
    actor_name = fields.String()
    details = fields.Dict()
