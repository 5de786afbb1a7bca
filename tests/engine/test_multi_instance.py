"""Multi-instance activities: the same for each of several, and what comes out of it."""

import pytest

from tests.engine.support import play, supports
from tests.fixtures.engine import World
from webapp.engine.outcome import HistoryKind, IncidentKind
from webapp.play.story import Story

FIVE = {"who": list("abcde")}


def cancelled(story: Story) -> list[tuple[str, object]]:
    """Return what was taken away, with the number of the item."""
    kind = HistoryKind.ELEMENT_CANCELLED
    return [(e.element_id, e.details.get("item")) for e in story.history if e.kind is kind]


def vote(story: Story, member: str, said: object) -> Story:
    task = next(t for t in story.tasks("v") if t.assignee == member)
    return story.complete_task(task, {"vote": said})


@supports("multi-instance", "parallel", "collection", "outputs aligned with inputs")
def test_all_vote_beside_each_other_and_the_votes_keep_the_order_of_the_members():
    story = play("repetition/parallel", FIVE)
    assert [t.assignee for t in story.tasks("v")] == list("abcde")
    assert [story.seen_at(t)["loopCounter"] for t in story.tasks("v")] == [1, 2, 3, 4, 5]
    for member in "ebdca":
        assert "after" not in story.open
        vote(story, member, f"by {member}")
    assert story.open == ["after"]
    votes = [{"by": m, "vote": f"by {m}"} for m in "abcde"]
    assert story.variables == {**FIVE, "votes": votes}
    assert story.passed == ["start", *["v"] * 6]
    done = HistoryKind.ELEMENT_COMPLETED
    items = [e.details.get("item") for e in story.history if (e.element_id, e.kind) == ("v", done)]
    assert items == [5, 2, 4, 3, 1, None]
    assert cancelled(story) == []


def test_what_an_item_writes_stays_in_it():
    story = play("repetition/parallel", {"who": ["a", "b"], "vote": "outside"})
    story.complete("v", {"vote": "yes", "secret": 1})
    assert story.variables == {"who": ["a", "b"], "vote": "outside"}
    assert story.sees("v")["vote"] == "outside"
    story.complete("v")
    assert [v["vote"] for v in story.variables["votes"]] == ["yes", "outside"]
    assert story.variables["vote"] == "outside"


def test_the_items_are_those_of_the_beginning():
    story = play("repetition/sequential", {"who": ["a", "b"]})
    story.set_variables({"who": ["x", "y", "z"]}).complete("v", {"vote": 1})
    assert story.task("v").assignee == "b"
    assert story.complete("v", {"vote": 2}).open == ["after"]


@supports("multi-instance", "sequential")
def test_one_after_the_other_votes():
    story = play("repetition/sequential", FIVE)
    for member in "abcde":
        assert [t.assignee for t in story.tasks("v")] == [member]
        vote(story, member, member)
    assert story.open == ["after"]
    assert [v["by"] for v in story.variables["votes"]] == list("abcde")


@supports("multi-instance", "completion condition (3 of 5)")
@pytest.mark.parametrize(("kind", "open_then"), [("", 1), ("_sequential", 0)])
def test_three_of_five_are_enough(kind: str, open_then: int):
    story = play(f"repetition/three_of_five{kind}", FIVE)
    story.complete_all("v", {"vote": "yes"}, {"vote": "no"}, {"vote": "yes"})
    assert "v" in story.open
    story.complete("v", {"vote": "yes"})
    assert story.open == ["after"]
    said = [v and v["vote"] for v in story.variables["votes"]]
    assert said == ["yes", "no", "yes", "yes", None]
    assert cancelled(story) == [("v", 5)] * open_then


def test_items_that_wait_for_nobody_stop_when_it_is_enough():
    story = play("repetition/three_of_five_scripts", FIVE)
    assert story.open == ["after"]
    assert story.variables["all"] == ["a", "b", "c", None, None]
    assert story.passed == ["start", "v", "v", "v", "v"]


