"""Second pass over a submission: what depends on other fields finds its final value."""

from collections.abc import Mapping
from typing import Any

from webapp.formschema import sentences
from webapp.formschema.components import CHOICES, MULTIPLE_CHOICES, Component, everything
from webapp.formschema.filling import Filled, fill_first, kept_value
from webapp.formschema.json_paths import get, put, same
from webapp.formschema.options import normalise
from webapp.formschema.values import Reading, read_choice, read_choices
from webapp.formschema.walking import Expressions, Instance, Walk

ROUNDS = 10
"""How often a change may cause another; a form that needs more goes round in circles."""


def settle(
    schema: Component, filled: Filled, stored: Mapping[str, Any], expressions: Expressions
) -> Walk:
    """Put back readonly values, compute expressions, and drop choices that FEEL does not offer.

    Return the walk over the final data.
    """
    settling = _Settling(schema, filled, fill_first(schema, stored), expressions)
    walk = settling.come_to_rest()
    if _some(schema, "readonly", "="):
        settling.put_back(walk, stored)
        walk = settling.come_to_rest()
    return walk


def _some(schema: Component, attribute: str, beginning: str) -> bool:
    return any(
        str(component.get(attribute, "")).startswith(beginning) for component in everything(schema)
    )


class _Settling:
    def __init__(
        self,
        schema: Component,
        filled: Filled,
        opened: Mapping[str, Any],
        expressions: Expressions,
    ) -> None:
        self._schema = schema
        self._opened = opened
        self._filled = filled
        self._expressions = expressions
        self._computes = any(each["type"] == "expression" for each in everything(schema))
        self._chooses = _some(schema, "valuesExpression", "=")

    def come_to_rest(self) -> Walk:
        """Change expressions and then choices until nothing changes any more."""
        walk = self._walk()
        for _ in range(ROUNDS):
            changed = self._computes and self._compute(walk)
            changed = changed or (self._chooses and self._choose(walk))
            if not changed:
                break
            walk = self._walk()
        return walk

    def put_back(self, walk: Walk, stored: Mapping[str, Any]) -> None:
        """Give the fields that FEEL makes readonly what is stored."""
        for each in walk.fields():
            condition = each.component.get("readonly")
            if each.component["type"] == "expression" or each.component.get("components"):
                continue
            if self._expressions.holds(condition, each.scope):
                value = kept_value(each.component, get(stored, each.path))
                put(self._filled.data, each.path, value)
                self._filled.refusals.pop(each.path, None)

    def _walk(self) -> Walk:
        return Walk(self._schema, self._filled.data, self._opened, self._expressions)

    def _compute(self, walk: Walk) -> bool:
        changed = False
        for each in walk.fields():
            if each.component["type"] == "expression" and not each.hidden:
                value = self._expressions.value(each.component.get("expression"), each.scope)
                changed |= self._set(each, value)
        return changed

    def _choose(self, walk: Walk) -> bool:
        changed = False
        for each in walk.fields():
            if each.component["type"] not in CHOICES or each.hidden:
                continue
            if each.component.get("valuesKey") or each.component.get("values") is not None:
                continue
            reading = self._reading(each)
            if self._set(each, reading.value):
                changed = True
                self._filled.refusals[each.path] = reading.refusal or sentences.NOT_OFFERED
        return changed

    def _reading(self, each: Instance) -> Reading:
        raw = self._expressions.value(each.component.get("valuesExpression"), each.scope)
        value = get(self._filled.data, each.path)
        several = each.component["type"] in MULTIPLE_CHOICES
        return (
            read_choices(value, normalise(raw)) if several else read_choice(value, normalise(raw))
        )

    def _set(self, each: Instance, value: Any) -> bool:
        if same(get(self._filled.data, each.path), value):
            return False
        put(self._filled.data, each.path, value)
        return True
