"""Numbers, notes and the archive: the smaller registers of an office."""

from webapp.adapters.storage.database import Database
from webapp.adapters.storage.models import Note
from webapp.adapters.storage.repositories import people, registers
from webapp.adapters.storage.repositories.inserting import insert_unless_there
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
