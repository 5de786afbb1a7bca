"""A list is publicised for five working days; objections hold up only whom they concern."""

from datetime import datetime

import pytest

from tests.processes.setting import a_world, assert_every_flow_is_taken, base, nominee
from webapp.domain.ports.calendar import WorkingCalendar
from webapp.domain.ports.notices import Notices
from webapp.domain.working_days import DayChange, WorkingDays
from webapp.kernel.clock import CHINA

PUBLICITY = {
    "title": "评审通过人员公示",
    "basis": "评审会议于2026-03-01召开",
    "persons": [nominee(1), nominee(2)],
    "days": 5,
    "level": "county",
    "organ": "抚松县人社局",
    "contact": "0439-6200000",
}
OBJECTION = {
    "objection": {"person": "申报人2", "objector": "王某", "facts": "业绩不实", "evidence": ""}
}


def start(world, **changes):
    return world.start("publicity", {**base(), **PUBLICITY, **changes}, county="220621")


def test_without_objection_everybody_is_cleared_after_five_working_days():
    world = a_world()
    story = start(world)
    [notice] = world.ports[Notices].published.values()
    assert (str(notice.starts_on), str(notice.ends_on)) == ("2026-03-02", "2026-03-09")
    assert set(notice.rows[0]) == {"name", "unit", "series", "specialty", "title"}
    world.pass_working_days(4)
    assert not story.has_ended
    world.pass_working_days(1)
    assert story.has_ended
    assert story.variables["publicity"]["clear"]
    assert [each["key"] for each in story.variables["publicity"]["cleared"]] == ["N-1", "N-2"]


@pytest.mark.rule("R28")
def test_an_objection_to_a_result_holds_up_only_the_person_concerned():
    world = a_world()
    story = start(world)
    world.throw("objection_raised", base()["businessKey"], OBJECTION)
    world.pass_working_days(5)
    assert story.has_ended
    found = story.variables["publicity"]
    assert [each["key"] for each in found["cleared"]] == ["N-1"]
    [case] = found["objected"]
    assert (case["person"]["key"], case["objections"]) == ("N-2", [OBJECTION["objection"]])
    assert not found["clear"]
    assert list(world.ports[Notices].closed.values()) == ["公示期满，1人有异议未排除。"]


def test_two_objections_in_the_unit_are_looked_into_side_by_side():
    world = a_world()
    story = start(world, level="unit")
    for _ in range(2):
        world.throw("objection_raised", base()["businessKey"], OBJECTION)
    world.pass_working_days(5)
    assert story.open == ["investigate_unit", "investigate_unit"]
    for _ in range(2):
        story.complete("investigate_unit", {"findings": "查无实据"})
        story.complete("decide_unit", {"outcome": "dismissed", "reasons": "查无实据"})
    assert story.variables["publicity"]["clear"]


def test_a_period_that_touches_an_unknown_year_waits_for_the_calendar():
    world = a_world(now=datetime(2026, 12, 28, 9, tzinfo=CHINA))
    story = start(world)
    world.pass_working_days(8)
    assert story.open == ["confirm_calendar"]
    first = DayChange(datetime(2027, 1, 1, tzinfo=CHINA).date(), works=False, source="国办通知")
    world.ports[WorkingCalendar] = WorkingDays(national={2027: [first]})
    story.complete("confirm_calendar", {"entered": True})
    assert story.has_ended


def test_a_holiday_announced_meanwhile_makes_the_period_longer():
    world = a_world()
    story = start(world)
    festival = DayChange(
        datetime(2026, 3, 9, tzinfo=CHINA).date(), works=False, source="县政府通知"
    )
    world.ports[WorkingCalendar] = WorkingDays({"220621": [festival]})
    world.pass_working_days(5)
    assert not story.has_ended
    world.pass_working_days(1)
    assert story.has_ended
    assert story.variables["publicity"]["endsOn"] == "2026-03-10"


def test_every_flow_is_taken():
    assert_every_flow_is_taken("publicity", globals())
