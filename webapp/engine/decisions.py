"""Makes decisions: DMN decision tables with every hit policy, and literal expressions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from webapp.engine.decision_tables import Decision, Output, Rule, Table, read_decision_file
from webapp.engine.errors import Trouble
from webapp.engine.expressions import Expressions, shown
from webapp.engine.outcome import IncidentKind

ERROR = IncidentKind.DECISION_ERROR

MOMENTS: Mapping[str, str] = {
    "date": "date",
    "time": "time",
    "dateTime": "date and time",
    "date and time": "date and time",
    "duration": "duration",
    "dayTimeDuration": "duration",
    "days and time duration": "duration",
    "yearMonthDuration": "duration",
    "years and months duration": "duration",
}
"""DMN's types that JSON knows as text only, by the functions of FEEL that make them of it."""

AGGREGATES: Mapping[str, Callable[[list[Any]], Any]] = {"SUM": sum, "MIN": min, "MAX": max}


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that matched, with its evaluated outputs in the order of the columns."""

    number: int
    values: tuple[Any, ...]


def read_decisions(files: Mapping[str, bytes]) -> "Decisions":
    """Return all decisions of these files; a file's own decision wins over one it repeats."""
    found: dict[str, Decision] = {}
    beside: dict[str, Mapping[str, Decision]] = {}
    for name, xml in files.items():
        file = {decision.id: decision for decision in read_decision_file(xml).decisions}
        for decision in file.values():
            if decision.id not in found or decision.id == name:
                found[decision.id], beside[decision.id] = decision, file
    return Decisions(found, beside)


class Decisions:
    """The decisions that a definition may ask for."""

    def __init__(
        self, by_id: Mapping[str, Decision], beside: Mapping[str, Mapping[str, Decision]]
    ) -> None:
        """Keep the decisions by their ids, with all that stand `beside` each in its file."""
        self.by_id = by_id
        self._beside = beside

    def decide(
        self, decision_id: str, variables: Mapping[str, Any], expressions: Expressions
    ) -> Any:
        """Return the result of a decision; raise Trouble (DECISION_ERROR) naming what failed.

        One output column gives its bare value, several a context by column name; no match gives
        null (an empty list for the policies that collect). A decision that several others require
        is made once.
        """
        results: dict[str, Any] = {}
        for decision in self._in_order(decision_id):
            known = dict(variables)
            for required in decision.requires:
                names = (required, self._beside[decision_id][required].variable)
                known.update({name: results[required] for name in names if name})
            results[decision.id] = _logic(decision, known, expressions)
        return results[decision_id]

    def _in_order(self, decision_id: str) -> list[Decision]:
        """Return what the decision requires, directly or not, and itself last."""
        file = self._beside.get(decision_id, {})
        ordered: dict[str, Decision] = {}
        begun: set[str] = set()
        todo = [decision_id]
        while todo:
            name = todo[-1]
            decision = file.get(name)
            if decision is None:
                raise Trouble(ERROR, f"There is no decision “{name}”.")
            missing = [needed for needed in decision.requires if needed not in ordered]
            if not missing:
                ordered[name] = decision
                todo.pop()
            elif name in begun:
                raise Trouble(ERROR, f"The decision “{name}” needs itself.")
            else:
                begun.add(name)
                todo.extend(reversed(missing))
        return list(ordered.values())


def _logic(decision: Decision, variables: Mapping[str, Any], expressions: Expressions) -> Any:
    try:
        if decision.table is not None:
            return _Reading(decision.table, variables, expressions).result()
        if decision.literal is not None:
            return expressions.evaluate(decision.literal, variables, ERROR)
    except Trouble as trouble:
        name = decision.name or decision.id
        raise Trouble(ERROR, f"Decision “{name}”: {trouble.message}") from trouble
    raise Trouble(ERROR, f"The decision “{decision.id}” has no table and no expression.")


