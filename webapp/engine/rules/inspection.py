"""What every rule gets: the diagram, a catalogue of what exists, a place for findings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from webapp.engine.diagrams import Diagram, Process
from webapp.engine.expressions import Evaluator, is_expression
from webapp.engine.rules.catalogue import RULES
from webapp.kernel.text import Text

_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
_PYTHON = re.compile(
    r"==|&&|\|\||\bNone\b|\bTrue\b|\bFalse\b|\blen\(|\blambda\b|\.append\(|\.get\("
    r"|\bis not\b|!(?!=)"
)
_FOREIGN = re.compile(r"[$#]\{")
_CALL_IN_BRACKETS = re.compile(
    r"(?<=[\w)\]}])\[\s*"
    r"(?:not|contains|starts with|ends with|matches|list contains|all|any|is)\s*\("
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the gate found: an error forbids the deployment, a warning does not."""

    code: str
    severity: str
    element_id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Catalog:
    """What a diagram may refer to: operations with their parameters, forms, and so on.

    `versions` are the published versions of processes as `<id>@<number>`; None: nobody knows.
    `bases` are, by process, the numbers of the rules that it must cite (“依据：R14”).
    """

    operations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    forms: frozenset[str] = frozenset()
    decisions: frozenset[str] = frozenset()
    processes: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    versions: frozenset[str] | None = None
    bases: Mapping[str, frozenset[str]] = field(default_factory=dict)


class Report:
    """Collects the findings of one file."""

    def __init__(self, feel: Evaluator) -> None:
        """Start without findings."""
        self.feel = feel
        self.findings: list[Finding] = []

    def add(self, code: str, element_id: str, /, **details: object) -> None:
        """Add a finding; the details fill the rule's sentence."""
        severity, text = RULES[code]
        finding = Finding(code, severity, element_id, text.fill(details))
        if finding not in self.findings:
            self.findings.append(finding)

    def problem(self, expression: str, *, unary: bool = False) -> str:
        """Return the first syntax problem of a FEEL expression, "" if there is none."""
        return next(iter(self.feel.check(expression, unary=unary)), "")


@dataclass(slots=True)
class Inspection:
    """The inspection of one diagram."""

    diagram: Diagram
    process: Process
    catalog: Catalog
    report: Report

    def expression(self, element_id: str, text: str, place: Text) -> None:
        """Check a FEEL expression (a leading `=` is allowed)."""
        shown = {"expression": text.strip(), "place": place.zh, "place_en": place.en}
        sign = foreign_sign(text)
        if sign:
            self.report.add("BPMN091", element_id, sign=sign, **shown)
            return
        problem = self.report.problem(text)
        if problem:
            self.report.add("BPMN090", element_id, problem=problem, **shown)
            return
        blind = blind_filter(text)
        if blind:
            self.report.add("BPMN095", element_id, **(shown | {"expression": blind}))

    def condition(self, element_id: str, text: str, place: Text) -> None:
        """Check a condition: always FEEL, but one of another engine is called what it is."""
        if text.startswith(("${", "#{")):
            self.value(element_id, text, place)
        else:
            self.expression(element_id, text, place)

    def value(self, element_id: str, text: str, place: Text) -> None:
        """Check a property: FEEL after a leading `=`, else text, but not another engine's."""
        if is_expression(text):
            self.expression(element_id, text, place)
        elif _FOREIGN.search(text):
            self.report.add(
                "BPMN093", element_id, expression=text, place=place.zh, place_en=place.en
            )


def foreign_sign(expression: str) -> str:
    """Return a sign of Python or JavaScript in an expression, outside its texts, else ""."""
    found = _PYTHON.search(_TEXT.sub('""', expression))
    return found.group() if found else ""


def blind_filter(expression: str) -> str:
    """Return a list filter that is a single call of a test, else "".

    In such a filter FEEL's evaluator does not see the fields of the items, and says nothing.
    """
    plain = _TEXT.sub(lambda found: '"' + "_" * (len(found.group()) - 2) + '"', expression)
    for found in _CALL_IN_BRACKETS.finditer(plain):
        depth = 0
        for place in range(found.end() - 1, len(plain)):
            depth += {"(": 1, ")": -1}.get(plain[place], 0)
            if not depth:
                if plain[place + 1 :].lstrip().startswith("]"):
                    return expression[found.start() : plain.index("]", place) + 1]
                break
    return ""
