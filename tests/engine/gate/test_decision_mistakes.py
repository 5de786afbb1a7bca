"""The deployment gate: every rule on decision files finds its mistake."""
# ruff: noqa: PLR0913 - a table has many parts

from xml.sax.saxutils import escape

import pytest

from tests.engine.decisions import decision_file
from tests.fixtures.engine import MONDAY, engine, feel
from webapp.engine.decisions import read_decisions
from webapp.engine.definitions import describe_decision
from webapp.engine.errors import DiagramUnreadable, Trouble
from webapp.engine.expressions import Expressions
from webapp.engine.outcome import IncidentKind
from webapp.engine.rules.catalogue import DECISIONS

CURRENT = "https://www.omg.org/spec/DMN/20191111/MODEL/"
ROWS = [("> 5", '"high"'), ("[1..5]", '"low"')]


def text(tag, words, **attributes):
    """Return an element that holds a text."""
    own = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<{tag}{own}><text>{escape(words)}</text></{tag}>"


def table(
    rows, *, policy="UNIQUE", asks="n", outputs=("o",), aggregation="", more="", allowed="",
    values="", default="",
):  # fmt: skip
    """Return a decision table with one input column."""
    allow = text("inputValues", allowed) if allowed else ""
    listed = text("outputValues", values) if values else ""
    otherwise = text("defaultOutputEntry", default) if default else ""
    columns = f"<input>{text('inputExpression', asks)}{allow}</input>"
    columns += "".join(f'<output name="{o}">{listed}{otherwise}</output>' for o in outputs)
    rules = "".join(
        f"<rule>{text('inputEntry', test)}{''.join(text('outputEntry', c) for c in cells)}</rule>"
        for test, *cells in rows
    )
    own = f' aggregation="{aggregation}"' if aggregation else ""
    return f'{more}<decisionTable hitPolicy="{policy}"{own}>{columns}{rules}</decisionTable>'


def decision(logic, name="rule"):
    """Return a decision."""
    return f'<decision id="{name}" name="{name}">{logic}</decision>'


def file(*parts, version=CURRENT, own=""):
    """Return a decision file."""
    head = f'<definitions xmlns="{version}" id="d" name="n" namespace="x"{own}>'
    return (head + "".join(parts) + "</definitions>").encode()


def need(name):
    """Return the requirement of another decision."""
    reference = f'<requiredDecision href="#{name}"/>'
    return f'<informationRequirement id="i-{name}">{reference}</informationRequirement>'


def literal(words, **attributes):
    """Return a literal expression."""
    return text("literalExpression", words, **attributes)


