"""The three great journeys: a whole chain in a differing county, a cure, a changed diagram."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser import wording
from tests.browser.driving import open_task, sign_in, start, submit
from tests.browser.waiting import PATIENCE, pass_working_days, reload_until
from tests.builders import chain, diagrams
from tests.builders.chain import ALL, CHAIR, VOTERS, Step
from tests.builders.spreadsheets import id_number
from webapp.access.actor import SYSTEM
from webapp.adapters.storage.models import BallotVoter, Certificate, Person, UserTask
from webapp.domain.ports.nominations import Nominations
from webapp.services import deployments
from webapp.services.advancing import PROVINCE
from webapp.services.parts import Parts

Picture = Callable[[Page, str], None]


def declaration(number: int) -> dict[str, Any]:
    """Return the declaration of a person of its own: nobody applies twice in a year."""
    return {
        **chain.DECLARATION,
        "person": {**chain.DECLARATION["person"], "idNumber": id_number(number)},
    }


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


def answered(step: Step, form: Mapping[str, Any]) -> dict[str, Any]:
    """Return the step's answer in words; what only the open task can tell is filled in later."""
    answer = {key: value for key, value in step.answer.items() if value != ALL}
    return wording.worded(form, answer)


def tick_everybody(page: Page) -> None:
    """Tick every expert of the committee as present."""
    present = page.locator(".fjs-form-field-checklist").filter(has_text="到会专家")
    for box in present.locator("input[type=checkbox]").all():
        box.check()


def cast_votes(page: Page, parts: Parts, picture: Picture, county: str) -> None:
    """Let every expert present vote yes on the page of ballots, with the keyboard alone."""
    wait_for_task(page, parts, "close_ballot")
    with parts.database.reading() as session:
        voters = session.scalars(select(BallotVoter.username)).all()
    for number, username in enumerate(sorted(voters)):
        sign_in(page, username)
        page.goto("/ballots")
        page.get_by_role("link", name=re.compile("评审表决")).focus()
        page.keyboard.press("Enter")
        page.get_by_role("radio", name="赞成").first.focus()
        page.keyboard.press("Space")
        if number == 0:
            picture(page, f"ballot-{county}")
        page.get_by_role("button", name="投票").focus()
        page.keyboard.press("Enter")
        page.locator("dialog[open]").get_by_role("button", name="投票").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("选票已投入票箱").first).to_be_visible()


def take(page: Page, parts: Parts, county: str, step: Step, picture: Picture) -> None:
    """Do one step of the chain in the browser."""
    if step.username == VOTERS:
        cast_votes(page, parts, picture, county)
        return
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


@pytest.mark.parametrize(
    ("county", "own"), [("222426", "interview")]
)  # 220582: on SQLite, and in memory
def test_a_teacher_comes_from_sign_in_to_the_public_verification_page(
    page: Page, demo_parts: Parts, picture: Picture, county: str, own: str
) -> None:
    set_clock(demo_parts)
    chain.open_window(demo_parts.ports[Nominations], county)
    slug = chain.slug_of(county)
    shapes = wording.forms(county)
    sign_in(page, f"{slug}.office")
    start(page, "年度评审", wording.worded(shapes["review_round/start"], chain.OPENING))
    sign_in(page, f"{slug}.school.staff1")
    start(page, "个人申报", wording.worded(shapes["nomination/start"], declaration(1)))
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
    listed = re.compile(f"{chain.NAME}.*中小学教师.*高级教师")
    expect(page.get_by_role("row", name=listed)).to_be_visible()
    for secret in (id_number(1), chain.DECLARATION["person"]["phone"]):
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


INSERT_TASK = """() => {
  const editor = document.querySelector('[data-modeler]').zhipingEditor.modeler;
  const registry = editor.get('elementRegistry');
  const flow = registry.get('appraise').outgoing[0];
  const [from, to] = [flow.waypoints[0], flow.waypoints.at(-1)];
  const shape = editor.get('elementFactory').createShape({ type: 'bpmn:UserTask' });
  const place = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const added = editor.get('modeling').createShape(shape, place, flow);
  editor.get('modeling').updateProperties(added, { name: '领导班子谈话' });
  editor.get('selection').select(added);
  return added.id;
}"""
"""Drops a user task on the flow behind the appraisal, as a drag from the palette would."""


