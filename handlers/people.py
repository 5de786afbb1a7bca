"""Service tasks that bring notes to people."""

from webapp.domain.ports.office import Message, Notifier
from webapp.jobs.handling import Job, Variables, operations


@operations.performs("people.notify", "title", "body", "username", "role", "organisation")
def notify(job: Job, notifier: Notifier) -> Variables:
    """Send a note to one person, or to everybody who holds a role at an organisation."""
    given = job.variables
    message = Message(
        title=given["title"],
        body=given["body"],
        username=given["username"] or "",
        role=given["role"] or "",
        organisation_id=given["organisation"] or "",
    )
    notifier.notify(job.id, job.instance_id, message)
    return {}
