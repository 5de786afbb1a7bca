"""Multi-instance activities and loops: who votes, in what order, and when it is enough."""
# ruff: noqa: E501 - a diagram per test

import pytest

from tests.fixtures.engine import World
from tests.unit.engine.diagram import (
    MESSAGE,
    boundary,
    call,
    element,
    end,
    extensions,
    many,
    process,
    properties,
    script,
    service,
    sub,
    timer,
    user,
)
from webapp.engine.definitions import Sources
from webapp.engine.outcome import IncidentKind

MEMBERS = {"who": [{"name": n} for n in "abcde"]}
VOTE = {"inputCollection": "=who", "inputElement": "member",
        "outputElement": "{by: member.name, vote: vote}", "outputCollection": "votes"}  # fmt: skip


def play(*parts, variables=None, called=None, jobs="by hand"):
    world = World(incidents="expected", jobs=jobs)
    return world.start(Sources("P", {"P": process(*parts), **(called or {})}), variables)


def voting(*, sequential=False, until=""):
    task = user("v", many(sequential=sequential, until=until, **VOTE), assignee="=member.name")
    return play(task, user("z"), "s v z e", variables=MEMBERS)


def test_parallel_voters_all_have_their_task_and_results_keep_the_order_of_the_members():
    """B6b: in SpiffWorkflow a list comes out in the order of completion."""
    story = voting()
    assert [t.assignee for t in story.tasks("v")] == list("abcde")
    for name in "edcba":
        task = next(t for t in story.tasks("v") if t.assignee == name)
        story.complete_task(task, {"vote": f"by {name}"})
    assert story.open == ["z"]
    assert story.variables["votes"] == [{"by": n, "vote": f"by {n}"} for n in "abcde"]


def test_sequential_voters_come_one_after_the_other():
    story = voting(sequential=True)
    for name in "abcde":
        assert [t.assignee for t in story.tasks("v")] == [name]
        story.complete("v", {"vote": 1})
    assert story.open == ["z"]
    assert [v["by"] for v in story.variables["votes"]] == list("abcde")


@pytest.mark.parametrize("sequential", [True, False])
def test_a_completion_condition_sees_the_results_so_far(sequential):
    """B6a: in SpiffWorkflow a quorum never fires."""
    story = voting(sequential=sequential, until='count(votes[vote = "yes"]) >= 3')
    story.complete_all("v", {"vote": "yes"}, {"vote": "no"}, {"vote": "yes"})
    assert "v" in story.open
    story.complete("v", {"vote": "yes"})
    assert story.open == ["z"]
    assert [v and v["vote"] for v in story.variables["votes"]] == ["yes", "no", "yes", "yes", None]


def test_a_completion_condition_sees_the_counters():
    story = voting(
        until="nrOfCompletedInstances / nrOfInstances >= 0.6 and nrOfActiveInstances = 2"
    )
    story.complete_all("v", {}, {}, {})
    assert story.open == ["z"]


def test_what_an_item_writes_stays_in_the_item():
    story = voting()
    story.complete("v", {"vote": "yes", "secret": 1})
    assert set(story.variables) == {"who"}


def test_an_item_may_have_the_name_of_an_existing_variable():
    """B6d: SpiffWorkflow raises."""
    story = play(user("v", many(inputCollection="who", inputElement="member")), "s v e",
                 variables={"who": [1], "member": "outside"})  # fmt: skip
    assert story.sees("v")["member"] == 1
    story.complete("v")
    assert story.variables["member"] == "outside"


def test_nobody_to_ask_is_answered_at_once():
    story = play(user("v", many(**VOTE)), user("z"), "s v z e", variables={"who": []})
    assert story.open == ["z"]
    assert story.variables["votes"] == []


def test_a_number_of_instances_may_stand_instead_of_a_collection():
    """B6c: with an existing output collection SpiffWorkflow has a NameError."""
    story = play(
        service("v", many("<bpmn:loopCardinality>n</bpmn:loopCardinality>",
                          outputCollection="out", outputElement="loopCounter * x")),
        "s v e", variables={"n": 3, "out": ["old"], "x": 1},
    )  # fmt: skip
    for x in (5, 6, 7):
        story.job_done("v", {"x": x})
    assert story.has_ended
    assert story.variables["out"] == [5, 12, 21]


def test_a_collection_that_is_no_list_is_an_incident_at_the_activity():
    story = play(user("v", many(inputCollection="=nobody")), "s v e")
    [incident] = story.incidents.values()
    assert incident.kind is IncidentKind.EXPRESSION_ERROR
    assert incident.message == "“=nobody” must be a list, but it is null."
    story.set_variables({"nobody": [1, 2]}).retry("v")
    assert story.open == ["v", "v"]


def test_a_broken_output_is_an_incident_at_its_item_only():
    story = play(user("v", many(inputCollection="[1, 2]", outputElement="1 +",
                                outputCollection="out")), "s v e")  # fmt: skip
    story.complete("v", {"x": 1})
    assert story.open == ["v"]
    assert len(story.incidents) == 1


