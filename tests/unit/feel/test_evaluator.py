"""What diagrams, decision tables and forms may expect of FEEL."""

import os
import threading
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.feel.evaluator import BundleMissing, Feel, FeelError, _encode

FEEL = Feel()


@pytest.mark.parametrize(
    ("expression", "variables", "value"),
    [
        ("= a + 1", {"a": 2}, 3),
        ("a / 2", {"a": 3}, 1.5),
        ("10 / 5", {}, 2),
        ('if 职称 = "副高" then 1 else 2', {"职称": "副高"}, 1),
        ("county.code", {"county": {"code": "220582"}}, "220582"),
        ("rows[age > 3].name", {"rows": [{"age": 4, "name": "王"}, {"age": 1}]}, ["王"]),
        ("{x: 1, y: x + 1}", {}, {"x": 1, "y": 2}),
        ("end date + 1", {"end date": 3}, 4),
        ("count + item", {"count": 3, "item": 1}, 4),
        ("count(list)", {"list": [1, 2]}, 2),
        ('date("2026-03-01") - date("2026-02-01")', {}, "P28D"),
        ('date(due) + duration("P5D")', {"due": "2026-11-28"}, "2026-12-03"),
        ("missing", {}, None),
        ("missing.part > 3", {}, None),
        ("function(x) x", {}, None),
        ("score < 60", {"score": "7"}, None),
        ("score >= 60", {"score": "70"}, None),
        ("score between 1 and 9", {"score": "5"}, None),
        ("score in [1..9]", {"score": "5"}, None),
        ('date(due) >= "2026-01-01"', {"due": "2026-11-28"}, None),
        ('"b" in ["a".."c"]', {}, True),
    ],
)
def test_an_expression_has_its_value(expression: str, variables: Any, value: Any) -> None:
    assert FEEL.evaluate(expression, variables) == value


APPLICATION = {
    "years": 7, "years-old": 9, "end date": 3, "name": "王", "count": 2,
    "list": [{"x": 1, "years": 2}, {"x": 5}],
    "unit": {"name": "第一医院", "post": {"level": 8}}, "": 4, 1: "one", "remark": None,
}  # fmt: skip


@pytest.mark.parametrize(
    "expression",
    [
        'a.name = "王" and years', "a.years >= 5", "a.end date + 1", "a.count", "a.unit.post.level",
        "a.list.x", "a.list[x > 2].x", "sum(a.list.x) + a.years", 'get value(a, "name")', "a.gone",
        "a.name + b", "a", "[a.name, a]", "for a in [{name: 1}] return a.name", "a.unit[item.name]",
        "{x: a.name, y: x}", "some n in a.list satisfies n.x > a.years", "(a).years", "a.remark",
        'get entries(a.unit)[key = "name"].value', "a.unit.name + a.name", "[a][years > 5].name",
        "[a][a.years > 5].name", "(function(a) a.years)(a)", "b.c.d.years", "a . name",
        "a.years-old",
    ],
)  # fmt: skip
def test_only_what_an_expression_reads_is_handed_over_and_that_is_enough(expression: str) -> None:
    whole = Feel()
    whole._read = lambda *given: FEEL._read(*given)._replace(members={})
    variables = {"a": APPLICATION, "b": {"c": {"d": APPLICATION}}, "years": True}
    assert FEEL.explain(expression, variables) == whole.explain(expression, variables)
    if "a.name" in expression and expression not in {"[a.name, a]", "a.name + b"}:
        handed_over = _encode("", variables, FEEL._read("expression", expression))
        assert "第一医院" not in handed_over or "unit" in expression
        assert "remark" not in handed_over


def test_a_long_text_in_any_script_comes_back_whole() -> None:
    for letter in ("x", "中", '"'):
        for number in (100, 600, 100_000):
            assert FEEL.evaluate("long", {"long": letter * number}) == letter * number
            assert FEEL.evaluate('"语" + long', {"long": letter * number}) == "语" + letter * number


def test_whole_numbers_stay_whole() -> None:
    assert isinstance(FEEL.evaluate("a * 2", {"a": 1.5}), int)


def test_infinities_and_not_a_number_count_as_null() -> None:
    numbers = {"a": float("nan"), "b": [float("inf"), 1], "big": 2**70}
    assert FEEL.evaluate("[a, b[1], b[2]]", numbers) == [None, None, 1]


