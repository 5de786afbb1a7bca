"""Which instances an actor may see, as a condition of a query (R40 and closed management, A10)."""

from sqlalchemy import ColumnElement, and_, exists, false, or_, true

from webapp.access.actor import Actor
from webapp.access.roles import LEVELS, Level, Role
from webapp.adapters.storage.models import ProcessInstance, UserTask

_PROVINCE = "220000"


def visible_instances(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a process instance is within the actor's sight.

    Offices see what passes through them, applicants what they started, and experts only what they
    are, or were, asked to judge.
    """
    offices = actor.organisations(
        role for role in Role if role is not Role.EXPERT and LEVELS.get(role) is not Level.PERSON
    )
    if _PROVINCE in offices:
        return true()
    passing = or_(
        ProcessInstance.county_id.in_(offices),
        ProcessInstance.city_id.in_(offices),
        ProcessInstance.department_id.in_(offices),
        ProcessInstance.unit_id.in_(offices),
    )
    # Nobody in particular would otherwise own whatever the system has started.
    return passing if actor.id is None else or_(passing, _concerns(actor))


def _concerns(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that the actor began the instance, or has or had a task in it."""
    task = or_(
        UserTask.assignee_id == actor.id,
        UserTask.ended_by_id == actor.id,
        and_(UserTask.assignee_id.is_(None), UserTask.state == "OPEN", is_offered_to(actor)),
    )
    return or_(
        ProcessInstance.initiator_id == actor.id,
        # Only the instance is the asking query's, even if that one is about tasks itself.
        exists().where(UserTask.instance_id == ProcessInstance.id, task).correlate(ProcessInstance),
    )


def is_offered_to(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a task is meant for one of the roles that the actor holds there."""
    offers = [
        and_(
            UserTask.organisation_id == grant.organisation_id,
            UserTask.candidate_role == grant.role,
        )
        for grant in actor.grants
    ]
    return or_(*offers) if offers else false()
