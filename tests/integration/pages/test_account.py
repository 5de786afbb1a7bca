"""Signing in, signing out, and what a session is worth."""

from collections.abc import Callable

import pytest

from tests.fixtures.parts import Demo
from tests.integration.pages.visiting import Visitor
from webapp.adapters.storage.models import Person
from webapp.services.people import DEMO_PASSWORD

As = Callable[[str], Visitor]


def test_a_guest_is_led_to_the_sign_in_page_and_back_to_the_wanted_one(visitor: Visitor) -> None:
    led = visitor.get("/tasks?view=group")
    assert (led.status_code, led.location) == (302, "/sign-in?next=/tasks?view%3Dgroup")
    visitor.get(led.location)
    answer = visitor.post(
        "/sign-in", username="jian.school.hr", password=DEMO_PASSWORD, next="/tasks?view=group"
    )
    assert (answer.status_code, answer.location) == (303, "/tasks?view=group")


def test_a_part_of_a_page_leads_the_whole_page_to_the_sign_in(visitor: Visitor) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/tasks?view=done"}
    answer = visitor.get("/tasks", headers=headers)
    assert answer.headers["HX-Redirect"] == "/sign-in?next=/tasks?view%3Ddone"


@pytest.mark.parametrize("elsewhere", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_nobody_is_led_out_of_the_application(visitor: Visitor, elsewhere: str) -> None:
    visitor.get("/sign-in")
    answer = visitor.post(
        "/sign-in", username="jian.school.hr", password=DEMO_PASSWORD, next=elsewhere
    )
    assert answer.location == "/tasks"


def test_a_wrong_password_is_refused_without_telling_which_half_was_wrong(
    visitor: Visitor,
) -> None:
    visitor.get("/sign-in")
    known = visitor.post("/sign-in", username="jian.school.hr", password="wrong")
    unknown = visitor.post("/sign-in", username="nobody", password="wrong")
    assert known.status_code == unknown.status_code == 403
    assert "用户名或密码不正确。" in known.text
    assert "用户名或密码不正确。" in unknown.text


def test_after_five_failures_the_account_is_locked_for_a_while(visitor: Visitor) -> None:
    visitor.get("/sign-in")
    for _failure in range(5):
        visitor.post("/sign-in", username="jian.school.hr", password="wrong")
    answer = visitor.post("/sign-in", username="jian.school.hr", password=DEMO_PASSWORD)
    assert answer.status_code == 429
    assert "多次登录失败" in answer.text


def test_signing_out_ends_the_session(visitor: Visitor) -> None:
    visitor.sign_in("jian.school.hr")
    assert visitor.post("/sign-out").location == "/"
    assert visitor.get("/tasks").status_code == 302


def test_a_person_who_left_is_told_that_the_session_has_ended(visitor: Visitor, demo: Demo) -> None:
    visitor.sign_in("jian.school.hr")
    with demo.parts.database.writing() as session:
        person = session.query(Person).filter_by(username="jian.school.hr").one()
        person.active = False
    led = visitor.get("/tasks")
    assert led.status_code == 302
    assert "登录已失效，请重新登录。" in visitor.get(led.location).text


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(visitor_as: As) -> None:
    here, there = visitor_as("jian.school.hr"), visitor_as("jian.school.hr")
    new = "another password"
    here.post("/account/password", old=DEMO_PASSWORD, new=new, again=new)
    assert here.get("/tasks").status_code == 200
    assert there.get("/tasks").status_code == 302


def test_two_different_new_passwords_change_nothing(visitor_as: As) -> None:
    visitor = visitor_as("jian.school.hr")
    answer = visitor.post(
        "/account/password", old=DEMO_PASSWORD, new="another password", again="another passwort"
    )
    assert answer.status_code == 422
    assert "两次输入的新密码不一致。" in answer.text


def test_the_language_is_chinese_first_and_english_by_a_switch(visitor: Visitor) -> None:
    first = visitor.get("/", headers={"Accept-Language": "en"})
    assert '<html lang="zh-CN">' in first.text
    visitor.post("/language", language="en", next="/publicity")
    second = visitor.get("/publicity")
    assert '<html lang="en">' in second.text
    assert "Publicity lists" in second.text


def test_a_person_keeps_the_language_in_another_browser(visitor_as: As) -> None:
    visitor_as("jian.school.hr").post("/language", language="en", next="/")
    assert '<html lang="en">' in visitor_as("jian.school.hr").get("/tasks").text
