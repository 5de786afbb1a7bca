"""The support matrix tells what the tests show, all of it and nothing else."""

from tests.engine.matrix import PAGE, gaps, load_claims, page


def test_every_row_of_the_matrix_is_shown_by_a_test():
    assert gaps(load_claims()) == []


def test_no_test_claims_what_the_matrix_does_not_know():
    assert [claim for group, claim in load_claims() if not group] == []


def test_the_page_is_what_the_tests_show():
    assert PAGE.read_text(encoding="utf-8") == page(load_claims()), "run: poe reference"
