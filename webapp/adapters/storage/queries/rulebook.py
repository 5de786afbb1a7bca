"""Who has acted under a rule."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from webapp.access.actor import Actor
from webapp.adapters.storage.models import HistoryEvent, ProcessInstance
from webapp.adapters.storage.queries.scope import visible_instances


@dataclass(frozen=True, slots=True)
class ActRow:
    """One completed element: when, by whom, where; the actor is empty for the system."""

    at: datetime
    element_name: str
    actor_name: str
    instance_id: str
    business_key: str
    title: str


def acts_at(
    session: Session, actor: Actor, places: Collection[tuple[str, str]], limit: int
) -> Sequence[ActRow]:
    """Return the latest completions of these elements (process and element id) in sight."""
    if not places:
        return ()
    rows: Any = session.execute(
        select(
            HistoryEvent.at,
            HistoryEvent.element_name,
            HistoryEvent.actor_name,
            ProcessInstance.id,
            ProcessInstance.business_key,
            ProcessInstance.title,
        )
        .join(ProcessInstance, ProcessInstance.id == HistoryEvent.instance_id)
        .where(
            HistoryEvent.kind == "ELEMENT_COMPLETED",
            tuple_(HistoryEvent.process_id, HistoryEvent.element_id).in_(sorted(places)),
            visible_instances(actor),
        )
        .order_by(HistoryEvent.id.desc())
        .limit(limit)
    )
    return [ActRow(*row) for row in rows]
