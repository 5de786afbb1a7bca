"""How a program signs in, stays signed in and signs out."""

import json

from tests.fixtures.served import HR, Caller, Served
from webapp.services.people import DEMO_PASSWORD


def test_a_program_signs_in_and_learns_who_it_acts_for(served: Served) -> None:
    answer = Caller(served.app).post("/session", json={"username": HR, "password": DEMO_PASSWORD})
    person = answer.get_json()["person"]
    assert answer.status_code == 200
    assert person["username"] == HR
    assert person["grants"] == [{"role": "unit_hr", "organisation_id": "220582-school"}]
    assert served.caller(HR).get("/session").get_json()["person"] == person


def test_a_guest_is_told_that_nobody_is_signed_in(served: Served) -> None:
    assert served.guest().get("/session").get_json()["person"] is None


def test_a_wrong_password_is_refused_in_the_language_of_the_reader(served: Served) -> None:
    entry = {"username": HR, "password": "something else"}
    refusals = {
        language: Caller(served.app)
        .post("/session", json=entry, headers={"Accept-Language": language})
        .get_json()
        for language in ("en", "zh-CN,zh;q=0.9")
    }
    assert refusals["en"] == {
        "type": "about:blank",
        "title": "Forbidden",
        "status": 403,
        "code": "SIGN_IN_REFUSED",
        "detail": "The name or the password is wrong.",
    }
    assert refusals["zh-CN,zh;q=0.9"]["detail"] == "用户名或密码不正确。"


def test_five_failures_lock_the_name(served: Served) -> None:
    entry = {"username": "nobody.of.this.name", "password": "wrong"}
    statuses = [
        Caller(served.app).post("/session", json=entry).status_code for _attempt in range(6)
    ]
    assert statuses == [403] * 5 + [429]


def test_signing_in_takes_json_only_so_that_no_foreign_form_can_do_it(served: Served) -> None:
    entry = {"username": HR, "password": DEMO_PASSWORD}
    assert Caller(served.app).post("/session", data=entry).status_code == 415
    text = json.dumps(entry)
    answer = Caller(served.app).post("/session", data=text, content_type="text/plain")
    assert (answer.status_code, "Set-Cookie" in answer.headers) == (415, False)


def test_a_change_without_the_token_is_refused(served: Served) -> None:
    caller = served.caller(HR)
    without = Caller(served.app, caller.cookie)
    answer = without.delete("/session")
    assert (answer.status_code, answer.get_json()["code"]) == (409, "PAGE_EXPIRED")
    bearing = without.delete("/session", headers={"Authorization": "Bearer anything"})
    assert bearing.status_code == 409


def test_signing_out_ends_the_session(served: Served) -> None:
    answer = served.caller(HR).delete("/session")
    assert answer.status_code == 204
    assert "zhiping=;" in answer.headers["Set-Cookie"]


def test_a_guest_who_would_change_something_is_asked_to_sign_in(served: Served) -> None:
    answer = Caller(served.app).post("/messages", json={})
    assert (answer.status_code, answer.get_json()["code"]) == (401, "SIGN_IN_NEEDED")
    assert answer.content_type == "application/problem+json"
