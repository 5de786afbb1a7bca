"""Whom the registers keep from applying, whatever the person declares (A14, A16, R3, R5)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from webapp.domain import ladder
from webapp.domain.ports.integrity import Bar, HeldTitle
from webapp.domain.titles import is_deputy_senior
from webapp.kernel.errors import Refused
from webapp.kernel.text import Text


class Sanctioned(Refused):
    """A sanction of 记过 or worse is still in effect."""

    code = "SANCTIONED"
    rule = "A14"
    text = Text(
        zh="{name}受{grounds}（{document}），{since}至{until}影响期内不得申报"
        "（《职称评审管理暂行规定》第十三条）。",
        en="{name} is under a sanction ({document}) from {since} to {until} (decree 40, Art 13).",
    )
    cure = Text(zh="影响期满后，自{after}起可以申报。", en="You may apply from {after} on.")


class Dishonest(Refused):
    """A dishonesty record still counts."""

    code = "DISHONEST"
    rule = "A14"
    text = Text(
        zh="{name}因{grounds}（{document}）记入职称评审诚信档案，{since}至{until}不得申报"
        "（《职称评审管理暂行规定》第三十九条）。",
        en="{name} has a dishonesty record ({document}) from {since} to {until} "
        "(decree 40, Art 39).",
    )
    cure = Text(zh="记录期满后，自{after}起可以申报。", en="You may apply from {after} on.")


class WrongLevel(Refused):
    """Only deputy-senior titles of the catalogue may be reviewed."""

    code = "WRONG_LEVEL"
    rule = "R3"
    text = Text(
        zh="“{title}”不是该系列的副高级职称，“双定向”只评审副高级。",
        en="“{title}” is no deputy-senior title of the series.",
    )
    cure = Text(
        zh="请从目录中选择本系列的副高级职称。", en="Choose a title of the series' catalogue."
    )


class AlreadyNominated(Refused):
    """The person has another nomination under way in the same year."""

    code = "ALREADY_NOMINATED"
    rule = "R22"
    text = Text(
        zh="{name}在{year}年度已有一份申报正在办理。",
        en="{name} has another nomination under way in {year}.",
    )
    cure = Text(zh="请等待其办结，或者先撤回原申报。", en="Wait for its end, or withdraw it first.")


def refusals(
    series: str, title: str, bars: Sequence[Bar], titles: Sequence[HeldTitle], on: date
) -> Iterator[Refused]:
    """Yield everything that the registers have against a nomination on a day."""
    if not is_deputy_senior(series, title):
        yield WrongLevel(title=title)
    for bar in bars:
        kind = Sanctioned if bar.kind == "sanction" else Dishonest
        yield kind(
            name=bar.name,
            grounds=bar.grounds,
            document=bar.document,
            since=bar.since,
            until=bar.until,
            after=bar.until + timedelta(days=1),
        )
    try:
        ladder.check_step(ladder.Step.TARGETED_DEPUTY, titles, series, on)
    except ladder.StepRefused as refusal:
        yield refusal


def years_in_middle_title(
    titles: Sequence[HeldTitle], series: str, declared: int, on: date
) -> tuple[int, str]:
    """Return the years with the middle title and on what they rest: the register, or the person."""
    middle = [each for each in ladder.living(titles, series, on) if each.level == "middle"]
    if not middle:
        return declared, "按本人填报计算"
    since = middle[0].obtained_on
    return ladder.full_years(since, on), f"按登记的“{middle[0].title}”取得时间{since}起计算"


def exam_state(person: Mapping[str, Any], on: date) -> str:
    """Tell whether the examination is at the national line and still valid on a day (R13)."""
    if person.get("examLine") != "national":
        return "below"
    until = str(person.get("examValidUntil") or "")
    return "valid" if until >= on.isoformat() else "expired"
