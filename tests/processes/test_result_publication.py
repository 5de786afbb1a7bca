"""The result is filed with the city, published, filed with the province, certified."""

from tests.processes.setting import a_world, assert_every_flow_is_taken, base, nominee
from webapp.domain.ports.office import Archive

GIVEN = {
    "persons": [nominee(1), nominee(2)],
    "meeting": {"heldOn": "2026-03-02", "minutes": "document 1"},
    "publicity": {"outcome": "公示期满，无异议。"},
    "series": "teaching",
    "seriesName": "中小学教师",
    "year": 2026,
}


def test_certificates_follow_only_after_both_filings_and_the_publication():
    world = a_world()
    story = world.start("result_publication", {**base(), **GIVEN}, county="220621")
    assert story.open == ["receive_city"]
    story.complete("receive_city", {"outcome": "received"})
    assert story.task("publication_document").candidate_role == "city_reviewer"
    story.complete(
        "publication_document",
        {"number": "白山人社〔2026〕5号", "issuedOn": "2026-03-20", "sameList": True},
    )
    story.complete("receive_province", {"outcome": "received"})
    for number in (1, 2):
        assert story.sees("verify")["person"]["key"] == f"N-{number}"
        story.complete("verify", {"outcome": "correct"})
    assert story.has_ended
    numbers = [each["number"] for each in story.variables["certificates"]]
    assert [each[:-1] for each in numbers] == ["220621SDX2026010001", "220621SDX2026010002"]
    [(_, publication)] = world.ports[Archive].documents.values()
    assert publication["title"] == (
        "白山市人力资源和社会保障局关于公布申报人1等2名同志取得"
        "中小学教师系列（职称“双定向”）副高级职称的通知"
    )
    assert publication["effectiveOn"] == "2026-03-02"


def test_every_flow_is_taken():
    assert_every_flow_is_taken("result_publication", globals())
