"""The register of launched counties and of their criteria."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from webapp.adapters.storage.database import Database
from webapp.adapters.storage.models import CriteriaVersion, LaunchedSeries
from webapp.adapters.storage.repositories import launches as repository
from webapp.adapters.storage.repositories.inserting import insert_unless_there
from webapp.domain import places
from webapp.domain.criteria import CriteriaNotConfirmed
from webapp.domain.ports.launches import Act, CriteriaDraft, CriteriaInUse, Floor, OpenSeries


class StoredLaunches:
    """Launches in the database (`webapp.domain.ports.launches.Launches`)."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def open_series(self, key: str, entry: OpenSeries, instance: str) -> None:
        """Record an open series unless this key has recorded it before."""
        with self._database.writing() as session:
            insert_unless_there(
                session,
                LaunchedSeries,
                {
                    "key": key,
                    "county_id": entry.county,
                    "series": entry.series,
                    "starts_on": entry.starts_on,
                    "assessment": entry.assessment,
                    "assessed_on": entry.assessed_on,
                    "consents": entry.consents,
                    "filed_with_city": entry.filed_with_city,
                    "filed_with_province": entry.filed_with_province,
                    "acts": [asdict(act) for act in entry.acts],
                    "report": dict(entry.report),
                    "instance_id": instance or None,
                    "recorded_at": self._database.now(session),
                },
            )

    def opened(self, county: str, series: str) -> OpenSeries | None:
        """Return the record of an open series, or None."""
        with self._database.reading() as session:
            row = repository.opened(session, county, series)
            if row is None:
                return None
            return OpenSeries(
                county=row.county_id,
                series=row.series,
                starts_on=row.starts_on,
                assessment=row.assessment,
                assessed_on=row.assessed_on,
                consents=row.consents,
                filed_with_city=row.filed_with_city,
                filed_with_province=row.filed_with_province,
                acts=tuple(Act(**act) for act in row.acts),
                report=row.report,
            )

    def draft_criteria(self, draft: CriteriaDraft, instance: str) -> int:
        """Keep a draft; one that is in use already stays as it is."""
        with self._database.writing() as session:
            row = repository.criteria_with_key(session, draft.key)
            if row is None:
                row = CriteriaVersion(
                    key=draft.key,
                    county_id=draft.county,
                    series=draft.series,
                    version=repository.next_version(session, draft.county, draft.series),
                    instance_id=instance or None,
                )
                session.add(row)
            elif row.state == "IN_USE":
                return row.version
            row.state = "DRAFT"
            row.conditions = draft.conditions
            row.items = [dict(item) for item in draft.items]
            row.weights = dict(draft.weights)
            row.comparison = [dict(line) for line in draft.comparison]
            row.text_hash = draft.text_hash
            row.confirmation = row.filing = ""
            row.confirmed_on = row.filed_on = None
            row.drafted_at = self._database.now(session)
            return row.version

    def confirm_criteria(self, key: str, number: str, on: date) -> None:
        """Record the city's confirmation; criteria in use stay as they are."""
        with self._database.writing() as session:
            row = repository.criteria_with_key(session, key)
            if row is not None and row.state != "IN_USE":
                row.state = "CONFIRMED"
                row.confirmation, row.confirmed_on = number, on

    def adopt_criteria(self, key: str, filing: str, on: date) -> CriteriaInUse:
        """Put confirmed criteria into use; a second time changes nothing."""
        with self._database.writing() as session:
            row = repository.criteria_with_key(session, key)
            if row is None or row.state == "DRAFT":
                raise CriteriaNotConfirmed
            if row.state == "CONFIRMED":
                row.state, row.filing, row.filed_on = "IN_USE", filing, on
            return _in_use(row)

    def criteria(self, county: str, series: str) -> CriteriaInUse | None:
        """Return the newest criteria in use, or None."""
        with self._database.reading() as session:
            row = repository.criteria_in_use(session, county, series)
            return None if row is None else _in_use(row)

    def floors(self, county: str, series: str) -> Sequence[Floor]:
        """Return the newest floors that bind the county: the province's, then its city's."""
        organs = (places.PROVINCE_CODE, places.city_of(county).code)
        with self._database.reading() as session:
            found = [repository.newest_floor(session, organ, series) for organ in organs]
            return [
                Floor(row.organ_id, row.series, row.version, row.title, row.items)
                for row in found
                if row is not None
            ]


def _in_use(row: CriteriaVersion) -> CriteriaInUse:
    if row.confirmed_on is None or row.filed_on is None:
        raise CriteriaNotConfirmed
    return CriteriaInUse(
        county=row.county_id,
        series=row.series,
        version=row.version,
        text_hash=row.text_hash,
        confirmation=row.confirmation,
        confirmed_on=row.confirmed_on,
        filing=row.filing,
        filed_on=row.filed_on,
        items=row.items,
        weights=row.weights,
    )
