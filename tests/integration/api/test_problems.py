"""How the API refuses: RFC 9457, the right status, the reader's language, nothing half-written."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.fixtures.database import DATA_SECRET
from tests.fixtures.delivery import MemoryDelivery
from tests.fixtures.parts import demo_settings
from tests.fixtures.served import HR, Caller, Served
from webapp.adapters.storage.cipher import Cipher
from webapp.adapters.storage.database import Database, make_engine
from webapp.app import create_app
from webapp.bootstrap import assemble
from webapp.kernel.clock import SystemClock


def told(served: Served, method: str, path: str, **request: object) -> tuple[int, str, str]:
    answer = served.caller(HR).ask(method, path, **request)
    assert answer.content_type == "application/problem+json"
    problem = answer.get_json()
    assert problem["status"] == answer.status_code
    return answer.status_code, problem["code"], problem["detail"]


def test_an_unknown_address_is_told_as_a_problem(served: Served) -> None:
    assert told(served, "GET", "/api/v1/nowhere") == (
        404,
        "NOT_FOUND",
        "未找到所请求的内容，或您无权查看。",
    )
    assert told(served, "GET", "/api/v2/user-tasks")[0] == 404


def test_a_page_that_does_not_exist_stays_a_page(served: Served) -> None:
    answer = served.caller(HR).ask("GET", "/nowhere")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")


def test_a_method_that_an_address_does_not_know_is_told(served: Served) -> None:
    assert told(served, "PATCH", "/api/v1/user-tasks")[:2] == (405, "METHOD_NOT_ALLOWED")


MALFORMED = (
    b"{",
    b'{"reason": NaN}',
    b'{"reason": "\xff"}',
    b'{"reason": "\\u0000"}',
    b'{"reason": "\\ud800"}',
    b"[" * 5000,
    b'{"a":' * 100 + b"1" + b"}" * 100,
)


@pytest.mark.parametrize("body", MALFORMED, ids=range(len(MALFORMED)))
def test_malformed_json_is_told(served: Served, body: bytes) -> None:
    path = "/api/v1/user-tasks/nothing/completion"
    request = {"data": body, "content_type": "application/json"}
    assert told(served, "POST", path, **request)[:2] == (400, "BAD_REQUEST")


def test_another_type_of_content_is_told(served: Served) -> None:
    path = "/api/v1/user-tasks/nothing/completion"
    for request in ({"data": {"a": "b"}}, {"data": b"<a/>", "content_type": "text/xml"}):
        assert told(served, "POST", path, **request)[0] == 415


def test_every_faulty_entry_is_named_at_once(served: Served) -> None:
    entry = {"process_id": 7, "data": [], "colour": "red"}
    answer = served.caller(HR).post(
        "/process-instances", json=entry, headers={"Accept-Language": "en"}
    )
    assert answer.get_json()["errors"] == {
        "process_id": ["This must be text."],
        "organisation_id": ["This field is required."],
        "data": ["This must be a JSON object."],
        "colour": ["There is no field of this name."],
    }


def test_a_body_that_is_no_object_is_told(served: Served) -> None:
    answer = served.caller(HR).post("/process-instances", json=[1])
    assert (answer.status_code, answer.get_json()["errors"]) == (
        422,
        {"": ["请求内容应为 JSON 对象。"]},
    )


@pytest.fixture
def without_database(tmp_path: Path) -> Iterator[Flask]:
    """Return an application whose database is away."""
    engine = make_engine("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    database = Database(engine, Cipher(DATA_SECRET.encode()), SystemClock())
    yield create_app(assemble(demo_settings(tmp_path), database, MemoryDelivery(database)))
    engine.dispose()


def test_while_the_database_is_away_everybody_is_told_to_try_again(
    served: Served, without_database: Flask
) -> None:
    known = served.caller(HR)  # both applications sign their sessions alike
    caller = Caller(without_database, known.cookie, known.token)
    answers = [
        caller.get("/user-tasks"),
        caller.post("/process-instances", json={}),
        Caller(without_database).post("/session", json={"username": "a", "password": "b"}),
    ]
    assert [answer.status_code for answer in answers] == [503] * 3
    assert {answer.get_json()["code"] for answer in answers} == {"DATABASE_AWAY"}
    assert answers[0].get_json()["detail"] == ("数据库暂时无法访问，您的操作未保存，请稍后再试。")
