"""Reading the year's holiday notice as an administrator enters it: lines of day, kind and note."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from webapp.domain.working_days import FIXED_HOLIDAYS, SATURDAY, DayChange
from webapp.kernel.text import Text

NATIONAL = "national"
"""The scope of the State Council's notice; other scopes are codes of prefectures and counties."""

LEAST_NATIONAL = 7
"""A national notice has at least so many lines that differ from “Monday to Friday is worked”."""

MOST_LINES = 400
_KINDS: Mapping[str, bool] = {
    **dict.fromkeys(("works", "work", "working", "班", "上班", "补班", "工作", "工作日"), True),
    **dict.fromkeys(("free", "off", "holiday", "休", "放假", "休息", "休息日"), False),
}
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\Z")
_HEADINGS = frozenset({"date", "日期"})


@dataclass(frozen=True, slots=True)
class Upload:
    """What was read: the days that differ, what is wrong (nothing is entered), what is odd."""

    days: Sequence[DayChange]
    errors: Sequence[Text]
    warnings: Sequence[Text]


def read(text: str, scope: str, year: int, source: str) -> Upload:
    """Read lines `date,works|free,note` (comma, tab or Chinese comma) of one scope and year."""
    days: dict[date, DayChange] = {}
    errors: list[Text] = []
    for number, cells in _lines(text):
        found = _change(number, cells, year, source)
        if isinstance(found, Text):
            errors.append(found)
        elif days.setdefault(found.day, found).works is not found.works:
            errors.append(
                Text(
                    f"第{number}行：{found.day}同时列为上班和放假。",
                    f"Line {number}: {found.day} is both worked and free.",
                )
            )
    ordered = sorted(days.values(), key=lambda each: each.day)
    if len(ordered) > MOST_LINES or not (ordered or errors):
        errors.append(Text("请填写1至400行。", "Between 1 and 400 lines are needed."))
    if scope == NATIONAL and not errors:
        errors.extend(_lacking(days, year))
    return Upload(ordered, errors, tuple(_odd(ordered)))


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    plain = text.lstrip("\ufeff").replace("\t", ",").replace("，", ",")
    for number, cells in enumerate(csv.reader(io.StringIO(plain)), 1):
        kept = [each.strip() for each in cells]
        if any(kept) and not kept[0].startswith("#") and kept[0].casefold() not in _HEADINGS:
            yield number, kept


def _change(number: int, cells: Sequence[str], year: int, source: str) -> DayChange | Text:
    found = _DAY.match(cells[0])
    try:
        day = date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        day = None
    if day is None:
        return Text(
            f"第{number}行：“{cells[0][:20]}”不是日期，请写成 {year}-01-01。",
            f"Line {number}: “{cells[0][:20]}” is no date; write {year}-01-01.",
        )
    if day.year != year:
        return Text(f"第{number}行：{day}不在{year}年。", f"Line {number}: {day} is not in {year}.")
    works = _KINDS.get(cells[1].casefold()) if len(cells) > 1 else None
    if works is None:
        return Text(
            f"第{number}行：第二列请写“works”（上班）或者“free”（放假）。",
            f"Line {number}: the second column says works or free.",
        )
    note = cells[2] if len(cells) > 2 else ""  # noqa: PLR2004 - the third column
    return DayChange(day, works, f"{source}：{note}" if note else source)


def _lacking(days: Mapping[date, DayChange], year: int) -> Iterator[Text]:
    """Yield what a complete national notice cannot lack: the holidays with a fixed date."""
    if len(days) < LEAST_NATIONAL:
        yield Text(
            f"全国节假日安排不完整：仅{len(days)}天。请录入通知列明的全部放假和调休日。",
            f"The national notice is incomplete with {len(days)} days: enter all of its days.",
        )
    for month, number in sorted(FIXED_HOLIDAYS):
        day = date(year, month, number)
        entered = days.get(day)
        if entered.works if entered else day.weekday() < SATURDAY:
            yield Text(
                f"法定节日{day}应为放假（《全国年节及纪念日放假办法》）。",
                f"{day} is a statutory holiday and must be free.",
            )


def _odd(days: Sequence[DayChange]) -> Iterator[Text]:
    for each in days:
        if each.works is (each.day.weekday() < SATURDAY) and each.works:
            yield Text(
                f"{each.day}本来就是工作日，请核对。", f"{each.day} is a weekday anyway; check it."
            )
