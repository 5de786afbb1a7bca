"""Whatever goes wrong is said clearly, in the reader's language, with the right status."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from tests.fixtures.parts import Demo
from tests.integration.pages.visiting import Visitor
from webapp.adapters.storage.database import Database, make_engine
from webapp.app import create_app
from webapp.entrypoints.http.access import UNGUARDED, permission_of
from webapp.entrypoints.http.limits import MOST_BYTES

As = Callable[[str], Visitor]


def test_an_unknown_address_gets_a_page_and_below_the_api_a_problem_document(
    visitor: Visitor,
) -> None:
    page = visitor.get("/nothing-here")
    assert (page.status_code, page.mimetype) == (404, "text/html")
    assert "未找到所请求的内容，或您无权查看。" in page.text
    document = visitor.get("/api/v1/nothing-here")
    assert (document.status_code, document.mimetype) == (404, "application/problem+json")
    assert document.get_json()["detail"] == "未找到所请求的内容，或您无权查看。"


def test_the_language_of_a_problem_document_follows_the_header(visitor: Visitor) -> None:
    document = visitor.get("/api/v1/nothing-here", headers={"Accept-Language": "en"})
    assert document.get_json()["detail"] == "There is no such thing, or it is not yours to see."


def test_a_wrong_method_is_told(visitor: Visitor) -> None:
    assert visitor.get("/sign-out").status_code == 405


def test_a_role_that_may_not_is_told(visitor_as: As) -> None:
    answer = visitor_as("jian.school.hr").get("/cockpit")
    assert answer.status_code == 403
    assert "您的角色无权进行此操作。" in answer.text


def test_an_expired_page_is_told_and_nothing_happens(visitor_as: As) -> None:
    visitor = visitor_as("jian.school.hr")
    visitor.token = "expired"
    answer = visitor.post("/sign-out")
    assert answer.status_code == 409
    assert "页面已过期，您的操作未生效。请刷新页面后重试。" in answer.text
    assert visitor.get("/tasks").status_code == 200


def test_too_much_at_once_is_told(visitor_as: As) -> None:
    visitor = visitor_as("owner")
    answer = visitor.send_file(
        "PUT", "/definitions/draft/process/220000/publicity", b" " * (MOST_BYTES + 1)
    )
    assert answer.status_code == 413
    assert answer.get_json()["detail"] == "提交的内容超过 8 MB 上限，未被接收。请压缩后重试。"


def test_a_database_that_is_away_is_told_on_pages_and_to_machines(demo: Demo, tmp_path) -> None:
    away = make_engine(f"sqlite:///{tmp_path / 'missing' / 'away.sqlite'}")
    database = Database(away, demo.parts.cipher, demo.parts.clock)
    app = create_app(replace(demo.parts, database=database))
    visitor = Visitor(app)
    page = visitor.get("/publicity")
    assert page.status_code == 503
    assert "数据库暂时无法访问" in page.text
    health = visitor.get("/healthz")
    assert (health.status_code, health.get_json()["checks"]) == (503, {"database": "away"})


def test_a_fault_of_ours_is_recorded_under_a_reference_and_not_shown(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    @app.get("/broken")
    def broken() -> str:
        raise ZeroDivisionError("a secret")

    answer = Visitor(app).get("/broken")
    assert answer.status_code == 500
    assert "系统出现故障，您的操作未保存。" in answer.text
    assert "secret" not in answer.text
    [record] = [record for record in caplog.records if "fault" in record.message]
    reference = record.message.split()[1]
    assert reference in answer.text


def test_an_unknown_county_changes_no_list_into_a_fault(visitor_as: As) -> None:
    visitor = visitor_as("admin")
    assert visitor.get("/instances?county=999999").status_code == 200
    assert visitor.get("/publicity?county=999999").status_code == 200
    assert visitor_as("jian.school.hr").get("/start/trial/999999").status_code == 404


def test_every_route_declares_its_permission(app: Flask) -> None:
    silent = [
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in UNGUARDED
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        if permission_of(app, rule, method) is None
    ]
    assert silent == []


def test_every_answer_forbids_what_our_pages_never_need(visitor: Visitor) -> None:
    headers = visitor.get("/").headers
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in headers  # the demo has no TLS


def test_browsers_keep_style_sheets_until_their_content_changes(visitor: Visitor) -> None:
    stamped = visitor.get("/static/css/pages.css?v=0123")
    assert "immutable" in stamped.headers["Cache-Control"]
    plain = visitor.get("/static/css/pages.css")
    assert "immutable" not in plain.headers["Cache-Control"]


def test_metrics_are_for_this_machine_and_for_administrators(visitor: Visitor) -> None:
    assert b"zhiping_user_tasks_open" in visitor.get("/metrics").data
    elsewhere = visitor.get("/metrics", environ_overrides={"REMOTE_ADDR": "192.0.2.7"})
    assert elsewhere.status_code == 302
    by_proxy = visitor.get("/metrics", headers={"X-Forwarded-For": "192.0.2.7"})
    assert by_proxy.status_code == 302
