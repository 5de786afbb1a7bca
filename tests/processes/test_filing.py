"""A filing is received or returned for supplements, never refused."""

from tests.processes.setting import a_world, assert_every_flow_is_taken, base

CONTENT = {"subject": "启动", "summary": "摘要", "document": "文件"}
RETURNED = {"outcome": "return", "reasons": "缺少会议纪要"}


def start(level, submitter):
    given = {**base(), "level": level, "submitter": submitter, "content": CONTENT}
    return a_world().start("filing", given, county="220621")


def test_the_city_returns_a_filing_and_the_county_supplements_it():
    story = start("city", "county")
    story.complete("receive_city", RETURNED)
    assert story.task("supplement_county").candidate_role == "county_reviewer"
    story.complete("supplement_county", {"explanation": "已补"})
    story.complete("receive_city", {"outcome": "received"})
    assert story.has_ended
    assert story.variables["filing"]["number"] == "白山市人力资源和社会保障局双定向备〔2026〕1号"


def test_the_province_returns_the_citys_filing_to_the_city():
    story = start("province", "city")
    assert story.task("receive_province").candidate_role == "provincial_officer"
    story.complete("receive_province", RETURNED)
    story.complete("supplement_city", {"explanation": "已补"})
    story.complete("receive_province", {"outcome": "received"})
    assert story.variables["filing"]["organ"] == "吉林省人力资源和社会保障厅"


def test_every_flow_is_taken():
    assert_every_flow_is_taken("filing", globals())
