"""The commands, on an embedded installation in a fresh folder."""

import json
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from webapp.entrypoints.cli.kept_secrets import make_secrets
from webapp.entrypoints.cli.main import COMMANDS, commands
from webapp.entrypoints.cli.ports import PortInUse

ROOT = Path(__file__).resolve().parents[3]
BROKEN = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions id="d" targetNamespace="t"
    xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL">
  <bpmn:process id="broken" name="破损" isExecutable="true">
    <bpmn:startEvent id="begin"><bpmn:outgoing>a</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="a" sourceRef="begin" targetRef="nowhere"/>
  </bpmn:process>
</bpmn:definitions>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the place of the installation's data."""
    return tmp_path / "data"


def run(folder: Path, *words: str, typed: str | None = None) -> Result:
    """Run a command on the installation."""
    runner = CliRunner(env={"ZHIPING_DATA_FOLDER": str(folder)})
    return runner.invoke(commands, list(words), input=typed)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_both_languages(command: str, folder: Path) -> None:
    told = run(folder, command, "--help")
    assert told.exit_code == 0
    assert told.output.startswith(f"Usage: commands {command} ")
    assert any("\u4e00" <= letter <= "\u9fff" for letter in told.output)


def test_secrets_are_made_once_and_only_their_owner_reads_them(folder: Path) -> None:
    assert make_secrets(folder)
    first = {path.name: path.read_text() for path in folder.iterdir()}
    assert not make_secrets(folder)
    assert {path.name: path.read_text() for path in folder.iterdir()} == first
    assert set(first) == {"secret_key.txt", "data_secret.txt"}
    assert len(set(first.values())) == 2
    assert all(len(secret) >= 32 for secret in first.values())
    assert {oct(path.stat().st_mode & 0o777) for path in folder.iterdir()} == {"0o600"}


def test_a_new_installation_is_made_examined_and_kept(folder: Path) -> None:
    password = "a long password"
    made = run(folder, "init", "--administrator", "root", typed=f"{password}\n{password}\n")
    assert (made.exception, made.exit_code) == (None, 0)
    examined = run(folder, "doctor")
    assert (examined.exit_code, "!!" in examined.output) == (0, False)
    assert run(folder, "init").exit_code == 0
    assert run(folder, "db", "upgrade").output == "已是最新。/ They were up to date.\n"


def test_an_administrators_name_is_taken_once(folder: Path) -> None:
    words = ("init", "--administrator", "root")
    run(folder, *words, typed="a long password\na long password\n")
    again = run(folder, *words, typed="a long password\na long password\n")
    assert str(again.exception) == "The name “root” is taken."


def test_an_installation_without_tables_is_told_what_to_do(folder: Path) -> None:
    make_secrets(folder)
    examined = run(folder, "doctor")
    assert examined.exit_code == 1
    assert "Run zhiping db upgrade." in examined.output


def test_a_broken_diagram_is_refused_with_its_place_and_a_code(
    folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "broken.bpmn"
    file.write_text(BROKEN, encoding="utf-8")
    told = run(folder, "lint", str(file))
    assert told.exit_code == 1
    assert "broken.bpmn" in told.output
    assert not folder.exists()


def test_the_shipped_diagrams_pass_the_gate(folder: Path) -> None:
    files = [*(ROOT / "bpmn").rglob("*.bpmn"), *(ROOT / "bpmn").rglob("*.dmn")]
    told = run(folder, "lint", *sorted(map(str, files)))
    assert (
        told.output.splitlines()[-1]
        == f"{len(files)} 个文件，0 处错误 / {len(files)} files, 0 errors"
    )


def test_deploying_makes_a_version_and_says_which(folder: Path) -> None:
    assert run(folder, "init").exit_code == 0
    told = run(folder, "deploy", "220000", str(ROOT / "bpmn/decisions/pass_rule.dmn"))
    assert told.exit_code == 0, told.output


def test_the_description_of_the_api_is_openapi(folder: Path) -> None:
    told = run(folder, "export-openapi")
    assert json.loads(told.stdout)["openapi"].startswith("3.1")


def test_a_port_in_use_is_told_before_anything_is_made(folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        refused = run(folder, "demo", "--port", port, "--folder", str(folder))
    assert isinstance(refused.exception, PortInUse)
    assert f"127.0.0.1:{port}" in refused.exception.message.zh
    assert not folder.exists()
