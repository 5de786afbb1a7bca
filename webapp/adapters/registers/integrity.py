"""Sanctions, dishonesty records and held titles in the database."""

from collections.abc import Sequence
from datetime import date

from webapp.adapters.storage.database import Database
from webapp.adapters.storage.models import HeldTitle, IntegrityBar
from webapp.adapters.storage.repositories import nominations
from webapp.adapters.storage.repositories.inserting import insert_unless_there
from webapp.domain.ports.integrity import Bar
from webapp.domain.ports.integrity import HeldTitle as TitleData


class StoredIntegrity:
    """Who may not apply at the moment (`webapp.domain.ports.integrity.Integrity`)."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def record(self, key: str, bar: Bar) -> None:
        """Enter what bars a person unless this key has entered it before."""
        cipher = self._database.cipher
        with self._database.writing() as session:
            values = {
                "key": key,
                "kind": bar.kind,
                "name": bar.name,
                "id_number": cipher.seal(bar.id_number.encode()),
                "id_number_index": cipher.index(bar.id_number),
                "grounds": bar.grounds,
                "document": bar.document,
                "since": bar.since,
                "until": bar.until,
                "county_id": bar.county or None,
                "recorded_by": bar.recorded_by,
                "recorded_at": self._database.now(session),
            }
            insert_unless_there(session, IntegrityBar, values)

    def bars(self, id_number: str, on: date) -> Sequence[Bar]:
        """Return what bars the person on a day, the longest first."""
        with self._database.reading() as session:
            person = self._database.cipher.index(id_number)
            return [
                Bar(
                    kind=row.kind,
                    id_number=id_number,
                    name=row.name,
                    grounds=row.grounds,
                    document=row.document,
                    since=row.since,
                    until=row.until,
                    county=row.county_id or "",
                    recorded_by=row.recorded_by,
                )
                for row in nominations.bars(session, person, on)
            ]


class StoredTitles:
    """The titles that people hold (`webapp.domain.ports.integrity.Titles`)."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def record(self, key: str, held: TitleData) -> None:
        """Enter a title unless this key has entered it before."""
        cipher = self._database.cipher
        with self._database.writing() as session:
            values = {
                "key": key,
                "name": held.name,
                "id_number": cipher.seal(held.id_number.encode()),
                "id_number_index": cipher.index(held.id_number),
                "kind": held.kind,
                "level": held.level,
                "series": held.series,
                "title": held.title,
                "obtained_on": held.obtained_on,
                "county_id": held.county or None,
                "certificate": held.certificate,
                "achievements": held.achievements,
                "ended_on": held.ended_on,
                "end_reason": held.end_reason,
                "recorded_at": self._database.now(session),
            }
            insert_unless_there(session, HeldTitle, values)

    def end(self, certificate: str, on: date, reason: str) -> None:
        """Mark the title of a certificate as ended, once."""
        with self._database.writing() as session:
            for row in nominations.titles_of_certificate(session, certificate):
                if row.ended_on is None:
                    row.ended_on, row.end_reason = on, reason

    def held(self, id_number: str) -> Sequence[TitleData]:
        """Return a person's titles, the oldest first."""
        with self._database.reading() as session:
            person = self._database.cipher.index(id_number)
            return [
                TitleData(
                    id_number=id_number,
                    name=row.name,
                    kind=row.kind,
                    level=row.level,
                    series=row.series,
                    title=row.title,
                    obtained_on=row.obtained_on,
                    county=row.county_id or "",
                    certificate=row.certificate,
                    achievements=row.achievements,
                    ended_on=row.ended_on,
                    end_reason=row.end_reason,
                )
                for row in nominations.titles_of(session, person)
            ]
