"""Signals reach everybody who waits for them."""

from tests.engine.support import play, supports


@supports("signal", "boundary, interrupting", "payload")
def test_a_signal_interrupts_an_activity():
    story = play("events/signal_boundary_interrupting")
    assert story.open == ["work"]
    story.world.broadcast("alarm", {"why": "fire"})
    assert story.has_ended
    assert story.passed[-2:] == ["alarmed", "stopped"]
    assert story.variables == {"why": "fire"}
