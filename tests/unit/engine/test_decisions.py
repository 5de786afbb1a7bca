"""Decision tables: every hit policy, FEEL cells, required decisions, and clear complaints."""
# ruff: noqa: E501, PLR0913 - a table has many parts

import pytest

from tests.fixtures.engine import MONDAY, World, feel
from tests.unit.engine.diagram import element, extensions, process, properties
from webapp.engine.decisions import read_decisions
from webapp.engine.definitions import Sources, describe_decision
from webapp.engine.errors import DiagramUnreadable, Trouble
from webapp.engine.expressions import Expressions
from webapp.engine.linting import lint_decision_file
from webapp.engine.outcome import IncidentKind
from webapp.engine.rules.catalogue import DECISIONS

HEAD = '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="n" namespace="x">'


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def cell(tag, text):
    return f"<{tag}><text>{escape(text)}</text></{tag}>"


def table(rows, *, policy="UNIQUE", inputs=("n",), outputs=("o",), aggregation="", extra="",
          values="", default="", allowed=""):  # fmt: skip
    columns = "".join(
        f'<input label="{i}"><inputExpression>{cell("x", i)[3:-4]}</inputExpression>'
        + (f"<inputValues><text>{escape(allowed)}</text></inputValues>" if allowed else "")
        + "</input>"
        for i in inputs
    )
    columns += "".join(
        f'<output name="{o}">'
        + (f"<outputValues><text>{escape(values)}</text></outputValues>" if values else "")
        + (f"<defaultOutputEntry><text>{default}</text></defaultOutputEntry>" if default else "")
        + "</output>"
        for o in outputs
    )
    rules = "".join(
        "<rule>"
        + "".join(cell("inputEntry", c) for c in row[: len(inputs)])
        + "".join(cell("outputEntry", c) for c in row[len(inputs) :])
        + "</rule>"
        for row in rows
    )
    aggregated = f' aggregation="{aggregation}"' if aggregation else ""
    return (
        f'{extra}<decisionTable hitPolicy="{policy}"{aggregated}>{columns}{rules}</decisionTable>'
    )


def decision(inner, name="rule"):
    return f'<decision id="{name}" name="{name}">{inner}</decision>'


def file(*decisions):
    return (HEAD + "".join(decisions) + "</definitions>").encode()


def decide(xml, name="rule", **variables):
    return read_decisions({"": xml}).decide(name, variables, Expressions(feel(), MONDAY))


ROWS = [("> 5", '"high"'), ("[1..5]", '"low"'), ("0", '"zero"')]


@pytest.mark.parametrize(("n", "expected"), [(9, "high"), (3, "low"), (0, "zero"), (-1, None)])
def test_a_unique_table_gives_the_bare_value_of_the_row_that_matches(n, expected):
    assert decide(file(decision(table(ROWS))), n=n) == expected


@pytest.mark.parametrize(
    ("test", "n", "matches"),
    [
        ("5", 5, True), ("1,5,7", 5, True), ("not(5)", 5, False), ("not(1,5)", 4, True),
        ("[1..10]", 10, True), ("(3..7)", 3, False), ("null", None, True), ("-", 1, True),
        ("", 1, True), ("? > 3 and ? < 9", 5, True), ('"a","b"', "b", True), (">= limit", 5, True),
        ('date("2026-03-02")', "x", False), ("list contains([1, 5], ?)", 5, True),
    ],
)  # fmt: skip
def test_cells_are_feel(test, n, matches):
    found = decide(file(decision(table([(test, "true")]))), n=n, limit=5)
    assert found is (True if matches else None)


def test_several_outputs_give_a_context():
    xml = file(decision(table([("-", "1", "n + 1")], outputs=("a", "b"))))
    assert decide(xml, n=4) == {"a": 1, "b": 5}


BOTH = [("> 1", '"a"'), ("> 2", '"b"'), ("> 3", '"b"')]


def test_two_matches_in_a_unique_table_are_a_mistake_that_names_the_rows():
    with pytest.raises(Trouble) as trouble:
        decide(file(decision(table(BOTH))), n=3)
    assert trouble.value.kind is IncidentKind.DECISION_ERROR
    assert trouble.value.message == ("Decision “rule”: Only one rule may match, but rules 1, 2 do.")


def test_any_wants_all_matching_rows_to_agree():
    same = [("> 1", '"a"'), ("> 2", '"a"')]
    assert decide(file(decision(table(same, policy="ANY"))), n=3) == "a"
    with pytest.raises(Trouble, match="All matching rules must agree, but rules 1, 2 differ"):
        decide(file(decision(table(BOTH, policy="ANY"))), n=3)


