"""Numbers, settings and the calendar: small registers that services read and write."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import (
    ArchivedDocument,
    CalendarDay,
    Certificate,
    PublicNotice,
    Setting,
    TakenNumber,
)


def take_number(session: Session, key: str, sequence: str) -> int:
    """Return the next number of the sequence, or the one that this key took before."""
    before = session.scalar(select(TakenNumber.number).where(TakenNumber.key == key))
    if before is not None:
        return before
    if session.get_bind().dialect.name != "sqlite":  # SQLite has one writer anyway
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"number\n{sequence}"))))
    last: int | None = session.scalar(
        select(func.max(TakenNumber.number)).where(TakenNumber.sequence == sequence)
    )
    number = (last or 0) + 1
    session.add(TakenNumber(sequence=sequence, number=number, key=key))
    session.flush()  # the next taker in this transaction must see it
    return number


def setting(session: Session, name: str) -> Any:
    """Return a setting's value, None when it was never set."""
    return session.scalar(select(Setting.value).where(Setting.name == name))


def keep_setting(session: Session, name: str, value: Any) -> None:
    """Set a setting."""
    session.merge(Setting(name=name, value=value))


def notice_with_key(session: Session, key: str) -> PublicNotice:
    """Return the publicity list published under this key."""
    return session.scalars(select(PublicNotice).where(PublicNotice.key == key)).one()


def open_notice(session: Session, county_id: str, number: str) -> PublicNotice | None:
    """Return the list of a county with this number that is not closed, the latest if several."""
    return session.scalar(
        select(PublicNotice)
        .where(
            PublicNotice.county_id == county_id,
            PublicNotice.number == number,
            PublicNotice.closed_at.is_(None),
        )
        .order_by(PublicNotice.created_at.desc())
        .limit(1)
    )


def certificate_numbered(
    session: Session, number: str, *, for_update: bool = False
) -> Certificate | None:
    """Return a certificate by its number, to be changed only if it is locked."""
    wanted = select(Certificate).where(Certificate.number == number)
    return session.scalar(wanted.with_for_update() if for_update else wanted)


def open_notices(session: Session, instance_id: str) -> list[PublicNotice]:
    """Return the publicity lists of an instance that nobody has ended."""
    return list(
        session.scalars(
            select(PublicNotice).where(
                PublicNotice.instance_id == instance_id, PublicNotice.closed_at.is_(None)
            )
        )
    )


def certificate_with_key(session: Session, key: str) -> Certificate | None:
    """Return the certificate issued under this key, if any."""
    return session.scalar(select(Certificate).where(Certificate.key == key))


def document_with_key(session: Session, key: str) -> ArchivedDocument:
    """Return the document archived under this key."""
    return session.scalars(select(ArchivedDocument).where(ArchivedDocument.key == key)).one()


def calendar_days(session: Session) -> list[CalendarDay]:
    """Return every entered day that differs from the weekday rule."""
    return list(session.scalars(select(CalendarDay)))
