"""The number of a certificate, with a check digit that finds every single slip of the pen.

Jilin's own format is not public, so the pattern here is ours: county (6 digits, its first two are
the province), SDX for 双定向, year (4), series (2), serial (4), check character.
"""

import re
from dataclasses import dataclass

from webapp.domain.titles import SERIES

MARK = "SDX"
CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_NUMBER = re.compile(r"(\d{6})SDX(\d{4})(\d{2})(\d{4})([0-9A-Z])\Z")


@dataclass(frozen=True, slots=True)
class CertificateNumber:
    """The parts of a number."""

    county: str
    year: int
    series: int
    serial: int

    def __str__(self) -> str:
        """Return the number with its check character."""
        body = f"{self.county}{MARK}{self.year:04d}{self.series:02d}{self.serial:04d}"
        return body + check_character(body)


def make_number(county: str, year: int, series: str, serial: int) -> str:
    """Return the number of a certificate; `series` is the series' code, such as `teaching`."""
    return str(CertificateNumber(county, year, SERIES[series].number, serial))


def check_character(body: str) -> str:
    """Return the check character of ISO/IEC 7064 MOD 37,36 for digits and capital letters."""
    product = 36
    for character in body:
        total = (product + CHARACTERS.index(character)) % 36 or 36
        product = total * 2 % 37
    return CHARACTERS[(37 - product) % 36]


def parse(text: str) -> CertificateNumber | None:
    """Return the parts of a number, or None if its form or its check character is wrong."""
    plain = re.sub(r"[\s-]", "", text).upper()
    found = _NUMBER.match(plain)
    if found is None or check_character(plain[:-1]) != plain[-1]:
        return None
    county, year, series, serial, _ = found.groups()
    return CertificateNumber(county, int(year), int(series), int(serial))
