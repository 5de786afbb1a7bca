"""Waiting for what the worker brings about, and letting the demo's time pass."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import sign_in

PATIENCE = 30_000
"""Milliseconds within which the worker has brought a job to its end, on a busy machine too."""


def reload_until(page: Page, there: Locator) -> None:
    """Reload the page until the worker has brought this about."""
    for _ in range(PATIENCE // 500):
        if there.count():
            return
        page.wait_for_timeout(500)
        page.reload()
    expect(there.first).to_be_visible()


def pass_working_days(page: Page, days: int) -> None:
    """Move the demo's clock forward, as its administrator."""
    sign_in(page, "admin")
    page.goto("/demo/clock")
    page.get_by_label("其他天数").fill(str(days))
    page.get_by_label("单位").select_option("working")
    page.get_by_role("button", name="推进", exact=True).click()
    expect(page.get_by_text("到期事项将在数秒内处理").first).to_be_visible()
