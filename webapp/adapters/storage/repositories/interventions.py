"""What the remedies of an administrator touch."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import Incident, Job


def job(session: Session, job_id: str) -> Job | None:
    """Return a job."""
    return session.get(Job, job_id)


def incident(session: Session, incident_id: str) -> Incident | None:
    """Return an incident."""
    return session.get(Incident, incident_id)


def leave_incident(session: Session, job_id: str, status: str, now: datetime) -> bool:
    """Give a failed job another status and resolve its incident; False when it was not failed."""
    result = session.execute(
        update(Job)
        .where(Job.id == job_id, Job.status == "INCIDENT")
        .values(status=status, failures=0, starts=0, last_error="")
        .execution_options(synchronize_session=False)
    )
    if not result.rowcount:  # type: ignore[attr-defined]
        return False
    session.execute(
        update(Incident)
        .where(Incident.job_id == job_id, Incident.resolved_at.is_(None))
        .values(resolved_at=now)
        .execution_options(synchronize_session=False)
    )
    return True
