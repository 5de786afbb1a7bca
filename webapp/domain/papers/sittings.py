"""The papers of a committee: the record of its draw and the minutes of its meeting."""

from collections.abc import Mapping, Sequence
from typing import Any

from webapp.domain.papers.meetings import ROLES
from webapp.domain.papers.model import Block, Facts, Line, Paper, Slots, Style, Table
from webapp.domain.papers.wording import day, field, names, records, text

Content = Mapping[str, Any]

_PEOPLE = (("序号", 3.0), ("姓名", 8.0), ("工作单位", 20.0), ("专业", 10.0), ("职务", 8.0))


def draw_record(content: Content) -> Paper:
    """Return the record of the draw (评委会抽取记录, A5): whoever has it can repeat the draw."""
    candidates = records(content.get("candidates"))
    excluded = records(content.get("excluded"))
    members = records(content.get("members"))
    alternates = records(content.get("alternates"))
    facts = Facts(
        (
            (
                ("抽取日期", day(content.get("drawnOn"))),
                ("候选人数", str(len(candidates))),
            ),
            (("委员人数", str(len(members))), ("候补人数", str(len(alternates)))),
            (("随机种子", field(content, "seed")),),
            (("抽取算法", field(content, "algorithm")),),
        )
    )
    return Paper(
        style=Style.PLAIN,
        title="评审委员会委员随机抽取记录",
        organ=field(content, "organ"),
        date=day(content.get("date")),
        blocks=(
            facts,
            Line("以相同的种子、算法和候选名单重复抽取，得到相同的结果。", "flush"),
            _people("委员", members),
            _people("候补委员（按递补次序）", alternates),
            Table(
                (("序号", 3.0), ("姓名", 10.0), ("回避或者排除的原因", 30.0)),
                [
                    (str(place), field(each, "name", "id"), field(each, "reason"))
                    for place, each in enumerate(excluded, 1)
                ],
                "排除人员",
            ),
            Table(
                (("序号", 3.0), ("编号", 14.0), ("姓名", 10.0), ("工作单位", 20.0)),
                [
                    (str(place), *_candidate(each), field(each, "unit"))
                    for place, each in enumerate(candidates, 1)
                ],
                "候选名单（抽取时的次序）",
            ),
            Slots((("抽取人签名", field(content, "drawnBy")), ("监督人签名", ""))),
        ),
    )


def _candidate(each: Any) -> tuple[str, str]:
    if isinstance(each, Mapping):
        return field(each, "id"), field(each, "name")
    return text(each), ""


def _people(caption: str, rows: Sequence[Any]) -> Table:
    return Table(
        _PEOPLE,
        [
            (
                str(place),
                field(each, "name"),
                field(each, "unit"),
                field(each, "specialty"),
                ROLES.get(field(each, "role"), field(each, "role")),
            )
            for place, each in enumerate(rows, 1)
        ],
        caption,
    )


_VOTES = (
    ("姓名", 9.0),
    ("到会", 4.0),
    ("同意", 4.0),
    ("不同意", 5.0),
    ("弃权", 4.0),
    ("未投", 4.0),
    ("结果", 6.0),
)
_RESULT = {True: "通过", False: "未通过"}

DENOMINATORS: Mapping[str, str] = {
    "strict": "到会专家总数（回避专家计入，从严）",
    "reduced": "到会专家总数（回避专家不计入）",
}

TIE_RULES: Mapping[str, str] = {
    "second_ballot": "末位同票时再次无记名投票确定名次",
    "score": "末位同票时按评议组评分确定名次",
    "unit_order": "末位同票时按单位推荐次序确定名次",
}


