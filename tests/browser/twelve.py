"""The people of a round of twelve in 图们市, what they hand in, and how steps are taken."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser import wording
from tests.browser.driving import fill_in, open_task, sign_in, submit
from tests.browser.waiting import PATIENCE, reload_until
from tests.builders import chain
from tests.builders.spreadsheets import id_number, sheet
from webapp.access.actor import Actor
from webapp.adapters.storage.models import (
    Incident,
    Organisation,
    Person,
    ProcessInstance,
    PublicNotice,
    UserTask,
)
from webapp.services import people, process_instances, user_tasks
from webapp.services.parts import Parts
from webapp.services.people import DEMO_PASSWORD

COUNTY, SLUG, CITY = "222402", "tumen", "yanbian"
SCHOOL = "图们市第二中学"
TEACHERS = (
    "金顺姬", "朴成哲", "崔美兰", "尹东赫", "玄明淑", "阿依努尔·买买提",
    "𠮷田秀", "安英子", "权哲洙", "池香花", "南相国", "廉贞爱",
)  # fmt: skip
LAPSES, RECUSED, OBJECTED, FAILS, MOVES = TEACHERS[:5]
"""Who does not correct in time, from whom an expert withdraws, and so on."""

Picture = Callable[[Page, str], None]


class Waiting(NamedTuple):
    """An open task: its id, and its procedure's title, assignee and number."""

    task: str
    title: str
    assignee: str
    number: str