@supports("multi-instance", "nrOf… counters")
def test_a_completion_condition_sees_the_counters():
    story = play("repetition/counters", {"who": list("abcd")}).complete("v", {"vote": 1})
    assert story.open == ["v", "v", "v"]
    assert story.complete("v", {"vote": 2}).open == ["after"]
    assert play("repetition/counters", FIVE).complete_all("v", {}, {}).open == ["v", "v", "v"]


def test_an_incident_at_the_condition_loses_no_votes():
    story = play("repetition/condition_incident", {"who": ["a", "b", "c"]})
    story.complete("v", {"vote": 1})
    [incident] = story.incidents.values()
    assert incident.kind is IncidentKind.CONDITION_ERROR
    assert incident.message == "The condition “enough” must be true or false, but it is null."
    story.complete("v", {"vote": 2})
    assert len(story.incidents) == 1
    story.set_variables({"enough": True}).retry("v")
    assert story.open == ["after"]
    assert [v and v["vote"] for v in story.variables["votes"]] == [1, 2, None]


@supports("multi-instance", "cardinality")
def test_a_number_may_stand_instead_of_a_collection():
    story = play("repetition/cardinality", {"size": 2, "all": "old"})
    assert story.open == ["v", "v", "v"]
    story.complete_all("v", {"said": "x"}, {"said": "y"}, {})
    assert story.open == ["after"]
    assert story.variables["all"] == [
        {"n": 1, "said": "x"},
        {"n": 2, "said": "y"},
        {"n": 3, "said": None},
    ]


@pytest.mark.parametrize(
    ("size", "message"),
    [
        ("two", "“size + 1” must be a whole number, but it is null."),
        (-2, "“size + 1” must be a whole number, but it is -1."),
        (0.5, "“size + 1” must be a whole number, but it is 1.5."),
        (10_000, "More than 10000 items are too many."),
    ],
)
def test_a_number_that_makes_no_sense_is_an_incident(size: object, message: str):
    story = play("repetition/cardinality", {"size": size})
    [incident] = story.incidents.values()
    assert incident.message == message
    story.set_variables({"size": 1}).retry("v")
    assert story.open == ["v", "v"]


@supports("multi-instance", "empty collection")
@pytest.mark.parametrize("name", ["parallel", "sequential", "boundaries"])
def test_nobody_to_ask_is_answered_at_once(name: str):
    story = play(f"repetition/{name}", {"who": [], "votes": "old"})
    assert story.open == ["after"]
    assert story.variables == {"who": [], "votes": []}
    assert story.passed == ["start", "v"]
    assert not story.timers


def test_a_collection_that_is_no_list_is_an_incident():
    story = play("repetition/parallel")
    [incident] = story.incidents.values()
    assert incident.message == "“=who” must be a list, but it is null."
    assert story.set_variables({"who": ["a"]}).retry("v").open == ["v"]


@supports("multi-instance", "loopDataInputRef and inputDataItem")
def test_the_data_of_the_standard_say_the_same():
    story = play("repetition/references", {"review board": ["a", "b", "c"], "vote": "outside"})
    first, second, third = story.tasks("v")
    seen = story.seen_at(second)
    assert (seen["one member"], seen["name of the member"]) == ("b", "b")
    story.complete_task(third, {"vote": "no"}).complete_task(first, {"vote": "yes"})
    story.complete_task(second)  # without the vote, whatever else has this name
    assert story.open == ["after"]
    assert story.variables == {
        "review board": ["a", "b", "c"],
        "vote": "outside",
        "votes": ["yes", None, "no"],
    }


def test_the_data_of_the_standard_need_no_specification():
    story = play("repetition/references_without_specification", {"members": ["a", "b"]})
    assert story.sees("v")["member"] == "a"
    story.complete("v", {"vote": 1}).complete("v", {"vote": 2})
    assert story.variables == {"members": ["a", "b"], "votes": [1, 2]}


def test_the_list_of_the_standard_must_be_one():
    story = play("repetition/references", {"review board": 7})
    [incident] = story.incidents.values()
    assert incident.message == "“review board” must be a list, but it is 7."
    story.set_variables({"review board": ["a"]}).retry("v")
    assert story.open == ["v"]


