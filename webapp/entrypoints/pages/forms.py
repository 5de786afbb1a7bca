"""Prepares a form definition for the form island, and reads what the island sends."""

import json
from collections.abc import Mapping
from typing import Any

from webapp.entrypoints.http.bodies import json_body
from webapp.entrypoints.http.locale import current_language
from webapp.entrypoints.pages.display import masked
from webapp.formschema.localising import localise
from webapp.formschema.sight import in_sight
from webapp.formschema.summary import summary
from webapp.kernel.errors import InvalidInput
from webapp.kernel.text import Text

_NOT_AN_OBJECT = Text("提交的内容格式不正确。", "What was sent is not a filled form.")


_ONLY_CONFIRMED = {"type": "default", "schemaVersion": 19, "components": []}
"""The definition of a form without fields."""


def shown(form: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the definition in the reader's language, as the island expects it."""
    return dict(_ONLY_CONFIRMED if form is None else localise(form, current_language()))


def preview_of(kind: str, content: str) -> dict[str, Any] | None:
    """Return the form as the island shows it, or None when the text is no form."""
    if kind != "form":
        return None
    try:
        form = json.loads(content)
    except ValueError:
        return None
    return shown(form) if isinstance(form, dict) and form.get("components") else None


def lines_of(form: Mapping[str, Any] | None, data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return a filled form as label and words, with ID and phone numbers masked."""
    if form is None:
        return []
    return [(label, masked(words)) for label, words in summary(form, data, current_language())]


def read_only(data: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """Return data for a form that is only shown: ID and phone numbers are masked."""
    return dict(masked(data or {}))


def to_fill(form: Mapping[str, Any] | None, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return data for a form that is filled in: in full only what the form asks for or names."""
    return in_sight(form or {}, data, masked)


def sent_data() -> dict[str, Any]:
    """Return the data of the island's request; `InvalidInput` when there is none."""
    body = json_body()
    data = body.get("data") if isinstance(body, dict) else None
    if not isinstance(data, dict):
        raise InvalidInput({"": [_NOT_AN_OBJECT]})
    return data
