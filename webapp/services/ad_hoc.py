"""What people can begin by themselves: the choices of open ad-hoc sub-processes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.access.actor import Actor
from webapp.access.permissions import Permission, may
from webapp.adapters.storage.models import Subscription
from webapp.adapters.storage.queries.instances import is_visible
from webapp.adapters.storage.queries.subscriptions import activations
from webapp.adapters.storage.repositories import messages
from webapp.adapters.storage.repositories import process_instances as instances
from webapp.engine.commands import ActivateElement
from webapp.engine.errors import ElementNotOpen
from webapp.kernel.errors import NotAllowed, NotFound
from webapp.services import advancing
from webapp.services.candidates import Choice, find_choice, stored_choices
from webapp.services.parts import Parts


@dataclass(frozen=True, slots=True)
class Begun:
    """What follows a choice: the task that the same person can do now, if any."""

    instance_id: str
    next_task_id: str | None


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One thing that can be begun; `may_begin` tells whether this person may."""

    subscription_id: str
    process_id: str
    element_id: str
    name: str
    name_en: str
    type: str
    role: str
    within: str
    since: datetime
    may_begin: bool


@dataclass(frozen=True, slots=True)
class OpenChoice:
    """One thing that the person may begin, with the instance it belongs to."""

    choice: ChoiceRow
    instance_id: str
    title: str
    business_key: str


def choice_rows(actor: Actor, waiting: Sequence[Subscription]) -> list[ChoiceRow]:
    """Return what can be begun at these subscriptions."""
    return [
        _row(actor, subscription, choice)
        for subscription in waiting
        for choice in stored_choices(subscription.choices)
    ]


def _row(actor: Actor, waiting: Subscription, choice: Choice) -> ChoiceRow:
    return ChoiceRow(
        subscription_id=waiting.id,
        process_id=waiting.process_id,
        element_id=choice.element_id,
        name=choice.name,
        name_en=choice.name_en,
        type=choice.type,
        role=choice.role,
        within=waiting.element_name,
        since=waiting.created_at,
        may_begin=may(actor, Permission.TASK_COMPLETE) and choice.is_open_to(actor),
    )


def list_open_choices(parts: Parts, actor: Actor) -> Sequence[OpenChoice]:
    """Return what the person may begin in any instance in sight, the longest open first."""
    if not may(actor, Permission.TASK_COMPLETE):
        return ()
    with parts.database.reading() as session:
        found = activations(session, actor)
        return [
            OpenChoice(row, instance.id, instance.title, instance.business_key)
            for waiting, instance in found
            for row in choice_rows(actor, [waiting])
            if row.may_begin
        ]


def activate_element(
    parts: Parts, actor: Actor, instance_id: str, subscription_id: str, element_id: str
) -> Begun:
    """Begin an element of an open ad-hoc sub-process, as one of those who may do it.

    Raises `ElementNotOpen` when the sub-process is over or something else had to come first.
    """
    if not may(actor, Permission.TASK_COMPLETE):
        raise NotAllowed
    with parts.database.writing() as session:
        if not is_visible(session, actor, instance_id):
            raise NotFound(instance=instance_id)
        instance = advancing.load_for_update(session, instance_id)
        waiting = messages.subscription(session, subscription_id)
        if waiting is None or waiting.instance_id != instance_id:
            raise ElementNotOpen(id=subscription_id)
        choice = find_choice(waiting.choices, element_id)
        if not choice.is_open_to(actor):
            raise NotAllowed
        now = parts.database.now(session)
        place = {"process_id": waiting.process_id, "element_id": element_id}
        row = advancing.history_row(
            instance_id, "ELEMENT_CHOSEN", actor, now, **place, element_name=choice.name
        )
        instances.add_history(session, [row])
        command = ActivateElement(subscription_id, element_id)
        outcome = advancing.advance(parts, session, instance, command, actor, now)
        return Begun(instance_id, advancing.next_task_of(actor, outcome, instance))