def test_a_broken_completion_condition_is_an_incident_that_can_be_cured():
    story = voting(until="enough")
    story.complete("v", {"vote": 1})
    [incident] = story.incidents.values()
    assert incident.message == "The condition “enough” must be true or false, but it is null."
    assert len(story.tasks("v")) == 4
    story.set_variables({"enough": True}).retry("v")
    assert story.open == ["z"]


def test_an_incident_at_the_body_does_not_lose_votes_that_come_meanwhile():
    story = voting(until="enough")
    story.complete_all("v", *[{"vote": n} for n in range(5)])
    assert story.open == ["z"]
    assert not story.incidents
    assert [v["vote"] for v in story.variables["votes"]] == [0, 1, 2, 3, 4]


def test_a_boundary_timer_ends_all_items():
    story = play(user("v", many(**VOTE)), boundary("b", "v", timer("duration", "P1D")),
                 user("h"), "s v e", "b h e", variables=MEMBERS)  # fmt: skip
    assert len(story.timers) == 1
    story.complete("v", {"vote": 1})
    story.world.advance("P1D")
    assert story.open == ["h"]


def test_a_message_goes_out_for_every_item():
    own = properties(correlationKey="=row.id", payload="={result: row.result}")
    task = element("sendTask", "t", extensions(own) + many(inputCollection="rows", inputElement="row"),
                   messageRef="m1")  # fmt: skip
    rows = [{"id": "n1", "result": "pass"}, {"id": "n2", "result": "fail"}]
    story = play(task, "s t e", variables={"rows": rows})
    assert story.has_ended
    assert [(m.correlation_key, m.variables["result"]) for m in story.messages] == [
        ("n1", "pass"), ("n2", "fail"),
    ]  # fmt: skip


def test_a_called_process_runs_for_every_item_with_its_own_variables():
    called = process(
        user("ask"), script("x", "n * 10", resultVariable="answer"), "s ask x e", id="Q"
    )
    task = call("c", "Q", many(inputCollection="[1, 2]", inputElement="item1", outputElement="got",
                               outputCollection="all"),
                inputs={"n": "=item1"}, outputs={"got": "=answer"})  # fmt: skip
    story = play(task, "s c e", called={"Q": called}, variables={"secret": 1})
    assert story.open == ["ask", "ask"]
    assert story.sees("ask") == {"n": 1}
    story.complete("ask").complete("ask")
    assert story.variables == {"secret": 1, "all": [10, 20]}


def test_a_sub_process_runs_for_every_item_and_keeps_its_writings_apart():
    inner = sub("sp", element("startEvent", "i"), user("a"), script("x", "note + row", resultVariable="sum"),
                end("ie"), many(inputCollection="[1, 2]", inputElement="row", outputElement="sum",
                                outputCollection="sums"), chain="i a x ie")  # fmt: skip
    story = play(inner, "s sp e")
    story.complete("a", {"note": 10}).complete("a", {"note": 20})
    assert story.has_ended
    assert story.variables == {"sums": [11, 22]}


def test_messages_are_received_once_per_item():
    inner = extensions(properties(correlationKey="=row"))
    task = element("receiveTask", "r", inner + many(inputCollection='["x", "y"]', inputElement="row"),
                   messageRef="m1")  # fmt: skip
    story = play(task, "s r e")
    assert sorted(s.correlation_key for s in story.subscriptions.values()) == ["x", "y"]
    story.deliver("news").deliver("news")
    assert story.has_ended


LOOP = "<bpmn:loopCondition>not(done)</bpmn:loopCondition></bpmn:standardLoopCharacteristics>"


def test_a_loop_repeats_while_its_condition_is_true():
    loop = "<bpmn:standardLoopCharacteristics>" + LOOP
    story = play(user("a", loop), user("z"), "s a z e")
    story.complete("a", {"done": False})
    assert story.open == ["a"]
    assert story.complete("a", {"done": True}).open == ["z"]


def test_a_loop_may_test_first_and_has_a_maximum():
    first = '<bpmn:standardLoopCharacteristics testBefore="true">' + LOOP
    assert play(user("a", first), "s a e", variables={"done": True}).has_ended
    bounded = '<bpmn:standardLoopCharacteristics loopMaximum="2">' + LOOP
    story = play(user("a", bounded), "s a e", variables={"done": False})
    assert story.complete("a").complete("a").has_ended


def test_a_boundary_message_beside_voters_may_come_twice():
    story = play(
        user("v", many(**VOTE)), user("h"), "s v e", "b h e",
        boundary("b", "v", MESSAGE, interrupting=False, correlationKey="k"), variables=MEMBERS,
    )  # fmt: skip
    story.deliver("news").deliver("news")
    assert story.open.count("h") == 2
    story.complete_all("v", *[{"vote": 1}] * 5)
    assert story.open == ["h", "h"]
