"""An objection that came in is passed on to the publicity that it concerns."""

from tests.processes.setting import a_world, assert_every_flow_is_taken, base, nominee

REPORT = {
    "publicityKey": "R-1",
    "person": "申报人1",
    "objector": "王某",
    "facts": "业绩不实",
    "evidence": None,
}


def test_a_reported_objection_reaches_the_publicity():
    world = a_world()
    publicity = world.start(
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
    story = world.start("objection_report", {**base(), **REPORT}, county="220621")
    assert story.has_ended
    world.pass_working_days(5)
    [case] = publicity.variables["publicity"]["objected"]
    assert case["objections"][0]["facts"] == "业绩不实"


def test_every_flow_is_taken():
    assert_every_flow_is_taken("objection_report", globals())
