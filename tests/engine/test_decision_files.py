"""Decision files: FEEL in cells, required decisions, versions of DMN, and what is refused."""

from datetime import datetime
from typing import Any

import pytest

from tests.engine.decisions import answer, asking, decision_file
from tests.engine.support import refuses, supports
from tests.fixtures.engine import MONDAY, Weekdays, World, engine, feel
from webapp.engine.decisions import read_decisions
from webapp.engine.definitions import describe_decision
from webapp.engine.errors import Trouble
from webapp.engine.expressions import Expressions
from webapp.engine.process_engine import ProcessEngine

ALWAYS = ["-", "empty"]


@supports("unary tests", "FEEL")
@pytest.mark.parametrize(
    ("x", "forms"),
    [
        (
            5,
            [
                "5", "1, 5, 7", *ALWAYS, "[1..5]", "[5..9)", "<= 5", "> 4, < -4", "= 5",
                "not(1, 7)", "not('a', 'b')", "not(null)", "not(< 5)", "limit + 1", ">= limit",
                "allowed", "? in [2, 5]", "? > 3 and ? < 9", "? = limit + 1",
                "? instance of number", "list contains(?, 5)",
            ],
        ),
        (
            1,
            [
                "1, 5, 7", *ALWAYS, "[1..5]", "< 5", "<= 5", "!= 5", "not(5)", "not('a', 'b')",
                "not(null)", "? instance of number",
            ],
        ),
        (
            -5,
            [
                "-5", *ALWAYS, "< 5", "<= 5", "> 4, < -4", "!= 5", "not(5)", "not(1, 7)",
                "not('a', 'b')", "not(null)", "? instance of number",
            ],
        ),
    ],
)  # fmt: skip
def test_cells_are_unary_tests_of_numbers(x, forms):
    assert sorted(answer("unary_tests", x=x, limit=4, allowed=[3, 5])) == sorted(forms)


@supports("unary tests", "FEEL")
@pytest.mark.parametrize(
    ("x", "held"),
    [
        (None, {"null": True, "not(null)": False, "5": False, "< 5": False, "[1..5]": False}),
        ("b", {"'b'": True, "'a', 'b'": True, "not('a', 'b')": False, "starts with(?, 'b')": True}),
        ("c", {"'b'": False, "'a', 'b'": False, "not('a', 'b')": True, "5": False}),
        (True, {"true": True, "5": False, "1, 5, 7": False, "not(null)": True}),
        (False, {"true": False, "null": False}),
        ([4, 5], {"list contains(?, 5)": True, "every x in ? satisfies x > 3": True}),
        ([2], {"list contains(?, 5)": False, "every x in ? satisfies x > 3": False}),
        ({"a": 5}, {"{a: 5}": True}),
        ({"a": 6}, {"{a: 5}": False}),
    ],
)
def test_cells_are_unary_tests_of_whatever_there_is(x, held):
    found = answer("unary_tests", x=x, limit=4, allowed=[3])
    assert {form: form in found for form in [*held, *ALWAYS]} == {
        **held,
        **dict.fromkeys(ALWAYS, True),
    }


@supports("literal expression", "FEEL")
def test_a_literal_expression_decides_too():
    assert answer("literal", n=9) == {"level": "high", "n": 9}
    assert answer("literal", n=1) is None


