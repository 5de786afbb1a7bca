"""Decision tables: every hit policy, columns, defaults, and what is not allowed."""

import pytest

from tests.engine.decisions import answer, asking, complaint, decision_file
from tests.engine.support import supports


@supports("business rule task", "decision")
@supports("hit policy", "U")
@pytest.mark.parametrize(("n", "level"), [(9, "high"), (5, "low"), (1, "low"), (0, "zero")])
def test_a_unique_table_gives_the_value_of_the_only_row_that_matches(n, level):
    story = asking(decision_file("unique"), n=n)
    assert story.has_ended
    assert story.passed == ["start", "ask", "end"]
    assert story.variables == {"n": n, "answer": level}


@supports("table", "no rule matches")
def test_without_a_match_the_answer_is_null_and_that_of_a_list_is_empty():
    assert answer("unique", n=-1) is None
    assert answer("any", n=0) is None
    assert answer("priority", n=0) is None
    assert answer("rule_order", n=0) == []
    assert answer("output_order", n=0) == []
    assert answer("collect", n=0) == []


@supports("violations", "U names the rows")
def test_two_matches_in_a_unique_table_are_an_incident_that_names_the_rows():
    story = asking(decision_file("unique_overlapping"), n=4)
    said = "Decision “answer”: Only one rule may match, but rules 1, 2, 3 do."
    assert complaint(story) == said
    assert story.passed == ["start"]
    story.retry("ask")
    assert complaint(story) == said
    story.set_variables({"n": 2}).retry("ask")
    assert story.has_ended
    assert story.variables == {"n": 2, "answer": "a"}


@supports("hit policy", "A")
def test_any_takes_what_all_matching_rows_agree_on():
    assert answer("any", n=2) == 1
    assert answer("any", n=3) == 1


@supports("violations", "A names the rows")
def test_rows_that_disagree_are_an_incident_that_names_the_rows():
    story = asking(decision_file("any"), n=5)
    said = "Decision “answer”: All matching rules must agree, but rules 1, 2, 3 differ."
    assert complaint(story) == said, "1 and true are not the same"
    assert story.set_variables({"n": 3}).retry("ask").variables["answer"] == 1


@supports("hit policy", "P")
def test_priority_goes_by_the_lists_of_values_from_the_left_column_to_the_right():
    assert answer("priority", n=1) == {"risk": "low", "note": "first", "fee": 100}
    assert answer("priority", n=2) == {"risk": "high", "note": "second", "fee": 0}
    assert answer("priority", n=3) == {"risk": "high", "note": "third", "fee": 50}
    assert answer("priority", n=9) == {"risk": "high", "note": "third", "fee": 50}


@supports("hit policy", "F")
def test_first_takes_the_first_row_and_looks_no_further():
    assert answer("first", n=4) == "a"
    assert answer("first", n=3) == "b"
    told = complaint(asking(decision_file("first"), n=1))
    assert told == "Decision “answer”: Rule 3 gives 'c', which is not among the values of “o”."


@supports("hit policy", "R")
def test_rule_order_gives_all_in_the_order_of_the_rows():
    assert answer("rule_order", n=3) == ["a", "b"]
    assert answer("rule_order", n=10) == ["a", "b", "b", "c"]


@supports("hit policy", "O")
def test_output_order_gives_all_by_the_lists_of_values_and_then_by_rows():
    assert answer("output_order", n=9) == [
        {"risk": "high", "fee": 100},
        {"risk": "high", "fee": 50},
        {"risk": "high", "fee": 50},
        {"risk": "low", "fee": 100},
        {"risk": "low", "fee": 50},
    ]


@supports("hit policy", "C")
def test_collect_gives_the_list_of_all():
    assert answer("collect", n=2) == ["a"]
    assert answer("collect", n=9) == ["a", "b", "b"]


@supports("hit policy", "C+", "C<", "C>", "C#")
@pytest.mark.parametrize(
    ("aggregation", "all_three", "one", "none"),
    [("sum", 12.5, 1, None), ("min", 1, 1, None), ("max", 9, 1, None), ("count", 3, 1, 0)],
)
def test_collect_aggregates_what_it_has_collected(aggregation, all_three, one, none):
    table = f"collect_{aggregation}"
    assert (answer(table, n=9), answer(table, n=2), answer(table, n=0)) == (all_three, one, none)


