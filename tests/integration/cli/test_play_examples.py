"""The examples of the page “Try a diagram” do what the page says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "webapp/docs/how-to/try-a-diagram.md"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[str]:
    """Return the page's examples in a language."""
    return [found[2] for found in FENCE.finditer(PAGE.read_text("utf-8")) if found[1] == language]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which somebody has saved the diagram and can call the command."""
    place = tmp_path_factory.mktemp("play")
    [diagram] = blocks("xml")
    (place / "leave.bpmn").write_text(diagram, encoding="utf-8")
    command = place / "zhiping"
    words = f'PYTHONPATH="{ROOT}" exec "{sys.executable}" -m webapp.entrypoints.cli "$@"'
    command.write_text(f"#!/bin/sh\n{words}\n", encoding="utf-8")
    command.chmod(0o755)
    return place


def transcript(folder: Path, block: str) -> str:
    """Return what a terminal shows when the commands of an example are typed."""
    shown = ""
    for line in block.splitlines():
        if line.startswith("$ "):
            said = subprocess.run(
                ["/bin/sh", "-c", line[2:]],
                cwd=folder,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                check=False,
            )
            shown += f"{line}\n{said.stdout}"
    return shown


@pytest.mark.parametrize("number", range(len(blocks("console"))))
def test_the_example_shows_what_the_command_prints(folder: Path, number: int) -> None:
    example = blocks("console")[number]
    assert transcript(folder, example) == example


def test_the_python_example_runs(folder: Path) -> None:
    [example] = blocks("python")
    done = subprocess.run(
        [sys.executable, "-c", example],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