@supports("multi-instance", "of sub-processes")
def test_each_sub_process_keeps_its_data_and_ends_by_itself():
    story = play("repetition/of_sub_processes", {"rows": [1, 2], "sum": "outside"})
    assert story.open == ["a", "b", "a", "b"]
    second = story.tasks("a")[1]
    assert story.seen_at(second)["sum"] is None
    story.complete_task(second, {"note": 20})
    assert story.open == ["a", "b"]  # the second one was terminated, with its other branch
    assert cancelled(story) == [("b", None)]
    story.complete("a", {"note": 10})
    assert story.open == ["after"]
    assert story.variables == {"rows": [1, 2], "sum": "outside", "sums": [11, 22]}


@supports("multi-instance", "of call activities")
def test_each_call_has_variables_of_its_own():
    story = play("repetition/of_calls", {"rows": [1, 2], "secret": 0}, "activities/called")
    assert story.sees("ask") == {"n": 1}
    story.complete("ask", {"n": 5})
    assert story.sees("ask") == {"n": 2}
    story.complete("ask")
    assert story.open == ["after"]
    assert story.variables == {"rows": [1, 2], "secret": 0, "all": [50, 20]}


@supports("multi-instance", "boundary events")
def test_a_boundary_event_belongs_to_all_items_together():
    story = play("repetition/boundaries", {**FIVE, "key": "k"})
    assert [t.element_id for t in story.timers.values()] == ["late"]
    assert [s.element_id for s in story.subscriptions.values()] == ["asked"]
    story.deliver("news").complete("v", {"vote": 1}).deliver("news")
    assert story.open == ["v", "v", "v", "v", "explain", "explain"]
    story.world.advance("P1D")
    assert story.open == ["explain", "explain", "help"]
    assert not story.subscriptions
    assert ("v", None) in cancelled(story)
    assert [item for element, item in cancelled(story) if element == "v" and item] == [2, 3, 4, 5]
    story.complete("help").complete("explain").complete("explain")
    assert story.has_ended
    assert "votes" not in story.variables


def test_an_error_of_one_item_ends_them_all():
    world = World(incidents="expected", jobs="by hand")
    story = play("repetition/error_of_an_item", {"rows": [1, 2, 3]}, world=world)
    second = list(story.jobs.values())[1]
    story.job_done("v")
    assert second.id in story.jobs
    story.job_error("v", "REFUSED")
    assert not story.jobs
    assert story.open == ["help"]
    assert story.complete("help").has_ended
    assert story.passed == ["start", "v", "failed", "help", "helped"]


def test_a_message_goes_out_for_every_item():
    rows = [{"id": "n1", "result": "pass"}, {"id": "n2", "result": "fail"}]
    story = play("repetition/of_send_tasks", {"rows": rows})
    assert story.has_ended
    sent = [(m.correlation_key, m.variables) for m in story.messages]
    assert sent == [("n1", {"result": "pass"}), ("n2", {"result": "fail"})]


def test_a_message_is_received_for_every_item():
    story = play("repetition/of_receive_tasks", {"rows": ["x", "y"]})
    assert [s.correlation_key for s in story.subscriptions.values()] == ["x", "y"]
    story.world.throw("news", "y", {"said": "late"})
    assert [s.correlation_key for s in story.subscriptions.values()] == ["x"]
    story.world.throw("news", "x", {"said": "early"})
    assert story.has_ended
    assert story.variables == {"rows": ["x", "y"], "all": ["early", "late"]}


def test_an_item_may_have_the_name_of_a_variable():
    story = play("repetition/sequential", {"who": ["a"], "member": "outside", "loopCounter": 9})
    assert (story.sees("v")["member"], story.sees("v")["loopCounter"]) == ("a", 1)
    story.complete("v", {"vote": 1})
    assert story.sees("after")["member"] == "outside"
    assert story.variables["loopCounter"] == 9
