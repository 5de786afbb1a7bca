"""FEEL in diagrams: evaluates expressions and turns what fails into trouble at the element."""

from collections.abc import Mapping
from datetime import datetime
from time import perf_counter
from typing import Any, Protocol

from webapp.engine.errors import Trouble
from webapp.engine.outcome import IncidentKind
from webapp.feel.evaluator import FeelError

SHOWN = 60
SECONDS = "Evaluating expressions has taken more than {limit} seconds, and no end was in sight."

MAXIMUM_SECONDS = 30.0
"""How long the expressions of one advance may take together; one alone is bounded by FEEL."""


class Evaluator(Protocol):
    """What the engine needs of FEEL; `webapp.feel.evaluator.Feel` is the one that is used."""

    def evaluate(
        self, expression: str, variables: Mapping[str, Any], *, now: datetime | None = None
    ) -> Any:
        """Return the value of the expression."""
        ...

    def typed(
        self, expression: str, variables: Mapping[str, Any], *, now: datetime | None = None
    ) -> tuple[Any, str]:
        """Return the value, and what its text stands for (a date, a duration, …) if anything."""
        ...

    def unary_test(
        self,
        expression: str,
        value: Any,
        variables: Mapping[str, Any],
        *,
        now: datetime | None = None,
        type: str = "",  # noqa: A002 - FEEL's word
    ) -> bool:
        """Tell whether the value (the text of this `type`) passes the tests of a table's cell."""
        ...

    def check(self, expression: str, *, unary: bool = False) -> list[str]:
        """Return the syntax problems, `[]` if there is none."""
        ...


class Expressions:
    """Evaluates the expressions of one advance, all at the same moment."""

    def __init__(
        self, evaluator: Evaluator, now: datetime, maximum_seconds: float = MAXIMUM_SECONDS
    ) -> None:
        """Keep the evaluator, the moment that `now()` answers, and how long all may take."""
        self.evaluator = evaluator
        self.now = now
        self._left = maximum_seconds
        self._maximum = maximum_seconds

    def evaluate(
        self,
        expression: str,
        variables: Mapping[str, Any],
        kind: IncidentKind = IncidentKind.EXPRESSION_ERROR,
    ) -> Any:
        """Return the value of a FEEL expression; raise Trouble of the given kind."""
        began = self._begin()
        try:
            return self.evaluator.evaluate(expression, variables, now=self.now)
        except FeelError as error:
            raise Trouble(kind, str(error)) from error
        finally:
            self._left -= perf_counter() - began

    def _begin(self) -> float:
        """Return the reading of the stopwatch, unless the time of the advance is used up."""
        if self._left <= 0:
            raise Trouble(IncidentKind.RUNAWAY, SECONDS.format(limit=f"{self._maximum:g}"))
        return perf_counter()

    def value(
        self,
        text: str,
        variables: Mapping[str, Any],
        kind: IncidentKind = IncidentKind.EXPRESSION_ERROR,
    ) -> Any:
        """Return the value of a property: FEEL after a leading `=`, else the text itself."""
        return self.evaluate(text, variables, kind) if is_expression(text) else text

    def condition(
        self,
        expression: str,
        variables: Mapping[str, Any],
        kind: IncidentKind = IncidentKind.CONDITION_ERROR,
    ) -> bool:
        """Return true or false; anything else (null above all) is trouble, not a silent no."""
        answer = self.evaluate(expression, variables, kind)
        if isinstance(answer, bool):
            return answer
        raise Trouble(
            kind,
            f"The condition “{expression}” must be true or false, but it is {shown(answer)}.",
        )

    def typed(self, expression: str, variables: Mapping[str, Any]) -> tuple[Any, str]:
        """Return the value of a decision's input, and what its text stands for if anything."""
        began = self._begin()
        try:
            return self.evaluator.typed(expression, variables, now=self.now)
        except FeelError as error:
            raise Trouble(IncidentKind.DECISION_ERROR, str(error)) from error
        finally:
            self._left -= perf_counter() - began

    def passes(
        self,
        test: str,
        value: Any,
        variables: Mapping[str, Any],
        type: str = "",  # noqa: A002 - FEEL's word
    ) -> bool:
        """Tell whether a value (the text of this `type`) passes the unary tests of a cell."""
        began = self._begin()
        try:
            return self.evaluator.unary_test(test, value, variables, now=self.now, type=type)
        except FeelError as error:
            raise Trouble(IncidentKind.DECISION_ERROR, str(error)) from error
        finally:
            self._left -= perf_counter() - began

    def text(self, text: str, variables: Mapping[str, Any]) -> str | None:
        """Return a property that must be text (a name, an id); null stays null."""
        value = self.value(text, variables)
        if value is None or isinstance(value, str):
            return value or None
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        raise Trouble(
            IncidentKind.EXPRESSION_ERROR, f"“{text}” must be text, but it is {shown(value)}."
        )


def is_expression(text: str) -> bool:
    """Tell whether a property's value is FEEL: it begins with `=`."""
    return text.startswith("=")


def shown(value: Any) -> str:
    """Return a value as an administrator may read it in a message, shortened."""
    words = "null" if value is None else repr(value)
    return words if len(words) <= SHOWN else words[:SHOWN] + "…"
