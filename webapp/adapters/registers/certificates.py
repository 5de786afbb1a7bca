"""The register of certificates."""

from datetime import date

from webapp.adapters.storage.database import Database, Session
from webapp.adapters.storage.models import Certificate
from webapp.adapters.storage.models import CertificateEvent as EventRow
from webapp.adapters.storage.repositories import registers
from webapp.adapters.storage.repositories.inserting import insert_unless_there
from webapp.domain import certificate_number
from webapp.domain.certificates import Status
from webapp.domain.ports.certificates import (
    CertificateData,
    CertificateEvent,
    Correction,
    HeldCertificate,
    IssuedCertificate,
)
from webapp.domain.titles import SERIES
from webapp.kernel.identifiers import new_identifier

_CODES = {series.number: series.code for series in SERIES.values()}


class StoredCertificates:
    """Certificates in the database (`webapp.domain.ports.certificates.Certificates`)."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def issue(self, key: str, data: CertificateData, issued_on: date) -> IssuedCertificate:
        """Issue a certificate unless this key has issued one before; `data.series` is a code."""
        with self._database.writing() as session:
            return _issued(self._issue(session, key, data, issued_on))

    def find(self, number: str) -> HeldCertificate | None:
        """Return a certificate by its number."""
        with self._database.reading() as session:
            row = registers.certificate_numbered(session, number)
            return None if row is None else self._held(row)

    def happen(self, key: str, number: str, event: CertificateEvent) -> None:
        """Record an event unless this key has recorded it before."""
        with self._database.writing() as session:
            row = registers.certificate_numbered(session, number, for_update=True)
            if row is not None:
                self._record(session, key, row, event)

    def correct(
        self, key: str, number: str, correction: Correction, event: CertificateEvent
    ) -> IssuedCertificate:
        """Issue the next version of a certificate unless this key has issued it before."""
        with self._database.writing() as session:
            known = registers.certificate_with_key(session, key)
            if known is not None:
                return _issued(known)
            row = registers.certificate_numbered(session, number, for_update=True)
            assert row is not None  # noqa: S101 - whoever corrects has found it before
            data = CertificateData(
                holder=correction.holder,
                id_number=correction.id_number,
                unit=correction.unit,
                series=_series(row.number),
                specialty=correction.specialty,
                title=row.title,
                county=row.county_id,
                committee=row.committee,
                passed_on=row.passed_on,
                publication_number=row.publication_number,
                filing_number=row.filing_number,
            )
            self._record(session, f"{key}-replaced", row, event)
            made = self._issue(session, key, data, event.on)
            made.version, made.replaces = row.version + 1, row.number
            return _issued(made)

    def _issue(
        self, session: Session, key: str, data: CertificateData, issued_on: date
    ) -> Certificate:
        known = registers.certificate_with_key(session, key)
        if known is not None:
            return known
        sequence = f"certificate-{data.county}-{issued_on.year}-{data.series}"
        serial = registers.take_number(session, f"certificate {key}", sequence)
        number = certificate_number.make_number(data.county, issued_on.year, data.series, serial)
        cipher = self._database.cipher
        made = Certificate(
            id=new_identifier(),
            key=key,
            number=number,
            verification_code=cipher.index(number)[:10].upper(),
            holder=data.holder,
            id_number=cipher.seal(data.id_number.encode()),
            id_number_index=cipher.index(data.id_number),
            unit=data.unit,
            series=SERIES[data.series].name.zh,
            specialty=data.specialty,
            title=data.title,
            county_id=data.county,
            committee=data.committee,
            passed_on=data.passed_on,
            issued_on=issued_on,
            publication_number=data.publication_number,
            filing_number=data.filing_number,
            status=Status.VALID,
            version=1,
        )
        session.add(made)
        return made

    def _record(
        self, session: Session, key: str, row: Certificate, event: CertificateEvent
    ) -> None:
        new = insert_unless_there(
            session,
            EventRow,
            {
                "id": new_identifier(),
                "key": key,
                "certificate_id": row.id,
                "kind": event.kind,
                "happened_on": event.on,
                "organ": event.organ,
                "document": event.document,
                "grounds": self._database.cipher.seal_text(event.grounds),
                "created_at": self._database.now(session),
            },
        )
        if new and event.status and row.status == Status.VALID:
            row.status = event.status
        if new and event.unit:
            row.unit = event.unit

    def _held(self, row: Certificate) -> HeldCertificate:
        return HeldCertificate(
            number=row.number,
            verification_code=row.verification_code,
            holder=row.holder,
            id_number=self._database.cipher.open(row.id_number).decode(),
            unit=row.unit,
            series=_series(row.number),
            specialty=row.specialty,
            title=row.title,
            county=row.county_id,
            committee=row.committee,
            passed_on=row.passed_on,
            publication_number=row.publication_number,
            filing_number=row.filing_number,
            status=row.status,
            version=row.version,
        )


def _issued(row: Certificate) -> IssuedCertificate:
    return IssuedCertificate(row.number, row.verification_code)


def _series(number: str) -> str:
    """Return the code of the series that a certificate's number names."""
    parts = certificate_number.parse(number)
    return _CODES[parts.series] if parts else ""
