"""The twelve kinds of official papers: what each must state, and who may read it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from webapp.kernel.errors import RuleBroken
from webapp.kernel.text import Text


class DocumentIncomplete(RuleBroken):
    """An operation wants to archive a paper that lacks what papers of its kind must state."""

    code = "DOCUMENT_INCOMPLETE"
    text = Text(
        zh="归档文件（{kind}）缺少必填内容：{missing}。请补齐后重新归档。",
        en="A document of the kind {kind} lacks: {missing}. Add that and archive it again.",
    )


class UnknownDocument(RuleBroken):
    """There is no such kind of official paper."""

    code = "UNKNOWN_DOCUMENT"
    text = Text(
        zh="没有“{kind}”这一文件种类，可用的种类：{known}。",
        en="There is no kind of document {kind}; there are {known}.",
    )


class Readers(StrEnum):
    """Who may read a paper, besides the offices of its county, its city and the province.

    `OFFICES`: nobody else, for it names experts or votes (A10). `PERSON`: the unit and department
    through which it passed, and whom it is about. `ALL`: everybody who sees the procedure.
    """

    OFFICES = "offices"
    PERSON = "person"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of paper. `tabular` ones are given out as a spreadsheet, too."""

    code: str
    name: Text
    readers: Readers
    required: frozenset[str]
    tabular: bool = False


_ALWAYS = frozenset({"organ", "county", "date"})


def _kind(code: str, zh: str, en: str, readers: Readers, required: str) -> Kind:
    """Return a kind; a star before the English name says that it is tabular."""
    return Kind(
        code,
        Text(zh, en.removeprefix("*")),
        readers,
        _ALWAYS | frozenset(required.split()),
        tabular=en.startswith("*"),
    )


_PERSON = "person unit series title"

KINDS: Mapping[str, Kind] = {
    each.code: each
    for each in (
        _kind("review_form", "评审表", "Review form", Readers.PERSON, f"{_PERSON} year"),
        _kind("overview", "一览表", "*Overview", Readers.PERSON, f"{_PERSON} year"),
        _kind(
            "unit_posting", "公示表", "Unit posting", Readers.PERSON, f"{_PERSON} startsOn endsOn"
        ),
        _kind("roster", "参评人员名册", "*Roster", Readers.OFFICES, "series seriesName year rows"),
        _kind(
            "meeting_application",
            "例会申请",
            "*Meeting application",
            Readers.OFFICES,
            "seriesName year meetingOn posts committee nominees pool",
        ),
        _kind(
            "draw_record",
            "评委会抽取记录",
            "*Draw record",
            Readers.OFFICES,
            "seed algorithm candidates excluded members alternates drawnOn",
        ),
        _kind(
            "meeting_notice",
            "例会通知单",
            "Meeting notice",
            Readers.OFFICES,
            "approvalNumber approvedOn meetingOn members nominees",
        ),
        _kind(
            "minutes",
            "评审会议纪要",
            "Minutes",
            Readers.OFFICES,
            "heldOn present votes denominator passed signature",
        ),
        _kind(
            "publicity",
            "公示",
            "*Publicity",
            Readers.ALL,
            "title basis rows startsOn endsOn contact",
        ),
        _kind("filing_report", "备案报告", "*Filing report", Readers.OFFICES, "subject to rows"),
        _kind(
            "publication",
            "公布文件",
            "*Publication document",
            Readers.ALL,
            "title number filing effectiveOn rows validity",
        ),
        _kind(
            "certificate",
            "电子证书",
            "Electronic certificate",
            Readers.PERSON,
            "number verificationCode holder unit seriesName title committee passedOn "
            "publicationNumber issuedOn validity",
        ),
    )
}
"""Every kind, in the order in which a round makes them."""


def kind_of(code: str) -> Kind:
    """Return a kind by its code; `UnknownDocument` if there is none."""
    if code not in KINDS:
        raise UnknownDocument(kind=code, known=", ".join(KINDS))
    return KINDS[code]


def check_content(code: str, content: Mapping[str, Any]) -> None:
    """Refuse a paper of an unknown kind, or one that does not state what it must.

    An empty list counts as stated (nobody passed, nobody was excluded), an empty text does not.
    """
    kind = kind_of(code)
    missing = sorted(name for name in kind.required if content.get(name) in (None, ""))
    if "person" in kind.required and isinstance(content.get("person"), Mapping):
        missing += [] if content["person"].get("name") else ["person.name"]
    if missing:
        raise DocumentIncomplete(kind=code, missing=", ".join(missing))


def subject_of(content: Mapping[str, Any]) -> tuple[str, str]:
    """Return the name and the ID number of the person whom a paper is about; empty if of many."""
    person = content.get("person")
    if isinstance(person, Mapping):
        return str(person.get("name") or ""), str(person.get("idNumber") or "")
    return str(content.get("holder") or ""), str(content.get("idNumber") or "")


def label_of(code: str, content: Mapping[str, Any]) -> str:
    """Return what a list calls a paper: its subject or heading, and its number."""
    name, _ = subject_of(content)
    heading = str(content.get("title") or "") if code in ("publicity", "publication") else ""
    series = str(content.get("seriesName") or "")
    parts = (KINDS[code].name.zh, name or heading or series, str(content.get("number") or ""))
    return " ".join(part for part in parts if part)[:_LONGEST_LABEL]


_LONGEST_LABEL = 390


def canonical(content: Mapping[str, Any]) -> bytes:
    """Return the one spelling of a record: JSON, keys in order, no blanks, UTF-8."""
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode("utf-8", "backslashreplace")


def record_hash(content: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a record; the same record has the same hash for ever."""
    return hashlib.sha256(canonical(content)).hexdigest()
