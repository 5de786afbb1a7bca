"""The task lists of a person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from webapp.access.actor import Actor
from webapp.adapters.storage.models import Organisation, Person, ProcessInstance, UserTask
from webapp.adapters.storage.queries.scope import is_offered_to
from webapp.kernel.pagination import Page, PageRequest

View = Literal["mine", "group", "done"]


@dataclass(frozen=True, slots=True)
class UserTaskRow:
    """A user task as a list shows it."""

    id: str
    name: str
    name_en: str
    instance_id: str
    instance_title: str
    business_key: str
    process_id: str
    element_id: str
    candidate_role: str | None
    organisation_id: str | None
    organisation_name: str
    assignee_id: str | None
    assignee_name: str
    created_at: datetime
    due_at: datetime | None
    priority: int
    state: str
    ended_at: datetime | None
    mine: bool
    overdue: bool


@dataclass(frozen=True, slots=True)
class TaskCounts:
    """How many tasks wait for a person, and for the groups that the person belongs to."""

    mine: int
    group: int


@dataclass(frozen=True, slots=True)
class TaskKind:
    """Open tasks of one process, element and form, and how many of them somebody could do."""

    process_id: str
    element_id: str
    form_key: str
    name: str
    name_en: str
    number: int

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what tells kinds apart."""
        return (self.process_id, self.element_id, self.form_key)


_ASSIGNEE = aliased(Person)


def _rows() -> Select[*tuple[Any, ...]]:
    return (
        select(
            UserTask.id,
            UserTask.name,
            UserTask.name_en,
            UserTask.instance_id,
            ProcessInstance.title,
            ProcessInstance.business_key,
            UserTask.process_id,
            UserTask.element_id,
            UserTask.candidate_role,
            UserTask.organisation_id,
            func.coalesce(Organisation.name, ""),
            UserTask.assignee_id,
            func.coalesce(_ASSIGNEE.name, ""),
            UserTask.created_at,
            UserTask.due_at,
            UserTask.priority,
            UserTask.state,
            UserTask.ended_at,
        )
        .join(ProcessInstance, ProcessInstance.id == UserTask.instance_id)
        .outerjoin(Organisation, Organisation.id == UserTask.organisation_id)
        .outerjoin(_ASSIGNEE, _ASSIGNEE.id == UserTask.assignee_id)
    )


def _view(actor: Actor, view: View) -> ColumnElement[bool]:
    if view == "mine":
        return and_(UserTask.assignee_id == actor.id, UserTask.state == "OPEN")
    if view == "group":
        return and_(UserTask.assignee_id.is_(None), UserTask.state == "OPEN", is_offered_to(actor))
    return and_(UserTask.ended_by_id == actor.id, UserTask.state == "COMPLETED")


def _row(values: Any, actor: Actor, now: datetime) -> UserTaskRow:
    columns: Any = tuple(values)
    due, state = columns[14], columns[16]
    mine = columns[11] is not None and columns[11] == actor.id
    overdue = state == "OPEN" and due is not None and due < now
    make: Callable[..., UserTaskRow] = UserTaskRow
    return make(*columns, mine, overdue)


def list_user_tasks(
    session: Session, actor: Actor, view: View, text: str, page: PageRequest, now: datetime
) -> Page[UserTaskRow]:
    """Return one page of a task list; overdue and urgent ones come first, then the oldest."""
    condition = _view(actor, view)
    if text:
        pattern = f"%{text.replace('%', '').replace('_', '')}%"
        condition = and_(
            condition,
            or_(
                UserTask.name.like(pattern),
                ProcessInstance.title.like(pattern),
                ProcessInstance.business_key.like(pattern),
            ),
        )
    counting = select(func.count()).select_from(UserTask)
    if text:
        counting = counting.join(ProcessInstance, ProcessInstance.id == UserTask.instance_id)
    total = session.scalar(counting.where(condition)) or 0
    order = (
        (UserTask.ended_at.desc(), UserTask.id)
        if view == "done"
        else (UserTask.created_at, UserTask.id)
    )
    # The page is cut before the names are joined to it: a planner that knows the tables too little
    # would otherwise join them to every open task first.
    wanted = select(UserTask.id).where(condition)
    if text:
        wanted = wanted.join(ProcessInstance, ProcessInstance.id == UserTask.instance_id)
    cut = wanted.order_by(*order).limit(page.size).offset(page.offset).subquery()
    rows: Any = session.execute(_rows().join(cut, cut.c.id == UserTask.id).order_by(*order))
    return Page([_row(row, actor, now) for row in rows], total, page)


def count_user_tasks(session: Session, actor: Actor) -> TaskCounts:
    """Count what waits for the actor."""

    def count(view: View) -> int:
        query = select(func.count()).select_from(UserTask).where(_view(actor, view))
        return session.scalar(query) or 0

    return TaskCounts(count("mine"), count("group"))


def user_task_row(
    session: Session, actor: Actor, task_id: str, now: datetime
) -> UserTaskRow | None:
    """Return one task, whoever may see it."""
    row: Any = session.execute(_rows().where(UserTask.id == task_id)).one_or_none()
    return None if row is None else _row(row, actor, now)


def open_tasks_of(
    session: Session, actor: Actor, instance_id: str, now: datetime
) -> list[UserTaskRow]:
    """Return the open tasks of an instance, oldest first."""
    rows: Any = session.execute(
        _rows()
        .where(UserTask.instance_id == instance_id, UserTask.state == "OPEN")
        .order_by(UserTask.created_at, UserTask.id)
    )
    return [_row(row, actor, now) for row in rows]


def _could_do(actor: Actor) -> ColumnElement[bool]:
    return or_(_view(actor, "mine"), _view(actor, "group"))


def open_kinds(session: Session, actor: Actor, least: int = 2) -> list[TaskKind]:
    """Return the kinds of which the actor could do at least so many, the most numerous first."""
    number = func.count()
    rows: Any = session.execute(
        select(
            UserTask.process_id,
            UserTask.element_id,
            UserTask.form_key,
            func.min(UserTask.name),
            func.min(UserTask.name_en),
            number,
        )
        .where(_could_do(actor))
        .group_by(UserTask.process_id, UserTask.element_id, UserTask.form_key)
        .having(number >= least)
        .order_by(number.desc(), UserTask.process_id, UserTask.element_id)
    )
    return [TaskKind(*row) for row in rows]


def _of_kind(actor: Actor, kind: TaskKind) -> ColumnElement[bool]:
    return and_(
        _could_do(actor),
        UserTask.process_id == kind.process_id,
        UserTask.element_id == kind.element_id,
        UserTask.form_key == kind.form_key,
    )


def ids_of_kind(session: Session, actor: Actor, kind: TaskKind, limit: int) -> list[str]:
    """Return the open tasks of a kind that the actor could do, the oldest first."""
    query = select(UserTask.id).where(_of_kind(actor, kind))
    return list(session.scalars(query.order_by(UserTask.created_at, UserTask.id).limit(limit)))


def open_of_kind(
    session: Session, actor: Actor, kind: TaskKind, page: PageRequest, now: datetime
) -> list[UserTaskRow]:
    """Return one page of the open tasks of a kind, the oldest first."""
    order = (UserTask.created_at, UserTask.id)
    wanted = select(UserTask.id).where(_of_kind(actor, kind)).order_by(*order)
    cut = wanted.limit(page.size).offset(page.offset).subquery()
    rows: Any = session.execute(_rows().join(cut, cut.c.id == UserTask.id).order_by(*order))
    return [_row(row, actor, now) for row in rows]
