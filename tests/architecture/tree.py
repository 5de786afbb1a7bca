"""The files of the repository, as the architecture tests look at them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MADE = {
    ".git",
    ".hypothesis",
    ".import_linter_cache",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".run",
    ".venv",
    "__pycache__",
    "dist",
    "mutants",
    "node_modules",
    "test-artifacts",
}
"""Folders that tools make; nobody writes in them."""
GENERATED = {"webapp/frontend/src/lintconfig.js"}


@cache
def files(*suffixes: str, under: str = "") -> tuple[Path, ...]:
    """Return the files people wrote, with one of the suffixes (all without any), sorted."""
    found = (path for path in walk(ROOT / under) if not suffixes or path.suffix in suffixes)
    return tuple(sorted(path for path in found if name(path) not in GENERATED))


def walk(folder: Path) -> Iterator[Path]:
    """Yield every file below, without entering what tools made."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            if path.name not in MADE and not path.name.endswith(".egg-info"):
                yield from walk(path)
        elif path.is_file():
            yield path


def name(path: Path) -> str:
    """Return the path as people write it: from the top, with slashes."""
    return path.relative_to(ROOT).as_posix()


@cache
def text(path: Path) -> str:
    """Return the file's text; a picture reads as nothing."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@cache
def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(text(path), filename=name(path))


def string_literals(path: Path) -> Iterator[tuple[int, str]]:
    """Yield each string literal of a Python file with its line; docstrings are left out."""
    tree = parsed(path)
    prose = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.lineno, node.value
