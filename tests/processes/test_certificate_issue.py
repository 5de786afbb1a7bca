"""A holder's particulars are checked, a post is taken, the certificate is issued."""

import pytest

from tests.fixtures.ledgers import FakePosts
from tests.processes.setting import a_world, assert_every_flow_is_taken, base, nominee
from webapp.domain.certificates import CertificateBeforeFiling
from webapp.domain.ports.certificates import Certificates
from webapp.domain.ports.integrity import Titles
from webapp.domain.ports.nominations import Nominations
from webapp.domain.ports.office import Archive, Notifier
from webapp.domain.ports.posts import Posts
from webapp.jobs.errors import BpmnError

PUBLICATION = {"number": "白山人社〔2026〕5号", "effectiveOn": "2026-03-02"}
FILING = {
    "number": "吉林省人力资源和社会保障厅双定向备〔2026〕1号",
    "organ": "吉林省人力资源和社会保障厅",
}


def start(world, **changes):
    given = {
        **base(),
        "person": nominee(),
        "publication": PUBLICATION,
        "filing": FILING,
        "series": "teaching",
        "seriesName": "中小学教师",
        "year": 2026,
        **changes,
    }
    return world.start("certificate_issue", given, county="220621")


@pytest.mark.rule("R4", "R32", "R15")
def test_a_certificate_is_marked_and_valid_in_the_county_only():
    world = a_world()
    story = start(world)
    assert story.task("verify").candidate_role == "provincial_officer"
    story.complete("verify", {"outcome": "correct"})
    assert story.has_ended
    certificate = story.variables["certificate"]
    assert certificate["mark"] == "双定向"
    assert certificate["validity"] == "仅限抚松县范围内有效"
    [(occupant, _)] = world.ports[Posts].holders.values()
    assert (occupant.holder, occupant.certificate) == ("申报人1", certificate["number"])
    [note] = world.ports[Notifier].notes.values()
    assert (note.username, note.title) == ("person1", "职称电子证书已生成")
    [(kind, paper)] = world.ports[Archive].documents.values()
    assert (kind, paper["mark"], paper["validity"]) == (
        "certificate", "双定向", "仅限抚松县范围内有效",
    )  # fmt: skip
    [held] = world.ports[Titles].held("220502198001011230")
    assert (held.kind, held.county, str(held.obtained_on)) == ("targeted", "220621", "2026-03-02")
    [told] = [each for each in story.messages if each.name == "nomination_result"]
    assert told.variables["result"]["certificate"] == certificate


def test_a_wrong_name_is_corrected_before_the_certificate_is_issued():
    world = a_world()
    story = start(world)
    story.complete("verify", {"outcome": "wrong", "reasons": "姓名有误"})
    assert story.task("amend").candidate_role == "county_reviewer"
    story.complete("amend", {"person": {"name": "王莉", "unit": "第二中学"}})
    story.complete("verify", {"outcome": "correct"})
    [(data, _)] = world.ports[Certificates].issued.values()
    assert (data.holder, data.unit, data.title) == ("王莉", "第二中学", "高级教师")


@pytest.mark.rule("R15", "R18")
def test_without_a_free_post_the_county_finds_one_first():
    world = a_world(posts=FakePosts(total=0))
    story = start(world)
    story.complete("verify", {"outcome": "correct"})
    assert story.open == ["settle_post"]
    story.complete("settle_post", {"arrangement": "等待", "settled": True})
    assert story.open == ["settle_post"], "a word alone makes no post"
    assert not world.ports[Certificates].issued
    world.ports[Posts] = FakePosts(total=1)
    story.complete("settle_post", {"arrangement": "退休一人", "settled": True})
    assert story.has_ended


@pytest.mark.rule("R15")
def test_a_post_that_was_taken_meanwhile_is_found_anew_for_the_same_certificate():
    refused = [BpmnError("NO_VACANT_POST", "无空余岗位"), None]

    def occupy(request):
        answer = refused.pop(0)
        if answer is not None:
            raise answer
        return {"certificate": request.variables["certificate"], "grade": 7}

    world = a_world(results={"posts.occupy": occupy})
    story = start(world)
    story.complete("verify", {"outcome": "correct"})
    assert story.open == ["find_post"]
    story.complete("find_post", {"arrangement": "退休一人", "settled": True})
    assert story.has_ended
    assert len(world.ports[Certificates].issued) == 1


def test_nobody_gets_a_certificate_after_withdrawing():
    world = a_world()
    world.ports[Nominations].states["N-1"] = "WITHDRAWN"
    story = start(world)
    assert story.has_ended
    assert not world.ports[Certificates].issued


@pytest.mark.rule("R31")
def test_no_certificate_without_the_filing_of_the_province():
    for filing in ({**FILING, "number": ""}, {**FILING, "organ": "白山市"}):
        world = a_world()
        story = start(world, filing=filing)
        with pytest.raises(CertificateBeforeFiling) as refused:
            story.complete("verify", {"outcome": "correct"})
        assert "（依据规则R31）" in refused.value.message.zh
        assert not world.ports[Certificates].issued


def test_every_flow_is_taken():
    assert_every_flow_is_taken("certificate_issue", globals())
