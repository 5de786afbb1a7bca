"""What a field demands of its value: length, size, pattern and the like, as form-js does."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from webapp.feel.evaluator import Feel, FeelError
from webapp.formschema import sentences
from webapp.formschema.components import Component
from webapp.formschema.values import JS_BLANKS
from webapp.kernel.text import Text

Evaluate = Callable[[Any], Any]
"""Gives the value of a limit: evaluates text that begins with `=`, returns all else as it is."""

# The pattern by which the HTML standard defines a valid e-mail address (section 4.10.5.1.5).
_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_EMAIL = re.compile(rf"[a-zA-Z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{_LABEL}(?:\.{_LABEL})*\Z")
# E.164: a country code that does not begin with 0, at most fifteen digits in all.
_PHONE = re.compile(r"(?:\+|00)[1-9][0-9]{5,14}\Z")


def broken_rules(
    component: Component, value: Any, evaluate: Evaluate, feel: Feel
) -> Iterator[Text]:
    """Yield a sentence for each rule that the value breaks."""
    if component["type"] == "number":
        yield from _number_rules(component, value)
    validate = component.get("validate")
    if not isinstance(validate, Mapping):
        return
    if isinstance(value, str) and value:
        yield from _pattern_rule(validate, value, feel)
    if validate.get("required") and _is_unset(component, value):
        yield sentences.REQUIRED
    if component["type"] == "number":
        yield from _range_rules(validate, value, evaluate)
    elif isinstance(value, str) and value:
        yield from _length_rules(validate, value, evaluate)
        yield from _kind_rule(validate, value)


def decimal_of(value: Any) -> Decimal | None:
    """Return the exact number that JSON text or a double shows, None for all else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = Decimal(str(value).strip(JS_BLANKS))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _is_unset(component: Component, value: Any) -> bool:
    unticked = component["type"] == "checkbox" and value is False
    return unticked or value is None or value in ("", [])


def _number_rules(component: Component, value: Any) -> Iterator[Text]:
    number = decimal_of(value)
    if not number:  # also zero, which is a multiple of everything
        return
    digits = component.get("decimalDigits")
    if isinstance(digits, int) and digits >= 0 and _decimals(number) > digits:
        yield sentences.INTEGER if digits == 0 else sentences.DECIMALS.fill({"limit": digits})
    step = decimal_of(component.get("increment"))
    if step and abs(number) < _LARGEST_STEPPED and abs(step) > _SMALLEST_STEP and number % step:
        below = number - number % step
        shown = {"step": step, "below": plain(below), "above": plain(below + step)}
        yield sentences.INCREMENT.fill(shown)


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _range_rules(validate: Mapping[str, Any], value: Any, evaluate: Evaluate) -> Iterator[Text]:
    number = decimal_of(value)
    if number is None:
        return
    low, high = (decimal_of(evaluate(validate.get(name))) for name in ("min", "max"))
    if low is not None and number < low:
        yield sentences.MINIMUM.fill({"limit": plain(low)})
    if high is not None and number > high:
        yield sentences.MAXIMUM.fill({"limit": plain(high)})


def _length_rules(validate: Mapping[str, Any], value: str, evaluate: Evaluate) -> Iterator[Text]:
    length = len(value.strip(JS_BLANKS).encode("utf-16-le", "surrogatepass")) // 2
    low, high = (decimal_of(evaluate(validate.get(name))) for name in ("minLength", "maxLength"))
    if low is not None and length < low:
        yield sentences.MIN_LENGTH.fill({"limit": plain(low)})
    if high is not None and length > high:
        yield sentences.MAX_LENGTH.fill({"limit": plain(high)})


def _pattern_rule(validate: Mapping[str, Any], value: str, feel: Feel) -> Iterator[Text]:
    pattern = validate.get("pattern")
    if not pattern or not isinstance(pattern, str):
        return
    try:
        fits = feel.matches(pattern, value)
    except FeelError:  # no pattern, or one that runs away on this value
        fits = False
    if not fits:
        yield _own_words(validate) or sentences.PATTERN


def _own_words(validate: Mapping[str, Any]) -> Text | None:
    zh, en = validate.get("patternErrorMessage"), validate.get("patternErrorMessage_en")
    return Text(zh=zh, en=en or zh) if isinstance(zh, str) and zh else None


def _kind_rule(validate: Mapping[str, Any], value: str) -> Iterator[Text]:
    kind = validate.get("validationType")
    if kind == "email" and not _EMAIL.match(value):
        yield sentences.EMAIL
    if kind == "phone" and not _PHONE.match(value):
        yield sentences.PHONE


def plain(number: Decimal) -> str:
    """Return a number without exponent and without trailing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_LARGEST_STEPPED = Decimal(10) ** 18
_SMALLEST_STEP = Decimal(10) ** -9
"""Beyond these the remainder needs more digits than Decimal keeps, and no form counts so."""
