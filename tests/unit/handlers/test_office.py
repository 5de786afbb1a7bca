"""The handlers of committees, posts, documents, certificates, notes and results."""

from datetime import date, datetime

import pytest

from handlers import (
    certificates,
    committee,
    corrections,
    decisions,
    documents,
    materials,
    people,
    results,
    roster,
)
from tests.fixtures.ports import (
    FakeArchive,
    FakeCertificates,
    FakeExpertPool,
    FakeNotifier,
    FakeNumbering,
)
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


def test_a_roster_is_ordered_numbered_and_archived_and_holds_nobody_twice():
    archive = FakeArchive()
    nominations = [row(2), row(1), row(2, title="高级教师")]
    found = roster.compile_roster(
        job(nominations=nominations, series="teaching", year=2026), archive
    )
    assert [(each["number"], each["key"]) for each in found["rows"]] == [(1, "N-1"), (2, "N-2")]
    assert found["rows"][1]["title"] == "高级教师"
    assert found["count"] == 2
    assert found["document"] == "document job-1"


def test_a_repeated_draw_draws_the_same_and_another_job_another_committee():
    given = {"series": "teaching", "size": 9, "roster": {"rows": [row(1)]}}
    first = committee.draw(job(**given), FakeExpertPool())
    assert committee.draw(job(**given), FakeExpertPool()) == first
    assert committee.draw(job("job-2", **given), FakeExpertPool())["seed"] != first["seed"]
    assert (first["size"], len(first["members"]), first["drawnOn"]) == (9, 9, "2026-03-02")
    assert first["chair"]["can_chair"]


def test_a_pool_that_is_too_small_is_a_bpmn_error():
    given = job(series="teaching", size=9, roster={"rows": []})
    with pytest.raises(BpmnError) as thrown:
        committee.draw(given, FakeExpertPool(5))
    assert thrown.value.error_code == "POOL_TOO_SMALL"


def vote(number, yes, *, passed=True):
    return {
        "key": f"N-{number}", "name": f"申报人{number}", "present": 9, "yes": yes, "passed": passed,
    }  # fmt: skip


def tally(posts_approved, *votes):
    rows = [row(n) for n in range(1, len(votes) + 1)]
    return committee.tally(job(roster={"rows": rows}, votes=list(votes), posts=posts_approved))


def test_a_tally_without_a_tie_leaves_nothing_open():
    found = tally(1, vote(1, 9), vote(2, 8), vote(3, 3, passed=False))
    assert [each["key"] for each in found["within"]] == ["N-1"]
    assert [each["key"] for each in found["beyond"]] == ["N-2"]
    assert [each["key"] for each in found["failed"]] == ["N-3"]
    assert (found["tied"], found["open"]) == ([], 0)
    assert found["within"][0]["yes"] == 9


def test_a_tie_says_how_many_posts_are_open():
    found = tally(2, vote(1, 9), vote(2, 8), vote(3, 8))
    assert [each["key"] for each in found["tied"]] == ["N-2", "N-3"]
    assert found["open"] == 1


def minutes(counted, run_off=None, held_on="2026-03-01"):
    archive = FakeArchive()
    given = {
        "committee": {}, "attendance": {}, "opinions": {}, "votes": [], "tally": counted,
        "runOff": run_off, "signature": {}, "heldOn": held_on,
    }  # fmt: skip
    found = committee.minutes(job(**given), archive)
    [(kind, content)] = archive.documents.values()
    assert kind == "minutes"
    assert content["passed"] == [each["key"] for each in found["passed"]]
    return found


def test_the_minutes_name_those_who_passed_after_the_run_off():
    counted = tally(2, vote(1, 9), vote(2, 8), vote(3, 8), vote(4, 7))
    found = minutes(counted, {"selected": ["N-3"]})
    assert [each["key"] for each in found["passed"]] == ["N-1", "N-3"]
    assert [each["key"] for each in found["beyond"]] == ["N-2", "N-4"]
    assert found["heldOn"] == "2026-03-01"


def test_minutes_without_a_date_bear_the_day_of_the_job():
    assert minutes(tally(2, vote(1, 9)), held_on=None)["heldOn"] == "2026-03-02"


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
    register = FakeCertificates()
    person = row(1, idNumber="220502198001011230", specialty="语文", title="高级教师")
    publication = {"number": "白山人社〔2026〕5号", "effectiveOn": "2026-03-01"}
    given = {
        "person": person, "series": "teaching", "seriesName": "中小学教师",
        "publication": publication, "filing": {"number": "省备1号"},
    }  # fmt: skip
    found = certificates.issue(job(**given), register)
    assert certificates.issue(job(**given), register) == found
    [(data, _)] = register.issued.values()
    assert data.committee == "抚松县中小学教师系列职称“双定向”评审委员会"
    assert data.passed_on == date(2026, 3, 1)
    assert found["mark"] == "双定向"
    assert found["validity"] == "仅限抚松县范围内有效"
    assert found["issuedOn"] == "2026-03-02"


def test_a_publication_document_counts_and_dates_the_titles():
    given = {
        "number": "白山人社〔2026〕5号", "persons": [row(1), row(2)], "organ": "白山市人社局",
        "passedOn": "2026-03-01", "seriesName": "卫生", "filing": "备1号",
    }  # fmt: skip
    found = documents.publish(job(**given), FakeArchive())
    assert found["title"] == (
        "白山市人社局关于公布申报人1等2名同志取得卫生系列（职称“双定向”）副高级职称的通知"
    )
    assert found["effectiveOn"] == "2026-03-01"
    assert found["names"] == ["申报人1", "申报人2"]


def test_every_nomination_gets_one_result_and_the_latest_reason():
    meeting = {"passed": [row(1), row(2), row(3)], "failed": [row(4)], "beyond": [row(5)]}
    publicity = {"upheld": [row(2)], "suspended": [row(3)], "reasons": "查实"}
    found = results.compile_results(
        job(
            nominations=[row(n) for n in (1, 2, 3, 4, 5, 6, 1)],
            approval={"outcome": "approve"},
            meeting=meeting,
            publicity=publicity,
            certificates=[{"key": "N-1", "number": "编号"}],
        )
    )
    reasons = {each["key"]: each["reasons"] for each in found["list"]}
    assert reasons == {
        "N-1": "",
        "N-2": "公示异议成立：查实",
        "N-3": "公示异议尚未查清，暂缓公布：查实",
        "N-4": "评审委员会表决未达到到会专家的三分之二",
        "N-5": "表决通过，但超出批复的岗位数额",
        "N-6": "未列入评审通过人员名单",
    }
    assert found["passed"] == 1
    assert found["list"][0]["certificate"]["number"] == "编号"


def test_a_refused_meeting_gives_everybody_the_citys_reason():
    approval = {"outcome": "refuse", "reasons": "岗位依据不足"}
    found = results.compile_results(
        job(
            nominations=[row(1)],
            approval=approval,
            meeting=None,
            publicity=None,
            certificates=None,
        )
    )
    [result] = found["list"]
    assert (result["passed"], result["reasons"]) == (
        False, "例会申请未获批复同意：岗位依据不足",
    )  # fmt: skip
