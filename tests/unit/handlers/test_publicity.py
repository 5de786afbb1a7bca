"""The handlers of publicity lists."""

from dataclasses import replace
from datetime import datetime

import pytest

from handlers import publicity
from tests.fixtures.ports import FakeArchive, FakeNotices
from webapp.domain.publicity import PublicityRunning, PublicityTooShort
from webapp.domain.working_days import DayChange, WorkingDays
from webapp.jobs.handling import Job
from webapp.kernel.clock import CHINA

NOW = datetime(2026, 3, 2, 9, tzinfo=CHINA)
PERSON = {"key": "N-1", "name": "李秀英", "unit": "第一中学", "idNumber": "220502198001011230"}
GIVEN = {
    "title": "公示",
    "basis": "评审会议",
    "persons": [PERSON],
    "days": 5,
    "level": "county",
    "organ": "抚松县人社局",
    "organisation": "220621",
    "contact": "",
}


COMPLETE = {"state": "complete"}


def job(variables, now=NOW):
    return Job("job-1", "publicity", variables, "instance-1", "R-1", "220621", now)


def published(notices=None):
    return publicity.publish(job(GIVEN), notices or FakeNotices(), WorkingDays(), FakeArchive())


def test_a_list_is_published_once_even_if_the_job_is_repeated():
    notices = FakeNotices()
    assert published(notices) == published(notices)
    [notice] = notices.published.values()
    assert notice.contact == "抚松县人社局"
    assert "220502198001011230" not in str(notice.rows)


def test_the_notice_says_when_it_closes_and_under_which_number():
    notice = published()
    assert notice["closesAt"] == "2026-03-10T00:00:00+08:00"
    assert (notice["startsOn"], notice["endsOn"]) == ("2026-03-02", "2026-03-09")
    assert (notice["number"], notice["state"]) == ("R-1", "running")


def test_a_period_of_four_days_is_not_published():
    with pytest.raises(PublicityTooShort):
        publicity.publish(job({**GIVEN, "days": 4}), FakeNotices(), WorkingDays(), FakeArchive())


@pytest.mark.parametrize(("day", "state"), [(9, "running"), (10, "complete")])
def test_a_review_tells_whether_the_period_is_over(day, state):
    now = NOW.replace(day=day, hour=0)
    found = publicity.review(
        job({"notice": published(), "days": 5}, now), FakeNotices(), WorkingDays()
    )
    assert found["state"] == state


def test_a_review_lengthens_the_period_by_a_new_holiday_and_never_shortens_it():
    off = DayChange(datetime(2026, 3, 9, tzinfo=CHINA).date(), works=False, source="县政府")
    on = DayChange(datetime(2026, 3, 7, tzinfo=CHINA).date(), works=True, source="县政府")
    given = job({"notice": published(), "days": 5}, NOW.replace(day=10, hour=0))
    notices = FakeNotices()
    longer = publicity.review(given, notices, WorkingDays({"220621": [off]}))
    assert (longer["endsOn"], longer["state"]) == ("2026-03-10", "running")
    same = publicity.review(given, FakeNotices(), WorkingDays({"220621": [on]}))
    assert same["endsOn"] == "2026-03-09"
    kept = publicity.review(given, notices, WorkingDays())
    assert kept["endsOn"] == "2026-03-10"


def test_a_closed_list_says_who_is_cleared_and_why_others_are_not():
    notices = FakeNotices()
    other = {"key": "N-2", "name": "王某"}
    findings = [
        {"person": "王某", "outcome": "upheld", "reasons": "业绩不实"},
        {"person": "李秀英", "outcome": "dismissed", "reasons": "查无实据"},
    ]
    given = {
        "notice": published() | COMPLETE,
        "persons": [PERSON, other],
        "objections": [],
        "findings": findings,
    }
    found = publicity.close(job(given), notices)
    assert found["cleared"] == [PERSON]
    assert found["upheld"] == [other]
    assert not found["clear"]
    assert found["reasons"] == "业绩不实"
    assert list(notices.closed.values()) == ["公示期满，1人有异议未排除。"]


def test_a_list_without_findings_is_clear():
    people = {"persons": [PERSON], "objections": None, "findings": None}
    given = {"notice": published() | COMPLETE, **people}
    found = publicity.close(replace(job(given)), FakeNotices())
    assert found["clear"]
    assert found["outcome"] == "公示期满，无异议。"


@pytest.mark.rule("R28", "R29")
@pytest.mark.parametrize("state", ["running", "provisional"])
def test_a_list_that_still_runs_or_rests_on_an_unknown_year_cannot_be_closed(state):
    notices = FakeNotices()
    given = {"notice": published(notices) | {"state": state}, "persons": [PERSON]}
    with pytest.raises(PublicityRunning) as refused:
        publicity.close(job(given | {"objections": [], "findings": []}), notices)
    assert "尚未结束" in refused.value.message.zh
    assert notices.closed == {}


def test_a_list_for_the_public_is_archived_without_private_things_and_a_units_is_not():
    archive = FakeArchive()
    publicity.publish(job(GIVEN), FakeNotices(), WorkingDays(), archive)
    publicity.publish(
        replace(job({**GIVEN, "level": "unit"}), id="job-2"), FakeNotices(), WorkingDays(), archive
    )
    [(kind, paper)] = archive.documents.values()
    assert (kind, paper["county"], paper["endsOn"]) == ("publicity", "抚松县", "2026-03-09")
    assert "220502198001011230" not in str(paper)
