"""An applicant asks for a re-check in time, and gets a reasoned answer."""

from datetime import timedelta

import pytest

from tests.processes.setting import a_world, assert_every_flow_is_taken, base
from webapp.domain.ports.nominations import Nominations, Nominee
from webapp.domain.ports.office import Notifier

NOMINEE = Nominee(
    key="N-1",
    name="李秀英",
    id_number="220502198001011230",
    unit="第一中学",
    unit_id="220621-school",
    department="教育局",
    username="li",
    series="teaching",
    specialty="语文",
    title="高级教师",
)


def start(world, state="FAILED", days_ago=1, number="N-1", **who):
    register = world.ports[Nominations]
    register.enter("job", "220621", 2026, NOMINEE)
    register.states["N-1"] = state
    register.ends["N-1"] = world.now - timedelta(days=days_ago)
    known = base()
    known["initiator"] |= who
    given = {**known, "nominationKey": number, "grounds": "评议意见与事实不符"}
    return world.start("recheck", given, county="220621")


def answer(world):
    [note] = world.ports[Notifier].notes.values()
    assert note.username in ("li", "other")
    return note.body


@pytest.mark.rule("A12")
def test_a_request_in_time_is_looked_into_and_answered_with_reasons():
    world = a_world()
    story = start(world)
    assert story.task("review").candidate_role == "county_reviewer"
    story.complete("review", {"findings": "计票无误", "reviewers": "丙"})
    story.complete("decide", {"outcome": "upheld", "reasons": "票数未达三分之二"})
    assert story.has_ended
    assert answer(world) == (
        "维持原决定。理由：票数未达三分之二。"
        "对结论仍有异议的，可以向白山市人力资源和社会保障局投诉。"
    )


@pytest.mark.rule("A12")
def test_a_wrong_decision_is_put_right():
    world = a_world()
    story = start(world)
    story.complete("review", {"findings": "漏计一票", "reviewers": "丙"})
    changed = {"outcome": "changed", "measures": "重新认定票数", "reasons": "漏计"}
    story.complete("decide", changed)
    assert answer(world).startswith("原决定有误，予以纠正：重新认定票数。")


@pytest.mark.rule("A12")
def test_a_request_too_late_of_somebody_else_or_about_nothing_is_refused():
    for given, words in (
        ({"days_ago": 40}, "申请复查的期限为收到决定之日起15个工作日"),
        ({"username": "other"}, "没有找到您本人编号如此的申报。（依据规则A12）"),
        ({"number": "N-2"}, "没有找到您本人编号如此的申报。（依据规则A12）"),
        ({"state": "CERTIFIED"}, "没有不利决定，不能申请复查。（依据规则A12）"),
        ({"state": "RUNNING"}, "没有不利决定，不能申请复查。（依据规则A12）"),
    ):
        world = a_world()
        assert start(world, **given).has_ended
        assert words in answer(world)


def test_every_flow_is_taken():
    assert_every_flow_is_taken("recheck", globals())
