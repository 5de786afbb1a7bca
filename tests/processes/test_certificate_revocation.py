"""A title won by improper means is revoked: three years in the archive, and the post is free."""

from datetime import date

import pytest

from tests.builders.certificates import FUSONG, ID_NUMBER, hold
from tests.processes.setting import a_world, assert_every_flow_is_taken, base
from webapp.domain.ports.certificates import Certificates
from webapp.domain.ports.integrity import Integrity, Titles
from webapp.domain.ports.office import Notifier
from webapp.domain.ports.posts import Posts

HEARING = {
    "findings": "业绩证明系伪造",
    "heardOn": "2026-06-01",
    "statement": "承认",
    "investigators": "甲、乙",
}
DECISION = {
    "outcome": "revoke",
    "document": "抚人社〔2026〕9号",
    "decidedOn": "2026-06-10",
    "reasons": "提供虚假业绩材料",
}


def start(world, number):
    given = {**base(), "number": number, "cause": "false_materials", "facts": "举报属实"}
    return world.start("certificate_revocation", given, county=FUSONG)


@pytest.mark.rule("A16", "R15")
def test_a_revocation_ends_the_title_bars_three_years_and_frees_the_post():
    world = a_world()
    number = hold(world)
    story = start(world, number)
    assert story.open == ["hear"], "the holder is heard before"
    story.complete("hear", HEARING)
    assert story.task("decide").candidate_role == "county_leader"
    story.complete("decide", DECISION)
    assert story.has_ended
    assert world.ports[Certificates].find(number).status == "REVOKED"
    [event] = world.ports[Certificates].happened[number]
    assert (event.organ, event.document) == ("抚松县人力资源和社会保障局", "抚人社〔2026〕9号")
    integrity = world.ports[Integrity]
    [bar] = integrity.bars(ID_NUMBER, date(2029, 6, 10))
    assert (bar.kind, bar.document, bar.until) == (
        "dishonesty", "抚人社〔2026〕9号", date(2029, 6, 10),
    )  # fmt: skip
    assert not integrity.bars(ID_NUMBER, date(2029, 6, 11))
    assert world.ports[Posts].freed == {number: "revoked"}
    [held] = world.ports[Titles].held(ID_NUMBER)
    assert held.ended_on == date(2026, 6, 10)


def test_a_revocation_that_is_not_decided_changes_nothing():
    world = a_world()
    number = hold(world)
    story = start(world, number)
    story.complete("hear", HEARING)
    story.complete("decide", {"outcome": "keep", "reasons": "查无实据"})
    assert world.ports[Certificates].find(number).status == "VALID"
    [note] = world.ports[Notifier].notes.values()
    assert note.body == "决定不撤销：查无实据"


@pytest.mark.rule("R4", "A16")
def test_a_certificate_of_another_county_cannot_be_revoked():
    world = a_world()
    number = hold(world)
    given = {**base("222402"), "number": number, "cause": "other", "facts": "举报"}
    story = world.start("certificate_revocation", given, county="222402")
    assert story.has_ended
    [note] = world.ports[Notifier].notes.values()
    assert "本县（市、区）没有编号为" in note.body
    assert world.ports[Certificates].find(number).status == "VALID"


def test_every_flow_is_taken():
    assert_every_flow_is_taken("certificate_revocation", globals())
