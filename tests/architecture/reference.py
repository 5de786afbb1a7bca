"""The tables of the reference pages, made from the code that they describe.

`poe reference` writes them into `webapp/docs/reference`; `test_reference.py` compares.
"""

import ast
import importlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from pathlib import Path

from tests.architecture.tree import ROOT, files, name, parsed
from webapp.access.permissions import ALLOWED, Permission
from webapp.access.roles import LEVELS, NAMES, Role
from webapp.bootstrap import discover_handlers
from webapp.entrypoints.http.problems import status_of
from webapp.kernel.errors import ApplicationError

FOLDER = ROOT / "webapp" / "docs" / "reference"
FINDING = re.compile(r"(?:BPMN|DMN|FORM)\d{3}")
BEGIN, END = "<!-- made by `poe reference` -->\n", "<!-- end -->\n"


def error_codes() -> str:
    """Return every refusal with its code, status and sentences."""
    for path in files(".py", under="webapp"):
        module = name(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        if not any(part in module for part in ("migrations", "frontend", "__main__")):
            importlib.import_module(module)
    found = {kind.code: kind for kind in descendants(ApplicationError)}
    rows = (
        (f"`{code}`", status(kind), kind.text.zh, kind.text.en)
        for code, kind in sorted(found.items())
    )
    return table(("code", "status", "中文", "English"), rows)


def descendants(kind: type[ApplicationError]) -> Iterator[type[ApplicationError]]:
    """Yield the class and all that inherit from it, in our own modules."""
    yield kind
    for child in kind.__subclasses__():
        yield from descendants(child)


def status(kind: type[ApplicationError]) -> str:
    """Return the HTTP status with which the API answers; a dash for what never gets there."""
    number = status_of(kind.__new__(kind))
    return "–" if number == HTTPStatus.INTERNAL_SERVER_ERROR else str(int(number))


def operations() -> str:
    """Return every operation with its parameters, its ports and what it does."""
    rows = (
        (
            f"`{operation.name}`",
            ", ".join(f"`{parameter}`" for parameter in operation.parameters) or "–",
            ", ".join(kind.__name__ for kind in operation.ports.values()) or "–",
            (operation.function.__doc__ or "").strip().splitlines()[0],
        )
        for _, operation in sorted(discover_handlers().all().items())
        if operation.function.__module__.startswith("handlers.")
    )
    return table(("operation", "parameters", "ports", "what it does"), rows)


def findings() -> str:
    """Return what the deployment gate may find: code, severity and sentences."""
    found: dict[str, tuple[str, str, str]] = {}
    for folder in ("webapp/engine", "webapp/formschema", "webapp/services"):
        for path in files(".py", under=folder):
            for code, about in coded(parsed(path)):
                said = sentences(about)
                if said and code not in found:
                    found[code] = (severity(about), *said)
    rows = ((f"`{code}`", *found[code]) for code in sorted(found))
    return table(("code", "severity", "中文", "English"), rows)


def coded(tree: ast.Module) -> Iterator[tuple[str, list[ast.AST]]]:
    """Yield each finding's code with the syntax that goes with it: an entry of a dict, a call."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            pairs = [(key, [value]) for key, value in zip(node.keys, node.values, strict=True)]
        elif isinstance(node, ast.Call) and node.args:
            rest = [*node.args[1:], *(keyword.value for keyword in node.keywords)]
            pairs = [(node.args[0], rest)]
        else:
            continue
        for key, about in pairs:
            if isinstance(key, ast.Constant) and FINDING.fullmatch(str(key.value)):
                yield str(key.value), list(about)


def sentences(about: Iterable[ast.AST]) -> tuple[str, str] | None:
    """Return the two sentences of the first `Text(…)` in the syntax."""
    for part in about:
        for node in ast.walk(part):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Text":
                said = [*node.args, *(keyword.value for keyword in node.keywords)]
                return (spoken(said[0]), spoken(said[1]))
    return None


def spoken(node: ast.AST) -> str:
    """Return a sentence as a reader sees it; what is filled in stands in braces."""
    if isinstance(node, ast.JoinedStr):
        return "".join(spoken(part) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return "{" + ast.unparse(node.value) + "}"
    return str(node.value) if isinstance(node, ast.Constant) else ast.unparse(node)


def severity(about: Iterable[ast.AST]) -> str:
    """Return the severity that the syntax names; an error if none."""
    words = {
        str(node.value)
        for part in about
        for node in ast.walk(part)
        if isinstance(node, ast.Constant)
    }
    return "warning" if "warning" in words else "error"


def permissions() -> str:
    """Return every permission with the roles that carry it."""
    rows = (
        (
            f"`{permission.value}`",
            "everybody, signed in or not"
            if permission not in ALLOWED
            else ", ".join(f"`{role.value}`" for role in Role if role in ALLOWED[permission]),
        )
        for permission in Permission
    )
    return table(("permission", "roles"), rows)


def roles() -> str:
    """Return every role with its names and its level."""
    rows = (
        (
            f"`{role.value}`",
            NAMES[role].zh,
            NAMES[role].en,
            LEVELS[role].value if role in LEVELS else "county, city or province",
        )
        for role in Role
    )
    return table(("role", "中文", "English", "held at"), rows)


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |\n" for line in lines)


PAGES: dict[str, Callable[[], str]] = {
    "error-codes.md": error_codes,
    "findings.md": findings,
    "operations.md": operations,
    "permissions.md": permissions,
    "roles.md": roles,
}


def page(file: Path, made: str) -> str:
    """Return the page's text with its table replaced."""
    before, _, rest = file.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{made}\n{END}{after}"


def main() -> None:
    """Write the tables."""
    for file, make in PAGES.items():
        (FOLDER / file).write_text(page(FOLDER / file, make()), encoding="utf-8")
        sys.stdout.write(f"{file}\n")


if __name__ == "__main__":
    main()
