"""Steps of a nomination that several modules of stories tell."""

from typing import Any

from tests.builders.chain import CONDITIONS
from tests.fixtures.engine import World
from tests.processes.setting import DECLARATION, PERSON, a_world, base

KEY = "N-220621-2026-1"
WITHDRAWAL_KEY = f'["{KEY}","li"]'
"""The key of a withdrawal's message: the nomination's number, and whose it is."""

SCORES = {"ethics": 95, "ability": 90, "performance": 92, "tasks": 90, "recognition": 96}
APPRAISAL = {"methods": ["debriefing"], "scores": SCORES, "opinion": "表现突出"}
RECOMMENDED = {"outcome": "recommend", "opinion": "同意推荐"}
CHECKED = {"outcome": "pass", "truthful": True, "signer": "王校长"}
CERTIFICATE = {"number": "220621SDX2026010001X"}
ACCEPTED = {"outcome": "accept", "conditions": CONDITIONS}
ITEMS = [{"material": "证书", "problem": "不清晰"}]


def start(world: World | None = None, *, department: bool = True, **person: Any):
    """Start the nomination of a teacher of Fusong."""
    given = {**base(department=department), **DECLARATION, "person": {**PERSON, **person}}
    return (world or a_world()).start("nomination", given, county="220621")


def started(world: World, **others: Any):
    """Start it with other variables, or other settings of the county."""
    given = {**base(), **DECLARATION}
    settings = {**given["settings"], **others.pop("settings", {})}
    return world.start("nomination", {**given, **others, "settings": settings}, county="220621")


def posted(world: World, story: Any = None, *, department: bool = True):
    """Bring it to the first day of the posting in the unit."""
    story = story or start(world, department=department)
    story.complete("appraise", APPRAISAL).complete("recommend", RECOMMENDED)
    return story.complete("unit_check", CHECKED)


def publicised(world: World, story: Any = None, *, department: bool = True):
    """Bring it to the end of the posting in the unit."""
    story = posted(world, story, department=department)
    world.pass_working_days(5)
    return story


def at_the_county(world: World, story: Any = None):
    """Bring it to the county's check."""
    story = publicised(world, story)
    return story.complete("department_review", {"outcome": "pass", "opinion": "同意"})


def awaiting(world: World, story: Any = None):
    """Bring it to where it waits for the round's result."""
    return at_the_county(world, story).complete("county_check", ACCEPTED)


def corrected(world: World):
    """Bring it to the correction."""
    return at_the_county(world).complete("county_check", {"outcome": "correct", "items": ITEMS})


def told(story: Any) -> tuple[str, str, str]:
    """Read the decision and return stage, organ and reasons; the nomination has ended."""
    decision = story.sees("read_decision")["decision"]
    assert story.task("read_decision").assignee == "li"
    story.complete("read_decision", {"read": True})
    assert story.has_ended
    return decision["stage"], decision["organ"], decision["reasons"]
