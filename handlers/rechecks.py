"""Service tasks of the re-check (复查) that an applicant may ask for (A12)."""

from webapp.domain import rechecks
from webapp.domain.ports.calendar import WorkingCalendar
from webapp.domain.ports.nominations import Nominations
from webapp.jobs.errors import BpmnError
from webapp.jobs.handling import Job, Variables, operations
from webapp.kernel.errors import Refused


@operations.performs("rechecks.admit", "nomination", "username", "days")
def admit(job: Job, nominations: Nominations, calendar: WorkingCalendar) -> Variables:
    """Admit a request about one's own ended nomination in time; BPMN error RECHECK_REFUSED."""
    given = job.variables
    number = str(given["nomination"]).strip()
    nominee = nominations.nominee(number)
    own = nominee is not None and nominee.username == given["username"]
    try:
        ended_at = rechecks.check(own, nominations.state(number), nominations.ended_at(number))
        rechecks.check_time(calendar, job.county, (ended_at, job.now), int(given["days"]))
    except Refused as error:
        raise BpmnError("RECHECK_REFUSED", error.message.zh) from error
    assert nominee is not None  # noqa: S101 - it is the applicant's own
    return {
        "nomination": number,
        "name": nominee.name,
        "unit": nominee.unit,
        "title": nominee.title,
        "state": nominations.state(number),
        "endedAt": ended_at.isoformat(),
    }
