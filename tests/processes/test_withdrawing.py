"""Whoever has applied may withdraw at every step, and nothing of the nomination stays behind."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.fixtures.definitions import find_file
from tests.fixtures.engine import World
from tests.processes.nominating import (
    APPRAISAL,
    KEY,
    RECOMMENDED,
    WITHDRAWAL_KEY,
    at_the_county,
    awaiting,
    corrected,
    posted,
    publicised,
    start,
    started,
)
from tests.processes.setting import MATERIALS, a_world, base
from webapp.domain.ports.nominations import Nominations
from webapp.domain.ports.notices import Notices
from webapp.domain.ports.office import Notifier
from webapp.engine.definitions import describe

RETURNED = {"outcome": "return", "reasons": "缺少证明"}
POLLED = {"debriefing": True, "poll": True}


def appraised(world: World):
    return start(world).complete("appraise", APPRAISAL)


def recommended(world: World):
    return appraised(world).complete("recommend", RECOMMENDED)


def objected(world: World):
    story = posted(world)
    objection = {"person": "李秀英", "objector": "王某", "facts": "不实", "evidence": ""}
    world.throw("objection_raised", KEY, {"objection": objection})
    world.pass_working_days(5)
    return story


def posted_again(world: World):
    response = {"decision": "corrected", "explanation": ""}
    changed = {**MATERIALS, "summary": "新的业绩"}
    return corrected(world).complete("correct", {"response": response, "materials": changed})


def rechecked(world: World):
    response = {"decision": "corrected", "explanation": ""}
    return corrected(world).complete("correct", {"response": response, "materials": MATERIALS})


def listed(world: World):
    story = awaiting(world)
    world.ports[Nominations].close_roster("r", "220621", "teaching", 2026, "R-1")
    return story


STEPS: dict[str, Callable[[World], Any]] = {
    "debrief": lambda world: started(world, settings=POLLED),
    "appraise": start,
    "hold_poll": lambda world: (
        started(world, settings=POLLED).complete("debrief", {}).complete("appraise", APPRAISAL)
    ),
    "recommend": appraised,
    "unit_check": recommended,
    "revise": lambda world: recommended(world).complete("unit_check", RETURNED),
    "posting in the unit": posted,
    "investigate_unit": objected,
    "decide_unit": lambda world: objected(world).complete("investigate_unit", {}),
    "department_review": publicised,
    "county_check": at_the_county,
    "correct": corrected,
    "posting again": posted_again,
    "recheck": rechecked,
    "posting before the review": lambda world: awaiting(
        world, started(world, settings={"preReviewPublicity": True})
    ),
    "waiting for the round": awaiting,
    "on the roster": listed,
}
"""Every place at which a nomination can stand, and how it gets there."""


@pytest.mark.rule("R22")
@pytest.mark.parametrize("step", STEPS)
def test_an_applicant_withdraws_at_every_step(step):
    world = a_world()
    story = STEPS[step](world)
    assert story.open == [step] if step.islower() and " " not in step else story.open == []
    asked = {**base(), "nominationKey": KEY, "reasons": "个人原因", "sure": True}
    world.start("withdrawal", {**asked, "businessKey": "W-1"}, county="220621")
    assert story.has_ended
    assert "withdrawn" in story.passed
    register, notices = world.ports[Nominations], world.ports[Notices]
    assert register.state(KEY) == "WITHDRAWN"
    assert register.roster("R-1") == []
    assert register.pending("220621", "teaching", 2026) == 0
    assert set(notices.closed) == {f"notice {key}" for key in notices.published}
    assert "申报人撤回申报" in world.ports[Notifier].titles


@pytest.mark.rule("R22")
def test_nobody_withdraws_for_somebody_else():
    world = a_world()
    story = awaiting(world)
    world.throw("nomination_withdrawal", f'["{KEY}","someone"]', {"withdrawal": {}})
    assert not story.has_ended
    world.throw("nomination_withdrawal", WITHDRAWAL_KEY, {"withdrawal": {}})
    assert story.has_ended


def test_who_has_the_title_cannot_withdraw_any_more():
    world = a_world()
    story = awaiting(world)
    register = world.ports[Nominations]
    register.settle(KEY, "CERTIFIED")
    result = {"passed": True, "stage": "round", "reasons": "", "certificate": {"number": "1"}}
    world.throw("nomination_result", KEY, {"result": result})
    asked = {**base(), "nominationKey": KEY, "reasons": "", "sure": True}
    asking = world.start("withdrawal", {**asked, "businessKey": "W-1"}, county="220621")
    assert asking.open == ["read_refusal"]
    assert story.open == ["appoint"]


def test_every_user_task_of_an_applicants_way_is_tried():
    later = {"appoint", "read_decision", "investigate_county", "decide_county"}
    tasks = {
        each.element_id
        for process in ("nomination", "recommendation", "correction")
        for each in describe(find_file(f"{process}.bpmn") or b"").elements
        if each.type == "userTask"
    }
    assert tasks - later <= STEPS.keys()
