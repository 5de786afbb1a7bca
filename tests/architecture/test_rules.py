"""Every rule of the notice and of decree 40 is enforced somewhere and shown by a test."""

import importlib

import pytest

from tests.architecture import rules
from webapp.domain import rulebook
from webapp.kernel.citing import cited


def test_the_rulebook_holds_every_number() -> None:
    wanted = [*(f"R{n}" for n in range(1, 41)), *(f"A{n}" for n in range(1, 18))]
    assert [rule.number for rule in rulebook.ALL] == wanted


def test_no_number_is_without_a_test() -> None:
    assert [number for number, tests in rules.tests().items() if not tests] == []


def test_no_test_names_a_number_that_is_no_rule() -> None:
    assert rules.tests().keys() - rulebook.BY_NUMBER.keys() == set()


def test_every_rule_is_enforced_by_a_diagram_or_a_function() -> None:
    assert [r.number for r in rulebook.ALL if rules.enforced(r) == "–"] == []


def test_no_diagram_cites_a_number_that_is_no_rule() -> None:
    assert rules.elements().keys() - rulebook.BY_NUMBER.keys() == set()


@pytest.mark.parametrize("function", sorted({f for rule in rulebook.ALL for f in rule.functions}))
def test_every_function_of_the_rulebook_exists(function: str) -> None:
    module, _, name = function.partition(":")
    assert hasattr(importlib.import_module(module), name)


def test_the_tests_that_the_page_shows_are_those_that_exist() -> None:
    assert rules.TESTS.read_text(encoding="utf-8") == rules.as_json(), "run: poe reference"


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("先确认。依据：R14。", {"R14"}),
        ("依据：R9至R12、A2。", {"R9", "R10", "R11", "R12", "A2"}),
        ("R14 stands here, but nothing says that it is the basis", set()),
        ("", set()),
    ],
)
def test_a_sentence_cites_what_stands_behind_its_basis(sentence: str, numbers: set[str]) -> None:
    assert cited(sentence) == numbers
