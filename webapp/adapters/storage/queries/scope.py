"""Which instances an actor may see, as a condition of a query (R40 and closed management, A10)."""

from sqlalchemy import ColumnElement, exists, or_, true

from webapp.access.actor import Actor
from webapp.access.roles import LEVELS, Level, Role
from webapp.adapters.storage.models import ProcessInstance, UserTask

_PROVINCE = "220000"


def visible_instances(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a process instance is within the actor's sight.

    Offices see what passes through them, applicants what they started, and experts only what they
    are asked to judge.
    """
    offices = actor.organisations(
        role for role in Role if role is not Role.EXPERT and LEVELS.get(role) is not Level.PERSON
    )
    if _PROVINCE in offices:
        return true()
    return or_(
        ProcessInstance.county_id.in_(offices),
        ProcessInstance.city_id.in_(offices),
        ProcessInstance.department_id.in_(offices),
        ProcessInstance.unit_id.in_(offices),
        ProcessInstance.initiator_id == actor.id,
        exists().where(
            UserTask.instance_id == ProcessInstance.id, UserTask.assignee_id == actor.id
        ),
    )
