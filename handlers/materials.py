"""Service tasks that keep a nomination's materials equal to those the unit publicised (R25)."""

from webapp.domain.materials import fingerprint, unchanged
from webapp.jobs.handling import Job, Variables, operations
from webapp.kernel.clock import CHINA


@operations.performs("materials.seal", "materials")
def seal(job: Job) -> Variables:
    """Return the fingerprint of the materials at the moment at which publicity begins."""
    today = job.now.astimezone(CHINA).date()
    return {"fingerprint": fingerprint(job.variables["materials"]), "sealedOn": today.isoformat()}


@operations.performs("materials.compare", "materials", "sealed")
def compare(job: Job) -> Variables:
    """Tell whether the materials are still those that were sealed."""
    given = job.variables
    return {"unchanged": unchanged(given["materials"], given["sealed"]["fingerprint"])}
