"""Certificate numbers and their check characters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.domain import certificate_number
from webapp.domain.certificate_number import CHARACTERS, CertificateNumber

NUMBERS = st.builds(
    CertificateNumber,
    county=st.sampled_from(["220582", "222426"]),
    year=st.integers(2023, 2099),
    series=st.integers(1, 99),
    serial=st.integers(1, 9999),
)


def test_a_number_shows_county_mark_year_series_and_serial():
    number = certificate_number.make_number("220582", 2026, "teaching", 7)
    assert number[:-1] == "220582SDX2026010007"
    assert len(number) == 20


def test_the_check_character_is_that_of_the_standards_example():
    assert certificate_number.check_character("A12425GABC1234002") == "M"


@settings(deadline=None)
@given(NUMBERS)
def test_a_number_is_read_as_it_was_written(number):
    assert certificate_number.parse(str(number)) == number


def test_blanks_hyphens_and_small_letters_do_not_matter():
    number = certificate_number.make_number("220582", 2026, "health", 1)
    written = f" {number[:6].lower()} {number[6:9].lower()}-{number[9:]} "
    assert str(certificate_number.parse(written)) == number


@settings(deadline=None)
@given(NUMBERS, st.integers(0, 18), st.sampled_from(CHARACTERS))
def test_one_wrong_character_is_always_found(number, place, character):
    text = str(number)
    wrong = text[:place] + character + text[place + 1 :]
    assert wrong == text or certificate_number.parse(wrong) is None


@pytest.mark.parametrize("text", ["", "220582", "220582SDX202601000", "没有编号"])
def test_what_is_no_number_is_not_read(text):
    assert certificate_number.parse(text) is None
