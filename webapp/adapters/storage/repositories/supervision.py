"""Issues, complaints with their steps, and samples."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import (
    ArchivedDocument,
    Complaint,
    ComplaintStep,
    DossierSample,
    ProcessInstance,
    RoundIssue,
    UserTask,
)
from webapp.kernel.pagination import Page, PageRequest


def issue(session: Session, issue_id: str) -> RoundIssue | None:
    """Return an issue, locked."""
    return session.get(RoundIssue, issue_id, with_for_update=True, populate_existing=True)


def issues(
    session: Session, counties: Collection[str], year: int | None, *, open_only: bool
) -> Sequence[RoundIssue]:
    """Return the issues of counties, the latest first."""
    query = select(RoundIssue).where(RoundIssue.county_id.in_(counties))
    if year is not None:
        query = query.where(RoundIssue.year == year)
    if open_only:
        query = query.where(RoundIssue.closed_at.is_(None))
    return list(session.scalars(query.order_by(RoundIssue.opened_at.desc()).limit(1000)))


def received_since(session: Session, source: str, since: datetime) -> tuple[int, int]:
    """Return how many complaints came from one place, and from everywhere, since the moment."""
    everywhere = select(func.count()).select_from(Complaint).where(Complaint.received_at > since)
    here = everywhere.where(Complaint.source_index == source)
    return session.scalar(here) or 0, session.scalar(everywhere) or 0


def complaint_numbered(session: Session, number: str) -> Complaint | None:
    """Return the complaint with this number."""
    return session.scalar(select(Complaint).where(Complaint.number == number))


def complaint(session: Session, complaint_id: str, *, for_update: bool) -> Complaint | None:
    """Return a complaint."""
    return session.get(
        Complaint, complaint_id, with_for_update=for_update, populate_existing=for_update
    )


def in_hand(counties: Collection[str], cities_counties: Collection[str]) -> ColumnElement[bool]:
    """Return the condition that a complaint is the county's, or the city's, to handle."""
    return or_(
        and_(Complaint.county_id.in_(counties), Complaint.level == "county"),
        Complaint.county_id.in_(cities_counties),
    )


def complaints(
    session: Session, condition: ColumnElement[bool], state: str, page: PageRequest | None
) -> Page[Complaint]:
    """Return one page of complaints (all without one), those due first at the top."""
    where = and_(condition, Complaint.state == state if state else true())
    total = session.scalar(select(func.count()).select_from(Complaint).where(where)) or 0
    answered = Complaint.answered_at.is_not(None)
    query = select(Complaint).where(where).order_by(answered, Complaint.due_on, Complaint.number)
    if page is not None:
        query = query.limit(page.size).offset(page.offset)
    return Page(list(session.scalars(query)), total, page or PageRequest(1, max(total, 1)))


def steps(session: Session, complaint_id: str) -> Sequence[ComplaintStep]:
    """Return what was done about a complaint, oldest first."""
    query = select(ComplaintStep).where(ComplaintStep.complaint_id == complaint_id)
    return list(session.scalars(query.order_by(ComplaintStep.id)))


def samples(session: Session, limit: int) -> Sequence[DossierSample]:
    """Return the latest samples."""
    query = select(DossierSample).order_by(DossierSample.drawn_at.desc()).limit(limit)
    return list(session.scalars(query))


def sample(session: Session, sample_id: str) -> DossierSample | None:
    """Return a sample."""
    return session.get(DossierSample, sample_id)


def instances_keyed(session: Session, keys: Collection[str]) -> dict[str, ProcessInstance]:
    """Return instances by business key."""
    rows = session.scalars(select(ProcessInstance).where(ProcessInstance.business_key.in_(keys)))
    return {row.business_key: row for row in rows}


def completed_tasks(session: Session, instance_id: str) -> Sequence[UserTask]:
    """Return the completed tasks of an instance, oldest first."""
    query = select(UserTask).where(
        UserTask.instance_id == instance_id, UserTask.state == "COMPLETED"
    )
    return list(session.scalars(query.order_by(UserTask.ended_at)))


def documents_of(session: Session, instance_id: str) -> Sequence[ArchivedDocument]:
    """Return the official documents of an instance, oldest first."""
    query = select(ArchivedDocument).where(ArchivedDocument.instance_id == instance_id)
    return list(session.scalars(query.order_by(ArchivedDocument.created_at)))
