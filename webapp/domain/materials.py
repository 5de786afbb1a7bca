"""The fingerprint that tells whether materials are still those the unit publicised (R25, R11)."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

BENEFITS = {"economic": "经济效益", "social": "社会效益", "ecological": "生态效益"}
"""The kinds of benefit that make a solved problem important evidence (notice 二（二））."""


def fingerprint(materials: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the materials; the order of their entries does not matter."""
    text = json.dumps(materials, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def unchanged(materials: Mapping[str, Any], sealed: str) -> bool:
    """Tell whether the materials still have the fingerprint taken when publicity began."""
    return fingerprint(materials) == sealed


def listed(materials: Mapping[str, Any]) -> list[str]:
    """Return the list of materials that is posted with the fingerprint, one line for each."""
    return list(_lines(materials))


def differences(materials: Mapping[str, Any], posted: Sequence[str]) -> list[str]:
    """Return what was added to the posted list, and what is missing from it."""
    now = listed(materials)
    added = [f"新增：{line}" for line in now if line not in posted]
    return added + [f"删去：{line}" for line in posted if line not in now]


def _lines(materials: Mapping[str, Any]) -> Iterator[str]:
    if materials.get("summary"):
        yield f"本职工作与主要业绩：{materials['summary']}"
    for each in materials.get("problems") or ():
        benefit = BENEFITS.get(each.get("benefit", ""), "")
        words = (each.get("problem"), each.get("solution"), each.get("effect"))
        yield f"解决技术难题（{benefit}）：{'；'.join(filter(None, words))}"
    for each in materials.get("works") or ():
        details = "，".join(filter(None, (each.get("date"), each.get("role"))))
        yield f"代表性成果：{each.get('name', '')}" + (f"（{details}）" if details else "")
    if materials.get("recognition"):
        yield f"群众认可情况：{materials['recognition']}"
