"""Run every check and test in the order of cost, a line for each, and sum up what was found.

`./zhiping test` calls this. Words that name stages choose those stages; other words go to pytest.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TOOLS = Path(sys.executable).parent
IN_CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")
NO_TESTS = 5  # pytest's exit status when a folder holds no test
LONGEST = 1500  # seconds; a stage that takes longer hangs

STATIC: dict[str, Sequence[str]] = {
    "format": ("ruff", "format", "--check", "--quiet", "."),
    "lint": ("ruff", "check", "--quiet", "."),
    "floors": ("lint-imports", "--no-logo", "--cache-dir", ".import_linter_cache"),
    "types": ("mypy",),
    "dependencies": ("deptry", "."),
    "dead-code": ("python", "-P", "-m", "tests.dead_code"),
}
"""What only reads the code."""

TESTS: dict[str, Sequence[str]] = {
    "unit": ("-n", "2"),
    "engine": ("-n", "2"),
    "processes": ("-n", "2"),
    "rules": ("-n", "2"),
    "replay": (),
    "integration": ("-n", "2", "--dist", "loadfile"),
    "architecture": ("-n", "2"),
    "chaos": (),
    "browser": (),
}
"""The folders of tests, each with how it is run: chaos and browser tests need the machine alone."""


@dataclass(frozen=True)
class Result:
    """How one stage ended."""

    stage: str
    status: int
    seconds: float
    output: str
    note: str = ""
    skips: Counter[str] | None = None
    counts: Counter[str] | None = None


def main(words: Sequence[str]) -> int:
    """Run what the words ask for; return the exit status."""
    if "--help" in words or "-h" in words:
        print(usage())
        return 0
    known = {**STATIC, **TESTS}
    if words and words[0] == "--static":
        return run_stages(list(STATIC))
    if words and not all(word in known for word in words):
        command = [sys.executable, "-P", "-m", "pytest", *words]
        return subprocess.run(command, cwd=ROOT, check=False).returncode
    present = [stage for stage in known if stage in STATIC or (ROOT / "tests" / stage).is_dir()]
    return run_stages([stage for stage in present if not words or stage in words])


def usage() -> str:
    """Return the help."""
    return (
        "./zhiping test [STAGE…]     全部检查和测试，或其中几项 / every check and test, or some\n"
        "./zhiping test ARGUMENTS…   直接运行 pytest / run pytest with these arguments\n"
        f"STAGE: {' '.join([*STATIC, *TESTS])}"
    )


def run_stages(stages: Sequence[str]) -> int:
    """Run the stages one by one, say how each went, and sum up."""
    missing = missing_tools(stages)
    if missing and IN_CI:
        print("\n".join(f"missing: {line}" for line in missing))
        print("In CI nothing may be skipped; .ci/run installs what the tests need.")
        return 1
    began = time.monotonic()
    results = []
    for stage in stages:
        print(f"{stage:<14}", end="", flush=True)
        result = run_static(stage) if stage in STATIC else run_tests(stage)
        results.append(result)
        mark = "ok    " if result.status == 0 else "FAILED"
        print(f"{mark} {result.seconds:7.1f} s  {result.note}", flush=True)
        if result.status:
            print(result.output.rstrip(), flush=True)
    return sum_up(results, missing, time.monotonic() - began)


def sum_up(results: Sequence[Result], missing: Sequence[str], seconds: float) -> int:
    """Print what was skipped and what failed; return the exit status."""
    skips: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for result in results:
        skips.update(result.skips or {})
        counts.update(result.counts or {})
    print()
    if counts:
        print("total: {passed} passed, {failed} failed, {skipped} skipped".format_map(counts))
    for line in missing:
        print(f"skipped: {line}")
    for reason, count in sorted(skips.items()):
        print(f"skipped: {count} test{'s' if count > 1 else ''}: {reason}")
    failed = [result.stage for result in results if result.status]
    if IN_CI and skips:
        failed.append("skips (in CI nothing may be skipped)")
    minutes = f"{seconds / 60:.1f} min" if seconds >= 60 else f"{seconds:.1f} s"
    if failed:
        print(f"FAILED in {minutes}: {', '.join(failed)}")
        return 1
    print(f"All of {len(results)} stages passed in {minutes}.")
    return 0


def run_static(stage: str) -> Result:
    """Run one of the tools."""
    tool, *words = STATIC[stage]
    status, seconds, output = run([str(TOOLS / tool), *words])
    return Result(stage, status, seconds, output)


def run_tests(stage: str) -> Result:
    """Run one folder of tests and read its report."""
    with tempfile.TemporaryDirectory(prefix="zhiping-tests-") as folder:
        report = Path(folder, "report.xml")
        words = ["-q", "--durations=5", f"--junitxml={report}", *TESTS[stage], f"tests/{stage}"]
        status, seconds, output = run([sys.executable, "-P", "-m", "pytest", *words])
        counts, skips = read_report(report)
    if status == NO_TESTS:
        return Result(stage, 1, seconds, output, "no tests found")
    note = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    return Result(stage, status, seconds, output, note, skips, Counter(counts))


def read_report(report: Path) -> tuple[dict[str, int], Counter[str]]:
    """Return how many tests passed, failed and were skipped, and the reasons of the skips."""
    if not report.exists():
        return {}, Counter()
    cases = list(ET.parse(report).iter("testcase"))  # noqa: S314  our own file, a second old
    skips = Counter(
        skip.get("message", "no reason given") for case in cases for skip in case.iter("skipped")
    )
    bad = sum(1 for case in cases if list(case.iter("failure")) or list(case.iter("error")))
    passed = len(cases) - bad - skips.total()
    return {"passed": passed, "failed": bad, "skipped": skips.total()}, skips


def run(command: Sequence[str]) -> tuple[int, float, str]:
    """Run one command from the top folder; return its status, its seconds and what it said.

    The output goes to a file: a pipe stays open as long as any process that the command left.
    """
    began = time.monotonic()
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=said, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            status = process.wait(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            status = 124
            said.write(f"\nStopped after {LONGEST} s.\n")
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        said.seek(0)
        return status, time.monotonic() - began, said.read()


def missing_tools(stages: Sequence[str]) -> list[str]:
    """Return a line for each thing of the machine that the stages want and do not find."""
    missing = []
    if {"integration", "chaos"} & set(stages) and not has_postgresql():
        missing.append("PostgreSQL (the storage tests run on SQLite only)")
    if "browser" in stages:
        if not chromium():
            missing.append("Chromium (no browser tests)")
        if not has_chinese_font():
            missing.append("a CJK font (Chinese is shown as boxes in the screenshots)")
    return missing


def has_postgresql() -> bool:
    """Tell whether the server's programs are installed."""
    return bool(shutil.which("initdb") or list(Path("/usr/lib/postgresql").glob("*/bin/initdb")))


def chromium() -> str | None:
    """Return the browser that the tests would use."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return os.environ.get("E2E_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def has_chinese_font() -> bool:
    """Ask fontconfig for a font with Chinese characters, or look for the usual ones."""
    if list(Path("/usr/share/fonts").glob("**/*CJK*")):
        return True
    lister = shutil.which("fc-list")
    if lister is None:
        return False
    return bool(subprocess.run([lister, ":lang=zh"], check=False, capture_output=True).stdout)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
