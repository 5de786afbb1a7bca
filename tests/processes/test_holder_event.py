"""What happens to a holder settles the validity and the post; promotion is refused."""

import pytest

from tests.builders.certificates import FUSONG, ID_NUMBER, hold
from tests.processes.setting import a_world, assert_every_flow_is_taken, base
from webapp.domain.ports.certificates import Certificates
from webapp.domain.ports.integrity import Titles
from webapp.domain.ports.office import Notifier
from webapp.domain.ports.posts import Posts


def start(world, number, kind, **changes):
    given = {
        **base(),
        "number": number,
        "kind": kind,
        "grade": None,
        "newUnit": None,
        "happenedOn": "2026-09-01",
        "document": "调字〔2026〕3号",
        **changes,
    }
    return world.start("holder_event", given, county=FUSONG)


def confirmed(world, number, kind, **changes):
    story = start(world, number, kind, **changes)
    story.complete("confirm", {"outcome": "confirm"})
    assert story.has_ended
    return world.ports[Certificates].find(number)


def notes(world):
    return [each.body for each in world.ports[Notifier].notes.values()]


@pytest.mark.rule("R4", "R15")
def test_a_transfer_out_of_the_county_ends_the_validity_and_frees_the_post():
    world = a_world()
    number = hold(world)
    assert confirmed(world, number, "transferred_out").status == "ENDED"
    assert world.ports[Posts].freed == {number: "left"}
    [held] = world.ports[Titles].held(ID_NUMBER)
    assert str(held.ended_on) == "2026-09-01"
    assert notes(world) == [
        f"王丽（{number}）：持证人调出本县（市、区）。证书自2026-09-01起失效。岗位已腾出。"
    ]


@pytest.mark.rule("R4", "R15")
def test_retirement_frees_the_post_and_leaves_the_title():
    for kind, reason in (("retired", "retired"), ("resigned", "resigned")):
        world = a_world()
        number = hold(world)
        assert confirmed(world, number, kind).status == "VALID"
        assert world.ports[Posts].freed == {number: reason}


def test_a_move_within_the_county_changes_nothing_but_the_unit():
    world = a_world()
    number = hold(world)
    assert confirmed(world, number, "moved", newUnit="第二中学").status == "VALID"
    assert world.ports[Posts].freed == {}
    [event] = world.ports[Certificates].happened[number]
    assert event.unit == "第二中学"


@pytest.mark.rule("R5")
def test_the_regular_title_is_recorded_beside_the_targeted_one():
    world = a_world()
    number = hold(world)
    confirmed(world, number, "regular_title")
    assert [each.kind for each in world.ports[Titles].held(ID_NUMBER)] == ["targeted", "regular"]
    assert world.ports[Posts].freed == {number: "regular_post"}


@pytest.mark.rule("R20")
def test_a_small_step_promotion_is_refused_with_the_clause_and_recorded():
    world = a_world()
    number = hold(world)
    story = start(world, number, "promotion_request", grade="6")
    assert story.has_ended
    [note] = notes(world)
    assert "不得参加小层级晋升（申请晋升到6级），依据吉人社函〔2023〕211号三" in note
    assert "（依据规则R20）" in note
    [event] = world.ports[Certificates].happened[number]
    assert (event.kind, event.status) == ("promotion_refused", "")
    assert number in str(world.ports[Posts].refused)
    assert world.ports[Certificates].find(number).status == "VALID"


def test_what_is_not_confirmed_and_whom_nobody_knows_changes_nothing():
    world = a_world()
    number = hold(world)
    story = start(world, number, "died")
    story.complete("confirm", {"outcome": "return", "reasons": "缺少证明"})
    assert start(world, "nothing", "died").has_ended
    assert world.ports[Certificates].find(number).status == "VALID"
    assert notes(world)[0] == "缺少证明"


def test_every_flow_is_taken():
    assert_every_flow_is_taken("holder_event", globals())
