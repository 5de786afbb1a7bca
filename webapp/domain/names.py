"""Names and numbers of people: one spelling to compare, and masks for what others may read."""

import re
import unicodedata

MIDDLE_DOT = "\u00b7"
"""The interpunct of names (民委发〔2016〕33号)."""

LONGEST_NAME = 50
"""A name field holds at least 50 characters (the same document)."""

_DOTS = re.compile(r"\s*[\u00b7\u2022\u2027\u30fb\u2219\u22c5\uff65.．]\s*")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_ID = re.compile(r"\d{17}[\dX]\Z")


def normal_name(name: str) -> str:
    """Return the name with one kind of interpunct and no blanks between Chinese characters."""
    text = unicodedata.normalize("NFC", name).strip()
    text = re.sub(r"\s+", " ", _DOTS.sub(MIDDLE_DOT, text))
    return re.sub(r"(?<=[^\x00-\u02ff]) (?=[^\x00-\u02ff])", "", text)


def same_name(one: str, other: str) -> bool:
    """Tell whether two spellings are the same name."""
    return normal_name(one).casefold() == normal_name(other).casefold()


def is_id_number(text: str) -> bool:
    """Tell whether the text is an ID number with a right check digit (GB 11643)."""
    number = text.strip().upper()
    if not _ID.match(number):
        return False
    return (
        _CHECK[sum(int(d) * w for d, w in zip(number, _WEIGHTS, strict=False)) % 11] == number[17]
    )


def masked_id_number(number: str) -> str:
    """Return the number with all but the first four and the last two characters hidden."""
    if len(number) <= 6:  # noqa: PLR2004
        return "*" * len(number)
    return f"{number[:4]}{'*' * (len(number) - 6)}{number[-2:]}"
