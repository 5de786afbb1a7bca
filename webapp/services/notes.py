"""The notes that processes leave for people."""

from collections.abc import Sequence

from webapp.access.actor import Actor
from webapp.adapters.storage.queries import notes as queries
from webapp.adapters.storage.queries.notes import NoteRow
from webapp.services.parts import Parts

__all__ = ["NoteRow"]


def list_notes(parts: Parts, actor: Actor, limit: int = 20) -> Sequence[NoteRow]:
    """Return the latest notes to the actor and to the actor's roles, the newest first."""
    with parts.database.reading() as session:
        return queries.notes_for(session, actor, limit)
