"""What a person does in the browser, in the words of the person: sign in, fill in, submit.

    sign_in(page, "jian.school.staff1")
    start(page, "个人申报", {"年度": 2026, "申报系列": "中小学教师", "本人承诺": True})
    complete_task(page, "单位推荐", {"推荐意见": "同意推荐", "结论": "通过"})

Fields are named by their labels as shown (the beginning is enough), choices by their words; a list
of words ticks several. A `dict` inside a list fills the rows of a repeated group, one by itself the
fields of a group.
"""

import re
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Locator, Page, expect

from webapp.services.people import DEMO_PASSWORD

Answers = Mapping[str, Any]
ISLANDS = {
    "[data-form]": ".fjs-container",
    "[data-viewer]": ".djs-container svg",
    "[data-modeler]": ".djs-container svg",
    "[data-dmnview]": ".dmn-decision-table-container, .dmn-literal-expression-container, "
    ".djs-container",
}
"""Each island and what it shows when it is ready."""
COMPLAINTS = ".fjs-form-field-error-message, [data-error-summary]:not([hidden])"


def sign_in(page: Page, username: str, password: str = DEMO_PASSWORD) -> None:
    """Sign in as this person; who was signed in before is signed out first."""
    page.goto("about:blank")  # an answer still under way would bring the old session back
    page.context.clear_cookies()
    page.goto("/sign-in")
    page.locator("#username").fill(username)
    page.locator("#password").fill(password)
    page.locator(".sign-in button").click()
    expect(page.locator("form[action='/sign-out'] button")).to_be_visible()


def start(page: Page, process: str, answers: Answers | None = None) -> str:
    """Start a procedure from the start page; return its number."""
    page.goto("/start")
    page.get_by_role("link", name=re.compile(f"发起办理: {process}")).first.click()
    submit(page, answers, "发起办理")
    text = page.get_by_text("已发起，编号为").first.inner_text()
    found = re.search(r"[A-Z]+-\d{6}-\d{4}-\d+", text)
    assert found, text
    return found.group()


def open_task(page: Page, name: str, number: str = "") -> None:
    """Open the task of this name (of this procedure), among one's own or the group's."""
    for view in ("mine", "group"):
        page.goto(f"/tasks?view={view}&text={number}")
        link = page.locator("#task-list").get_by_role("link", name=name, exact=True)
        if link.count():
            link.first.click()
            expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
            return
    raise AssertionError(f"No task {name!r} of {number or 'any procedure'} is open.")


def complete_task(page: Page, name: str, answers: Answers | None = None, number: str = "") -> None:
    """Open a task, fill its form in and submit it."""
    open_task(page, name, number)
    submit(page, answers, "提交")
    expect(page.get_by_text("提交成功").first).to_be_visible()


def submit(page: Page, answers: Answers | None, verb: str) -> None:
    """Fill in the form of this page and send it; fail with the form's own complaints."""
    fill_in(page, answers or {})
    before = page.url
    page.get_by_role("button", name=verb, exact=True).click()
    page.wait_for_function(
        f"before => location.href !== before || document.querySelector({COMPLAINTS!r})",
        arg=before,
    )
    complaints = page.locator(COMPLAINTS).all_inner_texts()
    assert page.url != before, "; ".join(complaints)
    page.wait_for_load_state()


def settle(page: Page) -> None:
    """Wait until the islands of this page have drawn themselves."""
    page.wait_for_load_state("networkidle")
    for island, drawn in ISLANDS.items():
        for place in page.locator(island).all():
            expect(place.locator(drawn).first).to_be_visible()
    page.evaluate("() => document.fonts.ready")


def fill_in(page: Page, answers: Answers) -> None:
    """Fill in the form of this page, field by field."""
    form = page.locator("[data-form]").first
    expect(form.locator(".fjs-container")).to_be_visible()
    for label, value in answers.items():
        _fill(form, label, value)


def _fill(within: Locator, label: str, value: Any) -> None:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        _fill_rows(within, label, value)
        return
    if isinstance(value, Mapping):
        for inner, one in value.items():
            _fill(_group(within, label), inner, one)
        return
    field = _field(within, label)
    if field.locator(".fjs-select-display, .fjs-select-hidden-input").count():
        field.locator(".fjs-input-group").click()
        words = re.compile(f"^{re.escape(str(value))}")
        field.locator(".fjs-dropdownlist-item").filter(has_text=words).first.click()
    elif isinstance(value, bool):
        field.locator("input[type=checkbox]").first.set_checked(value)
    elif field.locator("input[type=radio], input[type=checkbox]").count():
        for word in value if isinstance(value, list) else [value]:
            field.get_by_label(str(word), exact=True).check()
    else:
        entry = field.locator("input.fjs-input, textarea").first
        entry.fill(str(value))
        entry.blur()


def _group(within: Locator, label: str) -> Locator:
    """Return the group with this title."""
    title = within.page.locator("label").filter(has_text=re.compile(rf"^{re.escape(label)}\s*\*?$"))
    return within.locator(".fjs-form-field-group").filter(has=title).last


def _fill_rows(within: Locator, label: str, rows: list[Answers]) -> None:
    title = re.compile(f"^{re.escape(label)}")
    group = within.locator(".fjs-form-field-dynamiclist, .fjs-form-field-dynamic-list").filter(
        has=within.page.locator("label", has_text=title)
    )
    shown = group.locator(".fjs-repeat-row-container")
    if not group.get_by_role("button", name="添加").count():
        [row] = rows  # rows that are given: a single one is the group itself
        for inner, value in row.items():
            _fill(group, inner, value)
        return
    for _missing in range(len(rows) - shown.count()):
        group.get_by_role("button", name="添加").click()
    for index, row in enumerate(rows):
        for inner, value in row.items():
            _fill(shown.nth(index), inner, value)


def _field(within: Locator, label: str) -> Locator:
    """Return the field with this label, or else the one whose label begins with these words."""
    for pattern in (rf"^{re.escape(label)}\s*\*?$", f"^{re.escape(label)}"):
        words = within.page.locator(".fjs-form-field-label").filter(has_text=re.compile(pattern))
        found = within.locator(".fjs-form-field").filter(has=words)
        if found.count():
            return found.last
    raise AssertionError(f"The form has no field {label!r}.")