def test_an_unknown_name_is_null_and_told() -> None:
    answer = FEEL.explain("a + b", {"a": 1})
    assert answer.value is None
    assert "Variable 'b' not found" in answer.warnings


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("1 +", "The expression “1 +” cannot be evaluated: something is missing at character 4."),
        ("= a b = ", "The expression “a b =” cannot be evaluated: something is missing"),
        ("", "The expression “” cannot be evaluated: it is empty."),
        ("for i in 1..100000000 return i", "it needs too much memory and was stopped."),
        ("(" * 3000, "it is nested too deeply."),
        ("\ud800", "it holds characters that are not text (lone surrogates)."),
    ],
)
def test_what_cannot_be_evaluated_is_said_with_its_reason(expression: str, message: str) -> None:
    with pytest.raises(FeelError) as caught:
        FEEL.evaluate(expression, {})
    assert message in str(caught.value)
    assert "无法计算" in caught.value.text.zh


IMPATIENT = Feel(seconds=0.3, memory=32 << 20)
DOUBLED = "".join(f", b{n}: b{n - 1} + b{n - 1}" for n in range(1, 41))
FIBONACCI = "function(f, n) if n < 2 then n else f(f, n - 1) + f(f, n - 2)"
TOO_LONG, TOO_MUCH, TOO_DEEP = "takes too long", "needs too much memory", "nested too deeply"


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("for i in 1..1000000000 return i", TOO_MUCH),
        ("some i in 1..1000000000 satisfies i < 0", TOO_MUCH),
        ("sum(for i in 1..9000 return sum(for j in 1..3000 return j))", TOO_LONG),
        ('{b0: "x"' + DOUBLED + "}.b40", TOO_MUCH),
        ('{b0: "x"' + DOUBLED + "}", TOO_MUCH),
        ('for i in 1..300000 return "xxxxxxxxxxxxxxxxxxxxxxxx"', TOO_MUCH),
        ("{f: function(f, x) f(f, x + 1), r: f(f, 1)}.r", TOO_DEEP),
        (f"{{f: {FIBONACCI}, r: f(f, 60)}}.r", TOO_LONG),
        ('matches("' + "a" * 40 + 'b", "^(a+)+$")', TOO_LONG),
        ("[" * 3000 + "]" * 3000, f"{TOO_LONG}|{TOO_DEEP}"),
        ('"\\uD800"', "not text"),
    ],
)  # fmt: skip
def test_what_runs_away_is_stopped_and_the_evaluator_works_on(expression: str, reason: str) -> None:
    with pytest.raises(FeelError, match=reason):
        IMPATIENT.evaluate(expression, {})
    assert IMPATIENT.evaluate("a + 1", {"a": 1}) == 2


def test_data_that_are_no_json_are_refused() -> None:
    with pytest.raises(FeelError, match="a variable is no data"):
        FEEL.evaluate("a", {"a": object()})


def test_now_and_today_are_those_of_china_and_can_be_fixed() -> None:
    evening = datetime(2026, 11, 22, 20, 30, tzinfo=UTC)
    assert FEEL.evaluate("today()", {}, now=evening) == "2026-11-23"
    assert FEEL.evaluate("now()", {}, now=evening) == "2026-11-23T04:30:00+08:00"
    assert FEEL.evaluate("today()", {}) != "2026-11-23" or datetime.now(UTC).day in {22, 23}


@pytest.mark.parametrize(
    ("test", "value", "passes"),
    [
        ("> 5", 6, True),
        ("> 5", 5, False),
        ("< 5, 7", 7, True),
        ('"a","b"', "b", True),
        ("not(3)", 3, False),
        ("[1..3]", 2, True),
        ("-", None, True),
        ("", 1, True),
        ("count(?) > limit", [1, 2], True),
        ("true", True, True),
        ("> 5", None, False),
        ("null", None, True),
    ],
)
def test_a_cell_of_a_decision_table_tests_its_value(test: str, value: Any, passes: bool) -> None:  # noqa: FBT001
    assert FEEL.unary_test(test, value, {"limit": 1}) is passes


