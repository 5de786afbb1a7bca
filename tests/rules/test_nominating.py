"""Who may apply: the window, sanctions, the ladder, years, the unit's quota, the materials."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from handlers import nominations as handlers
from tests.fixtures.launches import FakeLaunches
from tests.fixtures.nominations import FakeIntegrity, FakeNominations, FakeTitles
from tests.fixtures.ports import FakeNotices
from webapp.domain import barring, channel, eligibility, ladder, materials
from webapp.domain.ladder import Step
from webapp.domain.nominating import quota
from webapp.domain.ports.integrity import Bar, HeldTitle
from webapp.domain.ports.nominations import Channel, Quota
from webapp.jobs.errors import BpmnError
from webapp.jobs.handling import Job
from webapp.kernel.clock import CHINA

TODAY = date(2026, 3, 2)
ID = "220502198001011230"
WINDOW = Channel("220621", 2026, date(2026, 3, 1), date(2026, 3, 31), "省", "吉人社函1号")
TARGETED = HeldTitle(
    ID, "某", "targeted", "deputy_senior", "teaching", "高级教师", date(2020, 3, 2), "220621", "C-1"
)
REGULAR = replace(TARGETED, kind="regular", obtained_on=date(2024, 6, 1), county="", certificate="")
MIDDLE = replace(REGULAR, level="middle", title="一级教师", obtained_on=date(2015, 9, 1))


def job(**variables):
    now = datetime(2026, 3, 2, 9, tzinfo=CHINA)
    return Job("job-1", "operation", variables, "instance-1", "N-1", "220621", now)


def entering(**others):
    person = {"name": "努尔•阿不都", "idNumber": ID.lower()}
    return job(
        year=2026, series="teaching", title="高级教师", specialty="语文", person=person,
        username="li", unit={"id": "u", "name": "一中"}, department=None, **others,
    )  # fmt: skip


def enter(register=None, integrity=None, titles=None, given=None, launches=None):
    register = register or FakeNominations()
    others = (launches or FakeLaunches(), integrity or FakeIntegrity(), titles or FakeTitles())
    handlers.enter(given or entering(), register, *others)
    return register


@pytest.mark.rule("R2", "R14")
def test_nobody_applies_in_a_series_that_is_not_open_or_has_no_criteria_in_use():
    with pytest.raises(BpmnError) as caught:
        enter(launches=FakeLaunches(launched=False))
    assert caught.value.variables == {"rule": "R2"}
    without = FakeLaunches()
    without.criteria = lambda *_: None
    with pytest.raises(BpmnError) as caught:
        enter(launches=without)
    assert caught.value.variables == {"rule": "R14"}


@pytest.mark.rule("R21")
def test_a_window_needs_days_in_order_and_a_document():
    channel.check_dates(WINDOW, TODAY)
    for wrong in (
        {"closes_on": date(2026, 2, 28)},
        {"opens_on": date(2026, 1, 1), "closes_on": date(2026, 3, 1)},
        {"closes_on": date(2027, 4, 1)},
        {"document": " "},
    ):
        with pytest.raises(channel.ChannelDatesRefused) as caught:
            channel.check_dates(replace(WINDOW, **wrong), TODAY)
        assert "R21" in caught.value.message.zh


@pytest.mark.rule("R21")
@pytest.mark.parametrize(
    ("today", "state"),
    [("2026-02-28", "before"), ("2026-03-01", "open"), ("2026-03-31", "open"),
     ("2026-04-01", "closed")],
)  # fmt: skip
def test_both_days_of_a_window_count(today, state):
    day = date.fromisoformat(today)
    assert channel.state_of(WINDOW, day) == state
    if state == "open":
        channel.check_open(WINDOW, "220621", 2026, day)
    else:
        with pytest.raises(channel.ChannelClosed) as caught:
            channel.check_open(WINDOW, "220621", 2026, day)
        assert "2026-03-01至2026-03-31" in caught.value.message.zh


@pytest.mark.rule("R21")
def test_the_province_opens_a_window_and_everybody_finds_it():
    register = FakeNominations(window=False)
    asked = job(year=2026, opensOn="2026-03-01", closesOn="2026-03-31", document="吉人社函1号")
    assert handlers.find_channel(job(year=2026), register) == {"open": False, "state": "none"}
    with pytest.raises(BpmnError) as caught:
        enter(register)
    assert caught.value.error_code == "CHANNEL_CLOSED"
    handlers.open_channel(asked, register)
    assert handlers.find_channel(job(year=2026), register)["state"] == "open"
    assert enter(register).state("N-1") == "RUNNING"
    wrong = job(year=2026, opensOn="2026-03-09", closesOn="2026-03-08", document="吉人社函1号")
    with pytest.raises(BpmnError, match="结束日期早于开始日期"):
        handlers.open_channel(wrong, register)


@pytest.mark.rule("A14")
@pytest.mark.parametrize(
    ("kind", "clause"), [("sanction", "第十三条"), ("dishonesty", "第三十九条")]
)
def test_who_is_barred_is_told_clause_document_and_from_when_it_is_over(kind, clause):
    bar = Bar(kind, ID, "努尔·阿不都", "违规", "处分1号", date(2026, 1, 1), date(2026, 12, 31))
    with pytest.raises(BpmnError) as caught:
        enter(integrity=FakeIntegrity(bar))
    assert caught.value.error_code == "NOT_ELIGIBLE"
    for words in (clause, "处分1号", "2026-12-31", "自2027-01-01起可以申报", "规则A14"):
        assert words in caught.value.message
    over = replace(bar, until=date(2026, 3, 1))
    assert enter(integrity=FakeIntegrity(over)).state("N-1") == "RUNNING"


@pytest.mark.rule("A14", "A16")
@pytest.mark.parametrize(
    ("ground", "since", "last"),
    [("demerit", "2026-03-02", "2027-03-01"), ("demotion", "2024-02-29", "2026-02-27"),
     ("dishonesty", "2026-03-02", "2029-03-01")],
)  # fmt: skip
def test_a_ground_bars_for_the_time_of_the_law(ground, since, last):
    assert barring.last_day(ground, date.fromisoformat(since)).isoformat() == last


@pytest.mark.rule("R3", "R5")
def test_a_senior_title_is_not_reviewed_here():
    given = entering()
    given.variables["title"] = "正高级教师"
    with pytest.raises(BpmnError, match="“双定向”只评审副高级"):
        enter(given=given)


@pytest.mark.rule("R5")
@pytest.mark.parametrize("held", [TARGETED, REGULAR], ids=["targeted", "regular"])
def test_a_deputy_senior_does_not_apply_again_in_the_series(held):
    with pytest.raises(BpmnError) as caught:
        enter(titles=FakeTitles(held))
    assert "规则R5" in caught.value.message
    assert "按常规渠道申报" in caught.value.message
    elsewhere = replace(held, series="health")
    revoked = replace(held, ended_on=date(2025, 1, 1), end_reason="revoked")
    assert enter(titles=FakeTitles(elsewhere, revoked)).state("N-1") == "RUNNING"


@pytest.mark.rule("R5")
def test_the_ladder_is_climbed_one_step_after_the_other():
    def following(*titles):
        return ladder.next_step(titles, "teaching", TODAY)

    senior = replace(REGULAR, level="senior", title="正高级教师", obtained_on=date(2026, 1, 1))
    assert following(MIDDLE) is Step.TARGETED_DEPUTY
    assert following(MIDDLE, TARGETED) is Step.REGULAR_DEPUTY
    assert following(TARGETED, REGULAR) is Step.REGULAR_SENIOR
    assert following(TARGETED, REGULAR, senior) is None
    with pytest.raises(ladder.StepRefused) as caught:
        ladder.check_step(Step.REGULAR_SENIOR, [TARGETED], "teaching", TODAY)
    assert "须先取得常规副高级职称（依据规则R5）" in caught.value.message.zh.replace("。", "")
    assert "a regular deputy-senior title comes first" in caught.value.message.en
    with pytest.raises(ladder.StepRefused):
        ladder.check_step(Step.REGULAR_SENIOR, [MIDDLE], "teaching", TODAY)
    with pytest.raises(ladder.StepRefused):
        ladder.check_step(Step.REGULAR_SENIOR, [senior], "teaching", TODAY)
    ladder.check_step(Step.REGULAR_SENIOR, [TARGETED, REGULAR], "teaching", TODAY)


@pytest.mark.rule("R6")
@pytest.mark.parametrize(
    ("titles", "since", "full"),
    [
        ([TARGETED], "2020-03-02", 6),
        ([TARGETED, REGULAR], "2020-03-02", 6),
        ([replace(TARGETED, ended_on=date(2024, 6, 1), end_reason="regular_post"), REGULAR],
         "2020-03-02", 6),
        ([replace(TARGETED, ended_on=date(2023, 1, 1), end_reason="left"), REGULAR],
         "2024-06-01", 1),
        ([replace(TARGETED, ended_on=date(2024, 6, 1), end_reason="revoked"), REGULAR],
         "2024-06-01", 1),
    ],
    ids=["targeted", "both", "one after the other", "a gap", "revoked"],
)  # fmt: skip
def test_years_count_on_from_the_targeted_title(titles, since, full):
    years = ladder.years_counted(titles, "teaching", TODAY)
    assert (years.since.isoformat(), years.full) == (since, full)
    assert since in years.basis


@pytest.mark.rule("R6")
def test_years_stop_with_the_title_and_nothing_counts_without_one():
    left = replace(TARGETED, ended_on=date(2023, 3, 1), end_reason="left")
    assert ladder.years_counted([left], "teaching", TODAY).full == 2
    assert ladder.years_counted([MIDDLE], "teaching", TODAY) is None


@pytest.mark.rule("R6")
def test_achievements_add_up_from_the_targeted_title_on():
    works = [
        {"name": "早"},
        {"name": "前", "date": "2020-03-01"},
        {"name": "后", "date": "2020-03-02"},
    ]
    counted = ladder.works_counted(works, TARGETED.obtained_on)
    assert [each["name"] for each in counted] == ["后"]


@pytest.mark.rule("R6", "R13")
def test_the_register_counts_the_middle_title_rather_than_the_applicant():
    person = {"idNumber": ID, "yearsInPost": 30, "examLine": "national"}
    found = handlers.check(job(series="teaching", person=person), FakeTitles(MIDDLE))
    assert (found["years"], found["exam"]) == (10, "expired")
    assert found["titles"] == [{"title": "一级教师", "kind": "regular", "obtainedOn": "2015-09-01"}]
    declared = handlers.check(job(series="teaching", person=person), FakeTitles())
    assert (declared["years"], declared["basis"]) == (30, "按本人填报计算")
    assert eligibility.exam_state({"examLine": "provincial"}, TODAY) == "below"


@pytest.mark.rule("R22")
def test_nobody_has_two_nominations_at_once():
    register = enter()
    second = replace(entering(), business_key="N-2")
    with pytest.raises(BpmnError, match="已有一份申报正在办理"):
        enter(register, given=second)
    assert enter(register).nominee("N-1").name == "努尔·阿不都"


@pytest.mark.rule("R22")
@pytest.mark.parametrize(
    ("applied", "percent", "limit"), [(10, 30, 3), (3, 30, 1), (1, 1, 1), (4, 100, 4)]
)
def test_a_quota_has_no_fractions_and_lets_at_least_one_through(applied, percent, limit):
    assert quota(applied, 0, percent) == Quota(applied, limit, 0)


@pytest.mark.rule("R11", "R25")
def test_a_solved_problem_is_listed_with_its_benefit_and_every_change_is_named():
    problem = {
        "problem": "病虫害",
        "solution": "新技术",
        "benefit": "ecological",
        "effect": "减药三成",
    }
    before = {"summary": "甲", "problems": [problem], "works": [{"name": "论文"}]}
    posted = materials.listed(before)
    assert posted == [
        "本职工作与主要业绩：甲",
        "解决技术难题（生态效益）：病虫害；新技术；减药三成",
        "代表性成果：论文",
    ]
    after = {**before, "works": [{"name": "论文", "date": "2025-01-01", "role": "主持"}]}
    assert materials.differences(after, posted) == [
        "新增：代表性成果：论文（2025-01-01，主持）", "删去：代表性成果：论文",
    ]  # fmt: skip


@pytest.mark.rule("R22")
def test_who_has_withdrawn_stays_withdrawn():
    register, notices = enter(), FakeNotices()
    assert handlers.retract(job(), register, notices) == {"state": "WITHDRAWN"}
    with pytest.raises(BpmnError, match="不能再报送"):
        handlers.submit(job(materialsHash="x"), register)
