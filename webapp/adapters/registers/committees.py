"""Expert pools with their filings, and draws, in the database."""

from collections.abc import Mapping, Sequence
from typing import Any

from webapp.adapters.storage.cipher import Cipher
from webapp.adapters.storage.database import Database
from webapp.adapters.storage.models import CommitteeDraw, CommitteeFiling, PoolExpert
from webapp.adapters.storage.repositories import committees
from webapp.adapters.storage.repositories.inserting import insert_unless_there
from webapp.domain.ports.experts import Expert, PoolFiling
from webapp.kernel.identifiers import new_identifier


class StoredExpertPool:
    """Expert pools in the database (`webapp.domain.ports.experts.ExpertPool`)."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def experts(self, county: str, series: str) -> Sequence[Expert]:
        """Return the experts whom the office has not ended, by id; `id` is the username."""
        with self._database.reading() as session:
            rows = committees.pool_of(session, county, series)
        return [expert_of(self._database.cipher, row, username) for row, username in rows]

    def filing(self, county: str, series: str) -> PoolFiling | None:
        """Return the filing that lasts longest."""
        with self._database.reading() as session:
            row = committees.latest_filing(session, county, series)
        return filing_of(row) if row is not None else None

    def file(self, key: str, filing: PoolFiling) -> None:
        """Record a filing unless this key has recorded it before."""
        with self._database.writing() as session:
            insert_unless_there(
                session,
                CommitteeFiling,
                {
                    "id": new_identifier(),
                    "key": key,
                    "county_id": filing.county,
                    "series": filing.series,
                    "number": filing.number,
                    "valid_from": filing.valid_from,
                    "valid_until": filing.valid_until,
                    "consent": filing.consent,
                    "consent_size": filing.consent_size,
                    "recorded_at": self._database.now(session),
                },
            )


def expert_of(cipher: Cipher, row: PoolExpert, username: str) -> Expert:
    """Return an expert as the rules know one."""
    kin = cipher.open_json(row.kin) if row.kin is not None else ()
    return Expert(
        id=username,
        name=row.name,
        unit=row.unit,
        specialty=row.specialty,
        can_chair=row.can_chair,
        origin=row.origin,
        term_ends_on=row.term_ends_on,
        kin=tuple(kin),
    )


def filing_of(row: CommitteeFiling) -> PoolFiling:
    """Return a filing as the rules know one."""
    return PoolFiling(
        county=row.county_id,
        series=row.series,
        number=row.number,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        consent=row.consent,
        consent_size=row.consent_size,
    )


class StoredDraws:
    """Draws in the database (`webapp.domain.ports.experts.Draws`)."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def record(
        self, key: str, instance_id: str, county: str, series: str, record: Mapping[str, Any]
    ) -> str:
        """Keep a draw unless this key has kept it before; return its identifier."""
        with self._database.writing() as session:
            insert_unless_there(
                session,
                CommitteeDraw,
                {
                    "id": new_identifier(),
                    "key": key,
                    "instance_id": instance_id,
                    "county_id": county,
                    "series": series,
                    "record": dict(record),
                    "drawn_at": self._database.now(session),
                },
            )
            return committees.draw_with_key(session, key).id
