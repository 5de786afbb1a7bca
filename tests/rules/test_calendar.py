"""R28: five working days by the national calendar and the prefecture's own holidays."""

from datetime import date, datetime, timedelta

import pytest

from tests.processes.setting import a_world, base, nominee
from webapp.adapters.registers.calendar import working_days
from webapp.domain import publicity
from webapp.domain.calendar_upload import NATIONAL, read
from webapp.domain.ports.calendar import WorkingCalendar
from webapp.domain.ports.notices import Notices
from webapp.domain.working_days import DayChange, WorkingDays
from webapp.kernel.clock import CHINA

JIAN, TUMEN = "220582", "222402"
NOTICE_2027 = """date,works|free,note
2027-01-01,free,元旦
2027-01-02,free,元旦
2027-01-03,works,调休
2027-02-06,free,春节
2027-02-08，放假，春节
2027/4/5,休,清明
2027年5月1日,free,劳动节
2027-05-02,free,劳动节
2027-05-03,free,劳动节
2027-10-01,free,国庆节
2027-10-02,free
2027-10-03,off
"""


def posted(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=CHINA)


def counted(county: str, day: date, calendar: WorkingDays) -> list[date]:
    ends = [calendar.add_working_days(county, posted(day), n) for n in range(1, 6)]
    return [(end - timedelta(days=1)).date() for end in ends]


@pytest.mark.rule("R28", "A1")
@pytest.mark.parametrize(
    ("county", "day", "days"),
    [
        (JIAN, date(2026, 2, 12), ["02-13", "02-14", "02-24", "02-25", "02-26"]),
        (JIAN, date(2026, 9, 23), ["09-24", "09-28", "09-29", "09-30", "10-08"]),
        (JIAN, date(2024, 8, 30), ["09-02", "09-03", "09-04", "09-05", "09-06"]),
        (TUMEN, date(2024, 8, 30), ["09-05", "09-06", "09-09", "09-10", "09-11"]),
    ],
)
def test_the_days_of_the_reference_are_counted(county: str, day: date, days: list[str]) -> None:
    assert [f"{each:%m-%d}" for each in counted(county, day, WorkingDays())] == days


@pytest.mark.rule("R28")
def test_a_period_over_the_festival_of_an_area_is_provisional_until_its_dates_are_entered() -> None:
    days = WorkingDays()
    assert publicity.period(days, TUMEN, posted(date(2026, 8, 31)), 5).provisional
    assert not publicity.period(days, JIAN, posted(date(2026, 8, 31)), 5).provisional
    assert not publicity.period(days, TUMEN, posted(date(2026, 10, 12)), 5).provisional
    festival = [DayChange(date(2026, 9, 3), works=False, source="州政府通知")]
    entered = working_days(("222400", each) for each in festival)
    found = publicity.period(entered, TUMEN, posted(date(2026, 8, 31)), 5)
    assert (found.provisional, found.ends_on) == (False, date(2026, 9, 8))


@pytest.mark.rule("R28")
def test_a_notice_is_read_in_the_ways_in_which_people_write_it() -> None:
    found = read(NOTICE_2027, NATIONAL, 2027, "国办发明电〔2026〕1号")
    assert found.errors == []
    assert [each.day.isoformat() for each in found.days][:3] == [
        "2027-01-01", "2027-01-02", "2027-01-03",
    ]  # fmt: skip
    assert [each.works for each in found.days][:3] == [False, False, True]
    assert found.days[0].source == "国办发明电〔2026〕1号：元旦"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "请填写1至400行。"),
        ("2027-02-30,free", "第1行：“2027-02-30”不是日期，请写成 2027-01-01。"),
        ("明天,free", "第1行：“明天”不是日期，请写成 2027-01-01。"),
        ("2026-01-01,free", "第1行：2026-01-01不在2027年。"),
        ("2027-01-01", "第1行：第二列请写“works”（上班）或者“free”（放假）。"),
        ("2027-01-01,perhaps", "第1行：第二列请写“works”（上班）或者“free”（放假）。"),
        ("2027-01-01,free\n2027-01-01,works", "第2行：2027-01-01同时列为上班和放假。"),
    ],
)
def test_a_wrong_line_is_named(text: str, error: str) -> None:
    assert [each.zh for each in read(text, "222400", 2027, "通知").errors] == [error]


@pytest.mark.rule("R28")
def test_a_national_notice_without_the_statutory_holidays_is_refused() -> None:
    found = read(NOTICE_2027.replace("2027-10-01,free,国庆节\n", ""), NATIONAL, 2027, "通知")
    assert [each.zh for each in found.errors] == [
        "法定节日2027-10-01应为放假（《全国年节及纪念日放假办法》）。"
    ]
    short = read("2027-01-01,free", NATIONAL, 2027, "通知")
    assert short.errors[0].zh.startswith("全国节假日安排不完整：仅1天。")


def test_a_working_weekday_is_odd_but_not_wrong() -> None:
    found = read("2027-09-06,works,照常上班", "222400", 2027, "通知")
    assert (found.errors, len(found.warnings)) == ([], 1)


@pytest.mark.rule("R28", "R29")
def test_a_publicity_into_a_year_without_a_notice_cannot_close_until_it_is_entered() -> None:
    world = a_world(now=datetime(2026, 12, 28, 9, tzinfo=CHINA))
    given = {
        **base(),
        "title": "公示",
        "basis": "评审会议",
        "persons": [nominee()],
        "days": 5,
        "level": "county",
        "organ": "抚松县人社局",
        "contact": "电话",
    }
    story = world.start("publicity", given, county="220621")
    [notice] = world.ports[Notices].published.values()
    assert notice.provisional
    world.pass_working_days(6)
    assert story.open == ["confirm_calendar"]
    story.complete("confirm_calendar", {"entered": True})
    assert story.open == ["confirm_calendar"], "a word alone does not end it"
    days = read(NOTICE_2027, NATIONAL, 2027, "国办发明电〔2026〕1号").days
    world.ports[WorkingCalendar] = working_days((NATIONAL, each) for each in days)
    story.complete("confirm_calendar", {"entered": True})
    assert story.has_ended
    assert world.ports[Notices].closed
