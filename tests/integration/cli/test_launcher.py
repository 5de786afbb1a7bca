"""The launcher, from odd places and on machines that lack something."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
NEEDED = ("sh", "cat", "cmp", "cp", "dirname", "mkdir", "readlink", "rm")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Return a folder with a space and Chinese characters that holds the launcher alone."""
    folder = tmp_path / "my 职评"
    folder.mkdir()
    shutil.copy(ROOT / "zhiping", folder)
    return folder


def tools(folder: Path, **programs: str) -> str:
    """Return a PATH with the basic tools and these programs, given as scripts."""
    folder.mkdir()
    for tool in NEEDED:
        (folder / tool).symlink_to(shutil.which(tool) or tool)
    for program, script in programs.items():
        (folder / program).write_text(f"#!/bin/sh\n{script}\n")
        (folder / program).chmod(0o755)
    return str(folder)


def launch(
    launcher: Path, *words: str, path: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the launcher from the root folder, with nothing of our environment but a path."""
    environment: Mapping[str, str] = {"PATH": path or os.defpath, "HOME": "/nonexistent"}
    return subprocess.run(
        ["/bin/sh", str(launcher), *words],
        cwd="/",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_needs_nothing_and_speaks_both_languages(elsewhere: Path) -> None:
    told = launch(elsewhere / "zhiping", "--help")
    assert (told.returncode, told.stderr) == (0, "")
    assert "装好一切并打开演示系统" in told.stdout
    assert "set everything up and open the demo system" in told.stdout
    assert not (elsewhere / ".venv").exists()


def test_without_words_it_explains_itself(elsewhere: Path) -> None:
    assert launch(elsewhere / "zhiping").stdout == launch(elsewhere / "zhiping", "--help").stdout


def test_it_is_found_through_a_link(elsewhere: Path, tmp_path: Path) -> None:
    link = tmp_path / "zhiping"
    link.symlink_to(elsewhere / "zhiping")
    assert launch(link, "help").returncode == 0


def test_without_python_it_says_what_to_install(elsewhere: Path, tmp_path: Path) -> None:
    told = launch(elsewhere / "zhiping", "demo", path=tools(tmp_path / "bin"))
    assert told.returncode == 3
    assert told.stderr == (
        "需要 Python 3.11 或更高版本，本机未找到。Debian/Ubuntu：apt install python3 python3-venv\n"
        "Python 3.11 or newer is needed and was not found. "
        "On Debian or Ubuntu: apt install python3 python3-venv\n"
    )


def test_an_old_python_is_no_python(elsewhere: Path, tmp_path: Path) -> None:
    path = tools(tmp_path / "bin", python3="exit 1")
    assert launch(elsewhere / "zhiping", "demo", path=path).returncode == 3


def test_without_venv_it_says_what_to_install(elsewhere: Path, tmp_path: Path) -> None:
    python = Path(sys.base_prefix, "bin", "python3")
    script = f'case "$*" in *"-m venv"*) exit 1;; esac\nexec "{python}" "$@"'
    told = launch(elsewhere / "zhiping", "demo", path=tools(tmp_path / "bin", python3=script))
    assert told.returncode == 3
    assert told.stderr.splitlines()[-1] == (
        "The Python environment could not be made. "
        "On Debian or Ubuntu first: apt install python3-venv"
    )
