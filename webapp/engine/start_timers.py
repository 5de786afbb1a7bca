"""When a timer that starts instances is due: for the first time, and every time after that."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from webapp.engine.definitions import TimerStart
from webapp.engine.errors import Trouble
from webapp.engine.expressions import Evaluator, Expressions
from webapp.engine.outcome import IncidentKind
from webapp.engine.timing import (
    ENDLESS,
    Calendar,
    Cycle,
    WorkingDays,
    due_moment,
    parse_cycle,
    parse_moment,
)

MOST_GONE_BY = 100_000
"""Occurrences of a cycle that may lie between its beginning and today."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A moment at which instances are started, and how many there are from this one on.

    `remaining` is ENDLESS (-1) without a bound.
    """

    due_at: datetime
    remaining: int


class StartTimers:
    """Reckons the moments of timer start events as the engine reckons those of waiting tokens."""

    def __init__(self, feel: Evaluator, working_days: WorkingDays) -> None:
        """Keep the evaluator and the calendar."""
        self._feel = feel
        self._working_days = working_days

    def first(
        self, timer: TimerStart, variables: Mapping[str, Any], now: datetime, county: str
    ) -> Occurrence | None:
        """Return the first occurrence of a timer that is armed now; None when all have gone by.

        `variables` are what every instance of the county knows. Raise Trouble when the text has no
        usable value.
        """
        value = self._value(timer, variables, now)
        calendar = self._calendar(timer, county)
        if timer.kind != "cycle":
            due = due_moment(value, now, calendar)
            return None if due < now else Occurrence(due, 1)
        cycle = _cycle(value)
        if not cycle.start:
            return Occurrence(due_moment(cycle.duration, now, calendar), cycle.count)
        occurrence: Occurrence | None = Occurrence(parse_moment(cycle.start), cycle.count)
        for _ in range(MOST_GONE_BY):
            if occurrence is None or occurrence.due_at >= now:
                return occurrence
            occurrence = _after(occurrence, cycle, calendar)
        raise Trouble(
            IncidentKind.EXPRESSION_ERROR, f"“{value}” began too long ago to be counted from there."
        )

    def following(
        self, timer: TimerStart, variables: Mapping[str, Any], before: Occurrence, county: str
    ) -> Occurrence | None:
        """Return the occurrence after one that has come; None when that was the last.

        The distance is counted from the moment that was due, however late it was served.
        """
        if timer.kind != "cycle":
            return None
        value = self._value(timer, variables, before.due_at)
        return _after(before, _cycle(value), self._calendar(timer, county))

    def _value(self, timer: TimerStart, variables: Mapping[str, Any], now: datetime) -> Any:
        return Expressions(self._feel, now).value(timer.text, variables)

    def _calendar(self, timer: TimerStart, county: str) -> Calendar | None:
        return Calendar(self._working_days, county) if timer.calendar == "working" else None


def _cycle(value: Any) -> Cycle:
    try:
        return parse_cycle(str(value))
    except ValueError as error:
        raise Trouble(
            IncidentKind.EXPRESSION_ERROR, f"“{value}” is no repetition such as R3/PT1H."
        ) from error


def _after(before: Occurrence, cycle: Cycle, calendar: Calendar | None) -> Occurrence | None:
    if before.remaining == 1:
        return None
    due = due_moment(cycle.duration, before.due_at, calendar)
    if due <= before.due_at:
        raise Trouble(
            IncidentKind.EXPRESSION_ERROR, f"The repetition every “{cycle.duration}” stands still."
        )
    left = ENDLESS if before.remaining == ENDLESS else before.remaining - 1
    return Occurrence(due, left)
