"""Completing many open tasks of one kind with one form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from webapp.access.actor import Actor
from webapp.access.permissions import Permission, may
from webapp.adapters.storage.database import Session
from webapp.adapters.storage.models import Batch, BatchItem
from webapp.adapters.storage.queries import user_tasks as queries
from webapp.adapters.storage.queries.user_tasks import TaskKind, UserTaskRow
from webapp.adapters.storage.repositories import batches as storage
from webapp.adapters.storage.repositories import process_instances as instances
from webapp.kernel.errors import InvalidInput, NotAllowed, NotFound, RuleBroken
from webapp.kernel.pagination import PageRequest
from webapp.kernel.text import Text
from webapp.services import batches
from webapp.services.batches import TASKS, BatchNotOpen, NewItem
from webapp.services.parts import Parts
from webapp.services.user_tasks import checked, complete_within, data_of

__all__ = ["TaskKind"]

MOST = 2000
"""How many tasks one batch takes."""

_COMPARED = 200
"""Of how many tasks the present values are compared; beyond, the form begins empty."""


class FormDiffers(RuleBroken):
    """The task has another version of the form than the others."""

    code = "BATCH_FORM_DIFFERS"
    text = Text(
        zh="该任务使用另一版本的表单，请单独办理。",
        en="This task has another version of the form; please do it by itself.",
    )


_NOTHING_CHOSEN = Text("请至少选择一项任务。", "Please choose at least one task.")


@dataclass(frozen=True, slots=True)
class OpenTasks:
    """The open tasks of one kind."""

    kind: TaskKind
    rows: Sequence[UserTaskRow]
    total: int


@dataclass(frozen=True, slots=True)
class CommonForm:
    """The form with which the chosen tasks are completed, and the values they all have."""

    form: Mapping[str, Any] | None
    data: Mapping[str, Any]


def list_kinds(parts: Parts, actor: Actor) -> Sequence[TaskKind]:
    """Return the kinds of which the actor could do two or more, with their numbers."""
    _ask(actor)
    with parts.database.reading() as session:
        return queries.open_kinds(session, actor)


def read_kind(
    parts: Parts, actor: Actor, wanted: tuple[str, str, str], page: PageRequest
) -> OpenTasks:
    """Return one page of the open tasks of a kind (process, element, form)."""
    _ask(actor)
    with parts.database.reading() as session:
        for kind in queries.open_kinds(session, actor, least=1):
            if kind.key == wanted:
                now = parts.clock.now()
                rows = queries.open_of_kind(session, actor, kind, page, now)
                return OpenTasks(kind, rows, kind.number)
    raise NotFound(kind=":".join(wanted))


def choose(
    parts: Parts,
    actor: Actor,
    wanted: tuple[str, str, str],
    chosen: Sequence[str],
    *,
    every: bool = False,
) -> str:
    """Keep the chosen tasks of a kind as a batch (all of them with `every`); return its id."""
    _ask(actor)
    with parts.database.writing() as session:
        kinds = {kind.key: kind for kind in queries.open_kinds(session, actor, least=1)}
        if wanted not in kinds:
            raise NotFound(kind=":".join(wanted))
        open_ones = queries.ids_of_kind(session, actor, kinds[wanted], MOST)
        ids = open_ones if every else [one for one in open_ones if one in set(chosen)]
        if not ids:
            raise InvalidInput({"task": [_NOTHING_CHOSEN]})
        items = [
            NewItem(number, "WAITING", subject_id=task_id) for number, task_id in enumerate(ids, 1)
        ]
        return batches.keep(parts, session, actor, (TASKS, kinds[wanted].name, None), items)


def read_form(parts: Parts, actor: Actor, batch_id: str) -> CommonForm:
    """Return the form of a batch's tasks with the values in which all of them agree."""
    with parts.database.reading() as session:
        batch = batches.find(session, actor, batch_id)
        if batch.kind != TASKS or batch.state != "PREVIEW":
            raise BatchNotOpen
        return _common(parts, session, storage.subjects(session, batch_id))


def _common(parts: Parts, session: Session, ids: Sequence[str]) -> CommonForm:
    form: Mapping[str, Any] | None = None
    shared: dict[str, Any] | None = None
    for task_id in ids[:1] if len(ids) > _COMPARED else ids:
        found = instances.task_with_instance(session, task_id, for_update=False)
        if found is None or found[0].state != "OPEN":
            continue
        bundle = parts.bundles.get(session, found[1].bundle_id)
        data = data_of(parts, session, found[0], found[1])
        form = bundle.forms.get(found[0].form_key) if form is None else form
        if shared is None:
            shared = {} if len(ids) > _COMPARED else dict(data)
        shared = {key: value for key, value in shared.items() if data.get(key) == value}
    return CommonForm(form, shared or {})


def complete(parts: Parts, actor: Actor, batch_id: str, submitted: Mapping[str, Any]) -> None:
    """Set out to complete the chosen tasks with this form."""
    _ask(actor)
    chosen = read_form(parts, actor, batch_id)
    with parts.database.reading() as session:
        for task_id in storage.subjects(session, batch_id)[:1]:
            found = instances.task_with_instance(session, task_id, for_update=False)
            if found is not None and found[0].state == "OPEN":
                checked(parts, session, *found, submitted)
    batches.confirm(parts, actor, batch_id, {"form": chosen.form, "submitted": dict(submitted)})


def carry_out(parts: Parts, session: Session, actor: Actor, batch: Batch, item: BatchItem) -> Text:
    """Complete one task; the history names the actor as if it had been done by hand."""
    _ask(actor)
    content: Mapping[str, Any] = parts.cipher.open_json(batch.content or b"")
    task_id = str(item.subject_id)
    found = instances.task_with_instance(session, task_id, for_update=True)
    if found is not None:
        bundle = parts.bundles.get(session, found[1].bundle_id)
        if bundle.forms.get(found[0].form_key) != content["form"]:
            raise FormDiffers
    complete_within(parts, session, actor, task_id, content["submitted"])
    return Text("已办理。", "Done.")


def _ask(actor: Actor) -> None:
    if not may(actor, Permission.TASK_COMPLETE):
        raise NotAllowed
