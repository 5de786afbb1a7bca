"""What a DMN file says, as plain values: decisions with a table or a literal expression."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from webapp.engine.errors import DiagramUnreadable
from webapp.engine.safe_xml import parse_xml
from webapp.kernel.text import Text

HIT_POLICIES = frozenset(
    {"UNIQUE", "ANY", "PRIORITY", "FIRST", "RULE ORDER", "OUTPUT ORDER", "COLLECT"}
)
AGGREGATIONS = frozenset({"", "SUM", "MIN", "MAX", "COUNT"})


@dataclass(frozen=True, slots=True)
class Input:
    """An input column: the FEEL expression and, if given, the allowed values."""

    expression: str
    label: str = ""
    allowed: str = ""


@dataclass(frozen=True, slots=True)
class Output:
    """An output column: its name, its values in the order of their priority, its default."""

    name: str
    values: str = ""
    default: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A row: its number as shown in an editor (from 1), unary tests, and output expressions."""

    number: int
    tests: tuple[str, ...]
    outputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A decision table."""

    hit_policy: str
    aggregation: str
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision: a table or a literal expression, and the decisions that it needs."""

    id: str
    name: str
    variable: str
    requires: tuple[str, ...] = ()
    table: Table | None = None
    literal: str | None = None
    unknown: tuple[str, ...] = ()


@dataclass(slots=True)
class DecisionFile:
    """A DMN file."""

    decisions: list[Decision]
    unknown: list[tuple[str, str]] = field(default_factory=list)


def read_decision_file(xml: bytes) -> DecisionFile:
    """Return the decisions of a file; raise DiagramUnreadable when it is no DMN."""
    root = parse_xml(xml)
    name = etree.QName(root)
    if name.localname != "definitions" or "/spec/DMN/" not in (name.namespace or ""):
        raise DiagramUnreadable(
            Text(
                zh="根元素不是 DMN 的 definitions。",
                en="Its root is not a DMN definitions element.",
            )
        )
    decisions = [_decision(e) for e in _children(root, "decision")]
    harmless = {
        "decision",
        "inputData",
        "description",
        "extensionElements",
        "DMNDI",
        "itemDefinition",
    }
    harmless |= {
        "knowledgeSource",
        "textAnnotation",
        "association",
        "artifact",
        "elementCollection",
    }
    unknown = [
        (e.get("id", ""), etree.QName(e).localname)
        for e in root.iterchildren("*")
        if etree.QName(e).localname not in harmless
    ]
    return DecisionFile(decisions, unknown)


def _children(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    yield from element.iterchildren(f"{{*}}{tag}")


def _text_of(element: etree._Element, tag: str) -> str:
    for child in _children(element, tag):
        for text in _children(child, "text"):
            return "".join(text.itertext()).strip()
    return ""


def _decision(element: etree._Element) -> Decision:
    variable = next(_children(element, "variable"), None)
    name = element.get("name", "")
    tables = [_table(t, element) for t in _children(element, "decisionTable")]
    literals = [
        "".join(next(_children(e, "text"), e).itertext()).strip()
        for e in _children(element, "literalExpression")
    ]
    logic = {
        "invocation",
        "context",
        "relation",
        "functionDefinition",
        "list",
        "knowledgeRequirement",
    }
    tags = (etree.QName(e).localname for e in element.iterchildren("*"))
    return Decision(
        id=element.get("id", ""),
        name=name,
        variable=(variable.get("name", "") if variable is not None else "") or name,
        requires=tuple(
            needed.get("href", "").removeprefix("#")
            for requirement in _children(element, "informationRequirement")
            for needed in _children(requirement, "requiredDecision")
        ),
        table=tables[0] if tables else None,
        literal=literals[0] if literals else None,
        unknown=tuple(t for t in tags if t in logic),
    )


def _table(element: etree._Element, decision: etree._Element) -> Table:
    return Table(
        hit_policy=element.get("hitPolicy", "UNIQUE"),
        aggregation=element.get("aggregation", ""),
        inputs=tuple(
            Input(_text_of(e, "inputExpression"), e.get("label", ""), _text_of(e, "inputValues"))
            for e in _children(element, "input")
        ),
        outputs=tuple(
            Output(
                e.get("name") or e.get("label") or decision.get("id", ""),
                _text_of(e, "outputValues"),
                _text_of(e, "defaultOutputEntry"),
            )
            for e in _children(element, "output")
        ),
        rules=tuple(_rule(number, e) for number, e in enumerate(_children(element, "rule"), 1)),
    )


def _rule(number: int, element: etree._Element) -> Rule:
    def cells(tag: str) -> tuple[str, ...]:
        return tuple(
            "".join("".join(t.itertext()) for t in _children(entry, "text")).strip()
            for entry in _children(element, tag)
        )

    return Rule(number, cells("inputEntry"), cells("outputEntry"))
