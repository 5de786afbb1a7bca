"""An objection that came in is passed on to the publicity that it concerns."""

import pytest

from tests.processes.setting import a_world, assert_every_flow_is_taken, base, nominee
from webapp.domain.ports.office import Notifier

REPORT = {
    "publicityKey": "R-1",
    "unitName": None,
    "objectorContact": None,
    "person": "申报人1",
    "objector": "王某",
    "facts": "业绩不实",
    "evidence": None,
}


def begin(world):
    return world.start(
        "publicity",
        {
            **base(),
            "businessKey": "R-1",
            "title": "公示",
            "basis": "依据",
            "persons": [nominee()],
            "days": 5,
            "level": "county",
            "organ": "抚松县人社局",
            "contact": "电话",
        },
        county="220621",
    )


def test_a_reported_objection_reaches_the_publicity():
    world = a_world()
    publicity = begin(world)
    story = world.start("objection_report", {**base(), **REPORT}, county="220621")
    assert story.has_ended
    world.pass_working_days(5)
    [case] = publicity.variables["publicity"]["objected"]
    assert case["objections"][0]["facts"] == "业绩不实"


@pytest.mark.rule("R28")
def test_an_objection_to_a_closed_list_or_to_nobody_on_it_is_refused_at_once():
    for changes, words in (
        ({"publicityKey": "R-9"}, "没有编号为R-9的正在进行的公示。"),
        ({"person": "别人"}, "没有“别人”"),
        ({"unitName": "别的单位"}, "没有“申报人1”"),
    ):
        world = a_world()
        begin(world)
        story = world.start("objection_report", {**base(), **REPORT, **changes}, county="220621")
        assert story.has_ended
        assert story.messages == []
        [note] = world.ports[Notifier].notes.values()
        assert words in note.body
        assert "依据规则R28" in note.body


def test_every_flow_is_taken():
    assert_every_flow_is_taken("objection_report", globals())
