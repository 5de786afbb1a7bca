"""One advance of an instance, written down in the caller's transaction: all of it or nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.access.actor import Actor
from webapp.access.roles import Role
from webapp.adapters.storage.database import Session
from webapp.adapters.storage.models import Job, ProcessInstance
from webapp.adapters.storage.repositories import people
from webapp.adapters.storage.repositories import process_instances as instances
from webapp.domain.places import PROVINCE_CODE
from webapp.engine.commands import (
    Command,
    CompleteJob,
    CompleteUserTask,
    FireTimer,
    ThrowBpmnError,
)
from webapp.engine.errors import InstanceEnded
from webapp.engine.outcome import (
    HistoryKind,
    InstanceState,
    JobRequest,
    Outcome,
    Subscription,
    Timer,
    UserTask,
)
from webapp.kernel.errors import NotFound
from webapp.kernel.identifiers import new_identifier
from webapp.services import sending
from webapp.services.bundles import LoadedBundle
from webapp.services.candidates import Choice, make_choice, organisation_of, text_at
from webapp.services.parts import Parts
from webapp.services.sending import place_row

Row = dict[str, Any]

PROVINCE = PROVINCE_CODE
"""The organisation id of the province (GB/T 2260), owner of the shared definitions."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is done to an instance, by whom, when, and with which definitions."""

    bundle: LoadedBundle
    command: Command
    actor: Actor
    now: datetime


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
    opened = [
        (place, _choices(parts, instance, outcome, step, place)) for place in outcome.subscriptions
    ]
    sending.write_subscriptions(parts, session, instance.id, opened, now)
    sending.throw_all(parts, session, instance, (outcome.messages, outcome.signals), now)
    instances.add_incidents(
        session,
        [
            {
                **place_row(place),
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


def _write_tasks(session: Session, instance: ProcessInstance, outcome: Outcome, step: Step) -> None:
    usernames = {task.assignee for task in outcome.user_tasks if task.assignee}
    initiator = text_at(outcome.variables, "initiator", "username")
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
                "organisation_id": _organisation_of(task, instance),
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


def _organisation_of(task: UserTask, instance: ProcessInstance) -> str | None:
    return organisation_of(task.candidate_role, task.candidate_organisation, instance)


def _choices(
    parts: Parts, instance: ProcessInstance, outcome: Outcome, step: Step, place: Subscription
) -> tuple[Choice, ...]:
    """Return what can be begun in an ad-hoc sub-process, with those who may."""
    elements = step.bundle.definition.elements
    return tuple(
        make_choice(elements[place.process_id, choice], instance, outcome.variables, parts.feel)
        for choice in place.choices
    )


def _write_jobs(
    parts: Parts, session: Session, instance: ProcessInstance, outcome: Outcome, now: datetime
) -> None:
    asked: tuple[JobRequest | Timer, ...] = (*outcome.jobs, *outcome.timers)
    for place in asked:
        job = Job(
            id=place.id,
            instance_id=instance.id,
            **place_row(place),
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
                Role(str(role)), _organisation_of(task, instance)
            )
        if mine:
            return task.id
    return None
