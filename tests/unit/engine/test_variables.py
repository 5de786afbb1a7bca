"""Variables: what is seen where, what is written where, and which data are legal."""

from datetime import date
from decimal import Decimal

import pytest

from tests.fixtures.engine import World
from tests.unit.engine.diagram import (
    call,
    element,
    end,
    extensions,
    io,
    process,
    script,
    service,
    sub,
    user,
)
from webapp.engine.commands import CompleteUserTask
from webapp.engine.definitions import Sources
from webapp.engine.errors import UnusableVariables
from webapp.engine.outcome import IncidentKind

BASE = {"county": {"code": "220582"}, "businessKey": "k1"}


def play(*parts, variables=None, called=None, jobs="by hand"):
    world = World(incidents="expected", jobs=jobs)
    return world.start(Sources("P", {"P": process(*parts), **(called or {})}), variables)


def test_a_form_is_merged_key_by_key_or_kept_in_one_variable():
    story = play(user("a"), user("b", resultVariable="form"), "s a b e", variables={"x": 1})
    story.complete("a", {"x": 2, "y": 3}).complete("b", {"x": 4})
    assert story.variables == {"x": 2, "y": 3, "form": {"x": 4}}


def test_a_service_task_gets_its_parameters_and_nothing_else():
    task = service("v", parameters={"title": "=t", "kind": "plain", "n": "=1 + 1"}, result="notice")
    story = play(task, service("w"), "s v w e", variables={"t": "T", "secret": 1})
    [job] = story.jobs.values()
    assert job.variables == {"title": "T", "kind": "plain", "n": 2}
    story.job_done("v", {"id": 7})
    [job] = story.jobs.values()
    assert job.variables == {}
    story.job_done("w", {"id": 8})
    assert story.variables == {"t": "T", "secret": 1, "notice": {"id": 7}, "id": 8}


def test_a_failing_parameter_is_an_incident():
    story = play(service("v", parameters={"x": "=1 +"}), "s v e")
    assert [i.kind for i in story.incidents.values()] == [IncidentKind.IO_MAPPING_ERROR]


def test_an_input_mapping_adds_local_variables_and_an_output_mapping_chooses_what_stays():
    task = user("a", inputs={"hint": '="for " + name'}, outputs={"verdict": "=choice + 1"})
    story = play(task, "s a e", variables={"name": "n"})
    assert story.sees("a") == {"name": "n", "hint": "for n"}
    story.complete("a", {"choice": 1, "noise": 2})
    assert story.variables == {"name": "n", "verdict": 2}


def test_a_failing_output_mapping_keeps_the_form_until_it_is_cured():
    story = play(user("a", outputs={"x": '=if ok then choice else error("no")'}), "s a e")
    story = play(user("a", outputs={"x": "=choice +"}), "s a e")
    story.complete("a", {"choice": 1})
    assert [i.kind for i in story.incidents.values()] == [IncidentKind.IO_MAPPING_ERROR]
    story.retry("a")
    assert len(story.incidents) == 1


def test_a_script_writes_a_context_or_its_result_variable():
    story = play(script("a", "{x: 1, y: n}"), script("b", "=n + x", resultVariable="z"), "s a b e",
                 variables={"n": 2})  # fmt: skip
    assert story.variables == {"n": 2, "x": 1, "y": 2, "z": 3}


def test_a_script_may_write_null_into_its_result_variable():
    story = play(script("a", "null", resultVariable="x"), "s a e")
    assert story.has_ended
    assert story.variables == {"x": None}


def test_a_script_without_a_place_for_its_result_is_an_incident():
    story = play(script("a", "7"), "s a e")
    [incident] = story.incidents.values()
    assert incident.message == ("Without a result variable the script must give a context, not 7.")


CALLED = process(user("ask"), script("x", "{answer: 1, other: 2}"), "s ask x e", id="Q")


def test_a_called_process_without_mapping_sees_a_copy_and_gives_back_what_it_changed():
    story = play(call("c", "Q"), "s c e", called={"Q": CALLED}, variables={"a": 1, "b": 2, **BASE})
    assert story.sees("ask") == {"a": 1, "b": 2, **BASE}
    story.complete("ask", {"b": 3})
    assert story.variables == {"a": 1, "b": 3, "answer": 1, "other": 2, **BASE}


