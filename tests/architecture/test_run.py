"""The driver of all checks: what it counts as failed, and what it says about skips."""

from collections import Counter
from pathlib import Path

import pytest

from tests import run

REPORT = """<testsuites><testsuite>
<testcase name="a"/>
<testcase name="b"><failure message="no"/></testcase>
<testcase name="c"><skipped message="PostgreSQL is not installed"/></testcase>
</testsuite></testsuites>"""


def result(stage: str, status: int = 0, **skips: int) -> run.Result:
    """Return how a stage ended."""
    return run.Result(stage, status, 1.0, "", "", Counter(skips))


def test_a_report_is_counted_and_its_skips_keep_their_reasons(tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text(REPORT)
    counts, skips = run.read_report(tmp_path / "report.xml")
    assert counts == {"passed": 1, "failed": 1, "skipped": 1}
    assert skips == {"PostgreSQL is not installed": 1}


def test_a_failed_stage_fails_the_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.sum_up([result("lint"), result("unit", 1)], [], 2.0) == 1
    assert capsys.readouterr().out == "\nFAILED in 2.0 s: unit\n"


def test_skips_are_told_one_line_each_and_pass(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "IN_CI", False)
    assert run.sum_up([result("integration", Away=2)], ["Chromium (no browser tests)"], 61.0) == 0
    assert capsys.readouterr().out == (
        "\nskipped: Chromium (no browser tests)\nskipped: 2 tests: Away\n"
        "All of 1 stages passed in 1.0 min.\n"
    )


def test_in_ci_a_skip_fails(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "IN_CI", True)
    assert run.sum_up([result("integration", Away=1)], [], 1.0) == 1
    assert "nothing may be skipped" in capsys.readouterr().out


def test_in_ci_a_missing_tool_fails_before_anything_runs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "IN_CI", True)
    monkeypatch.setattr(run, "chromium", lambda: None)
    assert run.run_stages(["browser"]) == 1
    assert "missing: Chromium" in capsys.readouterr().out
