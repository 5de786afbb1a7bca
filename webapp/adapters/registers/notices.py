"""The register of publicity lists."""

from datetime import date

from webapp.adapters.storage.database import Database
from webapp.adapters.storage.models import PublicNotice
from webapp.adapters.storage.repositories.inserting import insert_unless_there
from webapp.adapters.storage.repositories.registers import (
    notice_with_key,
    open_notice,
    open_notices,
)
from webapp.domain.ports.notices import Notice
from webapp.kernel.identifiers import new_identifier


class StoredNotices:
    """Publicity lists in the database (`webapp.domain.ports.notices.Notices`)."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def publish(self, key: str, county: str, instance_id: str, notice: Notice) -> str:
        """Publish the notice unless this key has published it before; return its identifier."""
        with self._database.writing() as session:
            insert_unless_there(
                session,
                PublicNotice,
                {
                    "id": new_identifier(),
                    "key": key,
                    "county_id": county,
                    "organisation_id": notice.organisation_id or None,
                    "instance_id": instance_id or None,
                    "level": notice.level,
                    "number": notice.number,
                    "title": notice.title,
                    "basis": notice.basis,
                    "organ": notice.organ,
                    "contact": notice.contact,
                    "rows": [dict(row) for row in notice.rows],
                    "starts_on": notice.starts_on,
                    "ends_on": notice.ends_on,
                    "days": notice.days,
                    "provisional": notice.provisional,
                    "outcome": "",
                    "created_at": self._database.now(session),
                },
            )
            return notice_with_key(session, key).id

    def find_open(self, county: str, number: str) -> Notice | None:
        """Return the open list of a county that bears this number."""
        with self._database.reading() as session:
            found = open_notice(session, county, number)
            if found is None:
                return None
            return Notice(
                title=found.title,
                basis=found.basis,
                starts_on=found.starts_on,
                ends_on=found.ends_on,
                rows=found.rows,
                contact=found.contact,
                organ=found.organ,
                level=found.level,
                organisation_id=found.organisation_id or "",
                number=found.number,
                days=found.days,
                provisional=found.provisional,
            )

    def extend(self, key: str, notice_id: str, ends_on: date, *, provisional: bool) -> date:  # noqa: ARG002 - the port's
        """Let the list end on this day unless a later one was announced; return its last day."""
        with self._database.writing() as session:
            notice = session.get_one(PublicNotice, notice_id)
            if notice.closed_at is None:
                notice.ends_on = max(notice.ends_on, ends_on)
                notice.provisional = provisional
            return notice.ends_on

    def is_over(self, notice_id: str) -> bool:
        """Tell whether the list was closed."""
        with self._database.reading() as session:
            notice = session.get(PublicNotice, notice_id)
            return notice is not None and notice.closed_at is not None

    def close(self, key: str, notice_id: str, outcome: str) -> None:  # noqa: ARG002 - the port's
        """Mark the notice as ended; ending it again changes nothing, whatever the key."""
        with self._database.writing() as session:
            notice = session.get(PublicNotice, notice_id)
            if notice is not None and notice.closed_at is None:
                notice.closed_at = self._database.now(session)
                notice.outcome = outcome

    def close_all(self, instance_id: str, outcome: str) -> None:
        """End the lists of an instance that are still going on."""
        with self._database.writing() as session:
            for notice in open_notices(session, instance_id):
                notice.closed_at = self._database.now(session)
                notice.outcome = outcome
