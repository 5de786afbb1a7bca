"""User tasks: finding them, taking them, and completing them with a form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.access.actor import Actor
from webapp.access.permissions import Permission, may
from webapp.access.roles import Role
from webapp.adapters.storage.database import Session
from webapp.adapters.storage.models import ProcessInstance, UserTask
from webapp.adapters.storage.queries import instances as instance_queries
from webapp.adapters.storage.queries import user_tasks as queries
from webapp.adapters.storage.queries.user_tasks import TaskCounts, UserTaskRow, View
from webapp.adapters.storage.repositories import process_instances as instances
from webapp.engine.commands import CompleteUserTask
from webapp.formschema.checking import check
from webapp.kernel.errors import InvalidInput, NotAllowed, NotFound, RuleBroken
from webapp.kernel.pagination import Page, PageRequest
from webapp.kernel.text import Text
from webapp.services import advancing
from webapp.services.parts import Parts

__all__ = ["TaskCounts", "UserTaskRow"]


class TaskNotOpen(RuleBroken):
    """The task is no longer open."""

    code = "TASK_NOT_OPEN"
    text = Text(
        zh="该任务已被他人办理或已撤销，您的填写未提交。",
        en="Somebody else has just finished this task, or it was withdrawn. Nothing was submitted.",
    )


class TaskTaken(RuleBroken):
    """Another person has claimed the task."""

    code = "TASK_TAKEN"
    text = Text(zh="该任务已由其他人领取。", en="Another person has claimed this task.")


@dataclass(frozen=True, slots=True)
class UserTaskView:
    """A task as its page shows it.

    `form` is the bilingual definition (None: a plain confirmation); `data` is what the form shows
    at first: the variables in sight, overlaid by the draft; `submitted` is what was sent.
    """

    row: UserTaskRow
    process_id: str
    element_id: str
    form: Mapping[str, Any] | None
    data: Mapping[str, Any]
    submitted: Mapping[str, Any] | None
    has_draft: bool
    may_complete: bool
    may_claim: bool
    may_release: bool


@dataclass(frozen=True, slots=True)
class CompletedTask:
    """What follows a completed task: the next one of the same person, if any."""

    instance_id: str
    next_task_id: str | None


def list_user_tasks(
    parts: Parts, actor: Actor, view: View, text: str, page: PageRequest
) -> Page[UserTaskRow]:
    """Return one page of the actor's own tasks, of the group's unclaimed ones, or of done ones."""
    _ask(actor, Permission.TASK_READ)
    with parts.database.reading() as session:
        return queries.list_user_tasks(session, actor, view, text.strip(), page, parts.clock.now())


def count_user_tasks(parts: Parts, actor: Actor) -> TaskCounts:
    """Count what waits for the actor and for the actor's groups."""
    with parts.database.reading() as session:
        return queries.count_user_tasks(session, actor)


def read_user_task(parts: Parts, actor: Actor, task_id: str) -> UserTaskView:
    """Return a task with its form; `NotFound` when it is not the actor's to see."""
    _ask(actor, Permission.TASK_READ)
    with parts.database.reading() as session:
        task, instance = _find(session, task_id, for_update=False)
        row = queries.user_task_row(session, actor, task_id, parts.clock.now())
        if row is None or not _may_see(session, actor, task):
            raise NotFound(task=task_id)
        bundle = parts.bundles.get(session, instance.bundle_id)
        submitted = None if task.submitted is None else parts.cipher.open_json(task.submitted)
        data: dict[str, Any] = {}
        if task.state == "OPEN":
            data = parts.engine.variables(
                bundle.definition, parts.cipher.open(instance.snapshot), task.id
            )
            if task.draft is not None and _is_candidate(actor, task):
                data |= parts.cipher.open_json(task.draft)
        else:
            data = submitted or {}
        doing = _is_candidate(actor, task) and task.state == "OPEN"
        return UserTaskView(
            row=row,
            process_id=task.process_id,
            element_id=task.element_id,
            form=bundle.forms.get(task.form_key),
            data=data,
            submitted=submitted,
            has_draft=task.draft is not None,
            may_complete=doing,
            may_claim=doing and task.assignee_id is None,
            may_release=doing and row.mine and task.organisation_id is not None,
        )


def claim_user_task(parts: Parts, actor: Actor, task_id: str) -> None:
    """Take a group's task, so that colleagues see who does it."""
    _assign(parts, actor, task_id, kind="USER_TASK_CLAIMED")


def release_user_task(parts: Parts, actor: Actor, task_id: str) -> None:
    """Give a claimed task back to the group."""
    _assign(parts, actor, task_id, kind="USER_TASK_RELEASED")


