"""Electronic certificates."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class CertificateData:
    """What an electronic certificate states (R32: always marked 双定向)."""

    holder: str
    id_number: str
    unit: str
    series: str
    specialty: str
    title: str
    county: str
    committee: str
    passed_on: date
    publication_number: str
    filing_number: str


@dataclass(frozen=True, slots=True)
class IssuedCertificate:
    """The number and the verification code of an issued certificate."""

    number: str
    verification_code: str


class Certificates(Protocol):
    """The register of certificates."""

    def issue(self, key: str, data: CertificateData, issued_on: date) -> IssuedCertificate:
        """Issue a certificate with the next number of its county, year and series."""
        ...
