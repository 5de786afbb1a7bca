"""Which test shows which rule: read from the marks `pytest.mark.rule` of all tests."""

import ast
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import etree

from tests.architecture.tables import table
from tests.architecture.tree import ROOT, files, name
from webapp.domain import rulebook
from webapp.domain.rulebook.rule import Rule
from webapp.kernel.citing import cited

TESTS = ROOT / "webapp" / "services" / "rule_tests.json"
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
Marked = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@cache
def tests() -> dict[str, list[str]]:
    """Return the tests by the number of the rule that they are marked with."""
    found: dict[str, list[str]] = {rule.number: [] for rule in rulebook.ALL}
    for path in files(".py", under="tests"):
        for test, numbers in marked(ast.parse(path.read_text(encoding="utf-8"))):
            for number in numbers:
                found.setdefault(number, []).append(f"{name(path)}::{test}")
    return {number: sorted(set(names)) for number, names in found.items()}


def marked(tree: ast.Module) -> Iterator[tuple[str, list[str]]]:
    """Yield the tests of a file that carry the mark, with its numbers."""
    for node in ast.walk(tree):
        if isinstance(node, Marked) and node.name.startswith(("test_", "Test")):
            numbers = [n for decorator in node.decorator_list for n in numbers_of(decorator)]
            if numbers:
                yield node.name, numbers


def numbers_of(decorator: ast.expr) -> list[str]:
    """Return the numbers that a decorator `pytest.mark.rule(...)` holds, none for any other."""
    if not isinstance(decorator, ast.Call) or ast.unparse(decorator.func) != "pytest.mark.rule":
        return []
    return [str(ast.literal_eval(argument)) for argument in decorator.args]


@cache
def elements() -> dict[str, list[str]]:
    """Return the elements of the province's diagrams that cite each rule, as `process: name`."""
    found: dict[str, list[str]] = {}
    for path in files(".bpmn", under="bpmn"):
        if "counties" in path.parts:
            continue
        for documentation in etree.parse(path).getroot().iter(f"{BPMN}documentation"):
            element = documentation.getparent()
            for number in cited(documentation.text or ""):
                said = f"{Path(path).stem}: {element.get('name')}" if element is not None else ""
                found.setdefault(number, []).append(said)
    return found


def rows() -> str:
    """Return the table of the reference page."""
    return table(
        ("number", "rule", "place", "enforced by", "tests"),
        (
            (r.number, r.sentence.en, r.place, enforced(r), "<br>".join(shown(r)))
            for r in rulebook.ALL
        ),
    )


def enforced(rule: Rule) -> str:
    """Return what enforces a rule: elements of diagrams, functions."""
    said = [*sorted(set(elements().get(rule.number, []))), *(f"`{f}`" for f in rule.functions)]
    return "<br>".join(said) or "–"


def shown(rule: Rule) -> list[str]:
    """Return the tests of a rule as the page names them."""
    return [f"`{each}`" for each in tests()[rule.number]] or ["–"]


def as_json() -> str:
    """Return the tests by rule as the application reads them."""
    return json.dumps(tests(), ensure_ascii=False, indent=1) + "\n"
