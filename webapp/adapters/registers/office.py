"""Numbers, notes and the archive: the smaller registers of an office."""

from collections.abc import Mapping
from typing import Any

from webapp.adapters.storage.database import Database
from webapp.adapters.storage.models import ArchivedDocument, Note
from webapp.adapters.storage.repositories import people, registers
from webapp.adapters.storage.repositories.inserting import insert_unless_there
from webapp.domain.documents import check_content
from webapp.domain.ports.office import Message
from webapp.kernel.identifiers import new_identifier


class StoredNumbering:
    """Number sequences in the database (`webapp.domain.ports.office.Numbering`)."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def take(self, key: str, sequence: str) -> int:
        """Return the sequence's next number, or the one that this key took before."""
        with self._database.writing() as session:
            return registers.take_number(session, key, sequence)


class StoredNotifier:
    """Notes shown on people's pages (`webapp.domain.ports.office.Notifier`)."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def notify(self, key: str, instance_id: str, message: Message) -> None:
        """Leave the note unless this key has left it before; unknown people get none."""
        with self._database.writing() as session:
            ids = people.ids_of_usernames(session, {message.username})
            insert_unless_there(
                session,
                Note,
                {
                    "id": new_identifier(),
                    "key": key,
                    "instance_id": instance_id or None,
                    "person_id": ids.get(message.username),
                    "role": message.role,
                    "organisation_id": message.organisation_id or None,
                    "title": message.title,
                    "body": message.body,
                    "created_at": self._database.now(session),
                },
            )


class StoredArchive:
    """Official documents, sealed, in the database (`webapp.domain.ports.office.Archive`)."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def archive(self, key: str, instance_id: str, kind: str, content: Mapping[str, Any]) -> str:
        """Store the document unless this key has stored it before; return its identifier.

        Refuses a document that does not state what its kind must (`webapp.domain.documents`).
        """
        check_content(kind, content)
        with self._database.writing() as session:
            insert_unless_there(
                session,
                ArchivedDocument,
                {
                    "id": new_identifier(),
                    "key": key,
                    "instance_id": instance_id,
                    "kind": kind,
                    "content": self._database.cipher.seal_json(dict(content)),
                    "created_at": self._database.now(session),
                },
            )
            return registers.document_with_key(session, key).id