def test_first_takes_the_first_and_looks_no_further():
    rows = [("> 1", '"a"'), ("> 2", "1 +")]
    assert decide(file(decision(table(rows, policy="FIRST"))), n=3) == "a"


def test_priority_and_output_order_follow_the_list_of_values():
    order = '"c","b","a"'
    assert decide(file(decision(table(BOTH, policy="PRIORITY", values=order))), n=9) == "b"
    found = decide(file(decision(table(BOTH, policy="OUTPUT ORDER", values=order))), n=9)
    assert found == ["b", "b", "a"]


def test_rule_order_and_collect_give_the_list_of_all():
    assert decide(file(decision(table(BOTH, policy="RULE ORDER"))), n=3) == ["a", "b"]
    assert decide(file(decision(table(BOTH, policy="COLLECT"))), n=9) == ["a", "b", "b"]
    assert decide(file(decision(table(BOTH, policy="COLLECT"))), n=0) == []


@pytest.mark.parametrize(
    ("aggregation", "expected", "nothing"),
    [("SUM", 6, None), ("MIN", 1, None), ("MAX", 3, None), ("COUNT", 3, 0)],
)
def test_collect_aggregates(aggregation, expected, nothing):
    rows = [("> 1", "1"), ("> 2", "2"), ("> 3", "3")]
    xml = file(decision(table(rows, policy="COLLECT", aggregation=aggregation)))
    assert decide(xml, n=9) == expected
    assert decide(xml, n=0) == nothing


def test_only_numbers_can_be_summed():
    xml = file(decision(table(BOTH, policy="COLLECT", aggregation="SUM")))
    with pytest.raises(Trouble, match="Only numbers can be aggregated"):
        decide(xml, n=9)


def test_a_default_output_stands_in_when_no_row_matches():
    assert decide(file(decision(table(ROWS, default='"none"'))), n=-1) == "none"


def test_a_value_that_is_not_allowed_is_a_mistake():
    with pytest.raises(Trouble, match="'x' is not among the allowed values of “n”"):
        decide(file(decision(table([("-", "1")], allowed='"a","b"'))), n="x")


def test_a_literal_expression_decides_too():
    xml = file(decision("<literalExpression><text>n * 2</text></literalExpression>"))
    assert decide(xml, n=4) == 8


NEEDS = '<informationRequirement id="i{0}"><requiredDecision href="#{0}"/></informationRequirement>'


def test_a_decision_may_need_others_in_the_same_file():
    xml = file(
        decision(table([("> 2", '"many"')], inputs=("double",), extra=NEEDS.format("double"))),
        decision("<literalExpression><text>n * 2</text></literalExpression>", "double"),
    )
    assert decide(xml, n=2) == "many"
    assert describe_decision(xml).decision_ids == ("rule", "double")


def test_decisions_that_need_each_other_are_a_mistake():
    xml = file(decision(table([("-", "1")], extra=NEEDS.format("rule"))))
    with pytest.raises(Trouble, match="needs itself"):
        decide(xml, n=1)


def test_an_unknown_decision_is_a_mistake():
    with pytest.raises(Trouble, match="There is no decision “other”"):
        decide(file(decision(table(ROWS))), "other")


def rule_task(**own):
    called = "<spiffworkflow:calledDecisionId>rule</spiffworkflow:calledDecisionId>"
    inner = extensions(called, properties(**own))
    return process(element("businessRuleTask", "d", inner), "s d e")


def play(xml, variables, **own):
    sources = Sources("P", {"P": rule_task(**own)}, {"rule": xml})
    return World(incidents="expected").start(sources, variables)


def test_an_empty_or_dashed_output_is_null():
    xml = file(decision(table([("-", "", "-")], outputs=("a", "b"))))
    assert decide(xml, n=1) == {"a": None, "b": None}


def test_a_decision_without_logic_is_a_mistake():
    with pytest.raises(Trouble, match="has no table and no expression"):
        decide(file(decision("")))


def test_a_cell_that_is_no_feel_is_a_mistake_when_it_is_read():
    with pytest.raises(Trouble) as trouble:
        decide(file(decision(table([("for", "1")]))), n=1)
    assert trouble.value.kind is IncidentKind.DECISION_ERROR


