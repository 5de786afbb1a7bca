"""Starting a procedure and doing its tasks, as the pages and their scripts ask for it."""

import re
from collections.abc import Callable

import pytest

from tests.builders import chain
from tests.fixtures.parts import Demo
from tests.integration.pages.visiting import Visitor

SCHOOL = "220582-school"
As = Callable[[str], Visitor]


@pytest.fixture
def task(visitor_as: As) -> str:
    """Start the trial process and return the address of its first task."""
    visitor = visitor_as("jian.school.hr")
    started = visitor.send("POST", f"/start/trial/{SCHOOL}?key=one", {"data": {}})
    address: str = started.get_json()["redirect"]
    return address


def test_a_start_leads_to_the_next_task_of_the_same_person(visitor_as: As, task: str) -> None:
    page = visitor_as("jian.school.hr").get(task)
    assert page.status_code == 200
    assert "填写" in page.text
    assert "请示：" in page.text


def test_a_start_that_is_sent_twice_starts_once(visitor_as: As, task: str) -> None:
    visitor = visitor_as("jian.school.hr")
    again = visitor.send("POST", f"/start/trial/{SCHOOL}?key=one", {"data": {}})
    assert again.status_code == 409
    assert again.get_json()["code"] == "ALREADY_STARTED"


def test_wrong_values_come_back_by_field_in_the_readers_language(visitor_as: As, task: str) -> None:
    visitor = visitor_as("jian.school.hr")
    answer = visitor.send("POST", f"{task}/complete", {"data": {"question": "x" * 21}})
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert list(answer.get_json()["errors"]) == ["question"]
    assert "20" in answer.get_json()["errors"]["question"][0]


def test_what_is_no_form_is_refused_in_a_sentence(visitor_as: As, task: str) -> None:
    answer = visitor_as("jian.school.hr").send("POST", f"{task}/complete", ["x"])
    assert answer.status_code == 422
    assert answer.get_json()["errors"] == {"": ["提交的内容格式不正确。"]}


def test_a_draft_is_kept_and_shown_again(visitor_as: As, task: str) -> None:
    visitor = visitor_as("jian.school.hr")
    kept = visitor.send("PUT", f"{task}/draft", {"data": {"question": "尚未写完"}})
    assert list(kept.get_json()) == ["saved_at"]
    page = visitor.get(task).text
    assert "已显示您的草稿。" in page
    assert "\\u5c1a\\u672a\\u5199\\u5b8c" in page or "尚未写完" in page


def test_a_finished_task_shows_what_was_filled_in_and_cannot_be_done_again(
    visitor_as: As, task: str
) -> None:
    visitor = visitor_as("jian.school.hr")
    done = visitor.send("POST", f"{task}/complete", {"data": {"question": "同意"}})
    assert done.get_json()["redirect"].startswith("/instances/")
    page = visitor.get(task).text
    assert "<dd>同意</dd>" in page
    again = visitor.send("POST", f"{task}/complete", {"data": {"question": "同意"}})
    assert (again.status_code, again.get_json()["code"]) == (409, "TASK_NOT_OPEN")
    assert again.get_json()["detail"] == "该任务已被他人办理或已撤销，您的填写未提交。"


def test_a_claimed_task_moves_from_the_groups_list_to_ones_own_and_back(
    visitor_as: As, task: str
) -> None:
    visitor_as("jian.school.hr").send("POST", f"{task}/complete", {"data": {"question": "同意"}})
    head = visitor_as("jian.school.head")
    [waiting] = _tasks(head.get("/tasks?view=group").text)
    head.post(f"{waiting}/claim")
    assert _tasks(head.get("/tasks?view=mine").text) == [waiting]
    assert _tasks(head.get("/tasks?view=group").text) == []
    head.post(f"{waiting}/release")
    assert _tasks(head.get("/tasks?view=group").text) == [waiting]


def test_htmx_gets_the_list_alone(visitor_as: As, task: str) -> None:
    part = visitor_as("jian.school.hr").get(
        "/tasks?text=RR-nothing", headers={"HX-Request": "true", "HX-Target": "task-list"}
    )
    assert "<html" not in part.text
    assert "没有与“RR-nothing”相符的任务" in part.text


def test_the_list_is_found_by_the_number_of_the_procedure(visitor_as: As, task: str) -> None:
    visitor = visitor_as("jian.school.hr")
    assert _tasks(visitor.get("/tasks?view=group&text=T-220582").text) == [task]


def test_the_procedure_tells_its_history_in_sentences_of_both_languages(
    visitor_as: As, task: str
) -> None:
    visitor = visitor_as("jian.school.hr")
    done = visitor.send("POST", f"{task}/complete", {"data": {"question": "同意"}})
    address = done.get_json()["redirect"]
    chinese = visitor.get(address).text
    assert "马永福办理了“填写”。" in chinese
    assert "进入“确认”环节，等待办理。" in chinese
    visitor.post("/language", language="en", next="/")
    english = visitor.get(address).text
    assert "马永福 completed “Fill in”." in english
    assert "“Confirm” is waiting to be handled." in english


def test_a_stranger_finds_neither_task_nor_procedure(visitor_as: As, task: str) -> None:
    stranger = visitor_as("antu.school.hr")
    answer = stranger.get(task)
    assert answer.status_code == 404
    assert "未找到" in answer.text


def _tasks(html: str) -> list[str]:
    """Return the addresses of the tasks that a list shows."""
    return [part.split('"')[0] for part in html.split('<h2><a href="')[1:]]


def test_whoever_does_a_task_gets_no_more_of_anothers_numbers_than_the_form_names(
    visitor_as: As, demo: Demo
) -> None:
    applicant = visitor_as("jian.school.staff1")
    sent = {"data": dict(chain.DECLARATION)}
    begun = applicant.send("POST", f"/start/nomination/{SCHOOL}?key=numbers", sent)
    assert begun.status_code in {200, 201}, begun.text
    demo.run()
    officer = visitor_as("jian.school.hr")
    found = re.search(r'href="(/tasks/[0-9a-f-]+)', officer.get("/tasks?view=group").text)
    assert found is not None
    page = officer.get(found.group(1)).text
    assert "220***********1230" in page
    for number in (chain.DECLARATION["person"]["idNumber"], chain.DECLARATION["person"]["phone"]):
        assert number not in page