def test_only_numbers_can_be_aggregated():
    told = complaint(asking(decision_file("collect_texts"), n=3))
    assert told == "Decision “answer”: Only numbers can be aggregated, not ['a', 'b']."


@supports("table", "several outputs")
def test_several_outputs_are_a_context_in_which_an_empty_cell_is_null():
    assert answer("outputs", n=2) == {"level": "low", "fee": 20, "nothing": None}
    assert answer("outputs", n=4) == {"level": "middle", "fee": {"a": 4}, "nothing": None}


@supports("table", "default output")
def test_default_outputs_stand_in_when_no_row_matches():
    assert answer("default", n=9) == {"level": "high", "fee": 1, "days": 2}
    assert answer("default", n=3) == {"level": "none", "fee": None, "days": 4}
    assert answer("default_of_a_list", n=9) == ["high"]
    assert answer("default_of_a_list", n=3) == "none"


@supports("table", "allowed values")
def test_an_input_that_is_not_allowed_is_an_incident_even_if_no_row_looks_at_it():
    assert answer("allowed", colour="green", n=6) == 2
    story = asking(decision_file("allowed"), colour="blue", n=1)
    said = "Decision “answer”: {} is not among the allowed values of “{}”."
    assert complaint(story) == said.format("'blue'", "colour")
    story.set_variables({"colour": "red", "n": 10}).retry("ask")
    assert complaint(story) == said.format("10", "n")
    story.set_variables({"n": None}).retry("ask")
    assert complaint(story) == said.format("null", "n")
    assert story.set_variables({"n": 5}).retry("ask").variables["answer"] == 1


@supports("table", "allowed values")
def test_an_output_that_is_not_among_the_values_is_an_incident_that_names_the_row():
    assert answer("values", n=9) == 9
    assert answer("values", n=20) is None
    told = complaint(asking(decision_file("values"), n=10))
    assert told == "Decision “answer”: Rule 1 gives 10, which is not among the values of “o”."


@supports("table", "allowed values")
def test_the_values_of_a_type_are_those_of_its_item_definition():
    assert answer("item_definitions", level="high") == "high"
    assert answer("item_definitions", level="low") == "low"
    told = complaint(asking(decision_file("item_definitions"), level="middle"))
    assert told == "Decision “answer”: 'middle' is not among the allowed values of “level”."


def test_annotations_are_for_readers():
    assert (answer("annotations", n=2), answer("annotations", n=1)) == (1, 2)


def test_a_decision_that_is_not_there_is_an_incident():
    dmn = decision_file("unique").replace(b'id="answer"', b'id="another"')
    assert complaint(asking(dmn, n=1)) == "There is no decision “answer”."


@supports("unary tests", "FEEL")
@pytest.mark.parametrize("table", ["dates", "typed_dates"])
@pytest.mark.parametrize(
    ("due", "answers"),
    [
        ("2026-03-01", ["before"]),
        ("2026-03-02", ["that day"]),
        ("2026-12-31", ["later this year"]),
        ("2027-01-01", ["another year"]),
    ],
)
def test_a_date_is_a_date_whether_the_expression_or_the_column_says_so(table, due, answers):
    assert answer(table, due=due) == answers


@supports("unary tests", "FEEL")
def test_moments_and_durations_of_the_data_are_what_their_columns_say():
    early = {"took": "P2D", "at": "2026-03-02T08:59:00", "opens": "08:30:00"}
    assert answer("typed_times", **early) == ["early"]
    late = {"took": "P10D", "at": "2026-03-02T09:00:00", "opens": "09:00:00"}
    assert answer("typed_times", **late) == ["long", "after"]
    assert answer("typed_times", took=None, at=None, opens=None) == []
    told = complaint(asking(decision_file("typed_dates"), due="soon"))
    assert told == (
        'Decision “answer”: The expression “< date("2026-03-02")” cannot be evaluated: '
        '"soon" is no date.'
    )
