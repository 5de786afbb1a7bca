"""What the public reads: publicity lists and certificates."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from webapp.access.actor import Actor
from webapp.adapters.storage.models import Certificate, PublicNotice
from webapp.adapters.storage.queries import registers as queries
from webapp.domain.certificates import STATUS_AFTER, WORDS, Happening
from webapp.kernel.clock import CHINA
from webapp.kernel.errors import NotFound
from webapp.kernel.text import Text
from webapp.services.parts import Parts


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A publicity list. It holds no ID number, no phone number of a person, no votes."""

    id: str
    number: str
    level: str
    title: str
    county_name: str
    organ: str
    basis: str
    starts_on: date
    ends_on: date
    provisional: bool
    rows: Sequence[Mapping[str, str]]
    contact: str
    outcome: str
    current: bool


@dataclass(frozen=True, slots=True)
class VerifiedCertificate:
    """What the verification page tells of a certificate."""

    number: str
    holder: str
    unit: str
    series: str
    specialty: str
    title: str
    county_name: str
    validity: Text
    committee: str
    passed_on: date
    issued_on: date
    publication_number: str
    filing_number: str
    status: str
    version: int
    ends: Sequence["EndOfValidity"]
    replaced_by: str


@dataclass(frozen=True, slots=True)
class EndOfValidity:
    """Since when and why a certificate is no longer valid, by which document of which organ."""

    words: Text
    since: date
    organ: str
    document: str


def list_public_notices(
    parts: Parts, county_id: str = "", *, current_only: bool = True
) -> Sequence[NoticeView]:
    """Return the county-level lists, those that end first at the top."""
    today = parts.clock.now().astimezone(CHINA).date()
    with parts.database.reading() as session:
        found = queries.public_notices(session, "county", county_id, None)
        views = [_notice(notice, county, today) for notice, county in found]
    return [view for view in views if view.current or not current_only]


def read_public_notice(parts: Parts, notice_id: str) -> NoticeView:
    """Return one county-level list; those shown inside a unit are not found here."""
    today = parts.clock.now().astimezone(CHINA).date()
    with parts.database.reading() as session:
        for notice, county in queries.public_notices(session, "county", "", notice_id):
            return _notice(notice, county, today)
    raise NotFound(notice=notice_id)


def list_unit_notices(parts: Parts, actor: Actor) -> Sequence[NoticeView]:
    """Return the lists shown inside the actor's own units (A1)."""
    today = parts.clock.now().astimezone(CHINA).date()
    units = actor.organisations()
    with parts.database.reading() as session:
        found = queries.public_notices(session, "unit", "", None)
        return [
            _notice(notice, county, today)
            for notice, county in found
            if notice.organisation_id in units
        ]


def _notice(notice: PublicNotice, county_name: str, today: date) -> NoticeView:
    return NoticeView(
        id=notice.id,
        number=notice.number,
        level=notice.level,
        title=notice.title,
        county_name=county_name,
        organ=notice.organ,
        basis=notice.basis,
        starts_on=notice.starts_on,
        ends_on=notice.ends_on,
        provisional=notice.provisional,
        rows=notice.rows,
        contact=notice.contact,
        outcome=notice.outcome,
        current=notice.closed_at is None and notice.starts_on <= today,
    )


def verify_certificate(parts: Parts, number: str, holder: str) -> VerifiedCertificate | None:
    """Look a certificate up by its number and the holder's name (or the verification code).

    Both must fit, so that nobody can collect names by counting numbers through.
    """
    with parts.database.reading() as session:
        found = queries.certificate(session, number.strip().upper())
        if found is None:
            return None
        certificate, county_name = found
        given = holder.strip()
        fits = [
            hmac.compare_digest(given.encode(), certificate.holder.encode()),
            hmac.compare_digest(given.upper().encode(), certificate.verification_code.encode()),
        ]
        if not any(fits):
            return None
        ends = [
            EndOfValidity(WORDS[Happening(row.kind)], row.happened_on, row.organ, row.document)
            for row in queries.certificate_events(session, certificate.id)
            if Happening(row.kind) in STATUS_AFTER
        ]
        newer = queries.replacement(session, certificate.number)
        return _verified(certificate, county_name, ends, newer)


def _verified(
    certificate: Certificate, county_name: str, ends: Sequence[EndOfValidity], newer: str
) -> VerifiedCertificate:
    return VerifiedCertificate(
        number=certificate.number,
        holder=certificate.holder,
        unit=certificate.unit,
        series=certificate.series,
        specialty=certificate.specialty,
        title=certificate.title,
        county_name=county_name,
        validity=Text(
            f"职称“双定向”，仅限{county_name}范围内有效",
            f"“Shuangdingxiang” title, valid only within {county_name}",
        ),
        committee=certificate.committee,
        passed_on=certificate.passed_on,
        issued_on=certificate.issued_on,
        publication_number=certificate.publication_number,
        filing_number=certificate.filing_number,
        status=certificate.status,
        version=certificate.version,
        ends=ends,
        replaced_by=newer,
    )
