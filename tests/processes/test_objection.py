"""An objection is investigated and decided where the list was publicised."""

from tests.processes.setting import a_world, assert_every_flow_is_taken, base
from webapp.domain.ports.office import Notifier

OBJECTION = {"person": "李秀英", "objector": "王某", "facts": "业绩不实", "evidence": "见附件"}


def start(world, level):
    given = {**base(), "objection": OBJECTION, "level": level}
    return world.start("objection", given, county="220621")


def test_the_head_of_the_unit_decides_on_an_objection_in_the_unit():
    story = start(a_world(), "unit")
    assert story.task("investigate_unit").candidate_role == "unit_hr"
    story.complete("investigate_unit", {"findings": "查无实据", "investigators": "甲、乙"})
    assert story.task("decide_unit").candidate_role == "unit_head"
    story.complete(
        "decide_unit", {"outcome": "dismissed", "reasons": "查无实据", "answer": "已电话答复"}
    )
    assert story.has_ended
    assert story.variables["finding"] == {
        "person": "李秀英",
        "unit": None,
        "outcome": "dismissed",
        "reasons": "查无实据",
        "answer": "已电话答复",
    }


def test_the_county_leader_decides_on_an_objection_to_a_result():
    story = start(a_world(), "county")
    story.complete("investigate_county", {"findings": "尚未查清"})
    assert story.task("decide_county").candidate_role == "county_leader"
    story.complete("decide_county", {"outcome": "suspended", "reasons": "等待鉴定"})
    assert story.variables["finding"]["outcome"] == "suspended"


def test_a_slow_investigation_reminds_the_leader_and_goes_on():
    world = a_world()
    story = start(world, "county")
    world.pass_working_days(15)
    [note] = world.ports[Notifier].notes.values()
    assert (note.role, note.organisation_id) == ("county_leader", "220621")
    assert note.body == "李秀英的公示异议已超过15个工作日未调查完毕，请督促办理。"
    assert story.open == ["investigate_county"]


def test_every_flow_is_taken():
    assert_every_flow_is_taken("objection", globals())