def test_a_called_process_with_inputs_sees_these_and_the_base_variables_only():
    story = play(call("c", "Q", inputs={"n": "=a"}), "s c e", called={"Q": CALLED},
                 variables={"a": 1, "b": 2, **BASE})  # fmt: skip
    assert story.sees("ask") == {"n": 1, **BASE}
    story.complete("ask")
    assert story.variables == {"a": 1, "b": 2, "answer": 1, "other": 2, **BASE}


def test_with_outputs_nothing_else_comes_back():
    story = play(call("c", "Q", outputs={"got": "=answer"}), "s c e", called={"Q": CALLED})
    story.complete("ask", {"noise": 1})
    assert story.variables == {"got": 1}


def test_a_called_process_does_not_disturb_a_parallel_change_of_the_caller():
    story = play(call("c", "Q"), element("parallelGateway", "p"), user("u"), "s p c e", "p u e",
                 called={"Q": CALLED}, variables={"a": 1})  # fmt: skip
    story.complete("u", {"a": 2}).complete("ask", {"z": 1})
    assert story.variables["a"] == 2


def test_a_called_process_that_is_missing_is_an_incident():
    story = play(call("c", "nowhere"), "s c e")
    [incident] = story.incidents.values()
    assert incident.kind is IncidentKind.CALLED_ELEMENT_ERROR
    assert "“nowhere”" in incident.message


def test_a_process_that_calls_itself_for_ever_is_an_incident():
    story = play(call("c", "P"), "s c e")
    [incident] = story.incidents.values()
    assert incident.message == "More than 20 processes call each other."


def test_an_embedded_sub_process_works_on_the_variables_of_its_process():
    inner = sub("sp", element("startEvent", "i"), user("a"), end("ie"), chain="i a ie")
    story = play(inner, user("b"), "s sp b e", variables={"x": 1})
    story.complete("a", {"x": 2, "y": 3})
    assert story.variables == {"x": 2, "y": 3}


def test_local_variables_of_a_sub_process_hide_those_outside():
    mapping = extensions(io({"x": "=5"}, {"outside": "=x"}))
    inner = sub("sp", mapping, element("startEvent", "i"), user("a"), end("ie"), chain="i a ie")
    story = play(inner, "s sp e", variables={"x": 1})
    assert story.sees("a") == {"x": 5}
    story.complete("a", {"x": 6})
    assert story.variables == {"x": 1, "outside": 6}


def test_a_sub_process_may_do_without_start_and_end_events():
    story = play(sub("sp", user("a"), user("b")), "s sp e")
    assert story.open == ["a", "b"]
    assert story.complete("b").complete("a").has_ended


@pytest.mark.parametrize("name", ["typename", "data_objects", "id", "a b", "名称", "__class__", ""])
def test_any_name_is_legal(name):
    """B12: SpiffWorkflow cannot load an instance whose data hold the key typename."""
    story = play(user("a"), user("b"), "s a b e")
    story.complete("a", {name: {"typename": 1}})
    story.complete("b")
    assert story.variables == {name: {"typename": 1}}


def test_values_are_json_from_the_first_moment():
    """B13: what the snapshot cannot keep is never in memory either."""
    story = play(
        user("a"), "s a e", variables={"d": date(2026, 3, 2), "m": Decimal("1.10"), "t": (1,)}
    )
    assert story.variables == {"d": "2026-03-02", "m": "1.10", "t": [1]}


def test_values_that_are_no_json_are_refused():
    story = play(user("a"), "s a e")
    with pytest.raises(UnusableVariables) as refused:
        story.command(CompleteUserTask(story.task("a").id, {"x": object()}))
    assert "object is no JSON value" in refused.value.message.en
    assert story.open == ["a"]


def test_variables_of_one_place_can_be_changed():
    story = play(
        call("c", "Q", inputs={"n": "=a"}), "s c e", called={"Q": CALLED}, variables={"a": 1}
    )
    story.set_variables({"n": 5}, "ask")
    assert story.sees("ask") == {"n": 5}
    assert story.variables == {"a": 1}
    story.set_variables({"a": 9})
    assert story.variables == {"a": 9}
