"""One advance of an instance, written down in the caller's transaction: all of it or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.access.actor import Actor
from webapp.access.roles import LEVELS, Level, Role
from webapp.adapters.storage.database import Session
from webapp.adapters.storage.models import Job, ProcessInstance
from webapp.adapters.storage.repositories import messages, people
from webapp.adapters.storage.repositories import process_instances as instances
from webapp.engine.commands import (
    Command,
    CompleteJob,
    CompleteUserTask,
    FireTimer,
    ThrowBpmnError,
)
from webapp.engine.outcome import (
    HistoryKind,
    InstanceState,
    JobRequest,
    Outcome,
    Place,
    Subscription,
    ThrownMessage,
    Timer,
    UserTask,
)
from webapp.kernel.errors import NotFound, RuleBroken
from webapp.kernel.identifiers import new_identifier
from webapp.kernel.text import Text
from webapp.services.bundles import LoadedBundle
from webapp.services.parts import Parts

Row = dict[str, Any]

PROVINCE = "220000"
"""The organisation id of the province (GB/T 2260), owner of the shared definitions."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is done to an instance, by whom, when, and with which definitions."""

    bundle: LoadedBundle
    command: Command
    actor: Actor
    now: datetime


class InstanceEnded(RuleBroken):
    """The instance has ended."""

    code = "INSTANCE_ENDED"
    text = Text(zh="该流程已经结束。", en="This process instance has ended.")


def load_for_update(session: Session, instance_id: str) -> ProcessInstance:
    """Return the instance, locked until the end of the transaction; `NotFound` without it."""
    instance = instances.load_for_update(session, instance_id)
    if instance is None:
        raise NotFound(instance=instance_id)
    return instance


def advance(
    parts: Parts,
    session: Session,
    instance: ProcessInstance,
    command: Command,
    actor: Actor,
    now: datetime,
) -> Outcome:
    """Advance a locked instance by one command and write down what came of it.

    Raises `InstanceEnded`, or the engine's `ElementNotOpen` when the command came too late.
    """
    if instance.state != InstanceState.ACTIVE:
        raise InstanceEnded
    bundle = parts.bundles.get(session, instance.bundle_id)
    outcome = parts.engine.advance(
        bundle.definition,
        parts.cipher.open(instance.snapshot),
        command,
        now=now,
        county=instance.county_id,
    )
    instance.snapshot = parts.cipher.seal(outcome.snapshot)
    write_outcome(parts, session, instance, outcome, Step(bundle, command, actor, now))
    return outcome


def write_outcome(
    parts: Parts,
    session: Session,
    instance: ProcessInstance,
    outcome: Outcome,
    step: Step,
) -> None:
    """Write the tasks, jobs, timers, subscriptions, messages, incidents and history."""
    now = step.now
    instance.state = outcome.state
    instance.progressed_at = now
    if outcome.state != InstanceState.ACTIVE:
        instance.ended_at = now
        instances.close_everything(session, instance.id, now)
    else:
        instances.close(session, outcome.closed - _closed_by_caller(step.command), now)
    _write_tasks(session, instance, outcome, step)
    _write_jobs(parts, session, instance, outcome, now)
    _write_subscriptions(parts, session, instance, outcome.subscriptions, now)
    for thrown in outcome.messages:
        throw_message(parts, session, instance, thrown, now)
    instances.add_incidents(
        session,
        [
            {
                **_place(place),
                "id": new_identifier(),
                "element_instance_id": place.id,
                "instance_id": instance.id,
                "job_id": None,
                "kind": place.kind,
                "message": place.message,
                "trace": "",
                "opened_at": now,
            }
            for place in outcome.incidents
        ],
    )
    _write_history(session, instance, outcome, step)


def _closed_by_caller(command: Command) -> frozenset[str]:
    """Name the row whose fence the caller has won already, so that it is not looked for again."""
    if isinstance(command, CompleteUserTask | CompleteJob | ThrowBpmnError | FireTimer):
        return frozenset({command.id})
    return frozenset()


def _place(place: Place) -> Row:
    return {
        "process_id": place.process_id,
        "element_id": place.element_id,
        "element_name": place.element_name,
    }


def _write_tasks(session: Session, instance: ProcessInstance, outcome: Outcome, step: Step) -> None:
    usernames = {task.assignee for task in outcome.user_tasks if task.assignee}
    initiator = _text(outcome.variables, "initiator", "username")
    if initiator and any(_is_personal(task) for task in outcome.user_tasks):
        usernames.add(initiator)
    ids = people.ids_of_usernames(session, usernames) if usernames else {}
    instances.add_user_tasks(
        session,
        [
            {
                "id": task.id,
                "instance_id": instance.id,
                "process_id": task.process_id,
                "element_id": task.element_id,
                "name": task.element_name,
                "name_en": step.bundle.names_en.get((task.process_id, task.element_id), ""),
                "form_key": task.form_key,
                "state": "OPEN",
                "candidate_role": task.candidate_role,
                "organisation_id": organisation_of(task, instance),
                "assignee_id": ids.get(
                    task.assignee or (initiator if _is_personal(task) else "") or ""
                ),
                "priority": task.priority,
                "created_at": step.now,
                "due_at": task.due_at,
            }
            for task in outcome.user_tasks
        ],
    )


def _is_personal(task: UserTask) -> bool:
    """Tell whether the task belongs to the person who started the instance."""
    return task.assignee is None and task.candidate_role == Role.APPLICANT


