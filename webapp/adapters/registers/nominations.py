"""The register of nominations in the database."""

from collections.abc import Sequence
from datetime import datetime

from webapp.adapters.storage.database import Database, Session
from webapp.adapters.storage.models import ClosedRoster, Nomination, NominationChannel
from webapp.adapters.storage.repositories import nominations
from webapp.adapters.storage.repositories.inserting import insert_unless_there
from webapp.domain.nominating import quota
from webapp.domain.ports.nominations import UNDER_WAY, Channel, Nominee, Quota


class StoredNominations:
    """Windows and nominations (`webapp.domain.ports.nominations.Nominations`)."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def open_channel(self, key: str, channel: Channel) -> None:
        """Open a window unless this key has opened it before."""
        with self._database.writing() as session:
            values = {
                "key": key,
                "county_id": channel.county,
                "year": channel.year,
                "opens_on": channel.opens_on,
                "closes_on": channel.closes_on,
                "opened_by": channel.opened_by,
                "document": channel.document,
                "recorded_at": self._database.now(session),
            }
            insert_unless_there(session, NominationChannel, values)

    def channel(self, county: str, year: int) -> Channel | None:
        """Return the window that counts."""
        with self._database.reading() as session:
            found = nominations.latest_channel(session, county, year)
            if found is None:
                return None
            return Channel(
                found.county_id,
                found.year,
                found.opens_on,
                found.closes_on,
                found.opened_by,
                found.document,
            )

    def enter(self, key: str, county: str, year: int, nominee: Nominee) -> bool:
        """Enter a nomination unless the person has another one under way."""
        with self._database.writing() as session:
            person = self._database.cipher.index(nominee.id_number)
            nominations.take_turns(session, f"{person} {year}")
            if nominations.under_way(session, person, year, nominee.key):
                return False
            insert_unless_there(
                session, Nomination, self._row(session, key, county, year, nominee, person)
            )
            return True

    def recommend(self, nomination: str, percent: int) -> Quota | None:
        """Mark a nomination as recommended within its unit's quota."""
        with self._database.writing() as session:
            row = session.get(Nomination, nomination)
            if row is None:
                return None
            nominations.take_turns(session, f"{row.unit_id} {row.series} {row.year}")
            session.refresh(row)
            found = quota(*nominations.applied_and_recommended(session, row), percent)
            if found.recommended >= found.limit and not row.recommended:
                return None
            row.recommended = True
            return found

    def submit(self, nomination: str, materials_hash: str) -> bool:
        """Accept a nomination for its round while the roster is open."""
        with self._database.writing() as session:
            row = session.get(Nomination, nomination)
            if row is None:
                return False
            nominations.take_turns(session, _round(row.county_id, row.series, row.year))
            session.refresh(row)
            if row.state == "RUNNING" and not nominations.is_closed(
                session, row.county_id, row.series, row.year
            ):
                row.state, row.materials_hash = "SUBMITTED", materials_hash
                row.changed_at = self._database.now(session)
            return row.state in ("SUBMITTED", "LISTED")

    def settle(self, nomination: str, state: str, reasons: str = "") -> None:
        """Mark the end of a nomination that has none yet."""
        with self._database.writing() as session:
            row = session.get(Nomination, nomination, with_for_update=True)
            if row is not None and row.state in UNDER_WAY:
                row.state, row.reasons = state, reasons
                row.changed_at = self._database.now(session)

    def state(self, nomination: str) -> str:
        """Return the state of a nomination."""
        with self._database.reading() as session:
            row = session.get(Nomination, nomination)
            return "" if row is None else row.state

    def ended_at(self, nomination: str) -> datetime | None:
        """Return when a nomination ended."""
        with self._database.reading() as session:
            row = session.get(Nomination, nomination)
            return None if row is None or row.state in UNDER_WAY else row.changed_at

    def nominee(self, nomination: str) -> Nominee | None:
        """Return the nominated person."""
        with self._database.reading() as session:
            row = session.get(Nomination, nomination)
            return None if row is None else self._nominee(row)

    def pending(self, county: str, series: str, year: int) -> int:
        """Count the nominations still under way."""
        with self._database.reading() as session:
            return nominations.count_in_state(session, county, series, year, "RUNNING")

    def close_roster(
        self, key: str, county: str, series: str, year: int, round_key: str
    ) -> Sequence[Nominee]:
        """Close a round's roster, once, and return it."""
        with self._database.writing() as session:
            nominations.take_turns(session, _round(county, series, year))
            if nominations.closed_roster(session, round_key) is None:
                now = self._database.now(session)
                session.add(
                    ClosedRoster(
                        round_key=round_key,
                        key=key,
                        county_id=county,
                        series=series,
                        year=year,
                        closed_at=now,
                    )
                )
                rows = nominations.submitted(session, county, series, year)
                for number, row in enumerate(rows, 1):
                    row.state, row.round_key, row.roster_number = "LISTED", round_key, number
                    row.changed_at = now
                session.flush()
            return [self._nominee(row) for row in nominations.on_roster(session, round_key)]

    def roster(self, round_key: str) -> Sequence[Nominee]:
        """Return a round's roster."""
        with self._database.reading() as session:
            return [self._nominee(row) for row in nominations.on_roster(session, round_key)]

    def _row(
        self, session: Session, key: str, county: str, year: int, nominee: Nominee, person: str
    ) -> dict[str, object]:
        now = self._database.now(session)
        return {
            "key": nominee.key,
            "entry_key": key,
            "county_id": county,
            "year": year,
            "series": nominee.series,
            "state": "RUNNING",
            "name": nominee.name,
            "id_number": self._database.cipher.seal(nominee.id_number.encode()),
            "id_number_index": person,
            "unit": nominee.unit,
            "unit_id": nominee.unit_id,
            "department": nominee.department,
            "username": nominee.username,
            "specialty": nominee.specialty,
            "title": nominee.title,
            "materials_hash": nominee.materials_hash,
            "round_key": "",
            "roster_number": 0,
            "reasons": "",
            "recommended": False,
            "entered_at": now,
            "changed_at": now,
        }

    def _nominee(self, row: Nomination) -> Nominee:
        return Nominee(
            key=row.key,
            name=row.name,
            id_number=self._database.cipher.open(row.id_number).decode(),
            unit=row.unit,
            unit_id=row.unit_id,
            department=row.department,
            username=row.username,
            series=row.series,
            specialty=row.specialty,
            title=row.title,
            materials_hash=row.materials_hash,
        )


def _round(county: str, series: str, year: int) -> str:
    return f"{county} {series} {year}"
