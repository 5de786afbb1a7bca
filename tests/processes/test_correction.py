"""Everything to be corrected is told once; who lets the deadline pass gives up."""

import pytest

from tests.processes.setting import (
    DECLARATION,
    MATERIALS,
    a_world,
    assert_every_flow_is_taken,
    base,
)
from webapp.domain.materials import fingerprint
from webapp.domain.ports.office import Archive, Notifier

ITEMS = [{"material": "教学成果证明", "problem": "缺少单位盖章"}]
CORRECTED = {"response": {"decision": "corrected", "explanation": "已盖章"}}


def start(world):
    sealed = {"fingerprint": fingerprint(MATERIALS), "sealedOn": "2026-03-01"}
    given = {**base(), **DECLARATION, "sealed": sealed, "items": ITEMS, "deadlineDays": 5}
    return world.start("correction", given, county="220621")


@pytest.mark.rule("A2")
def test_a_correction_in_time_with_the_same_materials_is_accepted():
    world = a_world()
    story = start(world)
    [note] = world.ports[Notifier].notes.values()
    assert (note.username, note.title) == ("li", "申报材料一次性补正告知书")
    assert note.body == (
        "1. 教学成果证明：缺少单位盖章。请于2026年3月9日前（含当日）一次补齐；"
        "逾期未补正的，视为放弃申报。"
    )
    assert story.task("correct").assignee == "li"
    story.complete("correct", {**CORRECTED, "materials": MATERIALS})
    story.complete("recheck", {"outcome": "completed"})
    assert story.has_ended
    assert story.variables["correction"]["outcome"] == "completed"


@pytest.mark.rule("R25", "A1")
def test_changed_materials_are_publicised_in_the_unit_again():
    world = a_world()
    story = start(world)
    story.complete("correct", {**CORRECTED, "materials": {**MATERIALS, "summary": "新的业绩"}})
    assert story.open == []
    world.pass_working_days(5)
    story.complete("recheck", {"outcome": "incomplete", "reasons": "证明仍未盖章"})
    assert story.variables["correction"] == {"outcome": "incomplete", "reasons": "证明仍未盖章"}
    assert story.variables["sealed"]["fingerprint"] == fingerprint(story.variables["materials"])
    [(kind, posted)] = world.ports[Archive].documents.values()
    assert (kind, posted["person"]) == ("unit_posting", {"name": "李秀英"})


@pytest.mark.rule("A2")
def test_who_lets_the_deadline_pass_has_given_up():
    world = a_world()
    story = start(world)
    world.pass_working_days(4)
    assert story.open == ["correct"]
    world.pass_working_days(1)
    assert story.has_ended
    assert story.variables["correction"] == {
        "outcome": "lapsed", "reasons": "未在规定期限内补正，视为放弃申报。",
    }  # fmt: skip


def test_who_gives_up_is_not_asked_again():
    story = start(a_world())
    story.complete("correct", {"response": {"decision": "give_up"}})
    assert story.has_ended
    assert story.variables["correction"]["outcome"] == "lapsed"


def test_every_flow_is_taken():
    assert_every_flow_is_taken("correction", globals())
