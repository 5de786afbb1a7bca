"""Administrators enter the year's notice; open periods are counted anew and never shortened."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from tests.fixtures.parts import Demo
from tests.integration.pages.visiting import Visitor
from tests.rules.test_calendar import NOTICE_2027
from webapp.domain.ports.calendar import WorkingCalendar
from webapp.domain.ports.notices import Notice, Notices
from webapp.kernel.clock import CHINA
from webapp.services import registers

SignIn = Callable[[str], Visitor]
SOURCE = "国办发明电〔2026〕1号"
NEW_YEAR = datetime(2026, 12, 28, 9, tzinfo=CHINA)


def publish(demo: Demo, county: str, ends_on: date) -> str:
    """Publish a list for five working days; return its identifier."""
    notice = Notice(
        title=f"{county}公示",
        basis="会议",
        starts_on=demo.parts.clock.now().astimezone(CHINA).date(),
        ends_on=ends_on,
        rows=[],
        contact="电话",
        organ="人社局",
        provisional=True,
    )
    published: str = demo.parts.ports[Notices].publish(county, county, "", notice)
    return published


def enter(visitor: Visitor, act: str, **changes: str) -> str:
    given = {"scope": "national", "year": "2027", "source": SOURCE, "text": NOTICE_2027}
    answer = visitor.post("/calendar", **{**given, "act": act, **changes})
    assert answer.status_code in (200, 303)
    return visitor.get("/calendar?scope=national&year=2027").text if act == "enter" else answer.text


@pytest.mark.rule("R28")
def test_an_entered_year_makes_an_open_period_certain_and_longer(
    demo: Demo, visitor_as: SignIn
) -> None:
    demo.set_clock(NEW_YEAR)
    notice = publish(demo, "220582", date(2027, 1, 4))
    assert registers.read_public_notice(demo.parts, notice).provisional
    admin = visitor_as("admin")
    assert "暂按法定节日推算" in admin.get(f"/publicity/{notice}").text
    longer = NOTICE_2027.replace("2027-02-06,free", "2027-01-04,free,元旦\n2027-02-06,free")
    assert "重新核算的公示期" in enter(admin, "preview", text=longer)
    page = enter(admin, "enter", text=longer)
    found = registers.read_public_notice(demo.parts, notice)
    assert (found.provisional, found.ends_on) == (False, date(2027, 1, 5))
    assert SOURCE in page
    calendar = demo.parts.ports[WorkingCalendar]
    assert not calendar.is_provisional("220582", NEW_YEAR, datetime(2027, 1, 6, tzinfo=CHINA))


@pytest.mark.rule("R28")
def test_a_period_that_was_announced_never_becomes_shorter(demo: Demo, visitor_as: SignIn) -> None:
    demo.set_clock(NEW_YEAR)
    late = date(2027, 1, 20)
    notice = publish(demo, "220582", late)
    page = enter(visitor_as("admin"), "enter")
    found = registers.read_public_notice(demo.parts, notice)
    assert (found.provisional, found.ends_on) == (False, late)
    assert "2027-01-20 → 2027-01-20" in page


@pytest.mark.rule("R28", "R40")
def test_a_county_enters_days_for_itself_only(demo: Demo, visitor_as: SignIn) -> None:
    demo.set_clock(NEW_YEAR)
    mine, other = (
        publish(demo, "220582", date(2027, 1, 5)),
        publish(demo, "222402", date(2027, 1, 5)),
    )
    county = visitor_as("jian.admin")
    local = {
        "scope": "220582",
        "source": "市政府通知",
        "text": "2026-12-30,free,市庆",
        "year": "2026",
    }
    assert county.post("/calendar", **local, act="enter").status_code == 303
    assert registers.read_public_notice(demo.parts, mine).ends_on == date(2027, 1, 6)
    assert registers.read_public_notice(demo.parts, other).ends_on == date(2027, 1, 5)
    for scope in ("national", "222402", "220500"):
        refused = county.post("/calendar", **{**local, "scope": scope}, act="enter")
        assert refused.status_code == 404


def test_a_wrong_entry_is_told_and_nothing_is_entered(demo: Demo, visitor_as: SignIn) -> None:
    admin = visitor_as("admin")
    given = {"scope": "222400", "year": "2027", "source": SOURCE}
    shown = admin.post("/calendar", **given, text="2027-09-03,perhaps").text
    assert "第二列请写" in shown
    refused = admin.post("/calendar", **given, text="2027-09-03,perhaps", act="enter")
    assert refused.status_code == 422
    assert admin.post("/calendar", **{**given, "source": ""}, text="x").status_code == 422
    assert "这里没有录入" in admin.get("/calendar?scope=222400&year=2027").text


def test_others_may_read_but_not_enter(visitor_as: SignIn) -> None:
    reader = visitor_as("jian.reviewer")
    page = reader.get("/calendar").text
    assert "工作日日历" in page
    assert "录入通知" not in page
    assert reader.post("/calendar", scope="220582").status_code == 403
    assert reader.get("/calendar?scope=nowhere").status_code == 404
    assert reader.get("/calendar?year=99999").status_code == 200
