"""Service tasks that say why something was decided and what can be done about it."""

from dataclasses import asdict

from webapp.domain import remedies
from webapp.jobs.handling import Job, Variables, operations


@operations.performs("decisions.explain", "stage", "reasons", "unit", "department")
def explain(job: Job) -> Variables:
    """Return the reasons with the organ that decided, the basis and the remedy."""
    given = job.variables
    explanation = remedies.explain(
        given["stage"], job.county, given["unit"] or "", given["department"] or ""
    )
    reasons = given["reasons"] or "未说明理由"
    return {"stage": given["stage"], "reasons": reasons, **asdict(explanation)}
