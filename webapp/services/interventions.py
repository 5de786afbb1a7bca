"""What an administrator does for an instance that cannot go on: with a reason, and told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.access.actor import Actor
from webapp.access.permissions import Permission, may
from webapp.adapters.storage.database import ChangedMeanwhile, Session
from webapp.adapters.storage.models import ProcessInstance
from webapp.adapters.storage.queries import instances as queries
from webapp.adapters.storage.repositories import interventions as storage
from webapp.adapters.storage.repositories import messages, people
from webapp.adapters.storage.repositories import process_instances as instances
from webapp.engine.commands import (
    ActivateElement,
    CancelInstance,
    Command,
    DeliverMessage,
    DeliverSignal,
    FireTimer,
    RetryElement,
    SetVariables,
)
from webapp.kernel.errors import InvalidInput, NotAllowed, NotFound, RuleBroken
from webapp.kernel.text import Text
from webapp.services import advancing
from webapp.services.candidates import find_choice
from webapp.services.parts import Parts


class AlreadyResolved(RuleBroken):
    """Somebody else has resolved this already."""

    code = "ALREADY_RESOLVED"
    text = Text(zh="该问题已由他人处理。", en="Somebody else has resolved this already.")


_SHORTEST_REASON = 2
_REASON_MISSING = Text(
    zh="请填写处理理由（至少 2 个字）。", en="Please give a reason (2 characters)."
)
_NOBODY = Text(zh="没有这个用户名，或该账号已停用。", en="There is no active person of this name.")


@dataclass(frozen=True, slots=True)
class _Help:
    """One intervention under way: the locked instance, who helps, why and when."""

    session: Session
    instance: ProcessInstance
    actor: Actor
    reason: str
    now: datetime

    def tell(self, kind: str, place: Any = None, **details: Any) -> None:
        """Write the intervention in the history."""
        values = {
            name: getattr(place, name, "") for name in ("process_id", "element_id", "element_name")
        }
        row = advancing.history_row(
            self.instance.id,
            kind,
            self.actor,
            self.now,
            **values,
            details={"reason": self.reason, **details},
        )
        instances.add_history(self.session, [row])


def _begin(
    parts: Parts, session: Session, actor: Actor, instance_id: str | None, reason: str
) -> _Help:
    """Check permission, sight and reason, then lock the instance."""
    if not may(actor, Permission.INTERVENE):
        raise NotAllowed
    why = checked_reason(reason)
    if instance_id is None or not queries.is_visible(session, actor, instance_id):
        raise NotFound(instance=instance_id)
    instance = advancing.load_for_update(session, instance_id)
    return _Help(session, instance, actor, why, parts.database.now(session))


def checked_reason(reason: str) -> str:
    """Return the reason without spaces around it; `InvalidInput` when it says nothing."""
    if len(reason.strip()) < _SHORTEST_REASON:
        raise InvalidInput({"reason": [_REASON_MISSING]})
    return reason.strip()


def _advance(parts: Parts, helping: _Help, command: Command) -> None:
    advancing.advance(parts, helping.session, helping.instance, command, helping.actor, helping.now)


def retry_job(parts: Parts, actor: Actor, job_id: str, reason: str) -> None:
    """Let a failed job run again. Of two administrators the second gets `AlreadyResolved`.

    An operation is asked for anew, so that variables changed meanwhile count; a timer or a message
    is delivered once more.
    """
    with parts.database.writing() as session:
        job = storage.job(session, job_id)
        helping = _begin(parts, session, actor, job.instance_id if job else None, reason)
        status = "CANCELLED" if job is not None and job.kind == "JOB" else "PENDING"
        if job is None or not storage.leave_incident(session, job_id, status, helping.now):
            raise AlreadyResolved
        helping.tell("JOB_RETRIED", job, operation=job.operation)
        if job.kind == "JOB":
            _advance(parts, helping, RetryElement(job_id))
        else:
            session.refresh(job)
            parts.delivery.deliver(session, job, now=helping.now)


def retry_element(parts: Parts, actor: Actor, incident_id: str, reason: str) -> None:
    """Run the element of an incident again (after its variables were changed, usually)."""
    with parts.database.writing() as session:
        incident = storage.incident(session, incident_id)
        helping = _begin(parts, session, actor, incident.instance_id if incident else None, reason)
        if incident is None or incident.resolved_at is not None:
            raise AlreadyResolved
        helping.tell("ELEMENT_RETRIED", incident)
        incident.resolved_at = helping.now
        _advance(parts, helping, RetryElement(incident.element_instance_id))


def reassign_user_task(
    parts: Parts, actor: Actor, task_id: str, username: str | None, reason: str
) -> None:
    """Give an open task to another person, or (None) back to its group."""
    with parts.database.writing() as session:
        found = instances.task_with_instance(session, task_id, for_update=True)
        helping = _begin(parts, session, actor, found[1].id if found else None, reason)
        if found is None or found[0].state != "OPEN":
            raise AlreadyResolved
        task = found[0]
        person = None
        if username:
            person = people.person_named(session, username)
            if person is None or not person.active:
                raise InvalidInput({"username": [_NOBODY]})
        elif task.organisation_id is None:
            raise InvalidInput({"username": [_NOBODY]})
        task.assignee_id = None if person is None else person.id
        helping.tell(
            "USER_TASK_REASSIGNED",
            task,
            task_name=task.name,
            to=person.name if person is not None else "",
        )


def change_variables(
    parts: Parts,
    actor: Actor,
    instance_id: str,
    variables: Mapping[str, Any],
    reason: str,
    version: int | None = None,
) -> None:
    """Change variables of an instance; the history names them without their values.

    With a `version`, `ChangedMeanwhile` is raised when the instance has advanced since then.
    """
    with parts.database.writing() as session:
        helping = _begin(parts, session, actor, instance_id, reason)
        if version is not None and helping.instance.version != version:
            raise ChangedMeanwhile
        helping.tell("VARIABLES_CHANGED", names=sorted(variables))
        _advance(parts, helping, SetVariables(dict(variables)))


def fire_timer(parts: Parts, actor: Actor, timer_id: str, reason: str) -> None:
    """Fire an open timer before its time."""
    with parts.database.writing() as session:
        timer = storage.job(session, timer_id)
        helping = _begin(parts, session, actor, timer.instance_id if timer else None, reason)
        if timer is None or timer.kind != "TIMER" or timer.status != "PENDING":
            raise AlreadyResolved
        timer.status = "DONE"
        session.flush()
        helping.tell("TIMER_FIRED_BY_ADMINISTRATOR", timer)
        _advance(parts, helping, FireTimer(timer_id))


def deliver_message(
    parts: Parts, actor: Actor, subscription_id: str, variables: Mapping[str, Any], reason: str
) -> None:
    """Deliver by hand the message or signal that an instance waits for."""
    with parts.database.writing() as session:
        waiting = messages.subscription(session, subscription_id)
        helping = _begin(parts, session, actor, waiting.instance_id if waiting else None, reason)
        if waiting is None or waiting.kind not in _DELIVERED:
            raise AlreadyResolved
        helping.tell("MESSAGE_DELIVERED_BY_ADMINISTRATOR", waiting, message=waiting.name)
        _advance(parts, helping, _DELIVERED[waiting.kind](subscription_id, dict(variables)))


_DELIVERED: Mapping[str, type[DeliverMessage | DeliverSignal]] = {
    "MESSAGE": DeliverMessage,
    "SIGNAL": DeliverSignal,
}


def activate_element(
    parts: Parts, actor: Actor, subscription_id: str, element_id: str, reason: str
) -> None:
    """Begin something in an ad-hoc sub-process in the place of those who should."""
    with parts.database.writing() as session:
        waiting = messages.subscription(session, subscription_id)
        helping = _begin(parts, session, actor, waiting.instance_id if waiting else None, reason)
        if waiting is None:
            raise AlreadyResolved
        choice = find_choice(waiting.choices, element_id)
        place = {"process_id": waiting.process_id, "element_id": element_id}
        row = advancing.history_row(
            waiting.instance_id,
            "ELEMENT_CHOSEN_BY_ADMINISTRATOR",
            actor,
            helping.now,
            **place,
            element_name=choice.name,
            details={"reason": helping.reason},
        )
        instances.add_history(session, [row])
        _advance(parts, helping, ActivateElement(subscription_id, element_id))


def cancel_process_instance(parts: Parts, actor: Actor, instance_id: str, reason: str) -> None:
    """End an instance at once."""
    with parts.database.writing() as session:
        helping = _begin(parts, session, actor, instance_id, reason)
        helping.tell("INSTANCE_CANCELLED_BY_ADMINISTRATOR")
        _advance(parts, helping, CancelInstance())