class Round:
    """The people of the round, in the browser and beside it."""

    def __init__(self, page: Page, parts: Parts, picture: Picture) -> None:
        """Take a window of the browser and the application behind it."""
        self.page, self.parts, self.picture = page, parts, picture
        self._passwords: dict[str, str] = {}
        self._actors: dict[str, Actor] = {}
        self._forms = wording.forms(COUNTY)
        self._elements = wording.elements(COUNTY)

    def sign_in(self, username: str) -> None:
        """Sign in as this person."""
        sign_in(self.page, username, self._passwords.get(username, DEMO_PASSWORD))

    def actor(self, username: str) -> Actor:
        """Return this person, as if signed in."""
        if username not in self._actors:
            password = self._passwords.get(username, DEMO_PASSWORD)
            self._actors[username] = people.authenticate(self.parts, username, password).actor
        return self._actors[username]

    def bring_in(self, kind: str, *rows: Sequence[str]) -> None:
        """Import a spreadsheet in the browser, and learn the first passwords from the report."""
        page = self.page
        page.goto("/imports")
        page.locator("#kind").select_option(kind)
        page.locator("#county").select_option(COUNTY)
        file = {"name": f"{kind}.xlsx", "mimeType": "", "buffer": sheet(kind, *rows)}
        page.locator("#file").set_input_files([file])
        page.get_by_role("button", name="检查文件").click()
        self.picture(page, f"twelve-import-{kind}")
        page.get_by_role("button", name=f"确认导入{len(rows)}行").click()
        expect(page.locator("#batch-progress progress")).to_have_count(0, timeout=PATIENCE)
        with page.expect_download() as coming:
            page.get_by_role("link", name="CSV", exact=True).click()
        text = coming.value.path().read_text(encoding="utf-8-sig")
        for line in csv.DictReader(io.StringIO(text)):
            assert line["结果"] == "已办理", line
            if line.get("登录名"):
                self._passwords[line["登录名"]] = line["初始密码"]

    def hand_in(self, number: int, name: str) -> None:
        """Start a nomination beside the browser, with the form that the browser shows."""
        actor = self.actor(username_of(number))
        process_instances.start_process_instance(
            self.parts, actor, "nomination", self.school(), declaration(number, name), f"n-{number}"
        )

    def school(self) -> str:
        """Return the id of the imported school."""
        with self.parts.database.reading() as session:
            query = select(Organisation.id).where(Organisation.name == SCHOOL)
            return session.scalars(query).one()

    def waits(self, element_id: str, number: int) -> list[Waiting]:
        """Wait until so many tasks are open here; `number` 0 means any."""
        query = (
            select(
                UserTask.id, ProcessInstance.title, Person.username, ProcessInstance.business_key
            )
            .join(ProcessInstance, ProcessInstance.id == UserTask.instance_id)
            .outerjoin(Person, Person.id == UserTask.assignee_id)
            .where(UserTask.element_id == element_id, UserTask.state == "OPEN")
            .where(ProcessInstance.county_id == COUNTY)
            .order_by(UserTask.created_at, UserTask.id)
        )
        found: list[Waiting] = []
        for _ in range(PATIENCE // 100):
            with self.parts.database.reading() as session:
                found = [Waiting(*row) for row in session.execute(query)]
            if found and number in (0, len(found)):
                return found
            self.page.wait_for_timeout(100)
        with self.parts.database.reading() as session:
            opened = select(UserTask.element_id).where(UserTask.state == "OPEN")
            there = sorted(session.scalars(opened))
            troubles = list(session.scalars(select(Incident.message)))
        said = f"{len(found)} instead of {number} wait at {element_id!r}"
        raise AssertionError(f"{said}; open: {there}; incidents: {troubles}")

    def posted(self, level: str, number: int) -> list[tuple[str, str]]:
        """Wait until so many lists are posted; return their procedures' numbers and their ids."""
        query = (
            select(ProcessInstance.business_key, PublicNotice.id)
            .join(ProcessInstance, ProcessInstance.id == PublicNotice.instance_id)
            .where(PublicNotice.county_id == COUNTY, PublicNotice.level == level)
        )
        for _ in range(PATIENCE // 100):
            with self.parts.database.reading() as session:
                found = [(key, notice) for key, notice in session.execute(query)]
            if len(found) == number:
                return found
            self.page.wait_for_timeout(100)
        raise AssertionError(f"{len(found)} lists are posted instead of {number}.")

    def beside(self, username: str, task_id: str, answer: Mapping[str, Any]) -> None:
        """Complete a task beside the browser."""
        user_tasks.complete_user_task(self.parts, self.actor(username), task_id, answer)

    def seen(self, username: str, task_id: str) -> Mapping[str, Any]:
        """Return what the form of an open task sees."""
        return user_tasks.read_user_task(self.parts, self.actor(username), task_id).data

    def take(
        self, username: str, element_id: str, answer: Mapping[str, Any], number: str = ""
    ) -> None:
        """Complete the task at an element in the browser."""
        element = self._elements[element_id]
        self.sign_in(username)
        open_task(self.page, element.name, number)
        expect(self.page.locator("[data-form] .fjs-container")).to_be_visible()
        self.picture(self.page, f"twelve-{element_id}")
        submit(self.page, self.words(element_id, answer), "提交")
        expect(self.page.get_by_text("提交成功").first).to_be_visible()

    def start_words(self, process_id: str, answer: Mapping[str, Any]) -> dict[str, Any]:
        """Return what is filled in to start a process, as the browser shows it."""
        return wording.worded(self._forms[f"{process_id}/start"], answer)

    def look(self, username: str, element_id: str) -> None:
        """Open the task at an element and take its picture."""
        self.sign_in(username)
        open_task(self.page, self._elements[element_id].name)
        expect(self.page.locator("[data-form] .fjs-container")).to_be_visible()
        self.picture(self.page, f"twelve-{element_id}")

    def words(self, element_id: str, answer: Mapping[str, Any]) -> dict[str, Any]:
        """Return an answer as the browser shows it."""
        return wording.worded(self._forms[self._elements[element_id].form_key], answer)

    def take_all(self, username: str, element_id: str, answer: Mapping[str, Any], n: int) -> None:
        """Complete all open tasks at an element together in the browser."""
        self.waits(element_id, n)
        self.sign_in(username)
        self.page.goto("/batches")
        self.page.get_by_role("link", name=self._elements[element_id].name).first.click()
        self.page.get_by_role("button", name=f"办理全部{n}项任务").click()
        self.picture(self.page, f"twelve-batch-{element_id}")
        fill_in(self.page, self.words(element_id, answer))
        self.page.get_by_role("button", name=f"提交{n}项任务").click()
        reload_until(self.page, self.page.locator("#batch-progress .h3"))
        failed = self.page.locator("#batch-progress dd").nth(1)
        expect(failed).to_have_text("0")


def username_of(number: int) -> str:
    """Return the account of a teacher."""
    return f"tumen.t{number:02d}"


def staff() -> list[tuple[str, ...]]:
    """Return the rows of the spreadsheet of people: the school's HR, its head, the teachers."""
    teachers = [
        (name, id_number(100 + n), "", SCHOOL, "申报人", username_of(n))
        for n, name in enumerate(TEACHERS)
    ]
    return [
        ("太成国", id_number(200), "", SCHOOL, "单位人事干部", "tumen.t.hr"),
        ("方英爱", id_number(201), "", SCHOOL, "单位负责人", "tumen.t.head"),
        *teachers,
    ]


def declaration(number: int, name: str) -> dict[str, Any]:
    """Return what a teacher hands in."""
    person = {**chain.DECLARATION["person"], "name": name, "idNumber": id_number(100 + number)}
    return {**chain.DECLARATION, "person": person}
