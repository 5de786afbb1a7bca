"""Work on many things at once: kept, confirmed, looked at, reported, and forgotten in time.

What a batch does to each item stands in `batch_running`; every item is a transaction of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from webapp.access.actor import Actor
from webapp.access.permissions import Permission, may
from webapp.adapters.storage.database import Session
from webapp.adapters.storage.models import Batch, BatchItem
from webapp.adapters.storage.repositories import batches as storage
from webapp.adapters.storage.repositories import people
from webapp.kernel.errors import NotFound, RuleBroken
from webapp.kernel.identifiers import new_identifier
from webapp.kernel.pagination import Page, PageRequest
from webapp.kernel.tables import Table
from webapp.kernel.text import Text
from webapp.services import sending
from webapp.services.parts import Parts
from webapp.services.sight import counties_in_sight

TASKS = "tasks"
"""The kind of batch that completes user tasks; every other kind is an import."""

_KEPT = timedelta(days=30)
_KEPT_PREVIEW = timedelta(days=7)
_LISTED = 30


class BatchNotOpen(RuleBroken):
    """The batch has been confirmed or given up already."""

    code = "BATCH_NOT_OPEN"
    text = Text(
        zh="这一批已经确认或者撤销，不能再次提交。",
        en="This batch has been confirmed or given up already.",
    )


class NothingToDo(RuleBroken):
    """No item of the batch can be carried out."""

    code = "BATCH_EMPTY"
    text = Text(
        zh="没有可以办理的条目，请更正文件后重新上传。",
        en="Nothing in it can be carried out. Please correct the file and send it again.",
    )


@dataclass(frozen=True, slots=True)
class BatchView:
    """A batch and how far it has come."""

    id: str
    kind: str
    state: str
    title: str
    county_id: str
    county_name: str
    actor_name: str
    total: int
    waiting: int
    done: int
    failed: int
    refused: int
    created_at: datetime
    ended_at: datetime | None
    cleared: bool

    @property
    def settled(self) -> int:
        """Return how many items are done or have failed."""
        return self.done + self.failed


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item of a batch; `outcome` says what became of it."""

    number: int
    state: str
    subject_id: str | None
    content: Mapping[str, Any]
    outcome: Text


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item on its way into a batch."""

    number: int
    state: str
    content: Mapping[str, Any] | None = None
    subject_id: str | None = None


def keep(
    parts: Parts,
    session: Session,
    actor: Actor,
    batch: tuple[str, str, str | None],
    items: Sequence[NewItem],
) -> str:
    """Keep a batch of `(kind, title, county)` for its preview; return its identifier."""
    kind, title, county_id = batch
    made = Batch(
        id=new_identifier(),
        kind=kind,
        state="PREVIEW",
        county_id=county_id,
        actor_id=actor.id,
        title=title[:200],
        total=len(items),
        created_at=parts.database.now(session),
    )
    rows: list[dict[str, Any]] = [
        {
            "number": item.number,
            "state": item.state,
            "subject_id": item.subject_id,
            "content": None if item.content is None else parts.cipher.seal_json(item.content),
            "outcome": {},
            "ended_at": None,
        }
        for item in items
    ]
    storage.add(session, made, rows)
    return made.id


def confirm(parts: Parts, actor: Actor, batch_id: str, content: Mapping[str, Any]) -> None:
    """Set out to carry the batch out in the background; `content` is what all items share."""
    with parts.database.writing() as session:
        batch = _open(session, actor, batch_id)
        if not storage.waiting(session, batch_id, 1):
            raise NothingToDo
        now = parts.database.now(session)
        batch.state, batch.confirmed_at = "RUNNING", now
        batch.content = parts.cipher.seal_json(content)
        # Whoever confirms an import answers for it, even when a colleague has sent the file.
        batch.actor_id = actor.id
        job = sending.new_job("BATCH", batch.id, None, now)
        session.add(job)
        parts.delivery.deliver(session, job, now=now)


def give_up(parts: Parts, actor: Actor, batch_id: str) -> None:
    """Give a batch up before it is confirmed; what it holds is forgotten at once."""
    with parts.database.writing() as session:
        batch = _open(session, actor, batch_id)
        now = parts.database.now(session)
        batch.state, batch.ended_at = "CANCELLED", now
        session.flush()
        storage.clear_one(session, batch)


def _open(session: Session, actor: Actor, batch_id: str) -> Batch:
    batch = find(session, actor, batch_id, for_update=True)
    if batch.state != "PREVIEW":
        raise BatchNotOpen
    return batch


def find(session: Session, actor: Actor, batch_id: str, *, for_update: bool = False) -> Batch:
    """Return a batch in the actor's sight: one's own tasks, or an import of one's county."""
    batch = storage.batch(session, batch_id, for_update=for_update)
    if batch is None or not _is_visible(session, actor, batch):
        raise NotFound(batch=batch_id)
    return batch