@pytest.mark.parametrize(
    ("expression", "typed"),
    [
        ("date(d)", ("2026-03-02", "date")),
        ("d", ("2026-03-02", "")),
        ('time("09:00:00")', ("09:00:00", "time")),
        ('date and time("2026-03-02T09:00:00")', ("2026-03-02T09:00:00", "date and time")),
        ('duration("P3M")', ("P3M", "duration")),
        ("[date(d)]", (["2026-03-02"], "")),
        ("null", (None, "")),
    ],
)  # fmt: skip
def test_the_type_of_a_value_tells_what_its_text_stands_for(expression: str, typed: Any) -> None:
    assert FEEL.typed(expression, {"d": "2026-03-02"}) == typed


@pytest.mark.parametrize(
    ("test", "value", "kind", "passes"),
    [
        ('date("2026-03-02")', "2026-03-02", "date", True),
        ('not(date("2026-03-02"))', "2026-03-02", "date", False),
        ('[date("2026-01-01")..date("2026-12-31")]', "2027-01-01", "date", False),
        ('> duration("P2D")', "P10D", "duration", True),
        ('< time("09:00:00")', "08:59:59", "time", True),
        ("< now()", "2026-03-02T08:59:00+08:00", "date and time", True),
        ("null", None, "date", True),
    ],
)
def test_a_cell_tests_the_moment_that_a_text_stands_for(
    test: str,
    value: Any,
    kind: str,
    passes: bool,  # noqa: FBT001
) -> None:
    now = datetime(2026, 3, 2, 1, tzinfo=UTC)
    assert FEEL.unary_test(test, value, {}, now=now, type=kind) is passes


def test_a_text_that_stands_for_no_moment_is_said_to_be_none() -> None:
    with pytest.raises(FeelError, match='"soon" is no date'):
        FEEL.unary_test('< date("2026-03-02")', "soon", {}, type="date")


def test_a_condition_of_a_form_holds_if_it_is_true_or_null() -> None:
    assert FEEL.holds("=true", {})
    assert FEEL.holds("=a > 1", {"a": 2})
    assert not FEEL.holds("=a", {"a": 1})
    assert not FEEL.holds("=a > 1", {"a": 1})
    assert FEEL.holds("=missing > 1", {})
    assert not FEEL.holds("=missing != null and missing > 1", {})


def test_syntax_problems_are_found_without_variables() -> None:
    assert FEEL.check("=a > 1 and b") == []
    assert FEEL.check("a >") == ["something is missing at character 4."]
    assert FEEL.check("end date") == ["“end date” is no plain name: it holds a blank."]
    assert FEEL.check('date and time("2026-01-01T00:00:00")') == []
    assert FEEL.check("=") == ["it is empty."]
    assert FEEL.check("> 5, 7", unary=True) == []
    assert FEEL.check("> 5,", unary=True) != []


def test_the_free_names_are_told() -> None:
    expression = "sum(rows[age > 3].pay) + x.y + (for i in z return i) + {k: 1, l: k}.l"
    assert FEEL.names(expression) == {"rows", "x", "z"}


def test_patterns_are_those_of_javascript() -> None:
    assert FEEL.matches(r"^\d{4}$", "2026")
    assert FEEL.matches("b", "abc")
    assert not FEEL.matches(r"^\d+$", "\u0661")
    with pytest.raises(FeelError):
        FEEL.matches("(", "a")


def test_without_the_bundle_the_message_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BundleMissing, match=r"feel\.iife\.js is missing.*Start \./zhiping once"):
        Feel(tmp_path / "feel.iife.js")


def test_threads_share_one_evaluator() -> None:
    found: list[Any] = []

    def work(number: int) -> None:
        found.extend(FEEL.evaluate(f"a + {n % 5}", {"a": number}) for n in range(50))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == sorted(a + n % 5 for a in range(4) for n in range(50))


def test_a_forked_process_evaluates_on() -> None:
    assert FEEL.evaluate("1", {}) == 1
    child = os.fork()
    if child == 0:
        os._exit(0 if FEEL.evaluate("a + 1", {"a": 1}) == 2 else 1)
    assert os.waitpid(child, 0)[1] == 0


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(JSON)
def test_json_data_pass_through_unchanged(value: Any) -> None:
    assert FEEL.evaluate("value", {"value": value, "other": [value]}) == value


@given(st.text())
def test_any_text_is_evaluated_or_refused_clearly(expression: str) -> None:
    with suppress(FeelError):
        FEEL.evaluate(expression, {"a": 1})
