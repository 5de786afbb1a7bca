"""What is ordered on the command line: files, a start, steps in their order, answers to jobs."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tests.builders.bpmn import (
    MESSAGE,
    boundary,
    call,
    catch,
    definition,
    element,
    end,
    extensions,
    process,
    properties,
    script,
    service,
    timer,
    user,
    xor,
)
from tests.fixtures.definitions import engine, find_file
from webapp.play.errors import CannotPlay
from webapp.play.script import Play, Script, perform
from webapp.play.telling import Result
from webapp.play.world import World

TASK = process(user("a"), "s a e")
JOB = process(
    service("v", operation="post.take", parameters={"n": "=n"}),
    boundary("none", "v", definition("error", "er1")),
    xor("x"),
    user("u"),
    "s v x e",
    "none u v",
)
KEYED = {"correlationKey": "=k"}


def run(diagram: bytes | Mapping[str, bytes], *steps: tuple[str, str], **script_parts: Any) -> Play:
    """Play one diagram, or several files."""
    files = diagram if isinstance(diagram, Mapping) else {"p.bpmn": diagram}
    return perform(Script(files, steps=steps, **script_parts))


def variables(play: Play) -> Mapping[str, Any]:
    """Return the variables of the first instance."""
    assert play.error is None, play.error.message.en
    return play.world.stories[0].variables


def events(play: Play) -> Sequence[str]:
    """Return what has happened, with the elements."""
    return [f"{e.event} {e.element_id}".strip() for e in play.world.log]


def test_a_task_without_a_form_a_role_or_a_handler_can_be_played() -> None:
    play = run(TASK)
    assert (play.result, play.findings) == (Result.WAITING, {"p.bpmn": []})
    assert play.world.stories[0].open == ["a"]


def test_steps_are_taken_in_their_order() -> None:
    diagram = process(user("a"), catch("t", timer("duration", "P2D")), user("b"), "s a t b e")
    first = run(diagram, ("advance", "P3D"), ("complete", "a"), ("complete", "b"))
    assert first.error is not None
    assert "nothing of this kind is open at “b”; open are: t (Timer)." in first.error.message.en
    play = run(diagram, ("complete", "a"), ("advance", "P3D"), ("complete", "b={n: 1}"))
    assert (play.result, variables(play)) == (Result.ENDED, {"n": 1})


def test_what_is_completed_may_use_what_the_task_sees() -> None:
    play = run(TASK, ("complete", "a={twice: n * 2}"), variables=("n=20 + 1", "m=n"))
    assert variables(play) == {"n": 21, "m": 21, "twice": 42}


def test_a_job_is_answered_in_turn_and_stays_open_without_an_answer() -> None:
    open_job = run(JOB, variables=("n=1",))
    assert open_job.result is Result.WAITING
    [job] = open_job.world.stories[0].jobs.values()
    assert (job.operation, job.variables) == ("post.take", {"n": 1})
    play = run(
        JOB,
        ("job_error", "post.take=E1"),
        ("complete", "u={n: 2}"),
        ("job", "post.take={left: n - 1}"),
        variables=("n=1",),
    )
    assert (play.result, variables(play)["left"]) == (Result.ENDED, 1)


def test_an_open_job_can_be_completed_like_a_task() -> None:
    play = run(JOB, ("complete", "v={left: 3}"), variables=("n=1",))
    assert variables(play) == {"n": 1, "left": 3}


def test_an_error_that_nobody_catches_is_an_incident() -> None:
    play = run(JOB, ("job_error", "post.take=E9"), variables=("n=1",))
    assert play.result is Result.INCIDENT
    assert "INCIDENT_OPENED v" in events(play)


def test_a_called_process_and_a_decision_come_from_their_files() -> None:
    table = find_file("quorum.dmn")
    assert table is not None
    outer = process(call("c", "Q", inputs={"n": "=n"}, outputs={"m": "=m"}), "s c e")
    inner = process(script("x", "n + 1", resultVariable="m"), "s x e", id="Q")
    files = {"outer.bpmn": outer, "inner.bpmn": inner, "quorum.dmn": table}
    play = run(files, variables=("n=4",))
    assert (play.result, variables(play)["m"]) == (Result.ENDED, 5)
    alone = run(outer, variables=("n=4",))
    assert alone.result is Result.INCIDENT
    assert run(files, process="Q", variables=("n=1",)).world.stories[0].variables["m"] == 2


def test_a_message_with_a_key_goes_to_whom_it_is_for() -> None:
    diagram = process(catch("m", MESSAGE, **KEYED), "s m e")
    wrong = run(diagram, ("send", "news@B={x: 1}"), variables=('k="A"',))
    assert (wrong.result, [letter.key for letter in wrong.world.kept]) == (Result.WAITING, ["B"])
    right = run(diagram, ("send", "news@A={x: 1}"), variables=('k="A"',))
    assert (right.result, variables(right)) == (Result.ENDED, {"k": "A", "x": 1})
    first = run(diagram, ("send", "news"), variables=('k="A"',))
    assert first.result is Result.ENDED


def test_an_early_message_is_kept() -> None:
    diagram = process(user("a"), catch("m", MESSAGE, **KEYED), "s a m e")
    play = run(diagram, ("send", "news@A={x: 1}"), ("complete", "a"), variables=('k="A"',))
    assert (play.result, variables(play)["x"]) == (Result.ENDED, 1)
    assert "MESSAGE_KEPT" in events(play)


def test_one_pool_starts_the_other_by_its_message() -> None:
    payload = extensions(properties(correlationKey="=k", payload="={order: 7}"))
    asking = process(element("intermediateThrowEvent", "w", payload + MESSAGE), "s w e")
    given = process(
        element("startEvent", "m", MESSAGE), user("u"), end("x"), "m u x", id="Q", start=False
    )
    play = run({"a.bpmn": asking, "b.bpmn": given}, variables=('k="A"',))
    assert [s.definition.process_id for s in play.world.stories] == ["P", "Q"]
    assert play.result is Result.WAITING
    assert play.world.stories[1].variables == {"order": 7}


def test_a_process_can_be_started_by_its_message() -> None:
    diagram = process(element("startEvent", "m", MESSAGE), end("x"), "m x", start=False)
    play = run(diagram, start={"message": "news={n: 1}"}, variables=("m=2",))
    assert (play.result, variables(play)) == (Result.ENDED, {"m": 2, "n": 1})
    assert run(diagram).error is not None


def test_the_clock_and_the_county_can_be_set() -> None:
    diagram = process(script("x", "string(now())", resultVariable="at"), "s x e")
    play = run(diagram, start_at="2027-01-04T08:00", county="220582")
    assert str(variables(play)["at"]).startswith("2027-01-04T08:00")
    assert variables(play)["county"]["name"] == "集安市"


def test_a_timer_fires_when_it_is_told_to() -> None:
    play = run(process(catch("t", timer("duration", "P2D")), "s t e"), ("fire", "t"))
    assert (play.result, events(play)[3]) == (Result.ENDED, "TIMER_FIRED t")


def test_the_gate_refuses_what_would_run_wrongly() -> None:
    play = run(process(user("a"), "s a"))
    assert play.result is Result.REFUSED
    assert play.world.stories == []
    assert {f.severity for f in play.findings["p.bpmn"]} >= {"error"}


SENSELESS: Mapping[str, tuple[dict[str, Any], str]] = {
    "unknown element": ({"steps": [("complete", "b")]}, "no element “b” in the diagrams"),
    "not open": ({"steps": [("fire", "a")]}, "nothing of this kind is open at “a”"),
    "not FEEL": ({"steps": [("complete", "a={")]}, "The expression “{” cannot be evaluated"),
    "no context": ({"steps": [("complete", "a=5")]}, "behind “a=” a context such as {x: 1}"),
    "no duration": ({"steps": [("advance", "soon")]}, "“soon” is no duration such as P3D."),
    "no name": ({"steps": [("send", "={}")]}, "“={}” lacks a name."),
    "no code": ({"steps": [("job_error", "x")]}, "“x” must be OPERATION=CODE."),
    "no value": ({"variables": ["n"]}, "“n” must be name=FEEL."),
    "no such process": ({"process": "Q"}, "the files hold no process “Q”; they hold: P."),
    "no moment": ({"start_at": "soon"}, "“soon” is no moment such as 2026-03-02T09:00."),
    "two starts": ({"start": {"message": "m", "element": "s"}}, "it can be started in one way"),
    "no such start": ({"start": {"message": "m"}}, "The process has no start event of this kind"),
    "no such county": ({"county": "1"}, "The area with code 1 does not take part"),
}


@pytest.mark.parametrize("case", SENSELESS)
def test_what_makes_no_sense_is_said_in_both_languages(case: str) -> None:
    parts, sentence = SENSELESS[case]
    play = perform(Script({"p.bpmn": TASK}, **parts))
    assert play.error is not None
    assert sentence in play.error.message.en
    assert any("\u4e00" <= letter <= "\u9fff" for letter in play.error.message.zh)


def test_the_same_process_in_two_files_is_refused() -> None:
    play = run({"a.bpmn": TASK, "b.bpmn": TASK})
    assert play.error is not None
    assert "the process “P” is in more than one file" in play.error.message.en


def test_messages_that_go_round_in_circles_are_stopped() -> None:
    payload = extensions(properties(correlationKey="=k", payload="={k: k}"))
    circle = process(
        element("startEvent", "m", MESSAGE),
        element("endEvent", "w", payload + MESSAGE),
        "m w",
        start=False,
    )
    world = World(engine(), patience=50)
    world.deploy(circle)
    with pytest.raises(CannotPlay, match="it did not come to rest within 50 steps"):
        world.throw("news", "A", {"k": "A"})


def test_a_timer_that_never_ends_is_stopped() -> None:
    world = World(engine(), patience=50)
    ticking = boundary("t", "a", timer("cycle", "R/PT1S"), interrupting=False)
    world.start(process(user("a"), ticking, end("x"), "s a e", "t x"))
    with pytest.raises(CannotPlay, match="it did not come to rest within 50 steps"):
        world.advance("P1D")
