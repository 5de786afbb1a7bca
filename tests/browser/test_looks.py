"""Every screen can be read by everybody: by axe, at 320 px, in both languages, by keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.driving import open_task, settle, sign_in, start, submit
from tests.builders.diagrams import chain, drawn, form, user_task
from tests.builders.events import ad_hoc, by_timer, catch_signal
from webapp.access.actor import SYSTEM
from webapp.services import deployments, messages, people
from webapp.services.parts import Parts

Picture = Callable[[Page, str], None]

DECLARATION: dict[str, Any] = {
    "年度": 2026,
    "申报系列": "中小学教师",
    "申报职称": "高级教师",
    "专业": "语文",
    "姓名": "梁国华",
    "身份证号": "220000197501010019",
    "联系电话": "13800001234",
    "最高学历": "本科",
    "现任职称": "一级教师",
    "现任职称层级": "中级",
    "任现职称年限": 6,
    "本人为本县": True,
    "本职工作": "长期从事语文教学，所带班级成绩突出。",
    "代表性成果": [{"成果名称": "校本课程"}],
    "本人承诺": True,
}

_OFFERED = chain(
    "offering",
    ad_hoc(
        "matters",
        user_task("visit", "unit_hr", "走访", nameEn="Visit"),
        user_task("talk", "unit_hr", "谈话", nameEn="Talk"),
    ),
    catch_signal("hear", "news"),
    signals=("news",),
    startRoles="unit_hr",
)
OFFERING = {
    "bpmn/offering.bpmn": drawn(_OFFERED, "offering", "start", "matters", "hear", "end"),
    "bpmn/weekly.bpmn": chain(
        "weekly", user_task("look", "county_reviewer"), begin=by_timer("Cycle", "R/P7D")
    ),
    "forms/offering/visit.json": form(),
    "forms/offering/talk.json": form(),
    "forms/weekly/look.json": form(),
}
"""A process that offers choices, and one that a timer starts every week."""

SCREENS = [
    ("home", None, "/"),
    ("sign_in", None, "/sign-in"),
    ("publicity", None, "/publicity"),
    ("certificates", None, "/certificates"),
    ("help", None, "/help"),
    ("help_page", None, "/help/staff"),
    ("help_findings", None, "/help/findings"),
    ("not_found", None, "/nothing-here"),
    ("tasks_empty", "jian.school.staff1", "/tasks"),
    ("start", "jian.school.staff1", "/start"),
    ("start_form", "jian.school.staff1", "/start/nomination/220582-school"),
    ("forbidden", "jian.school.staff1", "/cockpit"),
    ("account", "jian.school.hr", "/account"),
    ("unit_notices", "jian.school.hr", "/publicity/unit"),
    ("tasks_of_group", "jian.school.hr", "/tasks?view=group"),
    ("instances", "admin", "/instances"),
    ("cockpit", "admin", "/cockpit"),
    ("kept_messages_none", "admin", "/cockpit/messages"),
    ("automatic_starts_none", "admin", "/cockpit/starts"),
    ("clock", "admin", "/demo/clock"),
    ("definitions", "owner", "/definitions"),
    ("definition_read_only", "jian.owner", "/definitions/process/220000/publicity"),
    ("definition_editor", "jian.owner", "/definitions/process/220582/recommendation"),
    ("rules", None, "/help/rules"),
    ("rule", "tumen.leader", "/help/rules/R28"),
    ("county_settings", "tumen.leader", "/settings"),
    ("counties", None, "/counties"),
    ("posts", "tumen.reviewer", "/posts"),
    ("criteria", "tumen.reviewer", "/criteria"),
    ("nominations", "tumen.reviewer", "/nominations"),
    ("statistics", "tumen.reviewer", "/statistics"),
    ("imports", "tumen.reviewer", "/imports"),
    ("complaints", None, "/complaints"),
    ("calendar", "admin", "/calendar"),
    ("experts", "tumen.office", "/experts"),
    ("titles", "tumen.school.staff1", "/titles"),
    ("supervision", "supervisor", "/supervision"),
    ("form_editor", "owner", "/definitions/form/220000/nomination/unit_check"),
    ("decision_editor", "owner", "/definitions/decision/220000/quorum"),
    ("decision_expression", "owner", "/definitions/decision/220000/pass_rule"),
]


def violations(page: Page) -> list[str]:
    """Return what axe finds, with every rule on."""
    found = Axe().run(page).response["violations"]
    return [
        f"{v['id']}: {node['target']} {node['html'][:160]}" for v in found for node in v["nodes"]
    ]


def look(page: Page, name: str, picture: Picture) -> list[str]:
    """Return all that is wrong with how this page looks, wide and narrow; keep its pictures."""
    settle(page)
    picture(page, f"{name}-1280")
    wrong = [f"1280 {line}" for line in violations(page)]
    page.set_viewport_size({"width": 320, "height": 800})
    settle(page)
    picture(page, f"{name}-320")
    wrong += [f"320 {line}" for line in violations(page)]
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > 320:
        wrong.append(f"320 the page is {width} px wide")
    page.set_viewport_size({"width": 1280, "height": 800})
    return wrong


@pytest.mark.parametrize(("name", "person", "place"), SCREENS, ids=[s[0] for s in SCREENS])
def test_everybody_can_read(
    page: Page, picture: Picture, name: str, person: str | None, place: str
) -> None:
    if person is not None:
        sign_in(page, person)
    page.goto(place)
    wrong = look(page, name, picture)
    assert not wrong, "\n".join(wrong)


def test_a_task_and_its_procedure_can_be_read_by_everybody(page: Page, picture: Picture) -> None:
    sign_in(page, "jian.school.staff1")
    declared = start(page, "个人申报", DECLARATION)
    wrong = look(page, "instance", picture)
    sign_in(page, "jian.school.hr")
    page.goto("/tasks?view=group")
    wrong += look(page, "tasks_waiting", picture)
    open_task(page, "综合评价", declared)
    wrong += look(page, "task", picture)
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    wrong += look(page, "task_english", picture)
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    sign_in(page, "admin")
    page.goto(f"/instances?text={declared}")
    page.locator("#instance-list").get_by_role("link").first.click()
    page.locator("#remedies summary").first.click()
    wrong += look(page, "remedies", picture)
    assert not wrong, "\n".join(wrong)


def test_what_can_be_begun_is_begun_by_the_keyboard_and_what_waits_is_read_by_everybody(
    page: Page, picture: Picture, demo_parts: Parts
) -> None:
    deployments.deploy(demo_parts, SYSTEM, "220000", OFFERING, "for tests")
    thrown = messages.ThrownMessage("reply", "RR-220582-2026-0001", {}, "")
    admin = people.authenticate(demo_parts, "admin", people.DEMO_PASSWORD).actor
    messages.publish_message(demo_parts, admin, thrown)
    sign_in(page, "jian.school.hr")
    started = start(page, "offering")
    page.goto("/tasks")
    wrong = look(page, "tasks_with_choices", picture)
    page.goto(f"/instances?text={started}")
    page.locator("#instance-list").get_by_role("link").first.click()
    wrong += look(page, "choices", picture)
    press_until(page, "#choices button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="走访")).to_be_visible()
    sign_in(page, "admin")
    page.goto("/cockpit/messages")
    wrong += look(page, "kept_messages", picture)
    page.goto("/cockpit/starts")
    wrong += look(page, "automatic_starts", picture)
    assert not wrong, "\n".join(wrong)


def test_a_refused_form_names_each_fault_and_loses_nothing(page: Page, picture: Picture) -> None:
    sign_in(page, "jian.school.staff1")
    page.goto("/start/nomination/220582-school")
    with pytest.raises(AssertionError):
        submit(page, {"姓名": "梁国华", "身份证号": "12"}, "发起办理")
    assert look(page, "start_form_refused", picture) == []
    expect(page.get_by_label("姓名")).to_have_value("梁国华")


def test_the_keyboard_alone_signs_in_and_reaches_a_form(page: Page) -> None:
    page.goto("/sign-in")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    press_until(page, "#username")
    page.keyboard.type("jian.school.staff2")
    page.keyboard.press("Tab")
    page.keyboard.type("zhiping-demo-2026")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="待办任务")).to_be_visible()
    press_until(page, "nav a[href='/start']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="发起办理")).to_be_visible()
    press_until(page, "main a.btn")
    page.keyboard.press("Enter")
    expect(page.locator("[data-form] .fjs-container")).to_be_visible()
    press_until(page, "[data-form] input")
    page.keyboard.type("2026")
    press_until(page, ".sticky-actions button[type=submit]", most=60)
    page.keyboard.press("Enter")
    expect(page.locator("[data-error-summary]:not([hidden])")).to_be_visible()


def press_until(page: Page, selector: str, most: int = 25) -> None:
    """Press Tab until the focus is on such an element."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{most} times Tab did not reach {selector}.")


def test_a_page_of_words_works_without_scripts(
    new_context: Callable[..., Any], picture: Picture
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, "jian.school.hr")
    page.goto("/tasks?view=group")
    expect(page.get_by_role("button", name="查询")).to_be_visible()
    page.get_by_label("查询任务").fill("nothing")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_text("未找到")).to_be_visible()
    picture(page, "without_scripts")
