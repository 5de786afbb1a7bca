"""The archive of official documents."""

from collections.abc import Mapping
from typing import Any

from webapp.adapters.storage.database import Database, Session
from webapp.adapters.storage.models import ArchivedDocument, ProcessInstance
from webapp.adapters.storage.repositories import registers, settings
from webapp.adapters.storage.repositories.inserting import insert_unless_there
from webapp.domain import documents
from webapp.domain.papers.model import Options
from webapp.kernel.identifiers import new_identifier


class StoredArchive:
    """Official documents, sealed, in the database (`webapp.domain.ports.office.Archive`).

    The record is hashed when it is archived; its files are printed when somebody first wants them,
    so that no job waits for a printer.
    """

    def __init__(self, database: Database, public_address: str) -> None:
        """Keep the database, and the address to which certificates lead."""
        self._database = database
        self._public_address = public_address

    def archive(self, key: str, instance_id: str, kind: str, content: Mapping[str, Any]) -> str:
        """Store the document unless this key has stored it before; return its identifier.

        Refuses a document that does not state what its kind must (`webapp.domain.documents`).
        """
        documents.check_content(kind, content)
        cipher = self._database.cipher
        sealed = cipher.seal_json(dict(content))
        record = cipher.open_json(sealed)  # as it will be read: days have become texts
        _, id_number = documents.subject_of(record)
        with self._database.writing() as session:
            insert_unless_there(
                session,
                ArchivedDocument,
                {
                    "id": new_identifier(),
                    "key": key,
                    "instance_id": instance_id,
                    "kind": kind,
                    "label": documents.label_of(kind, record),
                    "content": sealed,
                    "record_hash": documents.record_hash(record),
                    "options": self._options(session, instance_id).as_record(),
                    "subject_index": cipher.index(id_number) if id_number else None,
                    "created_at": self._database.now(session),
                },
            )
            return registers.document_with_key(session, key).id

    def _options(self, session: Session, instance_id: str) -> Options:
        """Keep what the county has chosen by now, so that the paper can be made again."""
        instance = session.get(ProcessInstance, instance_id)
        county = instance.county_id if instance is not None else ""
        return Options(
            county=county,
            korean=settings.in_force(session, county)["korean"] is True,
            public_address=self._public_address,
        )
