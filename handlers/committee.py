"""Service tasks of a review committee: draw, tally, minutes."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from webapp.domain import committee as rules
from webapp.domain import drawing
from webapp.domain.places import county_of
from webapp.domain.ports.experts import Expert, ExpertPool
from webapp.domain.ports.office import Archive
from webapp.jobs.errors import BpmnError
from webapp.jobs.handling import Job, Variables, operations
from webapp.kernel.clock import CHINA

SEED_LENGTH = 16


@operations.performs("committee.draw", "series", "size", "roster")
def draw(job: Job, pool: ExpertPool) -> Variables:
    """Draw a committee at random; BPMN error POOL_TOO_SMALL if the pool does not suffice.

    The seed comes from the job's identifier, which nobody chooses: repeating the job repeats the
    draw, and the minutes show how to.
    """
    given = job.variables
    seed = hashlib.sha256(job.id.encode()).hexdigest()[:SEED_LENGTH]
    experts = pool.experts(job.county, given["series"])
    try:
        drawn = drawing.draw(experts, int(given["size"]), seed, applicants=given["roster"]["rows"])
    except drawing.PoolTooSmall as error:
        raise BpmnError(error.code, error.message.zh) from error
    return {
        "size": len(drawn.members),
        "chair": _person(drawn.chair),
        "members": [_person(each) for each in drawn.members],
        "alternates": [_person(each) for each in drawn.alternates],
        "seed": drawn.seed,
        "candidates": [each.id for each in drawn.candidates],
        "excluded": [{"id": each.id, "reason": why} for each, why in drawn.excluded],
        "drawnOn": _today(job),
    }


@operations.performs("committee.tally", "roster", "votes", "posts")
def tally(job: Job) -> Variables:
    """Rank those who passed; return those within the posts, tied for the last, and the rest."""
    given = job.variables
    votes = [_vote(each) for each in given["votes"]]
    posts = int(given["posts"])
    ranking = rules.rank(votes, posts)
    rows = {each["key"]: each for each in given["roster"]["rows"]}
    return {
        "within": _persons(rows, ranking.within),
        "tied": _persons(rows, ranking.tied),
        "beyond": _persons(rows, ranking.beyond),
        "failed": _persons(rows, ranking.failed),
        "open": max(0, posts - len(ranking.within)) if ranking.tied else 0,
        "posts": posts,
    }


@operations.performs(
    "committee.minutes",
    "committee",
    "attendance",
    "opinions",
    "votes",
    "tally",
    "runOff",
    "signature",
    "heldOn",
)
def minutes(job: Job, archive: Archive) -> Variables:
    """Archive the minutes (A9) and return the result of the meeting."""
    given = job.variables
    counted = given["tally"]
    chosen = set((given["runOff"] or {}).get("selected") or [])
    ahead = [each for each in counted["tied"] if each["key"] in chosen]
    behind = [each for each in counted["tied"] if each["key"] not in chosen]
    passed = [*counted["within"], *ahead]
    held_on = given["heldOn"] or _today(job)
    county = county_of(job.county)
    content = {
        "organ": county.bureau,
        "county": county.name,
        "date": _today(job),
        "present": given["attendance"].get("present") or [],
        "committee": given["committee"],
        "attendance": given["attendance"],
        "opinions": given["opinions"],
        "votes": given["votes"],
        "passed": [each["key"] for each in passed],
        "signature": given["signature"],
        "heldOn": held_on,
        "denominator": "到会专家（含回避专家）",  # the strict reading, printed as domain rules ask
    }
    document = archive.archive(job.id, job.instance_id, "minutes", content)
    return {
        "heldOn": held_on,
        "minutes": document,
        "passed": passed,
        "beyond": [*behind, *counted["beyond"]],
        "failed": counted["failed"],
    }


def _person(expert: Expert) -> dict[str, Any]:
    return {
        "id": expert.id,
        "name": expert.name,
        "unit": expert.unit,
        "specialty": expert.specialty,
        "can_chair": expert.can_chair,
        "origin": expert.origin,
    }


def _vote(each: Mapping[str, Any]) -> rules.Vote:
    return rules.Vote(
        key=each["key"],
        name=each["name"],
        present=int(each["present"]),
        yes=int(each["yes"]),
        passed=each["passed"] is True,
    )


def _persons(
    rows: Mapping[str, Mapping[str, Any]], votes: Sequence[rules.Vote]
) -> list[dict[str, Any]]:
    return [{**rows[each.key], "yes": each.yes, "present": each.present} for each in votes]


def _today(job: Job) -> str:
    return job.now.astimezone(CHINA).date().isoformat()
