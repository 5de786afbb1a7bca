"""Rounds and meetings of stories: a roster, a committee, a ballot, in a line each."""

from collections.abc import Sequence
from typing import Any

from tests.fixtures.engine import Story, World
from webapp.domain.ports.ballots import Ballots
from webapp.domain.ports.nominations import Nominations, Nominee

MEMBERS = [
    {
        "id": f"expert{n:02}",
        "name": f"专家{n}",
        "unit": f"单位{n % 7}",
        "specialty": "教育",
        "can_chair": n < 2,
        "origin": "county",
        "originName": "本县（市、区）",
    }
    for n in range(12)
]
"""Experts as a draw names them; those of the fakes' pool."""


def committee(size: int = 9, county: str = "220621") -> dict[str, Any]:
    """Return a committee that was drawn from the pool of a county."""
    return {
        "size": size,
        "chair": MEMBERS[0],
        "viceChair": MEMBERS[1],
        "members": MEMBERS[:size],
        "alternates": MEMBERS[size:],
        "seed": "x",
        "draw": "draw-1",
        "county": county,
        "countyName": "抚松县",
    }


def person(number: int, **others: Any) -> Nominee:
    """Return one nominated person."""
    given = {
        "key": f"N-{number}",
        "name": f"申报人{number}",
        "id_number": f"22050219800101{number:04}",
        "unit": "第一中学",
        "unit_id": "school",
        "department": "教育局",
        "username": f"person{number}",
        "series": "teaching",
        "specialty": "语文",
        "title": "高级教师",
        **others,
    }
    return Nominee(**given)


def submit(world: World, *people: Nominee, county: str = "220621", year: int = 2026) -> None:
    """Let these people have been accepted for their round."""
    register = world.ports[Nominations]
    for each in people:
        register.enter(f"enter {each.key}", county, year, each)
        assert register.submit(each.key, "hash")


def listed(world: World, key: str, *people: Nominee, county: str = "220621") -> None:
    """Let these people stand on the closed roster of a round."""
    submit(world, *people, county=county)
    world.ports[Nominations].close_roster("close", county, "teaching", 2026, key)


def write_opinions(story: Story, score: int = 80, **scores: int) -> None:
    """Let every group that owes opinions write them, with scores by name where they differ."""
    for task in [each for each in story.open if each == "opinions"]:
        rows = [
            {**each, "score": scores.get(each["name"], score), "opinion": "业绩突出"}
            for each in story.sees(task)["group"]["applicants"]
        ]
        story.complete(task, {"rows": rows})


def vote(story: Story, world: World, *yes: int) -> None:
    """Let everybody vote so that each person on the paper gets so many yes; then close the box."""
    world.ports[Ballots].vote(*yes)
    story.complete("close_ballot", {"closed": True})


def attending(present: Sequence[str], **others: Any) -> dict[str, Any]:
    """Return the attendance form."""
    return {"ledBy": "chair", "present": list(present), "recusals": [], "closed": True, **others}
