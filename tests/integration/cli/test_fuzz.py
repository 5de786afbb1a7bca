"""The command that plays random processes."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from webapp.entrypoints.cli.main import commands


def run(*words: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(commands, ["fuzz", *words])


def test_the_seed_is_told_with_the_sum() -> None:
    told = run("--processes", "2", "--seed", "5")
    assert told.exit_code == 0
    assert told.output.startswith("种子 seed 5: 2 个流程 processes, ")
    assert " 0 个失败 failed" in told.output


def test_a_seed_is_chosen_if_none_is_given() -> None:
    lines = [json.loads(line) for line in run("--processes", "1", "--json").output.splitlines()]
    assert lines[0]["seed"] == lines[1]["seed"]
    assert lines[1] == lines[1] | {"event": "RESULT", "processes": 1, "failed": 0}


def test_the_process_of_a_seed_is_kept_and_can_be_played(tmp_path: Path) -> None:
    file = tmp_path / "seed.bpmn"
    assert run("--processes", "1", "--seed", "5", "--keep", str(file)).exit_code == 0
    files = sorted(map(str, tmp_path.iterdir()))
    words = ["play", *files, "--process", "P", "--set", "n=1", "--json"]
    played = CliRunner().invoke(commands, words)
    assert played.exit_code in {0, 3}, played.output