BAD = {
    "DMN001": [b"<x/>", b"no"],
    "DMN002": [file()],
    "DMN003": [file(decision(table(ROWS, policy="BEST")))],
    "DMN004": [
        file(decision(table(ROWS, aggregation="SUM"))),
        file(decision(table(ROWS, policy="COLLECT", aggregation="AVG"))),
        file(decision(table([("-", "1", "2")], outputs="ab", policy="COLLECT", aggregation="SUM"))),
    ],
    "DMN005": [
        file(decision(table(ROWS, more=need("zz")))),
        file(decision(table(ROWS, more=need("rule")))),
        file(decision(need("b").replace("#b", "y#b") + literal("b")), decision(literal("1"), "b")),
    ],
    "DMN006": [file(decision(table([("-", "1")], asks="1 +")))],
    "DMN007": [
        file(decision(table([("> ", "1")]))),
        file(decision(table([(">= 3 and", "1")]))),
        file(decision(table(ROWS, allowed="> "))),
        file(decision(table(ROWS, values="> "))),
    ],
    "DMN008": [
        file(decision(table([("-", "1 +")]))),
        file(decision(table(ROWS, default="1 +"))),
        file(decision(table(ROWS, values="1 +", policy="PRIORITY"))),
        file(decision(literal("1 +"))),
    ],
    "DMN009": [file(decision(table([("-",)])))],
    "DMN010": [
        file(decision("")),
        file(decision("<invocation/>")),
        file(decision("<context/>")),
        file(decision(table(ROWS) + literal("1"))),
        file(decision(table(ROWS) + table(ROWS))),
        file(decision("<literalExpression><importedValues/></literalExpression>")),
    ],
    "DMN011": [
        file(decision(table(ROWS, policy="PRIORITY"))),
        file(decision(table(ROWS, policy="OUTPUT ORDER"))),
    ],
    "DMN013": [file(decision(table(ROWS)), '<businessKnowledgeModel id="b"/>')],
    "DMN014": [file(decision(table([("-", "1", "2")], outputs=("a", "a"))))],
    "DMN015": [file(decision(table(ROWS)), decision(table(ROWS)))],
    "DMN016": [
        file(decision(table([("n == 5", "1")]))),
        file(decision(table([("-", "None")]))),
    ],
    "DMN017": [file(decision(table([("-",)], outputs=())))],
    "DMN018": [file(decision(literal('rows[contains(name, "x")]')))],
    "DMN019": [
        file(decision(literal("1", expressionLanguage="http://www.w3.org/1999/XPath"))),
        file(decision(literal("1")), own=' expressionLanguage="juel"'),
        file(decision(table(ROWS).replace("<inputEntry", '<inputEntry expressionLanguage="js"'))),
    ],
    "DMN020": [file(decision(table(ROWS)).replace(' name="rule"', ""))],
    "DMN021": [file(decision(table(ROWS)), version=CURRENT.replace("20191111", "20230324"))],
}


def found(xml):
    """Return the codes that the gate finds in a file."""
    return {finding.code for finding in engine().lint_decision(xml)}


@pytest.mark.parametrize(("code", "xml"), [(c, x) for c, files in BAD.items() for x in files])
def test_the_gate_finds(code, xml):
    assert code in found(xml)


def test_every_rule_on_decisions_has_a_mistake_that_it_finds():
    assert set(BAD) == set(DECISIONS)


def test_no_rule_leaves_a_placeholder_in_its_sentence():
    for files in BAD.values():
        for xml in files:
            for finding in engine().lint_decision(xml):
                assert "{" not in finding.text.zh + finding.text.en


@pytest.mark.parametrize(
    "name", ["any", "dates", "item_definitions", "outputs", "requirements", "several"]
)
def test_a_good_file_passes_without_a_word(name):
    assert found(decision_file(name)) == set()


def test_feel_may_be_named_by_any_of_its_names():
    for language in ("feel", "FEEL", "https://www.omg.org/spec/DMN/20191111/FEEL/"):
        assert found(file(decision(literal("1")), own=f' expressionLanguage="{language}"')) == set()


def test_requirements_of_requirements_are_checked_too():
    chain = (
        decision(literal("1"), "c"),
        decision(need("c") + literal("c"), "b"),
        decision(need("b") + need("c") + literal("b"), "a"),
    )
    assert found(file(*chain)) == set()
    assert found(file(*chain[1:])) == {"DMN005"}


def test_a_requirement_may_name_the_file_by_its_namespace():
    own = need("b").replace("#b", "x#b")
    assert found(file(decision(own + literal("b"), "a"), decision(literal("1"), "b"))) == set()


def test_a_file_that_is_no_dmn_is_unreadable():
    with pytest.raises(DiagramUnreadable):
        describe_decision(b"<x/>")


@pytest.mark.parametrize(
    ("logic", "sentence"),
    [
        ("", "The decision “rule” has no table and no expression."),
        (need("zz") + literal("1"), "There is no decision “zz”."),
        (table([("for", "1")]), "Decision “rule”: The expression “for” cannot be evaluated"),
    ],
)
def test_what_the_gate_has_not_seen_is_trouble_when_it_is_asked(logic, sentence):
    decisions = read_decisions({"": file(decision(logic))})
    with pytest.raises(Trouble) as trouble:
        decisions.decide("rule", {"n": 1}, Expressions(feel(), MONDAY))
    assert trouble.value.kind is IncidentKind.DECISION_ERROR
    assert trouble.value.message.startswith(sentence)
