"""What a DMN file says, as plain values: decisions with a table or a literal expression."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from webapp.engine.errors import DiagramUnreadable
from webapp.engine.safe_xml import local, parse_xml
from webapp.kernel.text import Text

HIT_POLICIES = frozenset(
    {"UNIQUE", "ANY", "PRIORITY", "FIRST", "RULE ORDER", "OUTPUT ORDER", "COLLECT"}
)
AGGREGATIONS = frozenset({"", "SUM", "MIN", "MAX", "COUNT"})
HARMLESS = frozenset(
    {
        "artifact",
        "association",
        "description",
        "DMNDI",
        "elementCollection",
        "extensionElements",
        "group",
        "inputData",
        "itemDefinition",
        "knowledgeSource",
        "organizationUnit",
        "performanceIndicator",
        "textAnnotation",
    }
)
"""What says nothing about how a file decides."""
ABOUT_A_DECISION = frozenset(
    {
        "allowedAnswers",
        "authorityRequirement",
        "decisionMaker",
        "decisionOwner",
        "description",
        "extensionElements",
        "impactedPerformanceIndicator",
        "question",
        "supportedObjective",
        "usingProcess",
        "usingTask",
        "variable",
    }
)
OF_A_DECISION = ABOUT_A_DECISION | {"decisionTable", "informationRequirement", "literalExpression"}


@dataclass(frozen=True, slots=True)
class Input:
    """An input column: the FEEL expression and, if given, the allowed values and the type."""

    expression: str
    label: str = ""
    allowed: str = ""
    type: str = ""


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
    """A DMN file; `languages` are those other than FEEL, by the id of what is written in them."""

    decisions: list[Decision]
    unknown: list[tuple[str, str]] = field(default_factory=list)
    languages: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Item:
    """An item definition: the type that it stands for, and the values that it allows."""

    type: str = ""
    allowed: str = ""


Items = Mapping[str, Item]
"""The item definitions of a file by their names."""


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
    items = {
        e.get("name", ""): Item(_text_of(e, "typeRef", plain=True), _text_of(e, "allowedValues"))
        for e in _children(root, "itemDefinition")
    }
    return DecisionFile(
        decisions=[_decision(e, root, items) for e in _children(root, "decision")],
        unknown=[
            (e.get("id", ""), local(e))
            for e in _all_children(root)
            if local(e) not in HARMLESS | {"decision"}
        ],
        languages=list(_languages(root)),
    )


def _all_children(element: etree._Element) -> Iterator[etree._Element]:
    """Return the children in the DMN namespace of the file; what others add is theirs."""
    return (e for e in element.iterchildren(f"{{{etree.QName(element).namespace}}}*"))


def _children(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    return (e for e in element.iterchildren(f"{{{etree.QName(element).namespace}}}{tag}"))


def _text_of(element: etree._Element, tag: str, *, plain: bool = False) -> str:
    for child in _children(element, tag):
        for text in [child] if plain else _children(child, "text"):
            return "".join(text.itertext()).strip()
    return ""


def _languages(root: etree._Element) -> Iterator[tuple[str, str]]:
    for element in root.iter(f"{{{etree.QName(root).namespace}}}*"):
        language = element.get("expressionLanguage", "")
        if language and "feel" not in language.lower():
            yield _identified(element), language


def _identified(element: etree._Element) -> str:
    here: etree._Element | None = element
    while here is not None and not here.get("id"):
        here = here.getparent()
    return "" if here is None else here.get("id", "")


def _decision(element: etree._Element, root: etree._Element, items: Items) -> Decision:
    variable = next(_children(element, "variable"), None)
    name = element.get("name", "")
    tables = [_table(t, element, items) for t in _children(element, "decisionTable")]
    literals = list(_children(element, "literalExpression"))
    return Decision(
        id=element.get("id", ""),
        name=name,
        variable=(variable.get("name", "") if variable is not None else "") or name,
        requires=tuple(
            _referred(needed.get("href", ""), root)
            for requirement in _children(element, "informationRequirement")
            for needed in _children(requirement, "requiredDecision")
        ),
        table=tables[0] if tables else None,
        literal=_text_of(element, "literalExpression") if literals else None,
        unknown=(
            *(local(e) for e in _all_children(element) if local(e) not in OF_A_DECISION),
            *("decisionTable" for _ in tables[1:]),
            *(local(e) for one in literals for e in _children(one, "importedValues")),
        ),
    )


def _referred(href: str, root: etree._Element) -> str:
    """Return the id in a reference to this very file, else the reference as it is written."""
    place, _, name = href.rpartition("#")
    return name if place in {"", root.get("namespace", "")} else href


def _table(element: etree._Element, decision: etree._Element, items: Items) -> Table:
    return Table(
        hit_policy=element.get("hitPolicy", "UNIQUE"),
        aggregation=element.get("aggregation", ""),
        inputs=tuple(_input(e, items) for e in _children(element, "input")),
        outputs=tuple(
            Output(
                e.get("name") or e.get("label") or decision.get("id", ""),
                _text_of(e, "outputValues") or _item(e.get("typeRef", ""), items).allowed,
                _text_of(e, "defaultOutputEntry"),
            )
            for e in _children(element, "output")
        ),
        rules=tuple(_rule(number, e) for number, e in enumerate(_children(element, "rule"), 1)),
    )


def _input(element: etree._Element, items: Items) -> Input:
    asked = next(_children(element, "inputExpression"), None)
    item = _item("" if asked is None else asked.get("typeRef", ""), items)
    return Input(
        expression=_text_of(element, "inputExpression"),
        label=element.get("label", ""),
        allowed=_text_of(element, "inputValues") or item.allowed,
        type=item.type,
    )


def _item(written: str, items: Items) -> Item:
    """Return the item definition of a type (`feel:date`, `level`), or the built-in type."""
    name = written.rpartition(":")[2].strip()
    item = items.get(name)
    if item is None:
        return Item(name)
    return Item(item.type.rpartition(":")[2].strip(), item.allowed)


def _rule(number: int, element: etree._Element) -> Rule:
    def cells(tag: str) -> tuple[str, ...]:
        return tuple(
            "".join("".join(t.itertext()) for t in _children(entry, "text")).strip()
            for entry in _children(element, tag)
        )

    return Rule(number, cells("inputEntry"), cells("outputEntry"))
