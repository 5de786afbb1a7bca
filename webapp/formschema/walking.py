"""Walk a filled form: every field where it occurs, its scope, and whether it is hidden."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.feel.evaluator import Feel, FeelError
from webapp.formschema.components import KEYED, Component, children, everything, own_path, repeats
from webapp.formschema.json_paths import Path, get, prune
from webapp.formschema.scopes import Scope


@dataclass(frozen=True, slots=True)
class Expressions:
    """FEEL as a form uses it: what fails is null, as in the browser."""

    feel: Feel
    now: datetime | None = None

    def value(self, raw: Any, scope: Scope) -> Any:
        """Return the value of text that begins with `=`, anything else as it is."""
        if not (isinstance(raw, str) and raw.startswith("=")):
            return raw
        try:
            return self.feel.evaluate(raw, scope.names(), now=self.now)
        except FeelError:
            return None

    def holds(self, condition: Any, scope: Scope) -> bool:
        """Tell whether a condition (text that begins with `=`) is exactly true."""
        if not (isinstance(condition, str) and condition.startswith("=")):
            return False
        try:
            return self.feel.holds(condition, scope.names(), now=self.now)
        except FeelError:
            return False


@dataclass(frozen=True, slots=True)
class Instance:
    """A field, or a list as a whole, at one place of the data."""

    component: Component
    path: Path
    scope: Scope
    hidden: bool


class Walk:
    """The fields of a form over certain data.

    Conditions are decided twice, as form-js does: first over the data as they are, which yields
    the data without hidden values; then over these, and that decides what is shown. A hidden
    top-level entry counts as it was when the form was opened.
    """

    def __init__(
        self,
        schema: Component,
        data: Mapping[str, Any],
        opened: Mapping[str, Any],
        expressions: Expressions,
    ) -> None:
        """Decide what is hidden in the data; changes of the data need a new walk.

        `opened` are the data with which the form was opened.
        """
        self._schema = schema
        self._data = data
        self._opened = opened
        self._expressions = expressions
        self._shown = self._without_hidden() if _has_conditions(schema) else data

    def fields(self) -> Iterator[Instance]:
        """Yield the fields and lists in the order of the document, hidden ones marked so."""
        return self._within(self._schema, (), Scope(self._shown, self._shown))

    def _without_hidden(self) -> Mapping[str, Any]:
        found = self._within(self._schema, (), Scope(self._data, self._data), bare=True)
        paths = [each.path for each in found if each.hidden]
        if not paths:
            return self._data
        shown = deepcopy(dict(self._data))
        for path in paths:
            prune(shown, path)
        hidden = {str(path[0]) for path in paths} - shown.keys()
        return shown | {name: self._opened.get(name) for name in hidden}

    def _within(
        self,
        parent: Component,
        path: Path,
        scope: Scope,
        *,
        bare: bool = False,
        hidden: bool = False,
    ) -> Iterator[Instance]:
        for component in children(parent):
            here = path + own_path(component)
            gone = hidden or self._hides(component, scope)
            field = component["type"] in KEYED
            if field or repeats(component):
                yield Instance(component, here, scope, gone)
            if repeats(component):
                rows = get(self._data, here)
                for number, row in enumerate(rows if isinstance(rows, list) else ()):
                    below = scope.bare_row(row, number) if bare else scope.row(row, number)
                    at = (*here, number)
                    yield from self._within(component, at, below, bare=bare, hidden=gone)
            elif not field:
                yield from self._within(component, here, scope, bare=bare, hidden=gone)

    def _hides(self, component: Component, scope: Scope) -> bool:
        conditional = component.get("conditional")
        condition = conditional.get("hide") if isinstance(conditional, Mapping) else None
        return bool(condition) and self._expressions.holds(condition, scope)


def _has_conditions(schema: Component) -> bool:
    return any(component.get("conditional") for component in everything(schema))
