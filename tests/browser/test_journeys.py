"""The three great journeys: a whole chain in each differing county, a cure, a changed diagram."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser import wording
from tests.browser.driving import open_task, sign_in, start, submit
from tests.builders import chain
from tests.builders.chain import ALL, CHAIR, Step
from webapp.adapters.storage.models import Certificate, Person, UserTask
from webapp.services.parts import Parts

Picture = Callable[[Page, str], None]
PATIENCE = 30_000
"""Milliseconds within which the worker has brought a job to its end, on a busy machine too."""


def set_clock(parts: Parts) -> None:
    """Let it be the Monday on which the chain begins."""
    parts.clock.offset += chain.BEGIN - parts.clock.now()


def person_at(parts: Parts, element_id: str) -> str:
    """Return the username of the person to whom the open task at this element was given."""
    with parts.database.reading() as session:
        query = (
            select(Person.username)
            .join(UserTask, UserTask.assignee_id == Person.id)
            .where(UserTask.element_id == element_id, UserTask.state == "OPEN")
        )
        return session.scalars(query).one()


def wait_for_task(page: Page, parts: Parts, element_id: str) -> None:
    """Wait until the worker has brought the chain to this element."""
    query = select(UserTask.id).where(UserTask.element_id == element_id, UserTask.state == "OPEN")
    for _ in range(PATIENCE // 100):
        with parts.database.reading() as session:
            if session.scalar(query) is not None:
                return
        page.wait_for_timeout(100)
    raise AssertionError(f"Nothing waits at {element_id!r}.")


def pass_working_days(page: Page, days: int) -> None:
    """Move the demo's clock forward, as its administrator."""
    sign_in(page, "admin")
    page.goto("/demo/clock")
    page.get_by_label("其他天数").fill(str(days))
    page.get_by_label("单位").select_option("working")
    page.get_by_role("button", name="推进", exact=True).click()
    expect(page.get_by_text("到期事项将在数秒内处理").first).to_be_visible()


def answered(step: Step, form: Mapping[str, Any]) -> dict[str, Any]:
    """Return the step's answer in words; what only the open task can tell is filled in later."""
    answer = {key: value for key, value in step.answer.items() if value != ALL}
    words = wording.worded(form, answer)
    if step.element_id == "opinions":
        words["评议意见"] = [{"申报人": chain.NAME, **row} for row in words["评议意见"]]
    return words


def tick_everybody(page: Page) -> None:
    """Tick every expert of the committee as present."""
    for box in page.locator(".fjs-form-field-checklist input[type=checkbox]").all():
        box.check()


def take(page: Page, parts: Parts, county: str, step: Step, picture: Picture) -> None:
    """Do one step of the chain in the browser."""
    if not step.element_id:
        pass_working_days(page, step.working_days)
        return
    wait_for_task(page, parts, step.element_id)
    element = wording.elements(county)[step.element_id]
    form = wording.forms(county)[element.form_key]
    username = step.username
    sign_in(page, person_at(parts, step.element_id) if username == CHAIR else username)
    open_task(page, element.name)
    expect(page.locator("[data-form] .fjs-container")).to_be_visible()
    if ALL in step.answer.values():
        tick_everybody(page)
    picture(page, f"chain-{county}-{step.element_id}")
    submit(page, answered(step, form), "提交")
    expect(page.get_by_text("提交成功").first).to_be_visible()


@pytest.mark.parametrize(("county", "own"), [("220582", "peer_appraisal"), ("222426", "interview")])
def test_a_teacher_comes_from_sign_in_to_the_public_verification_page(
    page: Page, demo_parts: Parts, picture: Picture, county: str, own: str
) -> None:
    set_clock(demo_parts)
    slug = chain.slug_of(county)
    shapes = wording.forms(county)
    sign_in(page, f"{slug}.office")
    start(page, "年度评审", wording.worded(shapes["review_round/start"], chain.OPENING))
    sign_in(page, f"{slug}.school.staff1")
    start(page, "个人申报", wording.worded(shapes["nomination/start"], chain.DECLARATION))
    steps = chain.steps(county)
    assert own in {step.element_id for step in steps}
    for step in steps:
        take(page, demo_parts, county, step, picture)
        if step.element_id == "sign":
            read_the_publicity(page, picture, county)
    verify(page, demo_parts, picture, county)


def read_the_publicity(page: Page, picture: Picture, county: str) -> None:
    """Read the publicity list as a member of the public."""
    page.context.clear_cookies()
    for _ in range(PATIENCE // 500):
        page.goto("/")
        found = page.get_by_role("link", name=re.compile("公示")).filter(has_text="评审")
        if found.count():
            break
        page.wait_for_timeout(500)
    found.first.click()
    expect(page.get_by_text(chain.NAME)).to_be_visible()
    for secret in (chain.DECLARATION["person"]["idNumber"], chain.DECLARATION["person"]["phone"]):
        assert secret not in page.content()
    picture(page, f"publicity-{county}")


def verify(page: Page, parts: Parts, picture: Picture, county: str) -> None:
    """Verify the certificate as a member of the public."""
    with parts.database.reading() as session:
        query = select(Certificate.number).where(Certificate.county_id == county)
        number = session.scalars(query).one()
    page.context.clear_cookies()
    page.goto("/")
    page.get_by_label("证书编号").fill(number)
    page.get_by_label("持证人姓名或校验码").fill(chain.NAME)
    page.get_by_role("button", name="查验").click()
    expect(page.get_by_text(re.compile("双定向.*仅限.*范围内有效")).first).to_be_visible()
    expect(page.get_by_text(number).first).to_be_visible()
    picture(page, f"certificate-{county}")
