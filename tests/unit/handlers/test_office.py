"""The handlers of committees, posts, documents, certificates, notes and results."""

from datetime import date, datetime

import pytest

from handlers import (
    certificates,
    corrections,
    decisions,
    documents,
    materials,
    people,
)
from tests.fixtures.nominations import FakeNominations, FakeTitles
from tests.fixtures.ports import (
    FakeArchive,
    FakeCertificates,
    FakeNotifier,
    FakeNumbering,
)
from webapp.domain.certificates import list_hash
from webapp.domain.places import PROVINCE_BUREAU
from webapp.domain.working_days import WorkingDays
from webapp.jobs.errors import BpmnError
from webapp.jobs.handling import Job
from webapp.kernel.clock import CHINA

NOW = datetime(2026, 3, 2, 9, tzinfo=CHINA)


def job(identifier="job-1", **variables):
    return Job(identifier, "operation", variables, "instance-1", "R-1", "220621", NOW)


def row(number, **others):
    return {"key": f"N-{number}", "name": f"申报人{number}", "unit": "第一中学", **others}


def test_a_note_goes_to_everybody_with_the_role():
    notifier = FakeNotifier()
    given = job(title="题", body="文", username=None, role="city_leader", organisation="220600")
    assert people.notify(given, notifier) == {}
    [note] = notifier.notes.values()
    assert (note.username, note.role, note.organisation_id) == ("", "city_leader", "220600")


def test_an_explanation_names_reasons_organ_basis_and_remedy():
    found = decisions.explain(job(stage="unit", reasons=None, unit="第一中学", department="教育局"))
    assert found == {
        "stage": "unit",
        "reasons": "未说明理由",
        "organ": "第一中学",
        "basis": "吉人社函〔2023〕211号四（一）",
        "remedy": "可以向第一中学提出意见，或者向教育局反映。",
    }


def test_sealed_materials_are_recognised():
    sealed = materials.seal(job(materials={"summary": "总结"}))
    assert sealed["sealedOn"] == "2026-03-02"
    same = materials.compare(job(materials={"summary": "总结"}, sealed=sealed))
    other = materials.compare(job(materials={"summary": "新总结"}, sealed=sealed))
    assert (same["unchanged"], other["unchanged"]) == (True, False)


def test_numbers_count_by_organ_and_year_without_repetition():
    numbering = FakeNumbering()
    given = {"kind": "filing", "organ": "通化市人社局"}
    first = documents.number(job("a", **given), numbering)
    assert first["number"] == "通化市人社局双定向备〔2026〕1号"
    assert documents.number(job("a", **given), numbering) == first
    assert documents.number(job("b", **given), numbering)["number"].endswith("〔2026〕2号")
    other = documents.number(job("c", kind="filing", organ="吉林省人社厅"), numbering)
    assert other["number"].endswith("〔2026〕1号")


def test_a_correction_notice_lists_everything_and_the_last_day():
    notifier = FakeNotifier()
    items = [{"material": "证书", "problem": "不清晰"}, {"material": "总结", "problem": "未签字"}]
    found = corrections.notify(
        job(items=items, deadlineDays=5, username="li"), WorkingDays(), notifier
    )
    assert found["lastDay"] == "2026-03-09"
    assert found["deadline"] == "2026-03-10T00:00:00+08:00"
    assert found["text"] == (
        "1. 证书：不清晰。2. 总结：未签字。请于2026年3月9日前（含当日）一次补齐；"
        "逾期未补正的，视为放弃申报。"
    )
    assert [note.body for note in notifier.notes.values()] == [found["text"]]


def test_a_certificate_is_marked_and_names_committee_and_validity():
    register, archive, titles = FakeCertificates(), FakeArchive(), FakeTitles()
    person = row(1, idNumber="220502198001011230", specialty="语文", title="高级教师")
    publication = {"number": "白山人社〔2026〕5号", "effectiveOn": "2026-03-01"}
    given = {
        "person": person, "series": "teaching", "seriesName": "中小学教师",
        "publication": publication, "filing": {"number": "1号", "organ": PROVINCE_BUREAU},
    }  # fmt: skip
    found = certificates.issue(job(**given), register, archive, titles)
    assert certificates.issue(job(**given), register, archive, titles) == found
    [(data, _)] = register.issued.values()
    assert data.committee == "抚松县中小学教师系列职称“双定向”评审委员会"
    assert data.passed_on == date(2026, 3, 1)
    assert found["mark"] == "双定向"
    assert found["validity"] == "仅限抚松县范围内有效"
    assert found["issuedOn"] == "2026-03-02"


def test_a_publication_document_counts_and_dates_the_titles():
    persons = [row(1), row(2)]
    given = {
        "draft": {"number": "白山人社〔2026〕5号"}, "persons": persons, "organ": "白山市人社局",
        "passedOn": "2026-03-01", "seriesName": "卫生", "filing": "备1号",
        "filed": list_hash(persons),
    }  # fmt: skip
    found = documents.publish(job(**given), FakeArchive(), FakeNominations())
    assert found["title"] == (
        "白山市人社局关于公布申报人1等2名同志取得卫生系列（职称“双定向”）副高级职称的通知"
    )
    assert found["effectiveOn"] == "2026-03-01"
    assert found["names"] == ["申报人1", "申报人2"]


@pytest.mark.rule("R30")
def test_another_list_than_the_filed_one_is_not_published():
    filed = list_hash([row(1), row(2)])
    given = {
        "draft": {"number": "白山人社〔2026〕5号"}, "organ": "白山市人社局",
        "passedOn": "2026-03-01", "seriesName": "卫生", "filing": "备1号", "filed": filed,
    }  # fmt: skip
    for persons in ([row(1)], [row(1), row(2), row(3)], [row(1), {**row(2), "title": "正高"}]):
        with pytest.raises(BpmnError) as refused:
            documents.publish(job(**given, persons=persons), FakeArchive(), FakeNominations())
        assert refused.value.error_code == "LIST_DIFFERS"
        assert "与备案名单不一致" in refused.value.message
        assert "（依据规则R30）请按现名单重新报备案。" in refused.value.message