def _assign(parts: Parts, actor: Actor, task_id: str, kind: str) -> None:
    with parts.database.writing() as session:
        task, instance = _find(session, task_id, for_update=True)
        _check_doing(session, actor, task)
        if kind == "USER_TASK_RELEASED" and task.organisation_id is None:
            raise NotAllowed  # a personal task has no group to go back to
        task.assignee_id = actor.id if kind == "USER_TASK_CLAIMED" else None
        now = parts.database.now(session)
        row = advancing.history_row(
            instance.id, kind, actor, now, element_id=task.element_id, element_name=task.name
        )
        instances.add_history(session, [row | {"process_id": task.process_id}])


def save_draft(parts: Parts, actor: Actor, task_id: str, data: Mapping[str, Any]) -> datetime:
    """Keep what is filled in so far, checked or not; return the time of keeping."""
    with parts.database.writing() as session:
        # Locked, so that no draft is left behind on a task that is being completed.
        task, _instance = _find(session, task_id, for_update=True)
        _check_doing(session, actor, task)
        task.draft = parts.cipher.seal_json(dict(data))
        return parts.database.now(session)


def complete_user_task(
    parts: Parts, actor: Actor, task_id: str, submitted: Mapping[str, Any]
) -> CompletedTask:
    """Complete a task with its form.

    Raises `TaskNotOpen` or `TaskTaken` when somebody was faster, `InvalidInput` by field when the
    form is not right; nothing is changed then.
    """
    _ask(actor, Permission.TASK_COMPLETE)
    with parts.database.writing() as session:
        return complete_within(parts, session, actor, task_id, submitted)


def complete_within(
    parts: Parts, session: Session, actor: Actor, task_id: str, submitted: Mapping[str, Any]
) -> CompletedTask:
    """Complete a task in a transaction that is open already; refuses like the above."""
    task, instance = _find(session, task_id, for_update=True)
    _check_doing(session, actor, task)
    data = checked(parts, session, task, instance, submitted)
    now = parts.database.now(session)
    sealed = parts.cipher.seal_json(data)
    if not instances.end_user_task(session, task_id, actor.id, now, sealed):
        raise TaskNotOpen
    outcome = advancing.advance(
        parts, session, instance, CompleteUserTask(task_id, data), actor, now
    )
    return CompletedTask(instance.id, advancing.next_task_of(actor, outcome, instance))


def data_of(
    parts: Parts, session: Session, task: UserTask, instance: ProcessInstance
) -> Mapping[str, Any]:
    """Return the variables in sight of an open task."""
    bundle = parts.bundles.get(session, instance.bundle_id)
    return parts.engine.variables(bundle.definition, parts.cipher.open(instance.snapshot), task.id)


def checked(
    parts: Parts,
    session: Session,
    task: UserTask,
    instance: ProcessInstance,
    submitted: Mapping[str, Any],
) -> dict[str, Any]:
    """Return what a submission comes to for a task; `InvalidInput` when it is not right."""
    bundle = parts.bundles.get(session, instance.bundle_id)
    form = bundle.forms.get(task.form_key)
    if form is None:
        return {}
    stored = parts.engine.variables(
        bundle.definition, parts.cipher.open(instance.snapshot), task.id
    )
    checked = check(form, submitted, stored, parts.feel)
    if checked.errors:
        raise InvalidInput(checked.errors)
    return dict(checked.data)


def _find(session: Session, task_id: str, *, for_update: bool) -> tuple[UserTask, ProcessInstance]:
    found = instances.task_with_instance(session, task_id, for_update=for_update)
    if found is None:
        raise NotFound(task=task_id)
    return found


def _ask(actor: Actor, permission: Permission) -> None:
    if not may(actor, permission):
        raise NotAllowed


def _is_candidate(actor: Actor, task: UserTask) -> bool:
    """Tell whether the task is the actor's, or offered to one of the actor's roles."""
    if task.assignee_id is not None:
        return task.assignee_id == actor.id
    return task.candidate_role in set(Role) and actor.holds(
        Role(str(task.candidate_role)), task.organisation_id
    )


def _may_see(session: Session, actor: Actor, task: UserTask) -> bool:
    return _is_candidate(actor, task) or instance_queries.is_visible(
        session, actor, task.instance_id
    )


def _check_doing(session: Session, actor: Actor, task: UserTask) -> None:
    if not _may_see(session, actor, task):
        raise NotFound(task=task.id)
    if task.state != "OPEN":
        raise TaskNotOpen
    if not _is_candidate(actor, task):
        raise TaskTaken if task.assignee_id is not None else NotAllowed
