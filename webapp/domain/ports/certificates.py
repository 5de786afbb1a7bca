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


@dataclass(frozen=True, slots=True)
class HeldCertificate:
    """A certificate on record; `series` is a code, `version` counts from 1."""

    number: str
    verification_code: str
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
    status: str
    version: int


@dataclass(frozen=True, slots=True)
class CertificateEvent:
    """What happened to a certificate: since when, by which document of which organ, and why.

    `status` is how the certificate stands afterwards, empty when it stays as it was; `unit` is the
    holder's new unit, empty when there is none.
    """

    kind: str
    on: date
    organ: str
    document: str
    grounds: str = ""
    status: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """The particulars that a corrected certificate states."""

    holder: str
    id_number: str
    unit: str
    specialty: str


class Certificates(Protocol):
    """The register of certificates."""

    def issue(self, key: str, data: CertificateData, issued_on: date) -> IssuedCertificate:
        """Issue a certificate with the next number of its county, year and series."""
        ...

    def find(self, number: str) -> HeldCertificate | None:
        """Return a certificate by its number."""
        ...

    def happen(self, key: str, number: str, event: CertificateEvent) -> None:
        """Record what happened to a certificate; one that has ended keeps its end."""
        ...

    def correct(
        self, key: str, number: str, correction: Correction, event: CertificateEvent
    ) -> IssuedCertificate:
        """Replace a certificate by its next version, with a number of its own."""
        ...
