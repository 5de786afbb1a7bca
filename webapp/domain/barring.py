"""How long a sanction or a dishonesty record bars from applying (A14, A16)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from webapp.domain.statute import DISHONESTY_YEARS
from webapp.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground that bars: `kind` is that of a bar, `months` how long it counts."""

    kind: str
    name: Text
    months: int


GROUNDS: Mapping[str, Ground] = {
    "demerit": Ground("sanction", Text("记过（12个月）", "demerit (12 months)"), 12),
    "demotion": Ground(
        "sanction", Text("降低岗位等级或者撤职（24个月）", "demotion or dismissal (24 months)"), 24
    ),
    "dishonesty": Ground(
        "dishonesty",
        Text("职称评审失信（三年）", "dishonesty in a review (three years)"),
        12 * DISHONESTY_YEARS,
    ),
}
"""The grounds (decree 40, Arts 13 and 39; 事业单位人事管理条例, Art 29)."""


def last_day(ground: str, since: date) -> date:
    """Return the last day on which the ground bars; the day of its anniversary is free."""
    months = since.month - 1 + GROUNDS[ground].months
    year, month = since.year + months // 12, months % 12 + 1
    day = since.day
    while True:
        try:
            return date(year, month, day) - timedelta(days=1)
        except ValueError:
            day -= 1  # the month is shorter
