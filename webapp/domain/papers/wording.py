"""How papers write dates, numbers, yes and no, and what records call by English keys."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from webapp.domain.papers.model import Line

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T.*)?")
_YES_NO = {True: "是", False: "否"}

LABELS: Mapping[str, str] = {
    "name": "名称",
    "idNumber": "身份证号",
    "phone": "联系电话",
    "sex": "性别",
    "birthDate": "出生日期",
    "education": "最高学历",
    "degree": "学位",
    "currentTitle": "现任职称",
    "currentLevel": "现任职称层级",
    "yearsInPost": "任现职称年限",
    "examLine": "国家考试成绩",
    "summary": "本职工作与主要业绩",
    "problemsSolved": "解决的技术难题及效益",
    "problem": "技术难题",
    "solution": "解决办法",
    "benefit": "效益",
    "benefitType": "效益类别",
    "proof": "证明材料",
    "promise": "书面承诺",
    "recognition": "群众认可情况",
    "works": "代表性成果",
    "role": "本人作用",
    "date": "日期",
    "outcome": "意见",
    "opinion": "评价意见",
    "reasons": "理由",
    "reason": "理由",
    "signer": "签字人",
    "signedBy": "签字人",
    "signedOn": "签字日期",
    "meetingOn": "集体研究日期",
    "heldOn": "日期",
    "methods": "评价方式",
    "scores": "评价得分",
    "ethics": "职业道德",
    "ability": "实践能力",
    "performance": "工作业绩",
    "tasks": "任务完成情况",
    "score": "得分",
    "conditionsMet": "符合本县评审标准",
    "authentic": "业绩材料真伪属实",
    "truthful": "品德、能力、业绩属实",
    "items": "逐项核查",
    "condition": "条件",
    "verdict": "结论",
    "evidence": "依据",
    "item": "条件",
    "material": "材料",
    "title": "名称",
    "total": "总量",
    "occupied": "已用",
    "vacant": "空缺",
    "wanted": "拟用",
    "filing": "备案号",
    "validUntil": "有效期至",
    "validFrom": "有效期自",
    "size": "人数",
    "consent": "省级同意文号",
    "version": "版本",
    "confirmation": "市（州）确认文号",
    "sha256": "校验码",
    "textHash": "校验码",
    "hash": "校验码",
    "startsOn": "开始日期",
    "endsOn": "截止日期",
    "invited": "应到人数",
    "returned": "收回票数",
    "satisfied": "满意票数",
    "listed": "参评",
    "reviewed": "评审",
    "passed": "通过",
    "failed": "未通过",
    "objections": "异议",
    "upheld": "异议成立",
    "count": "人数",
    "organ": "机关",
    "county": "县（市、区）",
    "unit": "单位",
    "experts": "专家",
    "substitutes": "替补委员",
    "newDate": "改期至",
    "cause": "原因",
    "specialty": "专业",
    "series": "系列",
}


_CODED = frozenset({"outcome", "verdict", "decision"})

_CODES: Mapping[str, str] = {
    "accept": "予以受理",
    "approve": "同意",
    "recommend": "同意推荐",
    "pass": "符合",
    "met": "符合",
    "unmet": "不符合",
    "fail": "不符合",
    "correct": "补正",
    "return": "退回",
    "refuse": "不同意",
    "reject": "不同意",
    "dismissed": "异议不成立",
    "upheld": "异议成立",
}


def said(key: str, value: Any) -> str:
    """Return a value as text; verdicts that a record gives as codes are written out."""
    written = text(value)
    return _CODES.get(written, written) if key in _CODED else written


def day(value: Any) -> str:
    """Return a date as officials write it, 2026年11月23日; other text stays as it is."""
    found = _DAY.fullmatch(str(value)) if value else None
    if found is None:
        return text(value)
    year, month, number = (int(part) for part in found.groups())
    return f"{year}年{month}月{number}日"


def date_of(value: Any) -> date | None:
    """Return the day that an ISO text names, or None."""
    found = _DAY.fullmatch(str(value or ""))
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def text(value: Any) -> str:
    """Return one value as people read it; lists are joined, maps name their keys."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _YES_NO[value]
    if isinstance(value, Mapping):
        return "；".join(
            f"{label(key)}：{said(key, each)}"
            for key, each in value.items()
            if each not in (None, "", [], {})
        )
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "、".join(text(each) for each in value)
    return _DAY.sub(_written_day, str(value)) if _DAY.fullmatch(str(value)) else str(value)


def _written_day(found: re.Match[str]) -> str:
    year, month, number = (int(part) for part in found.groups())
    return f"{year}年{month}月{number}日"


def label(key: str) -> str:
    """Return what a paper calls a key of a record."""
    return LABELS.get(key, key)


def field(record: Any, *keys: str) -> str:
    """Return the first of the keys that the record fills, as text."""
    if not isinstance(record, Mapping):
        return text(record) if keys and keys[0] == "name" else ""
    for key in keys:
        if record.get(key) not in (None, "", []):
            return said(key, record[key])
    return ""


def records(value: Any) -> Sequence[Any]:
    """Return the rows of a list; anything else has none."""
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def names(value: Any) -> str:
    """Return the names of people, joined."""
    if isinstance(value, str):
        return value
    return "、".join(filter(None, (field(each, "name", "title") for each in records(value))))


def lines(value: Any) -> Iterator[Line]:
    """Yield what a nested record says, a line for each entry; lists are numbered."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _entry(str(key), each)
    elif records(value):
        for number, each in enumerate(value, 1):
            yield Line(f"{number}. {text(each)}")
    elif value not in (None, "", [], {}):
        yield from (Line(part) for part in text(value).splitlines() if part.strip())


def _entry(key: str, value: Any) -> Iterator[Line]:
    if records(value) and any(isinstance(each, Mapping) for each in value):
        yield Line(f"{label(key)}：")
        yield from lines(value)
    elif value not in (None, "", [], {}):
        yield Line(f"{label(key)}：{said(key, value)}")


def masked_number(value: Any) -> str:
    """Return an ID number with its middle hidden, as lists show it."""
    number = text(value)
    visible = 10
    return f"{number[:6]}********{number[-4:]}" if len(number) > visible else number
