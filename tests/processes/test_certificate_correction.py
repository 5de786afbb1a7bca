"""A wrong name on a certificate is corrected by a new number; the old one ends."""

import pytest

from tests.builders.certificates import FUSONG, hold
from tests.processes.setting import a_world, assert_every_flow_is_taken, base
from webapp.domain.ports.certificates import Certificates
from webapp.domain.ports.office import Archive, Notifier


def start(world, number, **correction):
    given = {**base(), "number": number, "document": "身份证", "correction": correction}
    return world.start("certificate_correction", given, county=FUSONG)


def told(world):
    return [each.body for each in world.ports[Notifier].notes.values()]


@pytest.mark.rule("R4", "R32")
def test_a_wrong_name_is_corrected_and_the_old_certificate_ends():
    world = a_world()
    old = hold(world)
    story = start(world, old.lower(), name="王莉")
    assert story.task("check").candidate_role == "provincial_officer"
    story.complete("check", {"outcome": "agree"})
    assert story.has_ended
    register = world.ports[Certificates]
    assert register.find(old).status == "REPLACED"
    new = story.variables["corrected"]["number"]
    assert (register.find(new).holder, register.find(new).status) == ("王莉", "VALID")
    [(_, paper)] = world.ports[Archive].documents.values()
    assert (paper["number"], paper["holder"], paper["mark"]) == (new, "王莉", "双定向")
    assert told(world) == [f"王丽的证书{old}已更正换发，新编号{new}。"]


@pytest.mark.rule("R4")
def test_a_certificate_that_is_unknown_or_ended_is_not_corrected():
    world = a_world()
    old = hold(world)
    assert start(world, "220621SDX2026019999X", name="王莉").has_ended
    start(world, old, name="王莉").complete("check", {"outcome": "agree"})
    assert start(world, old, name="王力").has_ended
    unknown, _, ended = told(world)
    assert "没有编号为220621SDX2026019999X的“双定向”证书。（依据规则R4）" in unknown
    assert "已失效（REPLACED），不能再办理。（依据规则R4）" in ended


@pytest.mark.rule("R32")
def test_without_grounds_or_without_a_difference_nothing_is_corrected():
    world = a_world()
    old = hold(world)
    start(world, old, name="王莉").complete("check", {"outcome": "decline", "reasons": "依据不足"})
    start(world, old, name=" 王丽 ").complete("check", {"outcome": "agree"})
    start(world, old, idNumber="220502198001011231").complete("check", {"outcome": "agree"})
    assert world.ports[Certificates].find(old).status == "VALID"
    declined, same, digit = told(world)
    assert declined == "依据不足"
    assert "与证书" in same
    assert digit == "身份证号校验位不正确，请核对后重新填写。"


def test_every_flow_is_taken():
    assert_every_flow_is_taken("certificate_correction", globals())
