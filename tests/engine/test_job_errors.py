"""BPMN errors of jobs look for their catcher inside out, in the scope of whoever threw them."""

from tests.builders.bpmn import (
    ERROR,
    boundary,
    call,
    definition,
    element,
    end,
    many,
    parallel,
    process,
    service,
    sub,
    timer,
    user,
)
from tests.fixtures.engine import World
from webapp.engine.definitions import Sources
from webapp.engine.outcome import HistoryKind
from webapp.jobs.errors import BpmnError

ANY = "<bpmn:errorEventDefinition/>"


def play(*parts, variables=None, called=None, **named):
    world = World(incidents="expected", jobs="by hand")
    files = {"P": process(*parts), **(called or {})}
    return world.start(Sources("P", files), variables, **named)


def test_an_error_is_caught_by_the_boundary_event_of_its_own_job():
    """B16: SpiffWorkflow cancels every open task that catches the code."""
    story = play(
        parallel("p"), "s p",
        *[x for n in "12" for x in (
            service("v" + n), user("h" + n), boundary("b" + n, "v" + n, ERROR),
            f"p v{n} e", f"b{n} h{n} e",
        )],
    )  # fmt: skip
    story.job_error("v1", "E1", {"left": 0})
    assert story.open == ["h1"]
    assert [j.element_id for j in story.jobs.values()] == ["v2"]
    assert story.variables == {"left": 0}


def test_code_and_details_of_an_error_can_be_kept():
    story = play(
        service("v"), boundary("b", "v", ANY, codeVariable="code", resultVariable="error"),
        user("h"), "s v e", "b h e",
    )  # fmt: skip
    story.job_error("v", "E7", {"left": 2})
    assert story.variables == {"code": "E7", "error": {"code": "E7", "message": "", "left": 2}}


def test_an_error_climbs_out_of_sub_processes_and_called_processes():
    called = process(sub("sp", element("startEvent", "i"), service("v"), end("ie"), chain="i v ie"),
                     "s sp e", id="Q")  # fmt: skip
    story = play(
        call("c", "Q"), boundary("b", "c", ERROR), user("h"), "s c e", "b h e", called={"Q": called}
    )
    story.job_error("v", "E1")
    assert story.open == ["h"]
    assert not story.jobs


def test_an_error_of_one_item_ends_the_whole_multi_instance_activity():
    story = play(
        service("v", many(inputCollection="[1, 2, 3]")), boundary("b", "v", ERROR),
        user("h"), "s v e", "b h e",
    )  # fmt: skip
    assert len(story.jobs) == 3
    story.job_error("v", "E1")
    assert story.open == ["h"]
    assert not story.jobs


def test_an_error_may_be_thrown_at_a_user_task():
    story = play(user("a"), boundary("b", "a", ERROR), user("h"), "s a e", "b h e")
    assert story.throw_error("a", "E1").open == ["h"]


def test_the_history_names_the_catcher():
    story = play(service("v"), boundary("b", "v", ERROR), "s v e", "b e")
    story.job_error("v", "E1")
    [caught] = [e for e in story.history if e.kind is HistoryKind.ERROR_CAUGHT]
    assert (caught.element_id, dict(caught.details)) == (
        "v", {"caught": "error", "by": "b", "code": "E1", "message": ""}
    )  # fmt: skip


def test_handlers_errors_reach_the_diagram():
    world = World(results={"do.it": BpmnError("E1", "none left", {"left": 0})})
    xml = process(service("v"), boundary("b", "v", ERROR), user("h"), "s v e", "b h e")
    assert world.start(xml).open == ["h"]


def test_an_error_passes_catchers_of_other_kinds():
    story = play(
        service("v"), boundary("t", "v", timer("duration", "P1D")),
        boundary("u", "v", definition("escalation", "es1")), boundary("b", "v", ERROR),
        user("h"), "s v e", "t e", "u e", "b h e",
    )  # fmt: skip
    assert story.job_error("v", "E1").open == ["h"]


def test_retries_reach_the_job():
    story = play(service("v", retries="2"), "s v e")
    assert [j.max_attempts for j in story.jobs.values()] == [2]
