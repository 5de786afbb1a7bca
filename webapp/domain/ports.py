"""What the rules and the handlers need of the outside world; adapters provide it.

Every method that changes something takes a `key`: the job's id, or the job's id with a suffix. The
same call with the same key changes nothing again and returns what the first call returned.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Notice:
    """A publicity list as the public reads it. Its rows hold no ID number and no phone number."""

    title: str
    basis: str
    starts_on: date
    ends_on: date
    rows: Sequence[Mapping[str, str]]
    contact: str
    organ: str
    level: str = "county"  # "county" is open to the public, "unit" is shown inside the unit only
    organisation_id: str = ""
    provisional: bool = False  # the end date rests on a year whose holidays are not yet known


class Notices(Protocol):
    """The register of publicity lists."""

    def publish(self, key: str, county: str, instance_id: str, notice: Notice) -> str:
        """Publish the notice and return its identifier."""
        ...

    def close(self, key: str, notice_id: str, outcome: str) -> None:
        """Mark the notice as ended; `outcome` is a short official sentence."""
        ...


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


@dataclass(frozen=True, slots=True)
class PostPlan:
    """The ledger entry of a county's posts (R15–R18)."""

    county: str
    year: int
    regular_total: int  # the county's regular deputy-senior posts, the base of the 10 %
    total: int
    base_source: str
    yearly_share_percent: int
    exception_document: str = ""


@dataclass(frozen=True, slots=True)
class PostBalance:
    """How many posts a county has and how many of them are taken."""

    total: int
    occupied: int


class Posts(Protocol):
    """The separate ledger of 双定向 posts."""

    def set_plan(self, key: str, plan: PostPlan) -> None:
        """Record the total of a county for a year; a later plan supersedes an earlier one."""
        ...

    def balance(self, county: str) -> PostBalance:
        """Return the latest plan's total and the posts occupied; zeroes without a plan."""
        ...

    def occupy(self, key: str, county: str, holder: str, certificate_number: str) -> None:
        """Take one post for the holder of a certificate."""
        ...


@dataclass(frozen=True, slots=True)
class Expert:
    """A member of the expert pool of a county and series; `id` is the name of the account."""

    id: str
    name: str
    unit: str
    specialty: str
    can_chair: bool = False


class ExpertPool(Protocol):
    """The pools from which committees are drawn (A5)."""

    def experts(self, county: str, series: str) -> Sequence[Expert]:
        """Return the experts whose term has not ended, in a fixed order."""
        ...


class Numbering(Protocol):
    """Document numbers without gaps or repetitions."""

    def take(self, key: str, sequence: str) -> int:
        """Return the next number of the named sequence, counting from 1."""
        ...


class WorkingCalendar(Protocol):
    """The working days of a county (national notice plus local holidays)."""

    def add_working_days(self, county: str, start: datetime, days: int) -> datetime:
        """Return the end (24:00, China time) of the `days`-th working day after `start`'s day."""
        ...

    def is_provisional(self, county: str, start: datetime, end: datetime) -> bool:
        """Tell whether a day between rests on a year without an entered holiday notice."""
        ...


@dataclass(frozen=True, slots=True)
class Message:
    """A note to one person or to everybody who holds a role at an organisation."""

    title: str
    body: str
    username: str = ""
    role: str = ""
    organisation_id: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


class Notifier(Protocol):
    """Brings notes to people."""

    def notify(self, key: str, instance_id: str, message: Message) -> None:
        """Send the note once."""
        ...


class Archive(Protocol):
    """The archive of official documents that a process produces (minutes, publication document)."""

    def archive(self, key: str, instance_id: str, kind: str, content: Mapping[str, Any]) -> str:
        """Store the document and return its identifier."""
        ...