class Counting:
    """FEEL that remembers what it is asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(feel(), name)

    def evaluate(self, expression: str, variables: Any, *, now: datetime | None = None) -> Any:
        """Return the value, and remember the question."""
        self.asked.append(expression)
        return feel().evaluate(expression, variables, now=now)

    def typed(self, expression: str, variables: Any, *, now: datetime | None = None) -> Any:
        """Return the value with its type, and remember the question."""
        self.asked.append(expression)
        return feel().typed(expression, variables, now=now)


@supports("decision requirement graph", "several decisions")
def test_required_decisions_are_made_first_and_each_only_once():
    counting = Counting()
    world = World()
    world.engine = ProcessEngine(counting, Weekdays())
    story = asking(decision_file("requirements"), world, n=3)
    assert story.variables == {"n": 3, "answer": "both"}
    assert counting.asked == ["n * 2", "base + 1", "base - 1", "left_side", "right", '"both"']
    assert answer("requirements", n=2) == "left only"


@supports("decision requirement graph", "several decisions")
def test_a_decision_sees_only_the_results_that_it_requires():
    assert answer("requirement_unseen") == [2, None]
    assert answer("requirement_unseen", base=7) == [2, 7]


@refuses("DMN005", "decision requirement graph", "in a circle")
def test_decisions_in_a_circle_are_refused():
    dmn = decision_file("circle")
    found = {(f.code, f.severity, f.element_id) for f in engine().lint_decision(dmn)}
    assert found == {("DMN005", "error", "left"), ("DMN005", "error", "right")}
    with pytest.raises(Trouble, match="The decision “left” needs itself"):
        read_decisions({"answer": dmn}).decide("answer", {}, Expressions(feel(), MONDAY))


@supports("business rule task", "decision")
@supports("decision requirement graph", "several decisions")
def test_the_task_asks_for_one_of_several_decisions_by_its_id():
    assert describe_decision(decision_file("several")).decision_ids == ("other", "answer", "third")
    assert answer("several", n=1) == "the second"


def test_a_file_that_repeats_a_decision_of_another_keeps_its_own_for_itself():
    required = decision_file("requirements")
    other = decision_file("several").replace(b'id="third"', b'id="base"')
    for files in ({"answer": required, "other": other}, {"other": other, "answer": required}):
        decisions = read_decisions(files)
        expressions = Expressions(feel(), MONDAY)
        assert decisions.decide("answer", {"n": 3}, expressions) == "both"
        assert decisions.decide("other", {}, expressions) == "the first"


CURRENT = b"https://www.omg.org/spec/DMN/20191111/MODEL/"


@pytest.mark.parametrize(
    ("namespace", "unchecked"),
    [
        (b"http://www.omg.org/spec/DMN/20151101/dmn.xsd", []),
        (b"http://www.omg.org/spec/DMN/20180521/MODEL/", ["DMN021"]),
        (CURRENT, []),
        (b"https://www.omg.org/spec/DMN/20211108/MODEL/", ["DMN021"]),
        (b"https://www.omg.org/spec/DMN/20230324/MODEL/", ["DMN021"]),
    ],
)
def test_files_of_every_version_of_dmn_are_read(namespace, unchecked):
    dmn = decision_file("priority").replace(CURRENT, namespace)
    found = engine().lint_decision(dmn)
    assert [(f.code, f.severity) for f in found] == [(code, "warning") for code in unchecked]
    decided = read_decisions({"": dmn}).decide("answer", {"n": 9}, Expressions(feel(), MONDAY))
    assert decided == {"risk": "high", "note": "third", "fee": 50}


def test_what_stands_in_another_namespace_is_no_decision():
    vendor = b'<v:decision xmlns:v="http://vendor.example" id="theirs" name="theirs" />'
    dmn = decision_file("literal").replace(CURRENT, CURRENT.replace(b"20191111", b"20230324"))
    mixed = dmn.replace(b"<decision ", vendor + b"<decision ", 1)
    assert describe_decision(mixed).decision_ids == ("answer",)


def refused(dmn: bytes) -> list[str]:
    """Return the codes of the errors that the gate finds in a file."""
    return [f.code for f in engine().lint_decision(dmn) if f.severity == "error"]


VALUE = "<literalExpression><text>1</text></literalExpression>"
BOXED = (
    f"<context><contextEntry>{VALUE}</contextEntry></context>",
    f"<invocation>{VALUE}</invocation>",
    f'<relation><column name="a"/><row>{VALUE}</row></relation>',
    f"<functionDefinition>{VALUE}</functionDefinition>",
    f"<list>{VALUE}</list>",
)


@refuses("DMN010", "other boxed expressions", "context, invocation, relation, function")
@pytest.mark.parametrize("boxed", BOXED)
def test_boxed_expressions_other_than_tables_and_literals_are_refused(boxed):
    assert refused(with_logic(boxed)) == ["DMN010"]


def with_logic(logic: str, requirement: str = "") -> bytes:
    """Return a file whose only decision has this logic."""
    return (
        f'<definitions xmlns="{CURRENT.decode()}" id="d" name="d" namespace="x">'
        f'<decision id="answer" name="answer">{requirement}{logic}</decision></definitions>'
    ).encode()


KNOWLEDGE = '<knowledgeRequirement id="k"><requiredKnowledge href="#b"/></knowledgeRequirement>'
MODEL = '<businessKnowledgeModel id="b" name="b"/>'
SERVICE = '<decisionService id="s" name="s"><outputDecision href="#answer"/></decisionService>'


@refuses("DMN013", "other boxed expressions", "context, invocation, relation, function")
def test_knowledge_models_services_and_imports_are_refused():
    plain = with_logic(VALUE)
    assert refused(plain) == []
    for more in (MODEL, SERVICE):
        assert refused(plain.replace(b"</definitions>", more.encode() + b"</definitions>")) == [
            "DMN013"
        ]
    imported = b'<import name="i" namespace="y" importType="z"/><decision '
    assert refused(plain.replace(b"<decision ", imported)) == ["DMN013"]
    assert refused(with_logic(VALUE, KNOWLEDGE)) == ["DMN010"]


def test_a_boxed_expression_of_later_versions_is_refused():
    later = with_logic("<conditional><if/></conditional>").replace(b"20191111", b"20230324")
    assert refused(later) == ["DMN010"]


def test_a_file_that_is_not_safe_is_refused_before_anything_is_read():
    good = decision_file("literal")
    entity = good.replace(
        b"<definitions", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><definitions', 1
    )
    deep = with_logic("<x>" * 100 + "</x>" * 100)
    large = good.replace(b"</definitions>", b" " * (5 << 20) + b"</definitions>")
    for bad in (entity, deep, large, b"<definitions/>", b"", b"{}"):
        assert refused(bad) == ["DMN001"]