def test_an_owner_changes_a_countys_diagram_and_the_next_nomination_takes_the_new_step(
    page: Page, demo_parts: Parts, picture: Picture
) -> None:
    set_clock(demo_parts)
    added = insert_a_step(page, picture)
    shapes = wording.forms("222402")
    [appraise, *_] = chain.steps("222402")
    for number, slug in enumerate(("tumen", "hunchun"), 2):
        sign_in(page, f"{slug}.school.staff1")
        start(page, "个人申报", wording.worded(shapes["nomination/start"], declaration(number)))
        sign_in(page, f"{slug}.school.hr")
        open_task(page, "综合评价")
        submit(page, answered(appraise, shapes["recommendation/appraise"]), "提交")
    sign_in(page, "tumen.school.hr")
    open_task(page, "领导班子谈话")
    picture(page, "the-new-step")
    with demo_parts.database.reading() as session:
        reached = session.scalars(select(UserTask.element_id)).all()
    assert reached.count(added) == 1


def insert_a_step(page: Page, picture: Picture) -> str:
    """Give 图们市 a diagram of its own with one more step; return the step's id."""
    sign_in(page, "tumen.owner")
    page.goto("/definitions/process/220000/recommendation")
    page.get_by_role("button", name="制定图们市版本").click()
    page.locator("dialog[open]").get_by_role("button", name="制定").click()
    page.wait_for_url("**/definitions/process/222402/recommendation")
    expect(page.locator("[data-modeler][data-ready=yes]")).to_be_visible(timeout=PATIENCE)
    added = page.evaluate(INSERT_TASK)
    panel = page.locator(".bio-properties-panel")
    panel.get_by_label("办理角色").select_option("unit_hr")
    panel.get_by_label("表单").select_option("recommendation/appraise")
    panel.get_by_label("结果变量").first.fill("talk")
    page.get_by_role("button", name="检查", exact=True).click()
    expect(page.get_by_text("没有发现问题").first).to_be_visible(timeout=PATIENCE)
    picture(page, "editor-with-the-new-step")
    page.get_by_role("button", name="发布", exact=True).click()
    dialog = page.locator("dialog[open]")
    dialog.get_by_label("版本说明").fill("增加领导班子谈话")
    dialog.get_by_role("button", name="发布").click()
    expect(page.get_by_text("已发布第 1 版").first).to_be_visible(timeout=PATIENCE)
    return str(added)


def test_an_administrator_finds_and_cures_a_failed_job(
    page: Page, demo_parts: Parts, picture: Picture
) -> None:
    files = {
        "bpmn/drawing.bpmn": diagrams.chain(
            "drawing",
            diagrams.service_task(
                "draw",
                "committee.draw",
                series='="teaching"',
                size="=size",
                meetingOn='="2026-12-01"',
                entrusted="=null",
                alternates="=2",
            ),
            startRoles="committee_office",
        )
    }
    deployments.deploy(demo_parts, SYSTEM, PROVINCE, files, "演练")
    sign_in(page, "fusong.office")
    page.goto("/start")
    page.get_by_role("link", name=re.compile("发起办理: drawing")).click()
    page.get_by_role("button", name="发起办理", exact=True).click()
    expect(page.get_by_text("已发起，编号为").first).to_be_visible()

    sign_in(page, "admin")
    page.goto("/cockpit")
    reload_until(page, page.get_by_role("heading", name=re.compile("失败")))
    picture(page, "cockpit-with-a-failed-job")
    page.get_by_role("link", name=re.compile("drawing|D-220621")).first.click()
    remedies = page.locator("#remedies")
    remedies.get_by_text("更改变量").first.click()
    remedies.get_by_label("名称").fill("size")
    remedies.get_by_label("新值").fill("5")
    remedies.locator("#reason-variable").fill("补填评委会人数")
    remedies.get_by_role("button", name="更改变量").click()
    picture(page, "instance-with-a-failed-job")
    page.locator("#remedies").get_by_role("button", name="重试").click()
    dialog = page.locator("dialog[open]")
    dialog.get_by_label("理由").fill("已补填，重新执行")
    dialog.get_by_role("button", name="重试").click()
    reload_until(page, page.get_by_text("已办结"))
    expect(page.get_by_text("已补填，重新执行").first).to_be_visible()
    picture(page, "instance-cured")


def test_nobody_sends_a_form_that_is_not_there_yet(page: Page, demo_parts: Parts) -> None:
    set_clock(demo_parts)
    sign_in(page, "jian.school.staff1")
    page.route(re.compile(r"/dist/form\.js"), lambda route: route.abort())
    page.goto("/start/nomination/220582-school")
    begin = page.get_by_role("button", name="发起办理", exact=True)
    expect(begin).to_be_disabled()
    page.unroute_all()
    page.reload()
    expect(begin).to_be_enabled()
