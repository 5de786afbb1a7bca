"""The result is filed with the city, published as filed, filed with the province, certified."""

import pytest

from tests.processes.setting import a_world, assert_every_flow_is_taken, base, nominee
from webapp.domain.ports.nominations import Nominations
from webapp.domain.ports.notices import Notices
from webapp.domain.ports.office import Archive
from webapp.domain.publicity import PublicityRunning

GIVEN = {
    "persons": [nominee(1), nominee(2)],
    "meeting": {"heldOn": "2026-03-02", "minutes": "document 1"},
    "publicity": {
        "notice": "notice 1",
        "title": "公示",
        "startsOn": "2026-03-02",
        "endsOn": "2026-03-09",
        "outcome": "公示期满，无异议。",
    },
    "series": "teaching",
    "seriesName": "中小学教师",
    "year": 2026,
}
DRAFT = {"number": "白山人社〔2026〕5号", "issuedOn": "2026-03-20", "sameList": True}


def start(world, **settings):
    world.ports[Notices].closed["notice 1"] = "公示期满，无异议。"
    known = base()
    known["settings"] |= settings
    return world.start("result_publication", {**known, **GIVEN}, county="220621")


def withdraw(world, *numbers):
    for number in numbers:
        world.ports[Nominations].states[f"N-{number}"] = "WITHDRAWN"


def papers(world, kind):
    return [paper for each, paper in world.ports[Archive].documents.values() if each == kind]


@pytest.mark.rule("R29", "R30", "R31", "R32")
def test_certificates_follow_only_after_both_filings_and_the_publication():
    world = a_world()
    story = start(world)
    assert story.open == ["receive_city"]
    story.complete("receive_city", {"outcome": "received"})
    assert story.task("publication_document").candidate_role == "city_reviewer"
    story.complete("publication_document", DRAFT)
    assert papers(world, "certificate") == []
    story.complete("receive_province", {"outcome": "received"})
    for _ in range(2):
        story.complete("verify", {"outcome": "correct"})
    assert story.has_ended
    numbers = [each["number"] for each in story.variables["certificates"]]
    assert [each[:-1] for each in numbers] == ["220621SDX2026010001", "220621SDX2026010002"]
    [publication] = papers(world, "publication")
    assert publication["title"] == (
        "白山市人力资源和社会保障局关于公布申报人1等2名同志取得"
        "中小学教师系列（职称“双定向”）副高级职称的通知"
    )
    assert publication["effectiveOn"] == "2026-03-02"
    [report] = papers(world, "filing_report")
    assert [each["name"] for each in report["rows"]] == [
        each["name"] for each in publication["rows"]
    ]
    assert "220502198001011230" not in str(publication)
    assert {each["mark"] for each in papers(world, "certificate")} == {"双定向"}


@pytest.mark.rule("R30")
def test_somebody_who_withdraws_after_the_filing_makes_the_list_be_filed_anew():
    world = a_world()
    story = start(world)
    story.complete("receive_city", {"outcome": "received"})
    withdraw(world, 2)
    story.complete("publication_document", DRAFT)
    assert story.open == ["receive_city"], "the list differs from the filed one"
    story.complete("receive_city", {"outcome": "received"})
    story.complete("publication_document", DRAFT)
    story.complete("receive_province", {"outcome": "received"})
    story.complete("verify", {"outcome": "correct"})
    assert story.has_ended
    assert [each["key"] for each in story.variables["certificates"]] == ["N-1"]
    assert [len(each["rows"]) for each in papers(world, "filing_report")] == [2, 1]


@pytest.mark.rule("R29")
def test_nothing_is_filed_when_everybody_has_withdrawn():
    world = a_world()
    withdraw(world, 1, 2)
    story = start(world)
    assert story.has_ended
    assert papers(world, "filing_report") == []


@pytest.mark.rule("R31")
def test_somebody_who_withdraws_before_the_certificate_holds_nobody_up():
    world = a_world()
    story = start(world)
    story.complete("receive_city", {"outcome": "received"})
    story.complete("publication_document", DRAFT)
    withdraw(world, 1)
    story.complete("receive_province", {"outcome": "received"})
    story.complete("verify", {"outcome": "correct"})
    assert story.has_ended
    assert [each["key"] for each in story.variables["certificates"]] == ["N-2"]


@pytest.mark.rule("R30")
def test_a_county_may_issue_the_publication_itself():
    world = a_world()
    story = start(world, publicationIssuer="county")
    story.complete("receive_city", {"outcome": "received"})
    assert story.task("county_publication").candidate_role == "county_reviewer"
    story.complete("county_publication", DRAFT)
    [publication] = papers(world, "publication")
    assert publication["organ"] == "抚松县人力资源和社会保障局"
    assert story.open == ["receive_province"]


@pytest.mark.rule("R29")
def test_results_are_not_filed_while_the_publicity_runs():
    with pytest.raises(PublicityRunning) as refused:
        a_world().start("result_publication", {**base(), **GIVEN}, county="220621")
    assert refused.value.message.zh.startswith(
        "公示《公示》尚未结束，不能报送备案。（依据规则R29）"
    )


def test_every_flow_is_taken():
    assert_every_flow_is_taken("result_publication", globals())
