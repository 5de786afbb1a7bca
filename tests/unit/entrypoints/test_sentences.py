"""The history of an instance reads as plain sentences."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask, session

from webapp.entrypoints.http.locale import install_languages
from webapp.entrypoints.pages.sentences import tell

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@dataclass
class Row:
    """One line of the history, as the services return it."""

    kind: str
    element_type: str = "userTask"
    actor_name: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    at: datetime = NOON
    process_id: str = "p"
    element_id: str = "check"
    element_name: str = "审核"


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Read in one language, then in the other."""
    app = Flask("words")
    app.secret_key = "for this test only"
    install_languages(app)
    with app.test_request_context("/"):
        session["language"] = request.param
        yield request.param


def told(language: str, *rows: Row) -> list[tuple[str, str, bool]]:
    """Return the sentences, their reasons, and whether each tells of a problem."""
    names = {("p", "check"): "Check" if language == "en" else "审核"}
    return [(line.text, line.reason, line.is_problem) for line in tell(rows, names)]


def test_people_are_named_with_what_they_did(language: str) -> None:
    found = told(
        language,
        Row("INSTANCE_STARTED", actor_name="王国华"),
        Row("ELEMENT_ENTERED"),
        Row("USER_TASK_CLAIMED", actor_name="李淑珍"),
        Row("ELEMENT_COMPLETED", actor_name="李淑珍"),
    )
    expected = {
        "zh": [
            "王国华发起办理。",
            "进入“审核”环节，等待办理。",
            "李淑珍领取了“审核”。",
            "李淑珍办理了“审核”。",
        ],
        "en": [
            "王国华 started the procedure.",
            "“Check” is waiting to be handled.",
            "李淑珍 claimed “Check”.",
            "李淑珍 completed “Check”.",
        ],
    }
    assert [text for text, _reason, _problem in found] == expected[language]


def test_a_branch_and_a_start_event_are_not_told(language: str) -> None:
    rows = [Row("ELEMENT_COMPLETED", kind) for kind in ("startEvent", "exclusiveGateway")]
    assert told(language, *rows) == []


def test_a_failed_job_is_a_problem_without_personal_data(language: str) -> None:
    row = Row("JOB_FAILED", "serviceTask", details={"error": "13800001234 unreachable"})
    [(text, _reason, problem)] = told(language, row)
    assert problem
    assert "138****1234 unreachable" in text


def test_an_intervention_tells_its_reason(language: str) -> None:
    row = Row("USER_TASK_REASSIGNED", actor_name="王国华", details={"to": "", "reason": "休假"})
    [(text, reason, _problem)] = told(language, row)
    expected = {
        "zh": "王国华将“审核”改派给本组人员。",
        "en": "王国华 gave “Check” to the whole group.",
    }
    assert (text, reason) == (expected[language], "休假")
