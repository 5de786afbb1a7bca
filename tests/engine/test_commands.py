"""Commands: each finds what it names, or says clearly that it is no longer open."""

from datetime import timedelta

import pytest

from tests.builders.bpmn import (
    MESSAGE,
    catch,
    parallel,
    process,
    script,
    service,
    timer,
    user,
)
from tests.fixtures.engine import COUNTY, MONDAY, World, engine
from webapp.engine.commands import (
    CancelInstance,
    CompleteJob,
    CompleteUserTask,
    DeliverMessage,
    FireTimer,
    RetryElement,
    SetVariables,
    StartProcess,
    ThrowBpmnError,
)
from webapp.engine.definitions import Sources
from webapp.engine.errors import ElementNotOpen, InstanceEnded, NoSuchStart
from webapp.engine.outcome import HistoryKind, IncidentKind, InstanceState, UserTask
from webapp.engine.process_engine import ProcessEngine

EVERYTHING = process(
    parallel("p"), user("a"), service("v"), catch("t", timer("duration", "P1D")),
    catch("m", MESSAGE, correlationKey="k"), script("bad", "1 +"),
    "s p a e", "p v e", "p t e", "p m e", "p bad e",
)  # fmt: skip


ACCEPTED = {
    "a": {CompleteUserTask, ThrowBpmnError},
    "v": {CompleteJob, ThrowBpmnError, RetryElement},
    "t": {FireTimer},
    "m": {DeliverMessage},
    "bad": {RetryElement},
}


COMMANDS = {
    CompleteUserTask: CompleteUserTask,
    CompleteJob: CompleteJob,
    FireTimer: FireTimer,
    DeliverMessage: DeliverMessage,
    RetryElement: RetryElement,
    ThrowBpmnError: lambda i: ThrowBpmnError(i, "E1"),
}


def everything():
    return World(incidents="expected", jobs="by hand").start(EVERYTHING)


@pytest.mark.parametrize("at", ACCEPTED)
@pytest.mark.parametrize("kind", COMMANDS)
def test_a_command_reaches_only_what_it_is_meant_for(at, kind):
    story = everything()
    place = next(p for p in story.places.values() if p.element_id == at)
    if kind in ACCEPTED[at]:
        story.command(COMMANDS[kind](place.id))
    else:
        with pytest.raises(ElementNotOpen):
            story.command(COMMANDS[kind](place.id))


@pytest.mark.parametrize("kind", COMMANDS)
@pytest.mark.parametrize("name", ["", "nonsense", "00000000-0000-4000-8000-000000000000"])
def test_what_was_never_open_is_refused(kind, name):
    with pytest.raises(ElementNotOpen) as refused:
        everything().command(COMMANDS[kind](name))
    assert refused.value.code == "ELEMENT_NOT_OPEN"


def test_an_ended_instance_takes_no_command():
    story = World().start(process(user("a"), "s a e")).complete("a")
    for command in (CancelInstance(), SetVariables({"x": 1})):
        with pytest.raises(InstanceEnded):
            story.command(command)


def test_a_start_that_the_process_does_not_have_is_refused():
    with pytest.raises(NoSuchStart):
        World().start(process("s e"), message="news")


def test_cancelling_closes_everything():
    story = everything().cancel()
    assert story.state is InstanceState.CANCELLED
    assert not story.places
    last = [e.kind for e in story.history[-4:]]
    assert last[-1] is HistoryKind.INSTANCE_CANCELLED
    assert HistoryKind.ELEMENT_CANCELLED in last


def test_the_outcome_holds_only_what_changed():
    story = World(jobs="by hand").start(process(parallel("p"), user("a"), user("b"), user("c"),
                                                "s p a c e", "p b e"))  # fmt: skip
    task = story.task("a")
    outcome = engine().advance(
        story.definition, story.snapshot, CompleteUserTask(task.id), now=MONDAY, county="220582"
    )
    assert outcome.closed == {task.id}
    [opened] = outcome.user_tasks
    assert opened == UserTask(
        id=opened.id, process_id="P", element_id="c", element_name="c", form_key="P/c",
        candidate_role="county_reviewer",
    )  # fmt: skip
    assert outcome.flows == (("P", "a-c"),)


def test_a_user_task_evaluates_who_and_when():
    task = user(
        "a", formKey="form", candidateOrganisation="=unit.id", assignee="=initiator",
        dueDate="P2D", calendar="working", priority="=10 * 7",
    )  # fmt: skip
    story = World().start(process(task, "s a e"), {"unit": {"id": "u1"}, "initiator": "zhang"})
    opened = story.task("a")
    assert (opened.form_key, opened.candidate_organisation, opened.assignee) == (
        "P/form",
        "u1",
        "zhang",
    )
    assert opened.due_at.isoformat() == "2026-03-05T00:00:00+08:00"
    assert opened.priority == 70


def test_a_due_date_is_the_end_of_that_day():
    story = World().start(process(user("a", dueDate="2026-03-20"), "s a e"))
    assert story.task("a").due_at.isoformat() == "2026-03-21T00:00:00+08:00"


def test_the_bound_on_steps_is_the_engines():
    small = ProcessEngine(engine()._feel, engine()._calendar, maximum_steps=3)
    tasks = "".join(script(f"t{i}", "{}") for i in range(5))
    definition = small.compile(Sources("P", {"P": process(tasks, "s t0 t1 t2 t3 t4 e")}))
    first = small.advance(definition, None, StartProcess(), now=MONDAY, county="220582")
    [incident] = first.incidents
    assert incident.kind is IncidentKind.RUNAWAY
    assert incident.element_id == "t2"
    second = small.advance(definition, first.snapshot, RetryElement(incident.id), now=MONDAY,
                           county="220582")  # fmt: skip
    [incident] = second.incidents
    assert incident.element_id == "e"


def test_a_job_asked_for_anew_has_a_new_id_and_fresh_parameters():
    story = everything()
    [before] = [p for p in story.places.values() if p.element_id == "v"]
    story.command(RetryElement(before.id))
    [after] = [p for p in story.places.values() if p.element_id == "v"]
    assert after.id == f"{before.id}:2"
    with pytest.raises(ElementNotOpen):
        story.command(CompleteJob(before.id))
    story.command(CompleteJob(after.id))


def test_a_command_without_a_snapshot_is_refused():
    definition_ = engine().compile(Sources("P", {"P": process("s e")}))
    with pytest.raises(InstanceEnded):
        engine().advance(definition_, None, CancelInstance(), now=MONDAY, county=COUNTY)


def test_a_timer_fires_only_when_told():
    story = World().start(
        process(catch("c", timer("duration", "PT1S")), user("a"), parallel("p"), "s p c e", "p a e")
    )
    story.world.now += timedelta(days=9)
    story.complete("a")
    assert list(story.timers)
    assert story.fire("c").has_ended
