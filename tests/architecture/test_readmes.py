"""The READMEs: their trees are the real ones, the two languages give the same commands."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import MADE, ROOT, files, name, text
from webapp.entrypoints.cli.main import COMMANDS

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")
TREE_LINE = re.compile(r"^(\w[\w.-]*)/\s{2,}\S")


def blocks(readme: str, language: str) -> list[str]:
    """Return the fenced blocks of a language; trees have none."""
    return [found[2] for found in FENCE.finditer(text(ROOT / readme)) if found[1] == language]


def folders_in_tree(readme: str) -> list[str]:
    """Return the folders that the README's tree names."""
    lines = [line for block in blocks(readme, "") for line in block.splitlines()]
    return sorted(found[1] for line in lines if (found := TREE_LINE.match(line)))


def folders(folder: Path) -> list[str]:
    """Return the folders that are there, those that tools make left out."""
    return sorted(
        path.name
        for path in folder.iterdir()
        if path.is_dir() and path.name not in MADE and not path.name.startswith(".")
    )


@pytest.mark.parametrize(
    ("readme", "folder"),
    [
        ("README.md", "."),
        ("README.zh-CN.md", "."),
        ("webapp/README.md", "webapp"),
        ("tests/README.md", "tests"),
    ],
)
def test_the_tree_in_a_readme_is_the_real_one(readme: str, folder: str) -> None:
    assert folders_in_tree(readme) == folders(ROOT / folder)


def test_both_languages_give_the_same_commands() -> None:
    assert blocks("README.md", "sh") == blocks("README.zh-CN.md", "sh")
    assert "./zhiping demo\n" in blocks("README.md", "sh")
    assert "./zhiping test\n" in blocks("README.md", "sh")


@pytest.mark.parametrize("folder", ["bpmn", "forms", "handlers", "tests", "webapp"])
def test_every_folder_has_a_readme_for_its_reader(folder: str) -> None:
    assert (ROOT / folder / "README.md").is_file()


def test_every_command_in_the_documentation_exists() -> None:
    launcher = set(re.findall(r"^  (\w[\w-]*)(?= )", text(ROOT / "zhiping"), re.MULTILINE))
    told = {
        (name(path), word)
        for path in files(".md")
        for word in re.findall(r"\./zhiping ([a-z][\w-]*)", text(path))
    }
    assert {place for place in told if place[1] not in launcher | set(COMMANDS)} == set()


def test_the_launcher_explains_every_command() -> None:
    [help_text] = re.findall(
        r"<<'TEXT'\n(.*?)^TEXT", text(ROOT / "zhiping"), re.MULTILINE | re.DOTALL
    )
    explained = set(re.findall(r"^  (\w[\w-]*)(?= )", help_text, re.MULTILINE))
    assert set(COMMANDS) - explained == set()


def test_every_link_between_documents_leads_somewhere() -> None:
    dead = [
        f"{name(path)}: {target}"
        for path in files(".md")
        for target in LINK.findall(text(path))
        if not (path.parent / target).exists()
    ]
    assert dead == []
