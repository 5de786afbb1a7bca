"""The register of certificates."""

from datetime import date

from webapp.adapters.storage.database import Database
from webapp.adapters.storage.models import Certificate
from webapp.adapters.storage.repositories import registers
from webapp.domain.certificate_number import CertificateNumber
from webapp.domain.ports.certificates import CertificateData, IssuedCertificate
from webapp.domain.titles import SERIES
from webapp.kernel.identifiers import new_identifier


class StoredCertificates:
    """Certificates in the database (`webapp.domain.ports.certificates.Certificates`)."""

    def __init__(self, database: Database) -> None:
        """Keep the database."""
        self._database = database

    def issue(self, key: str, data: CertificateData, issued_on: date) -> IssuedCertificate:
        """Issue a certificate unless this key has issued one before; `data.series` is a code."""
        with self._database.writing() as session:
            known = registers.certificate_with_key(session, key)
            if known is not None:
                return IssuedCertificate(known.number, known.verification_code)
            sequence = f"certificate-{data.county}-{issued_on.year}-{data.series}"
            serial = registers.take_number(session, f"certificate {key}", sequence)
            series = SERIES[data.series]
            number = str(CertificateNumber(data.county, issued_on.year, series.number, serial))
            cipher = self._database.cipher
            code = cipher.index(number)[:10].upper()
            session.add(
                Certificate(
                    id=new_identifier(),
                    key=key,
                    number=number,
                    verification_code=code,
                    holder=data.holder,
                    id_number=cipher.seal(data.id_number.encode()),
                    id_number_index=cipher.index(data.id_number),
                    unit=data.unit,
                    series=series.name.zh,
                    specialty=data.specialty,
                    title=data.title,
                    county_id=data.county,
                    committee=data.committee,
                    passed_on=data.passed_on,
                    issued_on=issued_on,
                    publication_number=data.publication_number,
                    filing_number=data.filing_number,
                    status="VALID",
                )
            )
            return IssuedCertificate(number, code)
