"""Service tasks of the secret ballot and of what follows from it: tally, ties, minutes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from webapp.domain import committee as rules
from webapp.domain import county_settings, places, sitting
from webapp.domain.ports.ballots import BallotPlan, Ballots, Entry, Voter
from webapp.domain.ports.nominations import Nominations
from webapp.domain.ports.office import Archive, Message, Notifier
from webapp.jobs.handling import Job, Variables, operations
from webapp.kernel.clock import CHINA

COLUMNS = {
    "key": "key",
    "name": "name",
    "idNumber": "id_number",
    "unit": "unit",
    "unitId": "unit_id",
    "username": "username",
    "specialty": "specialty",
    "title": "title",
}
"""What later steps need to know of a person who passed, and where the register keeps it."""


@operations.performs("ballot.open", "title", "keys", "sitting", "mostYes")
def open_ballot(
    job: Job, ballots: Ballots, nominations: Nominations, notifier: Notifier
) -> Variables:
    """Open a box for the experts present, and tell each of them; `keys` null means everybody."""
    given = job.variables
    wanted = given["keys"]
    entries = [
        Entry(each.key, each.name, each.unit, each.title)
        for each in nominations.roster(job.business_key)
        if wanted is None or each.key in wanted
    ]
    barred: dict[str, set[str]] = {}
    for each in given["sitting"]["recusals"]:
        barred.setdefault(each["expert"], set()).add(each["key"])
    voters = [
        Voter(each["id"], each["name"], frozenset(barred.get(each["id"], ())))
        for each in given["sitting"]["present"]
    ]
    most_yes = None if given["mostYes"] is None else int(given["mostYes"])
    plan = BallotPlan(job.county, given["title"], entries, voters, most_yes)
    ballot = ballots.open(job.id, job.instance_id, plan)
    for voter in voters:
        note = Message(
            title=f"请投票：{given['title']}",
            body="投票已经开始，请在“投票”页面完成无记名投票。每位专家只投一次，会议结束后不得补投。",
            username=voter.username,
        )
        notifier.notify(f"{job.id}-{voter.username}", job.instance_id, note)
    return {"id": ballot, "entries": len(entries), "voters": len(voters)}


@operations.performs("ballot.close", "ballot", "sitting")
def close_ballot(job: Job, ballots: Ballots, nominations: Nominations) -> Variables:
    """Close the box and return the counts; a vote that was not cast is missing, and not a yes.

    `present` is the denominator that the county has chosen (A7): with `reduced` those who have
    withdrawn do not count as present for that person.
    """
    session = job.variables["sitting"]
    withdrawn = Counter(each["key"] for each in session["recusals"])
    names = {each.key: each.name for each in nominations.roster(job.business_key)}
    counts = ballots.close(job.variables["ballot"]["id"])
    return {
        "counts": [
            {
                "key": each.key,
                "name": names[each.key],
                "yes": each.yes,
                "no": each.no,
                "abstain": each.abstain,
                "missing": each.missing,
                "present": sitting.counted_present(
                    session["count"], withdrawn[each.key], session["denominator"]
                ),
            }
            for each in counts
            if each.key in names
        ]
    }


@operations.performs("committee.tally", "votes", "posts")
def tally(job: Job) -> Variables:
    """Rank those who passed; return those within the posts, tied for the last, and the rest."""
    votes = {each["key"]: each for each in job.variables["votes"]}
    posts = int(job.variables["posts"])
    ranking = rules.rank([_vote(each) for each in votes.values()], posts)
    return {
        "within": [votes[each.key] for each in ranking.within],
        "tied": [votes[each.key] for each in ranking.tied],
        "beyond": [votes[each.key] for each in ranking.beyond],
        "failed": [votes[each.key] for each in ranking.failed],
        "open": max(0, posts - len(ranking.within)) if ranking.tied else 0,
        "posts": posts,
        "broken": [],
    }


@operations.performs("committee.break_tie", "tally", "rule", "opinions", "order", "votes")
def break_tie(job: Job) -> Variables:
    """Break a tie by the county's rule; `tied` keeps those who are equal in that too.

    `second_ballot` counts the yes votes of the second ballot, `score` takes the groups' score,
    `unit_order` the units' order of recommendation, of which the smallest number comes first.
    """
    given = job.variables
    counted, rule = given["tally"], given["rule"]
    people = {each["key"]: each for each in counted["tied"]}
    values = _values(rule, given)
    broken = rules.break_tie(
        list(people), {key: values.get(key, _LAST) for key in people}, int(counted["open"])
    )
    step = {
        "rule": rule,
        "values": [
            {"name": each["name"], "value": values.get(key)} for key, each in people.items()
        ],
    }
    return {
        **counted,
        "within": [*counted["within"], *(people[key] for key in broken.ahead)],
        "tied": [people[key] for key in broken.tied],
        "beyond": [*(people[key] for key in broken.behind), *counted["beyond"]],
        "open": int(counted["open"]) - len(broken.ahead) if broken.tied else 0,
        "broken": [*counted["broken"], step],
    }


_LAST = -1_000_000


def _values(rule: str, given: Mapping[str, Any]) -> dict[str, int]:
    if rule == "score":
        return {each["key"]: int(each["score"]) for each in given["opinions"]["rows"]}
    if rule == "unit_order":
        rows = (given["order"] or {}).get("rows") or []
        return {each["key"]: -int(each["order"]) for each in rows}
    return {each["key"]: int(each["yes"]) for each in given["votes"] or []}


@operations.performs(
    "committee.minutes",
    "committee",
    "attendance",
    "sitting",
    "groups",
    "opinions",
    "votes",
    "tally",
    "adjournments",
    "signature",
    "seriesName",
    "year",
)
def minutes(job: Job, archive: Archive, nominations: Nominations) -> Variables:
    """Archive the minutes (A9) and return the result of the meeting.

    Only those who passed within the posts are named with all that later steps need; who is still
    tied when the committee left posts open comes after them.
    """
    given = job.variables
    session, counted = given["sitting"], given["tally"]
    roster = {each.key: each for each in nominations.roster(job.business_key)}
    passed = [
        {column: getattr(roster[each["key"]], name) for column, name in COLUMNS.items()}
        | {"yes": each["yes"], "present": each["present"]}
        for each in counted["within"]
        if each["key"] in roster
    ]
    place = places.county_of(job.county)
    content = {
        "organ": place.bureau,
        "county": place.name,
        "date": job.now.astimezone(CHINA).date().isoformat(),
        "seriesName": given["seriesName"],
        "year": given["year"],
        "heldOn": session["heldOn"],
        "ledBy": session["leader"]["name"],
        "committee": given["committee"]["countyName"],
        "filing": session["filing"],
        "size": session["size"],
        "present": _names(session["present"]),
        "absent": _names(session["absent"]),
        "substitutes": session["substitutes"],
        "recusals": [
            {"expert": each["expertName"], "name": each["name"], "reason": each["reason"]}
            for each in session["recusals"]
        ],
        "groups": [
            {"name": each["name"], "experts": each["experts"]} for each in given["groups"]["list"]
        ],
        "opinions": given["opinions"]["rows"],
        "votes": given["votes"],
        "denominator": _choice("denominator", session["denominator"]),
        "tieRule": "；".join(_choice("tieRule", each["rule"]) for each in counted["broken"])
        or "无并列",
        "ties": counted["broken"],
        "posts": counted["posts"],
        "passed": [each["name"] for each in passed],
        "adjournments": given["adjournments"] or [],
        "signature": given["signature"],
        "draw": given["committee"]["draw"],
    }
    document = archive.archive(job.id, job.instance_id, "minutes", content)
    return {
        "heldOn": session["heldOn"],
        "minutes": document,
        "passed": passed,
        "beyond": [_short(each) for each in (*counted["tied"], *counted["beyond"])],
        "failed": [_short(each) for each in counted["failed"]],
    }


def _names(people: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{"name": each["name"], "unit": each["unit"]} for each in people]


def _short(each: Mapping[str, Any]) -> dict[str, Any]:
    return {"key": each["key"], "name": each["name"]}


def _choice(setting: str, value: str) -> str:
    choices = county_settings.BY_NAME[setting].choices or {}
    return choices[value].zh if value in choices else value


def _vote(each: Mapping[str, Any]) -> rules.Vote:
    return rules.Vote(
        key=each["key"],
        name=each["name"],
        present=int(each["present"]),
        yes=int(each["yes"]),
        passed=each["passed"] is True,
    )
