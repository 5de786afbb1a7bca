"""Service tasks of a review committee before the ballot: filing, draw, seats, groups, opinions."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from webapp.domain import drawing, places, sitting
from webapp.domain.ports.experts import Draws, Expert, ExpertPool, PoolFiling
from webapp.domain.ports.nominations import Nominations, Nominee
from webapp.domain.ports.office import Archive
from webapp.jobs.errors import BpmnError
from webapp.jobs.handling import Job, Variables, operations
from webapp.kernel.clock import CHINA
from webapp.kernel.errors import Refused

SEED_LENGTH = 16


def _refusal(code: str, error: Refused) -> BpmnError:
    return BpmnError(code, error.message.zh)


@operations.performs("committee.draw", "series", "size", "meetingOn", "entrusted", "alternates")
def draw(
    job: Job, pool: ExpertPool, nominations: Nominations, draws: Draws, archive: Archive
) -> Variables:
    """Draw a committee from the filed pool; POOL_TOO_SMALL, COMMITTEE_NOT_VALID if it cannot be.

    The seed comes from the job's identifier, which nobody chooses: repeating the job repeats the
    draw, and its record shows everybody how to. `entrusted` names the county whose committee is
    asked instead (A13); its filing must be valid as well.
    """
    given = job.variables
    owner = places.county_of(given["entrusted"] or job.county)
    meeting_on = date.fromisoformat(given["meetingOn"])
    seed = hashlib.sha256(job.id.encode()).hexdigest()[:SEED_LENGTH]
    alternates = int(given["alternates"])
    filing = _valid_filing(pool, owner, given["series"], meeting_on)
    experts = pool.experts(owner.code, given["series"])
    applicants = [
        {"name": each.name, "username": each.username}
        for each in nominations.roster(job.business_key)
    ]
    try:
        drawn = drawing.draw(
            experts,
            int(given["size"]),
            seed,
            applicants=applicants,
            on=meeting_on,
            alternates_per_member=alternates,
        )
    except drawing.PoolTooSmall as error:
        raise _refusal(error.code, error) from error
    record = _record(drawn, alternates) | {
        "organ": owner.bureau,
        "county": owner.name,
        "date": _today(job),
        "drawnOn": _today(job),
        "filing": filing.number,
    }
    draw_id = draws.record(job.id, job.instance_id, job.county, given["series"], record)
    document = archive.archive(job.id, job.instance_id, "draw_record", {**record, "draw": draw_id})
    return {
        "size": len(drawn.members),
        "chair": _person(drawn.chair),
        "viceChair": _person(drawn.vice_chair) if drawn.vice_chair else None,
        "members": [_person(each) for each in drawn.members],
        "alternates": [_person(each) for each in drawn.alternates],
        "seed": drawn.seed,
        "candidates": len(drawn.candidates),
        "excluded": record["excluded"],
        "mix": drawing.mix(drawn.members),
        "drawnOn": record["drawnOn"],
        "draw": draw_id,
        "document": document,
        "county": owner.code,
        "countyName": owner.name,
        "filing": _filing(filing),
    }


def _record(drawn: drawing.Draw, alternates: int) -> dict[str, Any]:
    """Return all that a draw started from and gave, to be kept, printed and repeated."""
    return {
        "seed": drawn.seed,
        "algorithm": drawing.ALGORITHM,
        "size": len(drawn.members),
        "alternatesPerMember": alternates,
        "candidates": [_person(each) for each in drawn.candidates],
        "excluded": [{**_person(each), "reason": why} for each, why in drawn.excluded],
        "members": [_person(each) for each in drawn.members],
        "alternates": [_person(each) for each in drawn.alternates],
        "mix": drawing.mix(drawn.members),
    }


@operations.performs(
    "committee.file", "series", "number", "validFrom", "validUntil", "consent", "consentSize"
)
def file_committee(job: Job, pool: ExpertPool) -> Variables:
    """Record a renewed filing of the committee; BPMN error FILING_TOO_LONG beyond three years."""
    given = job.variables
    filing = PoolFiling(
        county=job.county,
        series=given["series"],
        number=given["number"],
        valid_from=date.fromisoformat(given["validFrom"]),
        valid_until=date.fromisoformat(given["validUntil"]),
        consent=given["consent"] or "",
        consent_size=int(given["consentSize"] or 0),
    )
    try:
        drawing.check_term(filing.valid_from, filing.valid_until)
    except drawing.FilingTooLong as error:
        raise _refusal(error.code, error) from error
    pool.file(job.id, filing)
    return _filing(filing)


@operations.performs("committee.seat", "series", "committee", "attendance", "denominator")
def seat(job: Job, pool: ExpertPool, nominations: Nominations) -> Variables:
    """Seat alternates for absent members and find recusals; COMMITTEE_NOT_VALID after expiry.

    The filing is looked up again for the very day of the meeting (A17), so that a committee whose
    filing has ended since the approval does not sit.
    """
    given = job.variables
    committee, attendance = given["committee"], given["attendance"]
    owner = places.county_of(committee["county"])
    held_on = _today(job)  # the day on which they sign in; no other can be entered
    filing = _valid_filing(pool, owner, given["series"], date.fromisoformat(held_on))
    people = {each["id"]: each for each in [*committee["members"], *committee["alternates"]]}
    seats = sitting.seat(
        [each["id"] for each in committee["members"]],
        [each["id"] for each in committee["alternates"]],
        attendance["present"],
    )
    nominees = nominations.roster(job.business_key)
    known = {each.id: each for each in pool.experts(owner.code, given["series"])}
    found = sitting.recusals(
        [known.get(each) or _expert(people[each]) for each in seats.present],
        nominees,
        _declared(attendance, nominees),
    )
    found = [each for each in found if each.expert in seats.present]
    withdrawn = Counter(each.applicant for each in found)
    present = len(seats.present)
    leader = _leader(committee, attendance, seats.present)
    names = {each.key: each.name for each in nominees}
    return {
        "heldOn": held_on,
        "filing": _filing(filing),
        "present": [people[each] for each in seats.present],
        "absent": [people[each] for each in seats.absent],
        "substitutes": [
            {"absent": people[gone]["name"], "alternate": people[came]["name"]}
            for gone, came in seats.substitutes
        ],
        "size": int(committee["size"]),
        "count": present,
        "leader": leader,
        "recusals": [
            {
                "expert": each.expert,
                "expertName": people[each.expert]["name"],
                "key": each.applicant,
                "name": names[each.applicant],
                "reason": each.reason,
                "source": each.source,
            }
            for each in found
        ],
        "outOfReach": sitting.out_of_reach(present, withdrawn, nominees, given["denominator"]),
        "denominator": given["denominator"],
        "applicants": len(nominees),
    }


def _declared(
    attendance: Mapping[str, Any], nominees: list[Nominee] | Any
) -> list[tuple[str, str, str]]:
    """Return the declared recusals; a long roster is told by number instead of by name."""
    keys = {number: each.key for number, each in enumerate(nominees, 1)}
    known = set(keys.values())
    declared = [
        (
            each["expert"],
            each.get("applicantKey") or keys.get(each.get("applicantNumber") or 0, ""),
            each.get("reason") or "",
        )
        for each in attendance.get("recusals") or []
    ]
    return [each for each in declared if each[1] in known]


def _leader(
    committee: Mapping[str, Any], attendance: Mapping[str, Any], present: tuple[str, ...]
) -> dict[str, Any] | None:
    leaders = {"chair": committee["chair"], "vice_chair": committee.get("viceChair")}
    leader = leaders.get(attendance["ledBy"])
    return dict(leader) if leader and leader["id"] in present else None


@operations.performs("committee.groups", "sitting", "least")
def groups(job: Job, nominations: Nominations) -> Variables:
    """Form discussion groups of at least `least` experts; BPMN error GROUPS_IMPOSSIBLE."""
    given = job.variables
    present = {each["id"]: each for each in given["sitting"]["present"]}
    nominees = {each.key: each for each in nominations.roster(job.business_key)}
    barred: dict[str, set[str]] = {}
    for each in given["sitting"]["recusals"]:
        barred.setdefault(each["expert"], set()).add(each["key"])
    try:
        formed = sitting.form_groups(
            list(present), list(nominees.values()), barred, int(given["least"])
        )
    except sitting.GroupsImpossible as error:
        raise _refusal(error.code, error) from error
    return {
        "list": [
            {
                "name": group.name,
                "leader": present[group.experts[0]],
                "experts": "、".join(present[each]["name"] for each in group.experts),
                "size": len(group.experts),
                "applicants": [_entry(nominees[each]) for each in group.applicants],
            }
            for group in formed
            if group.applicants
        ]
    }


def _entry(nominee: Nominee) -> dict[str, str]:
    return {
        "key": nominee.key,
        "name": nominee.name,
        "unit": nominee.unit,
        "title": nominee.title,
    }


@operations.performs("committee.opinions", "groups", "written", "before")
def opinions(job: Job) -> Variables:
    """Gather the groups' written opinions, and tell which groups still owe some (A8)."""
    given = job.variables
    rows = {each["key"]: each for each in (given["before"] or {}).get("rows", [])}
    for group, written in zip(given["groups"], given["written"], strict=True):
        own = {each["key"]: each for each in group["applicants"]}
        for row in written.get("rows") or []:
            if row.get("key") in own and row.get("opinion"):
                rows[row["key"]] = {
                    "key": row["key"],
                    "name": own[row["key"]]["name"],
                    "group": group["name"],
                    "experts": group["experts"],
                    "score": int(row.get("score") or 0),
                    "opinion": row["opinion"],
                }
    missing = [
        {**group, "applicants": owed}
        for group in given["groups"]
        if (owed := [each for each in group["applicants"] if each["key"] not in rows])
    ]
    return {"rows": list(rows.values()), "missing": missing}


def _valid_filing(pool: ExpertPool, owner: places.County, series: str, on: date) -> PoolFiling:
    try:
        return drawing.check_filing(owner.name, pool.filing(owner.code, series), on)
    except (drawing.PoolNotFiled, drawing.FilingExpired) as error:
        raise _refusal("COMMITTEE_NOT_VALID", error) from error


def _filing(filing: PoolFiling) -> dict[str, Any]:
    return {
        "number": filing.number,
        "validFrom": filing.valid_from.isoformat(),
        "validUntil": filing.valid_until.isoformat(),
        "consent": filing.consent,
        "consentSize": filing.consent_size,
    }


def _person(expert: Expert) -> dict[str, Any]:
    return {
        "id": expert.id,
        "name": expert.name,
        "unit": expert.unit,
        "specialty": expert.specialty,
        "can_chair": expert.can_chair,
        "origin": expert.origin,
        "originName": drawing.ORIGINS[expert.origin].zh,
    }


def _expert(person: Mapping[str, Any]) -> Expert:
    """Return an expert who has left the pool since the draw as the draw knew this person."""
    return Expert(person["id"], person["name"], person["unit"], person["specialty"])


def _today(job: Job) -> str:
    return job.now.astimezone(CHINA).date().isoformat()