def _is_visible(session: Session, actor: Actor, batch: Batch) -> bool:
    if batch.kind == TASKS:
        return batch.actor_id == actor.id
    if not may(actor, Permission.IMPORT_RUN):
        return False
    return batch.county_id in counties_in_sight(session, actor, Permission.IMPORT_RUN)


def read(parts: Parts, actor: Actor, batch_id: str) -> BatchView:
    """Return a batch and how far it has come."""
    with parts.database.reading() as session:
        batch = find(session, actor, batch_id)
        return views(session, [batch])[0]


def views(session: Session, found: Sequence[Batch]) -> list[BatchView]:
    """Return batches as pages show them."""
    counted = storage.counts(session, [batch.id for batch in found])
    places = people.organisations(session, {str(batch.county_id) for batch in found})
    shown = []
    for batch in found:
        count = counted[batch.id]
        place = places.get(str(batch.county_id))
        person = people.person(session, str(batch.actor_id))
        shown.append(
            BatchView(
                id=batch.id,
                kind=batch.kind,
                state=batch.state,
                title=batch.title,
                county_id=batch.county_id or "",
                county_name=place.name if place else "",
                actor_name=person.name if person else "",
                total=batch.total,
                waiting=count.get("WAITING", 0),
                done=count.get("DONE", 0),
                failed=count.get("FAILED", 0),
                refused=count.get("REFUSED", 0),
                created_at=batch.created_at,
                ended_at=batch.ended_at,
                cleared=batch.cleared_at is not None,
            )
        )
    return shown


def list_items(
    parts: Parts, actor: Actor, batch_id: str, state: str, page: PageRequest | None
) -> Page[ItemView]:
    """Return one page of the items in a state (all without one); all of them without a page."""
    with parts.database.reading() as session:
        find(session, actor, batch_id)
        states = (state,) if state else ()
        found = storage.items(session, batch_id, states, page)
        rows = [_item(parts, item) for item in found.rows]
        return Page(rows, found.total, found.request)


def _item(parts: Parts, item: BatchItem) -> ItemView:
    content = {} if item.content is None else parts.cipher.open_json(item.content)
    outcome = Text(item.outcome.get("zh", ""), item.outcome.get("en", ""))
    return ItemView(item.number, item.state, item.subject_id, content, outcome)


def list_own(parts: Parts, actor: Actor) -> Sequence[BatchView]:
    """Return the actor's latest batch actions on tasks."""
    with parts.database.reading() as session:
        return views(session, storage.recent_of(session, TASKS, str(actor.id), _LISTED))


def list_imports(parts: Parts, actor: Actor, kinds: Sequence[str]) -> Sequence[BatchView]:
    """Return the latest imports of the actor's counties."""
    with parts.database.reading() as session:
        counties = counties_in_sight(session, actor, Permission.IMPORT_RUN)
        return views(session, storage.recent(session, kinds, counties, _LISTED))


STATES = {
    "WAITING": Text("等待办理", "Waiting"),
    "DONE": Text("已办理", "Done"),
    "FAILED": Text("未办成", "Not done"),
    "REFUSED": Text("未通过检查", "Not right"),
}
"""What an item's state is called."""


def outcome_table(items: Sequence[ItemView], title: str, language: str) -> Table:
    """Return the outcome of each item of a batch of tasks."""
    columns = (Text("序号", "No."), Text("结果", "Result"), Text("说明", "Remark"))
    rows = [
        (item.number, STATES[item.state].in_language(language), item.outcome.in_language(language))
        for item in items
    ]
    return Table(title, [column.in_language(language) for column in columns], rows)


def forget(parts: Parts) -> int:
    """Forget what batches hold of people: 30 days after their end, or 7 without confirmation."""
    with parts.database.writing() as session:
        now = parts.database.now(session)
        return storage.clear(session, now - _KEPT, now - _KEPT_PREVIEW)
