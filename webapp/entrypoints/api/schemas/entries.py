"""What all requests share: kinds of fields whose refusals are told in both languages."""

from collections.abc import Sequence
from typing import Any

from marshmallow import Schema, fields, validate

from webapp.entrypoints.api.sentences import LENGTH
from webapp.kernel.text import Text

LONGEST_KEY = 160
_LONGEST_TEXT = 2000
_BETWEEN = Text("应在 {min} 与 {max} 之间。", "This must lie between {min} and {max}.")
_CHOICE = Text("应为以下之一：{choices}。", "This must be one of: {choices}.")


class Between(validate.Range):
    """A range that refuses with our own sentence."""

    def _format_error(self, value: Any, message: str) -> Any:
        del value, message
        return [_BETWEEN.fill({"min": self.min, "max": self.max})]


class Length(validate.Length):
    """A length that refuses with our own sentence."""

    def _format_error(self, value: Any, message: str) -> Any:
        del value, message
        return [LENGTH.fill({"min": self.min or 0, "max": self.max})]


class OneOf(validate.OneOf):
    """A choice that refuses with our own sentence."""

    def _format_error(self, value: Any) -> Any:
        del value
        return [_CHOICE.fill({"choices": self.choices_text})]


def a_key(**options: Any) -> fields.String:
    """Return a field for an identifier or a short key of at least one character."""
    return fields.String(validate=Length(min=1, max=LONGEST_KEY), **options)


def a_text(*, longest: int = _LONGEST_TEXT, shortest: int = 0, **options: Any) -> fields.String:
    """Return a field for a text of some characters."""
    return fields.String(validate=Length(min=shortest, max=longest), **options)


def a_choice(choices: Sequence[str], **options: Any) -> fields.String:
    """Return a field for one of some words."""
    return fields.String(validate=OneOf(choices), **options)


def a_number(smallest: int, largest: int, **options: Any) -> fields.Integer:
    """Return a field for a whole number within bounds."""
    return fields.Integer(validate=Between(min=smallest, max=largest), **options)


def some_variables(**options: Any) -> fields.Dict:
    """Return a field for the variables of a process: an object of any JSON values."""
    return fields.Dict(keys=fields.String(), **options)


class ReasonEntry(Schema):
    """Why somebody intervenes; the reason is written in the instance's history."""

    reason = a_text(required=True, shortest=2)
