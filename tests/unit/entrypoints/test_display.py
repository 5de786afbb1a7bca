"""Moments, due dates and personal data are shown as an office writes them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask, session

from webapp.entrypoints.http.locale import install_languages
from webapp.entrypoints.pages import display
from webapp.entrypoints.pages.navigation import local_address

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
"""Noon in China."""
END_OF_DAY = datetime(2026, 11, 30, 16, 0, tzinfo=UTC)
"""24:00 of 30 November in China."""


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Read in one language, then in the other."""
    app = Flask("words")
    app.secret_key = "for this test only"
    install_languages(app)
    with app.test_request_context("/"):
        session["language"] = request.param
        yield request.param


def test_a_moment_is_shown_in_chinas_time(language: str) -> None:
    expected = {"zh": "2026年11月23日 12:00", "en": "23 Nov 2026, 12:00"}
    assert display.moment(NOON) == expected[language]


def test_the_end_of_a_day_still_belongs_to_it(language: str) -> None:
    expected = {"zh": "2026年11月30日", "en": "30 November 2026"}
    assert display.day(END_OF_DAY) == expected[language]
    assert display.day(date(2026, 11, 30)) == expected[language]


@pytest.mark.parametrize(
    ("now", "zh", "en"),
    [
        (END_OF_DAY - timedelta(days=7, hours=4), "还有 7 天", "7 days left"),
        (END_OF_DAY - timedelta(days=1, hours=4), "还有 1 天", "1 day left"),
        (END_OF_DAY - timedelta(minutes=1), "今日到期", "due today"),
        (END_OF_DAY + timedelta(hours=1), "已逾期 1 天", "overdue by 1 day"),
        (END_OF_DAY + timedelta(days=2, hours=1), "已逾期 3 天", "overdue by 3 days"),
    ],
)
def test_a_due_date_is_told_in_days(language: str, now: datetime, zh: str, en: str) -> None:
    assert display.due_words(END_OF_DAY, now) == {"zh": zh, "en": en}[language]


def test_id_and_phone_numbers_lose_their_middle_wherever_they_stand() -> None:
    value = {"person": [{"id": "220502198001011230", "tel": "电话13800001234。"}], "count": 12}
    assert display.masked(value) == {
        "person": [{"id": "220***********1230", "tel": "电话138****1234。"}],
        "count": 12,
    }


def test_other_numbers_stay_whole() -> None:
    assert display.masked("220582-2026-0001 和 12345678901234567890") == (
        "220582-2026-0001 和 12345678901234567890"
    )


@pytest.mark.parametrize(
    ("wanted", "led"),
    [
        ("/tasks?view=done", "/tasks?view=done"),
        ("//evil.example", ""),
        ("/\\evil.example", ""),
        ("https://evil.example", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_only_an_address_of_ours_is_followed(wanted: str | None, led: str) -> None:
    assert local_address(wanted) == led
