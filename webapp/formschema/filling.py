"""First pass over a submission: give every field a value, from what was sent or what is stored."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from webapp.formschema import sentences
from webapp.formschema.components import (
    CHOICES,
    KEYED,
    MULTIPLE_CHOICES,
    Component,
    children,
    empty_value,
    first_rows,
    is_fixed,
    own_path,
    repeats,
    roots,
)
from webapp.formschema.json_paths import MISSING, Path, copy_below, get, put
from webapp.formschema.options import simple_options
from webapp.formschema.values import read
from webapp.kernel.text import Text

MAX_ROWS = 500
"""The rows of one list; a bound on the work that one submission can cause."""


@dataclass(slots=True)
class Filled:
    """The stored variables with the form's fields filled in, and what could not be read."""

    data: dict[str, Any]
    refusals: dict[Path, Text] = field(default_factory=dict)


def fill(schema: Component, submitted: Mapping[str, Any], stored: Mapping[str, Any]) -> Filled:
    """Return the data with each field's value: sent, else stored, else the form's default.

    Fields that nobody may change keep what is stored, whatever was sent.
    """
    filled = Filled(copy_below(stored, sorted(roots(schema))))
    _Filling(filled, submitted, stored).components(schema, ())
    return filled


def fill_first(schema: Component, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data with which the browser opens the form: stored values, else defaults."""
    filled = Filled(copy_below(stored, sorted(roots(schema))))
    _Filling(filled, {}, stored, opening=True).components(schema, ())
    return filled.data


def kept_value(component: Component, stored: Any) -> Any:
    """Return the value of a field that cannot be changed: what is stored, else its default."""
    return empty_value(component) if stored is MISSING else deepcopy(stored)


@dataclass(frozen=True, slots=True)
class _Filling:
    filled: Filled
    submitted: Mapping[str, Any]
    stored: Mapping[str, Any]
    own_rows: bool = False
    """Inside rows that people add and remove: these have no stored counterpart."""
    opening: bool = False
    """Nothing was sent yet."""

    def components(self, parent: Component, path: Path) -> None:
        for component in children(parent):
            here = path + own_path(component)
            if component["type"] in KEYED:
                self.one(component, here)
            elif repeats(component):
                self.rows(component, here)
            else:
                self.components(component, here)

    def one(self, component: Component, path: Path) -> None:
        sent = get(self.submitted, path)
        known = MISSING if self.own_rows else get(self.stored, path)
        if component["type"] == "expression" and not self.opening:
            value = None
        elif component.get("disabled") is True or component.get("readonly") is True:
            value = kept_value(component, known)
        elif sent is MISSING and known is MISSING:
            value = deepcopy(empty_value(component))
        else:
            value = self.reading(component, path, known if sent is MISSING else sent)
        put(self.filled.data, path, value)

    def reading(self, component: Component, path: Path, value: Any) -> Any:
        choice = component["type"] in CHOICES
        reading = read(component, value, simple_options(component, self.stored) if choice else None)
        if reading.refusal:
            self.filled.refusals[path] = reading.refusal
        empty = reading.value is None and component["type"] in MULTIPLE_CHOICES
        return [] if empty else deepcopy(reading.value)

    def rows(self, component: Component, path: Path) -> None:
        fixed = self.opening or is_fixed(component)
        rows = self.fixed_rows(component, path) if fixed else self.sent_rows(component, path)
        put(self.filled.data, path, rows)
        inside = replace(self, own_rows=self.own_rows or not fixed)
        for number in range(len(rows)):
            inside.components(component, (*path, number))

    def fixed_rows(self, component: Component, path: Path) -> list[dict[str, Any]]:
        known = MISSING if self.own_rows else get(self.stored, path)
        if not isinstance(known, list):
            return [{} for _ in range(first_rows(component))]
        return [deepcopy(row) if isinstance(row, dict) else {} for row in known[:MAX_ROWS]]

    def sent_rows(self, component: Component, path: Path) -> list[dict[str, Any]]:
        sent = get(self.submitted, path)
        if sent is MISSING:  # the browser leaves an emptied list out
            return []
        if not isinstance(sent, list):
            self.filled.refusals[path] = sentences.NO_LIST
            return [{} for _ in range(first_rows(component))]
        if len(sent) > MAX_ROWS:
            self.filled.refusals[path] = sentences.TOO_MANY_ROWS.fill({"limit": MAX_ROWS})
        return [{} for _ in sent[:MAX_ROWS]]
