"""Notes as people read them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from webapp.access.actor import Actor
from webapp.adapters.storage.models import Note


@dataclass(frozen=True, slots=True)
class NoteRow:
    """One note; `instance_id` is what it is about, if anything."""

    id: str
    title: str
    body: str
    instance_id: str | None
    created_at: datetime


def notes_for(session: Session, actor: Actor, limit: int) -> list[NoteRow]:
    """Return the newest notes to the actor, or to a role that the actor holds there."""
    addressed = [
        and_(
            Note.person_id.is_(None),
            Note.role == grant.role,
            Note.organisation_id == grant.organisation_id,
        )
        for grant in actor.grants
    ]
    rows: Any = session.execute(
        select(Note.id, Note.title, Note.body, Note.instance_id, Note.created_at)
        .where(or_(Note.person_id == actor.id, *addressed))
        .order_by(Note.created_at.desc(), Note.id.desc())
        .limit(limit)
    )
    return [NoteRow(*row) for row in rows]
