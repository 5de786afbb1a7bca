"""Submitted data as plain words: for the page of a finished task and for the history."""

from collections.abc import Iterator, Mapping
from typing import Any

from webapp.formschema.components import (
    CHOICES,
    KEYED,
    Component,
    children,
    own_path,
    repeats,
)
from webapp.formschema.json_paths import MISSING, Path, get, same
from webapp.formschema.localising import localise, words_of
from webapp.formschema.options import simple_options, words
from webapp.kernel.text import Text

YES = Text(zh="是", en="Yes")
NO = Text(zh="否", en="No")
SEPARATOR = Text(zh="、", en=", ")
FILES = Text(zh="附件 {number} 个", en="{number} attachments")

Line = tuple[str, str]


def summary(schema: Component, data: Mapping[str, Any], language: str) -> list[Line]:
    """Return a (label, words) for each field that the data fill, in the order of the form.

    Fields without a label and empty ones are left out; rows are numbered: `Members 2 · Name`.
    """
    return list(_lines(schema, data, (), "", language))


def _lines(
    parent: Component, data: Mapping[str, Any], path: Path, before: str, language: str
) -> Iterator[Line]:
    for component in children(parent):
        here, label = path + own_path(component), words_of(component, "label", language)
        if component["type"] in KEYED:
            shown = _shown(component, get(data, here), data, language)
            if shown and label:
                yield before + label, shown
        elif repeats(component):
            rows = get(data, here)
            for number in range(len(rows) if isinstance(rows, list) else 0):
                row = f"{before}{label} {number + 1} · ".lstrip()
                yield from _lines(component, data, (*here, number), row, language)
        else:
            yield from _lines(component, data, here, before, language)


def _shown(component: Component, value: Any, data: Mapping[str, Any], language: str) -> str:
    if value is MISSING or value is None or value in ("", []):
        return ""
    kind = component["type"]
    if kind in CHOICES:
        chosen = value if isinstance(value, list) else [value]
        labels = [_label(component, each, data, language) for each in chosen]
        return SEPARATOR.in_language(language).join(labels)
    if kind == "number":
        return _with_unit(component, words(value), language)
    if kind == "filepicker":
        return _files(value, language)
    if isinstance(value, bool):
        return (YES if value else NO).in_language(language)
    if kind == "datetime" and isinstance(value, str):
        value = value.replace("T", " ")
    return _joined(value, language)


def _label(component: Component, value: Any, data: Mapping[str, Any], language: str) -> str:
    options = simple_options(localise(component, language), data) or []
    found = (option.label for option in options if same(option.value, value))
    return next(found, None) or _joined(value, language)


def _with_unit(component: Component, number: str, language: str) -> str:
    appearance = component.get("appearance")
    if not isinstance(appearance, Mapping):
        return number
    before = words_of(appearance, "prefixAdorner", language)
    after = words_of(appearance, "suffixAdorner", language)
    return " ".join(part for part in (before, number, after) if part)


def _files(value: Any, language: str) -> str:
    if not isinstance(value, list):
        return FILES.fill({"number": 1}).in_language(language)
    names = [str(file["name"]) for file in value if isinstance(file, Mapping) and file.get("name")]
    if names:
        return SEPARATOR.in_language(language).join(names)
    return FILES.fill({"number": len(value)}).in_language(language)


def _joined(value: Any, language: str) -> str:
    """Return any other JSON value (an expression may give a context or a list) as words."""
    parts = value.values() if isinstance(value, Mapping) else value
    if not isinstance(value, Mapping | list):
        return words(value)
    return SEPARATOR.in_language(language).join(
        _joined(part, language) for part in parts if part is not None
    )
