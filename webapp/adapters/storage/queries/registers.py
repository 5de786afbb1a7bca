"""Publicity lists and certificates as pages show them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import (
    Certificate,
    CertificateEvent,
    Organisation,
    PublicNotice,
)


def public_notices(
    session: Session, level: str, county_id: str, notice_id: str | None
) -> list[tuple[PublicNotice, str]]:
    """Return notices of a level with the names of their counties, the latest first."""
    query = (
        select(PublicNotice, Organisation.name)
        .join(Organisation, Organisation.id == PublicNotice.county_id)
        .where(PublicNotice.level == level)
    )
    if county_id:
        query = query.where(PublicNotice.county_id == county_id)
    if notice_id is not None:
        query = query.where(PublicNotice.id == notice_id)
    rows = session.execute(query.order_by(PublicNotice.created_at.desc()).limit(500))
    return [(notice, name) for notice, name in rows]


def certificate(session: Session, number: str) -> tuple[Certificate, str] | None:
    """Return a certificate and the name of its county."""
    row = session.execute(
        select(Certificate, Organisation.name)
        .join(Organisation, Organisation.id == Certificate.county_id)
        .where(Certificate.number == number)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def certificate_events(session: Session, certificate_id: str) -> list[CertificateEvent]:
    """Return what happened to a certificate, the earliest first."""
    return list(
        session.scalars(
            select(CertificateEvent)
            .where(CertificateEvent.certificate_id == certificate_id)
            .order_by(CertificateEvent.happened_on, CertificateEvent.created_at)
        )
    )


def replacement(session: Session, number: str) -> str:
    """Return the number of the certificate that replaces this one, empty if none does."""
    return session.scalar(select(Certificate.number).where(Certificate.replaces == number)) or ""