def test_the_file_named_like_a_decision_wins_over_one_that_repeats_it():
    own = file(decision(LITERAL.format('"own"')))
    other = file(decision(LITERAL.format('"other"')))
    for files in ({"rule": own, "x": other}, {"x": other, "rule": own}):
        decisions = read_decisions(files)
        assert decisions.decide("rule", {}, Expressions(feel(), MONDAY)) == "own"


def test_requirements_of_requirements_are_checked_too():
    chain = [decision(LITERAL.format("1"), "c"),
             decision(NEEDS.format("c") + LITERAL.format("c"), "b"),
             decision(NEEDS.format("b") + NEEDS.format("c") + LITERAL.format("b"), "a")]  # fmt: skip
    assert lint_decision_file(file(*chain), feel()) == ()
    assert decide(file(*chain), "a") == 1


def test_values_and_allowed_values_are_checked():
    bad = [table(ROWS, values="1 +", policy="PRIORITY"), table(ROWS, allowed="> ")]
    for inner in bad:
        assert lint_decision_file(file(decision(inner)), feel())


def test_a_business_rule_task_writes_the_decision():
    xml = file(decision(table(ROWS)))
    assert play(xml, {"n": 9}).variables == {"n": 9, "rule": "high"}
    assert play(xml, {"n": 9}, resultVariable="level").variables == {"n": 9, "level": "high"}
    assert play(xml, {"n": -1}).variables == {"n": -1, "rule": None}


def test_a_broken_decision_is_an_incident_that_can_be_cured():
    story = play(file(decision(table(BOTH))), {"n": 3})
    [incident] = story.incidents.values()
    assert incident.kind is IncidentKind.DECISION_ERROR
    story.set_variables({"n": 2}).retry("d")
    assert story.has_ended
    assert story.variables["rule"] == "a"


GOOD = file(decision(table(ROWS)))
LITERAL = "<literalExpression><text>{}</text></literalExpression>"
BAD = {
    "DMN001": [b"<x/>", b"no"],
    "DMN002": [file()],
    "DMN003": [file(decision(table(ROWS, policy="BEST")))],
    "DMN004": [
        file(decision(table(ROWS, aggregation="SUM"))),
        file(decision(table(ROWS, policy="COLLECT", aggregation="AVG"))),
    ],
    "DMN005": [
        file(decision(table(ROWS, extra=NEEDS.format("zz")))),
        file(decision(table(ROWS, extra=NEEDS.format("rule")))),
    ],
    "DMN006": [file(decision(table([("-", "1")], inputs=("1 +",))))],
    "DMN007": [file(decision(table([("> ", "1")]))), file(decision(table([(">= 3 and", "1")])))],
    "DMN008": [
        file(decision(table([("-", "1 +")]))),
        file(decision(table(ROWS, default="1 +"))),
        file(decision(LITERAL.format("1 +"))),
    ],
    "DMN009": [file(decision(table([("-",)])))],
    "DMN010": [file(decision("")), file(decision("<invocation/>")), file(decision("<context/>"))],
    "DMN011": [file(decision(table(ROWS, policy="PRIORITY")))],
    "DMN013": [file(decision(table(ROWS)), '<businessKnowledgeModel id="b"/>')],
    "DMN014": [file(decision(table([("-", "1", "2")], outputs=("a", "a"))))],
    "DMN015": [file(decision(table(ROWS)), decision(table(ROWS)))],
    "DMN016": [file(decision(table([("n == 5", "1")]))), file(decision(table([("-", "None")])))],
    "DMN017": [file(decision(table([("-",)], outputs=())))],
    "DMN018": [file(decision(LITERAL.format("count(rows[not(done)])")))],
    "DMN020": [file(decision(table(ROWS))).replace(b"<decision ", b'<decision colour="red" ')],
    "DMN021": [file(decision(table(ROWS))).replace(b"20191111", b"20230324")],
}


def test_a_good_decision_passes_the_gate_without_a_word():
    assert lint_decision_file(GOOD, feel()) == ()


@pytest.mark.parametrize(("code", "xml"), [(c, x) for c, files in BAD.items() for x in files])
def test_the_gate_finds(code, xml):
    assert code in {finding.code for finding in lint_decision_file(xml, feel())}


def test_every_rule_on_decisions_has_a_mistake_that_it_finds():
    assert set(BAD) == set(DECISIONS)


def test_a_file_that_is_no_dmn_is_unreadable():
    with pytest.raises(DiagramUnreadable):
        describe_decision(b"<x/>")