class _Reading:
    """One reading of a table with certain variables."""

    def __init__(
        self, table: Table, variables: Mapping[str, Any], expressions: Expressions
    ) -> None:
        self.table = table
        self.variables = variables
        self.expressions = expressions

    def result(self) -> Any:
        """Return what the hit policy makes of the rows that match."""
        hits = self._hits()
        policy = self.table.hit_policy
        if not hits:
            return self._nothing()
        if policy in POLICIES:
            return self._shaped(POLICIES[policy](self, hits))
        if policy == "OUTPUT ORDER":
            return [self._shaped(h) for h in sorted(hits, key=self._rank)]
        found = [self._shaped(h) for h in hits]
        return _aggregate(self.table.aggregation, found) if policy == "COLLECT" else found

    def _hits(self) -> list[Hit]:
        inputs = [self._input(column) for column in range(len(self.table.inputs))]
        hits: list[Hit] = []
        for rule in self.table.rules:
            if self._matches(rule, inputs):
                hits.append(Hit(rule.number, self._outputs(rule)))
                if self.table.hit_policy == "FIRST":
                    break
        return hits

    def _input(self, column: int) -> tuple[Any, str]:
        """Return the value of a column with its type: a text may stand for a declared date."""
        wanted = self.table.inputs[column]
        value, type_ = self.expressions.typed(wanted.expression, self.variables)
        if isinstance(value, str):
            type_ = type_ or MOMENTS.get(wanted.type, "")
        if wanted.allowed and not self._passes(wanted.allowed, (value, type_)):
            name = wanted.label or wanted.expression
            raise Trouble(ERROR, f"{shown(value)} is not among the allowed values of “{name}”.")
        return value, type_

    def _matches(self, rule: Rule, inputs: Sequence[tuple[Any, str]]) -> bool:
        return all(
            test in {"", "-"} or self._passes(test, given)
            for test, given in zip(rule.tests, inputs, strict=True)
        )

    def _passes(self, test: str, given: tuple[Any, str]) -> bool:
        value, type_ = given
        return self.expressions.passes(test, value, self.variables, type_)

    def _outputs(self, rule: Rule) -> tuple[Any, ...]:
        values = tuple(self._value(text) for text in rule.outputs)
        for output, value in zip(self.table.outputs, values, strict=True):
            listed = not output.values or value is None
            if not listed and not self.expressions.passes(output.values, value, self.variables):
                raise Trouble(
                    ERROR,
                    f"Rule {rule.number} gives {shown(value)}, which is not among the values "
                    f"of “{output.name}”.",
                )
        return values

    def _value(self, text: str) -> Any:
        if not text or text == "-":
            return None
        return self.expressions.evaluate(text, self.variables, ERROR)

    def _shaped(self, hit: Hit) -> Any:
        if len(self.table.outputs) == 1:
            return hit.values[0]
        return {o.name: v for o, v in zip(self.table.outputs, hit.values, strict=True)}

    def _nothing(self) -> Any:
        if any(o.default for o in self.table.outputs):
            return self._shaped(Hit(0, tuple(self._value(o.default) for o in self.table.outputs)))
        if self.table.hit_policy not in {"COLLECT", "RULE ORDER", "OUTPUT ORDER"}:
            return None
        return _aggregate(self.table.aggregation, [])

    def _rank(self, hit: Hit) -> tuple[int, ...]:
        """Return the places of the outputs in the columns' lists of values."""
        pairs = zip(self.table.outputs, hit.values, strict=True)
        return tuple(self._place(output, value) for output, value in pairs if output.values)

    def _place(self, output: Output, value: Any) -> int:
        order = self.expressions.evaluate(f"[{output.values}]", self.variables, ERROR)
        places = (place for place, listed in enumerate(order) if _same(listed, value))
        return next(places, len(order))

    def _unique(self, hits: list[Hit]) -> Hit:
        if len(hits) > 1:
            raise Trouble(ERROR, f"Only one rule may match, but rules {_rows(hits)} do.")
        return hits[0]

    def _any(self, hits: list[Hit]) -> Hit:
        if not all(_same(h.values, hits[0].values) for h in hits):
            raise Trouble(ERROR, f"All matching rules must agree, but rules {_rows(hits)} differ.")
        return hits[0]

    def _first(self, hits: list[Hit]) -> Hit:
        return hits[0]

    def _priority(self, hits: list[Hit]) -> Hit:
        return min(hits, key=self._rank)


POLICIES: dict[str, Callable[[_Reading, list[Hit]], Hit]] = {
    "UNIQUE": _Reading._unique,  # noqa: SLF001 - the class is this module's own
    "ANY": _Reading._any,  # noqa: SLF001
    "FIRST": _Reading._first,  # noqa: SLF001
    "PRIORITY": _Reading._priority,  # noqa: SLF001
}


def _same(one: Any, other: Any) -> bool:
    """Tell whether two values are the same JSON (in Python `true` and `1` would be)."""
    first, second = (orjson.dumps(value, option=orjson.OPT_SORT_KEYS) for value in (one, other))
    return first == second


def _rows(hits: list[Hit]) -> str:
    return ", ".join(str(h.number) for h in hits)


def _aggregate(aggregation: str, values: list[Any]) -> Any:
    if aggregation == "COUNT":
        return len(values)
    if not aggregation:
        return values
    if not values:
        return None
    if not all(isinstance(v, int | float) and not isinstance(v, bool) for v in values):
        raise Trouble(ERROR, f"Only numbers can be aggregated, not {shown(values)}.")
    return AGGREGATES[aggregation](values)