def minutes(content: Content) -> Paper:
    """Return the minutes (评审会议纪要, A9): attendance, withdrawals, opinions, counts, results."""
    present, absent = records(content.get("present")), records(content.get("absent"))
    denominator = field(content, "denominator")
    tie_rule = field(content, "tieRule")
    blocks: list[Block] = [
        Facts(
            (
                (
                    ("会议日期", day(content.get("heldOn"))),
                    ("会议地点", field(content, "place")),
                ),
                (("主持人", field(content, "ledBy")), ("评审系列", field(content, "seriesName"))),
                (("到会专家", f"{len(present)}人：{names(present)}"),),
                (("缺席专家", f"{len(absent)}人：{names(absent)}" if absent else "无"),),
                (("计票分母", DENOMINATORS.get(denominator, denominator)),),
                (("评委会备案号", field(content, "filing")), ("岗位数", field(content, "posts"))),
                (("同票规则", TIE_RULES.get(tie_rule, tie_rule)),),
            )
        ),
        Line("一、回避情况", "heading"),
        *(_recusals(content.get("recusals")) or [Line("无人回避。")]),
        Line("二、评议组意见", "heading"),
        *(_opinions(content.get("groups")) or [Line("未设评议组。")]),
        *_opinions(content.get("opinions")),
        Line("三、表决结果", "heading"),
        Line(
            "采取无记名投票方式表决，同意票达到到会专家三分之二以上（3×同意票≥2×到会人数）为通过；"
            "未投票、弃权均不计为同意，不得委托投票或者补充投票。"
        ),
        Table(_VOTES, [_vote(each) for each in records(content.get("votes"))]),
        Line("四、评审通过人员", "heading"),
        Line(names(content.get("passed")) or "无人通过。"),
        *_adjourned(content.get("adjournments")),
        Slots(_signatures(content.get("signature"))),
    ]
    return Paper(
        style=Style.PLAIN,
        title=f"{field(content, 'county')}{field(content, 'seriesName')}系列职称“双定向”"
        "评审委员会会议纪要",
        organ=field(content, "organ"),
        date=day(content.get("heldOn")),
        blocks=blocks,
    )


def _recusals(value: Any) -> list[Line]:
    """Return a sentence for each withdrawal: who, from whose review, and why (A11)."""
    found = []
    for each in records(value):
        expert = field(each, "expert", "expertName", "name")
        applicant = field(each, "applicant", "applicantName", "nominee", "person")
        if expert != field(each, "name"):
            applicant = applicant or field(each, "name")
        about = f"对{applicant}的评审" if applicant else "有关评审"
        found.append(Line(f"{expert}回避{about}：{field(each, 'reason', 'cause') or '未注明原因'}"))
    return found


def _opinions(value: Any) -> list[Line]:
    """Return what each discussion group wrote; the group's name leads (A8)."""
    found = []
    for each in records(value):
        name = field(each, "group", "name")
        rest = {
            key: entry
            for key, entry in (each.items() if isinstance(each, Mapping) else ())
            if key not in ("group", "name", "key", "id", "username")
        }
        said = field(rest, "opinion") if set(rest) == {"opinion"} else text(rest)
        found.append(Line("：".join(part for part in (name, said) if part)))
    return found


def _adjourned(value: Any) -> list[Line]:
    found = [Line(text(each)) for each in records(value)]
    return [Line("五、休会情况", "heading"), *found] if found else []


def _vote(each: Any) -> Sequence[str]:
    passed = each.get("passed") if isinstance(each, Mapping) else None
    counts = (field(each, key) or "0" for key in ("present", "yes", "no", "abstain", "missing"))
    return (field(each, "name"), *counts, _RESULT.get(passed is True, ""))


def _signatures(value: Any) -> Sequence[tuple[str, str]]:
    """Return the places to sign; the chair's name and day stand there when the chair has signed."""
    signer = field(value, "signedBy", "chair", "name", "signer")
    on = field(value, "signedOn", "date", "on")
    return (
        ("主任委员签名", " ".join(part for part in (signer, on) if part)),
        ("记录人签名", ""),
        ("评审委员会盖章", ""),
    )
