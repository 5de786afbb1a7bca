"""An applicant withdraws a nomination, which hears of it."""

from tests.processes.setting import a_world, assert_every_flow_is_taken, base


def test_the_nomination_is_told_who_withdraws():
    given = {**base(), "nominationKey": "N-1", "reasons": "个人原因", "sure": True}
    story = a_world().start("withdrawal", given, county="220621")
    assert story.has_ended
    [message] = story.messages
    assert (message.name, message.correlation_key) == ("nomination_withdrawal", "N-1")
    assert message.variables == {"withdrawal": {"username": "li", "reasons": "个人原因"}}


def test_every_flow_is_taken():
    assert_every_flow_is_taken("withdrawal", globals())