def organisation_of(task: UserTask, instance: ProcessInstance) -> str | None:
    """Find the organisation that gets the task: the diagram's, else that of the role's level."""
    if task.candidate_organisation:
        return task.candidate_organisation
    if task.candidate_role not in set(Role):
        return None
    level = LEVELS.get(Role(task.candidate_role))
    return {
        Level.UNIT: instance.unit_id,
        Level.DEPARTMENT: instance.department_id,
        Level.COUNTY: instance.county_id,
        Level.CITY: instance.city_id,
        Level.PROVINCE: PROVINCE,
    }.get(level or Level.PERSON)


def _text(variables: Mapping[str, Any], *path: str) -> str:
    value: Any = variables
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value if isinstance(value, str) else ""


def _write_jobs(
    parts: Parts, session: Session, instance: ProcessInstance, outcome: Outcome, now: datetime
) -> None:
    asked: tuple[JobRequest | Timer, ...] = (*outcome.jobs, *outcome.timers)
    for place in asked:
        job = Job(
            id=place.id,
            instance_id=instance.id,
            **_place(place),
            **_work(parts, place),
            queue="jobs",
            status="PENDING",
            not_before=now,
            delivery=0,
            starts=0,
            failures=0,
            last_error="",
            created_at=now,
        )
        session.add(job)
        due = place.due_at if isinstance(place, Timer) else None
        parts.delivery.deliver(session, job, at=due, now=now)


def _work(parts: Parts, place: JobRequest | Timer) -> Row:
    if isinstance(place, Timer):
        return {"kind": "TIMER", "operation": "", "variables": None, "max_attempts": 5}
    return {
        "kind": "JOB",
        "operation": place.operation,
        "variables": parts.cipher.seal_json(dict(place.variables)),
        "max_attempts": place.max_attempts,
    }


def _write_subscriptions(
    parts: Parts,
    session: Session,
    instance: ProcessInstance,
    opened: Iterable[Subscription],
    now: datetime,
) -> None:
    rows = []
    for place in sorted(opened, key=lambda s: (s.name, s.correlation_key)):
        messages.lock_correlation(session, place.name, place.correlation_key)
        rows.append(
            {
                **_place(place),
                "id": place.id,
                "instance_id": instance.id,
                "name": place.name,
                "correlation_key": place.correlation_key,
                "created_at": now,
            }
        )
        waiting = messages.oldest_buffered(session, place.name, place.correlation_key)
        if waiting is not None:
            carry_message(parts, session, waiting.id, instance.id, now)
    instances.add_subscriptions(session, rows)


def throw_message(
    parts: Parts,
    session: Session,
    instance: ProcessInstance | None,
    thrown: ThrownMessage,
    now: datetime,
    message_key: str | None = None,
) -> str:
    """Keep a message and set out to bring it to a receiver; return its id."""
    source = None if instance is None else instance.id
    message = messages.add(
        session,
        id=new_identifier(),
        message_key=message_key,
        name=thrown.name,
        correlation_key=thrown.correlation_key,
        variables=parts.cipher.seal_json(dict(thrown.variables)),
        status="BUFFERED",
        source_instance_id=source,
        created_at=now,
    )
    carry_message(parts, session, message.id, source, now)
    return message.id


def carry_message(
    parts: Parts, session: Session, message_id: str, instance_id: str | None, now: datetime
) -> None:
    """Ask for a delivery of a kept message."""
    job = Job(
        id=new_identifier(),
        instance_id=instance_id,
        kind="MESSAGE",
        process_id="",
        element_id="",
        element_name="",
        operation=message_id,
        queue="jobs",
        status="PENDING",
        not_before=now,
        delivery=0,
        starts=0,
        failures=0,
        max_attempts=5,
        last_error="",
        created_at=now,
    )
    session.add(job)
    parts.delivery.deliver(session, job, now=now)


def _write_history(
    session: Session, instance: ProcessInstance, outcome: Outcome, step: Step
) -> None:
    completed = isinstance(step.command, CompleteUserTask)
    rows = []
    for event in outcome.history:
        # The person is named with what the person did, not with what followed by itself.
        acted = event.kind == HistoryKind.INSTANCE_STARTED or (
            completed
            and event.kind == HistoryKind.ELEMENT_COMPLETED
            and event.element_type == "userTask"
        )
        rows.append(
            history_row(
                instance.id,
                event.kind,
                step.actor if acted else None,
                step.now,
                process_id=event.process_id,
                element_id=event.element_id,
                element_name=event.element_name,
                element_type=event.element_type,
                details=dict(event.details),
            )
        )
    instances.add_history(session, rows)


def history_row(
    instance_id: str, kind: str, actor: Actor | None, now: datetime, **values: Any
) -> Row:
    """Return a history row; what is not given stays empty."""
    return {
        "process_id": "",
        "element_id": "",
        "element_name": "",
        "element_type": "",
        "details": {},
        **values,
        "instance_id": instance_id,
        "at": now,
        "kind": str(kind),
        "actor_id": None if actor is None else actor.id,
        "actor_name": "" if actor is None else actor.name,
    }


def next_task_of(actor: Actor, outcome: Outcome, instance: ProcessInstance) -> str | None:
    """Find a task that the same person can do next, so that nobody has to look for it."""
    for task in outcome.user_tasks:
        if task.assignee is not None:
            mine = task.assignee == actor.username
        elif task.candidate_role == Role.APPLICANT:
            mine = instance.initiator_id == actor.id
        else:
            role = task.candidate_role
            mine = role in set(Role) and actor.holds(
                Role(str(role)), organisation_of(task, instance)
            )
        if mine:
            return task.id
    return None
