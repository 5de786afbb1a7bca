"""Every file by itself: its length, its name, what may stand in it and where it may lie."""

import re

from tests.architecture.tree import ROOT, files, name, text

LONGEST = 400
LONGER: dict[str, str] = {}
"""Files that may be longer, each with the reason."""
SAYS_NOTHING = {"utils", "common", "misc", "manager", "helpers"}
OWNERS_FOLDERS = ("bpmn", "forms")

MACHINE_PATH = re.compile(r"(?<![\w/.])/(?:home|root|Users|work|mnt|private)/[\w.-]+")
PACKAGE_HOST = re.compile(r"\b(?:pypi\.org|pythonhosted\.org|npmjs\.(?:org|com)|yarnpkg\.com)\b")
LEFT_OVER = re.compile(r"\b(?:TODO|FIXME|XXX)\b")


def offenders(pattern: re.Pattern[str], *suffixes: str) -> list[str]:
    """Return `file:line: text` for every match in the files people wrote."""
    return [
        f"{name(path)}:{number}: {line.strip()[:80]}"
        for path in files(*suffixes)
        if path.name != "test_files.py"
        for number, line in enumerate(text(path).splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_is_too_long_to_read() -> None:
    lengths = {
        name(path): len(text(path).splitlines()) for path in files(".py", ".js", ".html", ".css")
    }
    assert {file: n for file, n in lengths.items() if n > LONGEST and file not in LONGER} == {}
    assert [file for file in LONGER if lengths.get(file, 0) <= LONGEST] == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [name(path) for path in files(".py") if path.stem in SAYS_NOTHING] == []


def test_the_folders_of_process_owners_and_form_authors_hold_no_python() -> None:
    assert [name(path) for folder in OWNERS_FOLDERS for path in files(".py", under=folder)] == []


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    assert offenders(MACHINE_PATH) == []


def test_no_file_names_a_host_of_packages() -> None:
    assert offenders(PACKAGE_HOST) == []


def test_nothing_is_left_for_later() -> None:
    assert offenders(LEFT_OVER, ".py", ".js", ".html", ".css", ".bpmn", ".dmn", ".json") == []


def test_only_plain_files_that_tools_look_for_stand_at_the_top() -> None:
    expected = {
        *(".ci", ".git", ".gitignore", ".pre-commit-config.yaml", "CHANGELOG.md", "LICENSE"),
        *("README.md", "README.zh-CN.md", "bpmn", "forms", "handlers", "hatch_build.py"),
        *("pyproject.toml", "requirements-build.lock", "requirements-test.lock", "tests"),
        *("requirements-uv.lock", "requirements.lock", "webapp", "zhiping"),
    }
    ignored = {line.strip("/*\n") for line in text(ROOT / ".gitignore").splitlines()}
    present = {path.name for path in ROOT.iterdir()}
    unknown = {entry for entry in present - expected if not entry.startswith(tuple(ignored))}
    assert (unknown, expected - present - {".git"}) == (set(), set())
