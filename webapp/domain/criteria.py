"""A county's criteria held against what binds it (notice 二): R9, R10, R12–R14."""

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from webapp.domain import places, titles
from webapp.domain.materials import fingerprint
from webapp.domain.ports.launches import CriteriaInUse, Floor
from webapp.kernel.errors import Refused
from webapp.kernel.text import Text


class CriteriaNotInUse(Refused):
    """No criteria in use."""

    code = "CRITERIA_NOT_IN_USE"
    rule = "R14"
    text = Text(
        zh="{county}{series}系列没有在用的评审标准（须经市（州）确认并报省备案）。",
        en="{county} has no criteria in use for {series} (confirmed by the city, filed with the "
        "province).",
    )
    cure = Text(
        zh="请完成标准的起草、确认和备案。", en="Have criteria drafted, confirmed and filed."
    )


def check_in_use(county: str, series: str, found: CriteriaInUse | None) -> CriteriaInUse:
    """Return the criteria in use; `CriteriaNotInUse` when there are none (R14)."""
    if found is None:
        raise CriteriaNotInUse(
            county=places.county_of(county).name, series=titles.SERIES[series].name.zh
        )
    return found


class CriteriaNotConfirmed(Refused):
    """Criteria are to be put into use that the city has not confirmed."""

    code = "CRITERIA_NOT_CONFIRMED"
    rule = "R14"
    text = Text(
        zh="评审标准未经市（州）确认，不能在用。",
        en="Criteria that the city has not confirmed cannot come into use.",
    )
    cure = Text(zh="请先报市（州）人社局确认。", en="Have the city confirm them first.")


DIMENSIONS: Mapping[str, Text] = {
    "ethics": Text("职业道德", "Ethics"),
    "ability": Text("实践能力", "Ability"),
    "performance": Text("工作业绩", "Performance"),
    "tasks": Text("任务完成情况", "Tasks"),
    "recognition": Text("群众认可度", "Recognition"),
}
"""What is mainly looked at (notice 二（二））; every criteria text has an item for each (R9)."""

HOLDS: Mapping[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "=": operator.eq,
    "required": lambda _ours, _floor: True,
}
"""How an item of a floor is kept: at least, at most, exactly, or by being there at all."""

OPERATORS: Mapping[str, Text] = {
    ">=": Text("不少于", "at least"),
    "<=": Text("不超过", "at most"),
    "=": Text("等于", "exactly"),
    "required": Text("必须具备", "required"),
}

EXAM_CODE = "national_exam"
"""The code of the item that nobody can take out of the criteria of an exam-based series (R13)."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of holding a draft against the rules; the decision table says what blocks."""

    lines: Sequence[Mapping[str, Any]]
    items: Sequence[Mapping[str, Any]]
    missing: Sequence[str]
    weights_total: int
    performance_margin: int
    exam: str  # kept, dropped, lowered, or none in series without an examination
    papers_must: bool
    text_hash: str

    @property
    def below(self) -> Sequence[str]:
        """Return the names of the floor's items that are below it or missing."""
        return [line["name"] for line in self.lines if line["verdict"] != "kept"]


def compare(series: str, draft: Mapping[str, Any], floors: Sequence[Floor]) -> Comparison:
    """Hold a draft against the floors, item by item, and against the series' examination."""
    weights = {name: int(draft["weights"][name]) for name in DIMENSIONS}
    others = [weight for name, weight in weights.items() if name != "performance"]
    items = [dict(item) for item in draft["items"] or ()]
    exam = _exam(series, draft.get("exam"))
    if exam != "none":
        items.insert(0, locked_exam(draft.get("exam")))
    used = {item.get("dimension") for item in items if not item.get("locked")}
    return Comparison(
        lines=[_line(floor, item, items) for floor in floors for item in floor.items],
        items=items,
        missing=[name.zh for name in DIMENSIONS.values() if name.zh not in used],
        weights_total=sum(weights.values()),
        performance_margin=weights["performance"] - max(others),
        exam=exam,
        papers_must=any(item.get("must") and "论文" in str(item.get("item")) for item in items),
        text_hash=fingerprint(
            {
                "series": series,
                "conditions": draft["conditions"],
                "items": items,
                "weights": weights,
            }
        ),
    )


def locked_exam(exam: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return the item that the criteria of an exam-based series always hold (R13)."""
    name = str((exam or {}).get("name") or "国家统一考试")
    return {
        "code": EXAM_CODE,
        "item": f"{name}成绩达到国家合格标准，且在有效期内",
        "dimension": "",
        "must": True,
        "locked": True,
    }


def _exam(series: str, exam: Mapping[str, Any] | None) -> str:
    if series not in titles.EXAM_SERIES:
        return "none"
    if not exam or not str(exam.get("name") or "").strip():
        return "dropped"
    return "kept" if exam.get("line") == "national" else "lowered"


def _line(
    floor: Floor, least: Mapping[str, Any], items: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    ours = [item for item in items if item.get("floorCode") == least["code"]]
    return {
        "code": least["code"],
        "name": least["name"],
        "operator": least["operator"],
        "floor": least.get("value"),
        "unit": least.get("unit") or "",
        "clause": least.get("clause") or "",
        "source": f"{floor.title}（第{floor.version}版）",
        "item": "；".join(str(item.get("item")) for item in ours),
        "value": ours[0].get("value") if ours else None,
        "verdict": _verdict(least, ours),
    }


def _verdict(least: Mapping[str, Any], ours: Sequence[Mapping[str, Any]]) -> str:
    """Return `missing`, `below` or `kept`; every item that names the floor's must keep it."""
    if not ours:
        return "missing"
    return "kept" if all(_kept(least, item.get("value")) for item in ours) else "below"


def _kept(least: Mapping[str, Any], value: object) -> bool:
    if least["operator"] == "required":
        return True
    floor = least.get("value")
    if not isinstance(value, int | float) or not isinstance(floor, int | float):
        return least["operator"] == "=" and value is not None and value == floor
    return HOLDS[least["operator"]](value, floor)
