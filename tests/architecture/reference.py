"""The tables of the reference pages, made from the code that they describe.

`poe reference` writes them into `webapp/docs/reference`; `test_reference.py` compares.
"""

import importlib
import re
import sys
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path

from lxml import etree

from tests.architecture import rules
from tests.architecture.tables import table
from tests.architecture.tree import ROOT, files, name
from tests.engine import matrix
from tests.engine.gate.setting import lint
from tests.engine.gate.test_mistakes import BAD as EXAMPLES
from webapp.access.permissions import ALLOWED, Permission
from webapp.access.roles import LEVELS, NAMES, Role
from webapp.bootstrap import discover_handlers
from webapp.engine.rules.catalogue import ADVICE as DIAGRAM_ADVICE
from webapp.engine.rules.catalogue import RULES as DIAGRAM_RULES
from webapp.entrypoints.http.problems import status_of
from webapp.formschema.advice import ADVICE as FORM_ADVICE
from webapp.formschema.linting import CODES as FORM_RULES
from webapp.kernel.errors import ApplicationError

FOLDER = ROOT / "webapp" / "docs" / "reference"
LONGEST = 360
FINDING = re.compile(r"(?:BPMN|DMN|FORM)\d{3}")
RULES = {**DIAGRAM_RULES, **FORM_RULES}
ADVICE = {**DIAGRAM_ADVICE, **FORM_ADVICE}
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
    rows = (
        (f"`{code}`", severity, said.zh, said.en)
        for code, (severity, said) in sorted(RULES.items())
    )
    whole = table(("code", "severity", "中文", "English"), rows)
    return whole + "".join(explained(code) for code in sorted(RULES))


def explained(code: str) -> str:
    """Return the section on one finding: what it says, why, how to mend it, an example."""
    _, said = RULES[code]
    example = next(iter(EXAMPLES.get(code, ())), b"")
    found = [f for f in lint(example) if f.code == code] if example else []
    shown = drawn(example, found[0].element_id) if found else ""
    return f"\n## {code}\n\n{said.en} {ADVICE[code].en}\n{shown}"


def drawn(xml: bytes, element_id: str) -> str:
    """Return the element with this id as it stands in a file, when it is short."""
    try:
        root = etree.fromstring(xml)
    except etree.XMLSyntaxError:
        return ""
    found = [e for e in root.iter("*") if e.get("id") == element_id and e is not root]
    if not found:
        return ""
    text = etree.tostring(found[0], encoding="unicode", with_tail=False)
    text = re.sub(r' xmlns:\w+="[^"]*"', "", text)
    return f"\n```xml\n{text}\n```\n" if len(text) <= LONGEST else ""


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


PAGES: dict[str, Callable[[], str]] = {
    "error-codes.md": error_codes,
    "findings.md": findings,
    "operations.md": operations,
    "permissions.md": permissions,
    "roles.md": roles,
    "rules.md": rules.rows,
}


def page(file: Path, made: str) -> str:
    """Return the page's text with its table replaced."""
    before, _, rest = file.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{made}\n{END}{after}"


def main() -> None:
    """Write the tables, and the support matrix out of the engine's tests."""
    for file, make in PAGES.items():
        (FOLDER / file).write_text(page(FOLDER / file, make()), encoding="utf-8")
        sys.stdout.write(f"{file}\n")
    rules.TESTS.write_text(rules.as_json(), encoding="utf-8")
    matrix.PAGE.write_text(matrix.page(matrix.load_claims()), encoding="utf-8")
    sys.stdout.write(f"{matrix.PAGE.name}\n")


if __name__ == "__main__":
    main()
