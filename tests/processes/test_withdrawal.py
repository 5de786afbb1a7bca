"""An applicant withdraws a nomination, which hears of it."""

import pytest

from tests.processes.setting import a_world, assert_every_flow_is_taken, base
from webapp.domain.ports.nominations import Nominations, Nominee

KEY = "N-1"
ASKED = {"nominationKey": KEY, "reasons": "个人原因", "sure": True}


def start(username="li", *, state="RUNNING", key=KEY):
    world = a_world()
    register = world.ports[Nominations]
    nominee = Nominee(KEY, "李秀英", "1", "校", "school", "", "li", "teaching", "", "高级教师")
    register.enter("job", "220621", 2026, nominee)
    register.settle(KEY, state)
    known = {**base(), **ASKED, "nominationKey": key}
    known["initiator"] = {"username": username, "name": "某"}
    return world, world.start("withdrawal", known, county="220621")


@pytest.mark.rule("R22")
def test_the_register_and_the_nomination_are_told_who_withdraws():
    world, story = start()
    assert story.has_ended
    assert world.ports[Nominations].state(KEY) == "WITHDRAWN"
    [message] = story.messages
    assert (message.name, message.correlation_key) == ("nomination_withdrawal", '["N-1","li"]')
    assert message.variables == {"withdrawal": {"username": "li", "reasons": "个人原因"}}


def test_somebody_elses_nomination_cannot_be_withdrawn_and_the_page_says_why():
    world, story = start("someone")
    assert "规则R22" in story.sees("read_refusal")["refusal"]["message"]
    assert world.ports[Nominations].state(KEY) == "RUNNING"
    story.complete("read_refusal", {"read": True})
    assert story.has_ended
    assert story.messages == []


@pytest.mark.parametrize(("state", "key"), [("CERTIFIED", KEY), ("REFUSED", KEY), ("RUNNING", "X")])
def test_what_has_ended_or_is_unknown_cannot_be_withdrawn(state, key):
    _world, story = start(state=state, key=key)
    assert story.open == ["read_refusal"]


def test_every_flow_is_taken():
    assert_every_flow_is_taken("withdrawal", {
        name: story for name, story in globals().items() if "unknown" not in name
    })  # fmt: skip
