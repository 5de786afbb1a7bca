"""The order of titles 双定向副高 → 常规副高 → 常规正高, and the years that count (R5, R6)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from webapp.domain.ports.integrity import HeldTitle
from webapp.domain.titles import SERIES
from webapp.kernel.errors import Refused
from webapp.kernel.text import Text

REVOKED = "revoked"
"""The reason of an end after which a title counts as never held."""


class Step(StrEnum):
    """The rungs, in the order in which they are climbed."""

    TARGETED_DEPUTY = "targeted_deputy"
    REGULAR_DEPUTY = "regular_deputy"
    REGULAR_SENIOR = "regular_senior"


NAMES: Mapping[Step, Text] = {
    Step.TARGETED_DEPUTY: Text("“双定向”副高级", "Targeted deputy senior"),
    Step.REGULAR_DEPUTY: Text("常规副高级", "Regular deputy senior"),
    Step.REGULAR_SENIOR: Text("常规正高级", "Regular senior"),
}


class StepRefused(Refused):
    """The rung cannot be climbed yet, or again."""

    code = "STEP_REFUSED"
    rule = "R5"
    text = Text(
        zh="不能申报{series}系列{step}职称：{reason}。",
        en="{series_en}, {step_en} title: {reason_en}.",
    )
    cure = Text(zh="{advice}", en="{advice_en}")


@dataclass(frozen=True, slots=True)
class Years:
    """How long somebody has been in post at the deputy-senior level, and since when."""

    since: date
    until: date
    full: int
    basis: str


def living(titles: Iterable[HeldTitle], series: str, on: date) -> list[HeldTitle]:
    """Return the titles of a series that are in force on a day."""
    return [
        each
        for each in titles
        if each.series == series
        and each.obtained_on <= on
        and (each.ended_on is None or each.ended_on > on)
    ]


def step_of(title: HeldTitle) -> Step | None:
    """Return the rung on which a title stands; middle and junior titles stand below."""
    if title.level == "senior":
        return Step.REGULAR_SENIOR
    if title.level != "deputy_senior":
        return None
    return Step.TARGETED_DEPUTY if title.kind == "targeted" else Step.REGULAR_DEPUTY


def next_step(titles: Iterable[HeldTitle], series: str, on: date) -> Step | None:
    """Return the next rung; None above the last one."""
    reached = {step_of(each) for each in living(titles, series, on)}
    if Step.REGULAR_SENIOR in reached:
        return None
    if Step.REGULAR_DEPUTY in reached:
        return Step.REGULAR_SENIOR
    return Step.REGULAR_DEPUTY if Step.TARGETED_DEPUTY in reached else Step.TARGETED_DEPUTY


def check_step(step: Step, titles: Sequence[HeldTitle], series: str, on: date) -> None:
    """Refuse a rung that is already climbed, or for which the one below is missing (R5)."""
    held = {step_of(each): each for each in living(titles, series, on)}
    above = [each for each in Step if each in held and list(Step).index(each) >= _rank(step)]
    if above:
        title = held[above[-1]]
        name = NAMES[above[-1]]
        reason = Text(
            f"已于{title.obtained_on}取得{name.zh}职称“{title.title}”",
            f"“{title.title}” ({name.en.lower()}) is held since {title.obtained_on}",
        )
        raise _refused(step, series, reason, _advice(title, next_step(titles, series, on)))
    if step is Step.REGULAR_SENIOR and Step.REGULAR_DEPUTY not in held:
        only = "仅有“双定向”副高级职称，" if Step.TARGETED_DEPUTY in held else ""
        reason = Text(f"{only}须先取得常规副高级职称", "a regular deputy-senior title comes first")
        advice = Text(
            "请先按常规渠道申报副高级职称，任职年限连续计算。",
            "Apply for the regular deputy-senior title; the years count on.",
        )
        raise _refused(step, series, reason, advice)


def years_counted(titles: Iterable[HeldTitle], series: str, on: date) -> Years | None:
    """Count the years in post from the first deputy-senior title on, without a break (R6).

    A 双定向 title and the regular one that follows it count as one time; a revoked title does not
    count, and a time that ended before the next title began is left out.
    """
    since: HeldTitle | None = None
    until: date | None = on
    for each in _counting(titles, series, on):
        if since is None or (until is not None and until < each.obtained_on):
            since, until = each, each.ended_on
        elif until is not None:
            until = None if each.ended_on is None else max(until, each.ended_on)
    if since is None:
        return None
    last = on if until is None else min(until, on)
    basis = f"自{since.obtained_on}取得{_kind(since)}“{since.title}”起连续计算（通知一（三））"
    return Years(since.obtained_on, last, full_years(since.obtained_on, last), basis)


def full_years(since: date, until: date) -> int:
    """Return how many whole years lie between two days."""
    years = until.year - since.year
    return max(0, years - ((until.month, until.day) < (since.month, since.day)))


def works_counted(works: Iterable[Mapping[str, Any]], since: date) -> list[Mapping[str, Any]]:
    """Return the achievements from the 双定向 date on: they add up over both titles (R6)."""
    return [each for each in works if str(each.get("date") or "") >= since.isoformat()]


def _counting(titles: Iterable[HeldTitle], series: str, on: date) -> list[HeldTitle]:
    found = [
        each
        for each in titles
        if each.series == series
        and each.level == "deputy_senior"
        and each.obtained_on <= on
        and each.end_reason != REVOKED
    ]
    return sorted(found, key=lambda each: each.obtained_on)


def _rank(step: Step) -> int:
    return list(Step).index(step)


def _kind(title: HeldTitle) -> str:
    return "“双定向”副高级职称" if title.kind == "targeted" else "常规副高级职称"


def _advice(title: HeldTitle, following: Step | None) -> Text:
    if following is None:
        return Text("已取得最高一级，无须再申报。", "There is no higher title to apply for.")
    name = NAMES[following]
    zh, en = (
        f"请按常规渠道申报{name.zh}职称。",
        f"Apply for the next title, {name.en.lower()}, in the regular way.",
    )
    if title.kind != "targeted":
        return Text(zh, en)
    return Text(
        f"{zh}已调离原县的，先由原县登记调离。",
        f"{en} Who has left the county has its office record that first.",
    )


def _refused(step: Step, series: str, reason: Text, advice: Text) -> StepRefused:
    name = SERIES[series].name if series in SERIES else Text(series, series)
    return StepRefused(
        series=name.zh,
        series_en=name.en,
        step=NAMES[step].zh,
        step_en=NAMES[step].en,
        reason=reason.zh,
        reason_en=reason.en,
        advice=advice.zh,
        advice_en=advice.en,
    )
