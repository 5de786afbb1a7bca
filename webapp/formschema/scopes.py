"""The names that FEEL sees at a place of a form: all data, and in a list `this`, `parent`, `i`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an expression stands; `index` holds the row numbers, from 1, of the lists around."""

    data: Mapping[str, Any]
    this: Any
    parent: Any = None
    index: tuple[int, ...] = ()

    def names(self) -> dict[str, Any]:
        """Return the variables of an expression; the data hide `this`, `parent` and `i`."""
        special = {"this": self.this, "parent": self.parent, "i": list(self.index)}
        return {**special, **self.data, **{f"_{name}_": value for name, value in special.items()}}

    def row(self, item: Any, number: int) -> "Scope":
        """Return the scope of a row of a list; `number` counts from 0."""
        around = self.this if isinstance(self.this, Mapping) else {}
        parent = Scope(around, self.this, self.parent, self.index).names()
        return Scope(self.data, item, parent, (*self.index, number + 1))

    def bare_row(self, item: Any, number: int) -> "Scope":
        """Return the scope of a row while it is decided what is hidden: `parent` is the data."""
        return Scope(self.data, item, self.this, (*self.index, number + 1))
