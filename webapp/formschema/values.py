"""Read a submitted value as its field's kind does, and say when it cannot be read.

The kinds read as form-js does when it imports data, with two differences: dates and times must be
ISO text (a browser also takes `2026-2-30`), and what cannot be read is not dropped in silence.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from math import isfinite
from typing import Any, NamedTuple

from webapp.formschema import sentences
from webapp.formschema.components import MULTIPLE_CHOICES, SINGLE_CHOICES, Component
from webapp.formschema.options import Option, offers, words
from webapp.kernel.text import Text


class Reading(NamedTuple):
    """The value a field takes, and why it is not the one that was sent, if so."""

    value: Any
    refusal: Text | None = None


_DECIMAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?\Z")
_BASED = re.compile(r"0(?:[xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+)\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_TIME = re.compile(
    r"[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?\Z"
)
_NOT_TEXT = re.compile("[\x00\ud800-\udfff]")
_LONGEST_NUMBER = 400
_LARGEST_EXACT = 2**53
_LARGEST_WRITTEN_OUT = 1e21

JS_BLANKS = (
    " \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
)
"""What JavaScript's `trim` takes off; Python's `strip` has another list."""


def read(component: Component, value: Any, options: list[Option] | None) -> Reading:
    """Return what the field makes of a submitted value.

    `options` are those of a choice that need no FEEL; None leaves membership for later.
    """
    kind = component["type"]
    if kind in SINGLE_CHOICES:
        return read_choice(value, options)
    if kind in MULTIPLE_CHOICES:
        return read_choices(value, options)
    reader = _READERS.get(kind)
    return reader(component, value) if reader else Reading(None)


def read_choice(value: Any, options: list[Option] | None) -> Reading:
    """Return a single choice if it is offered."""
    if value is None or value == "":
        return Reading(None)
    if options is None or offers(options, value):
        return Reading(value)
    return Reading(None, sentences.NOT_OFFERED)


def read_choices(value: Any, options: list[Option] | None) -> Reading:
    """Return those of the choices that are offered."""
    if value is None or value == "":
        return Reading([])
    if not isinstance(value, list):
        return Reading([], sentences.NO_LIST)
    if options is None:
        return Reading(value)
    kept = [each for each in value if offers(options, each)]
    return Reading(kept, None if len(kept) == len(value) else sentences.NOT_OFFERED)


def number_of(value: Any) -> int | float | None:
    """Return the number that JavaScript's `Number` sees in a number or text, None if there is none.

    Whole numbers are `int`, as JSON writes them; infinities are none.
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, int) and abs(value) <= _LARGEST_EXACT:
        return value
    found = _number_in(value) if isinstance(value, str) else value
    try:
        number = None if found is None else float(found)
    except OverflowError:
        return None
    if number is None or not isfinite(number):
        return None
    return int(number) if number.is_integer() and abs(number) < _LARGEST_WRITTEN_OUT else number


def _number_in(text: str) -> int | float | None:
    stripped = text.strip(JS_BLANKS)
    if len(stripped) > _LONGEST_NUMBER:
        return None
    if not stripped:
        return 0
    if _BASED.match(stripped):
        return int(stripped, 0)
    return float(stripped) if _DECIMAL.match(stripped) else None


def _read_text(_component: Component, value: Any) -> Reading:
    if value is None:
        return Reading("")
    if isinstance(value, str):
        # Databases refuse NUL, and UTF-8 has no lone surrogates.
        return Reading(_NOT_TEXT.sub("\ufffd", value) if _NOT_TEXT.search(value) else value)
    if isinstance(value, bool | int | float):
        number = value if isinstance(value, bool) else number_of(value)
        return Reading("" if number is None else words(number))
    return Reading("", sentences.NO_TEXT)


def _read_line(component: Component, value: Any) -> Reading:
    text, refusal = _read_text(component, value)
    return Reading(re.sub(r"[\r\n\t]", " ", text), refusal)


def _read_number(component: Component, value: Any) -> Reading:
    if value is None or value == "":
        return Reading(None)
    number = number_of(value)
    if number is None:
        return Reading(None, sentences.NO_NUMBER)
    if component.get("serializeToString"):
        return Reading(value.strip(JS_BLANKS) or "0" if isinstance(value, str) else words(number))
    return Reading(number)


def _read_checkbox(_component: Component, value: Any) -> Reading:
    if value is None or isinstance(value, bool):
        return Reading(value=value is True)
    return Reading(value=False, refusal=sentences.NO_CHECKBOX)


def _read_datetime(component: Component, value: Any) -> Reading:
    if value is None or value == "":
        return Reading(None)
    readable, refusal = _MOMENTS.get(component.get("subtype", "date"), _MOMENTS["date"])
    return Reading(value) if isinstance(value, str) and readable(value) else Reading(None, refusal)


def _is_date(text: str) -> bool:
    return _DATE.match(text) is not None and _parses(date.fromisoformat, text)


def _is_time(text: str) -> bool:
    return _TIME.match(text) is not None and _parses(time.fromisoformat, text)


def _is_datetime(text: str) -> bool:
    day, _, clock = text.partition("T")
    return _is_date(day) and _is_time(clock)


def _parses(parser: Callable[[str], date | time | datetime], text: str) -> bool:
    try:
        parser(text)
    except ValueError:
        return False
    return True


def _read_file(_component: Component, value: Any) -> Reading:
    """Keep what describes files: the browser's key, or a list of records with these four entries.

    Whether a file exists and is the person's own is for the service that stores files.
    """
    if value is None or value == "":
        return Reading(None)
    if isinstance(value, str):
        return Reading(value) if len(value) <= _LONGEST_KEY else Reading(None, sentences.NO_FILE)
    if not isinstance(value, list) or not all(map(_is_file, value)):
        return Reading(None, sentences.NO_FILE)
    kept = [{name: file[name] for name in _FILE if name in file} for file in value]
    return Reading(kept or None)


def _is_file(raw: Any) -> bool:
    return isinstance(raw, Mapping) and all(
        isinstance(raw[name], kind) and not isinstance(raw[name], bool)
        for name, kind in _FILE.items()
        if name in raw
    )


_FILE: Mapping[str, type] = {"id": str, "name": str, "type": str, "size": int}
_LONGEST_KEY = 200
_MOMENTS: Mapping[str, tuple[Callable[[str], bool], Text]] = {
    "date": (_is_date, sentences.NO_DATE),
    "time": (_is_time, sentences.NO_TIME),
    "datetime": (_is_datetime, sentences.NO_DATETIME),
}
_READERS: Mapping[str, Callable[[Component, Any], Reading]] = {
    "textfield": _read_line,
    "textarea": _read_text,
    "number": _read_number,
    "checkbox": _read_checkbox,
    "datetime": _read_datetime,
    "filepicker": _read_file,
}
