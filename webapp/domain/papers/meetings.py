"""The papers before a meeting: roster, application, notice."""

from collections.abc import Mapping, Sequence
from typing import Any

from webapp.domain.papers.model import Annex, Block, Facts, Line, Paper, Style, Table
from webapp.domain.papers.wording import day, field, masked_number, records, text

Content = Mapping[str, Any]

_ROSTER = (
    ("序号", 4.0),
    ("姓名", 9.0),
    ("身份证号", 13.0),
    ("工作单位", 22.0),
    ("专业", 12.0),
    ("申报职称", 14.0),
)
_POOL = (("序号", 3.0), ("姓名", 8.0), ("工作单位", 22.0), ("专业", 12.0))


def roster(content: Content) -> Paper:
    """Return the roster of those to be reviewed (参评人员名册)."""
    rows = records(content.get("rows"))
    return Paper(
        style=Style.PLAIN,
        title=f"{field(content, 'county')}{field(content, 'year')}年{field(content, 'seriesName')}"
        "系列职称“双定向”申报参评人员名册",
        organ=field(content, "organ"),
        date=day(content.get("date")),
        blocks=(
            Line(f"共{len(rows)}人。本名册经县（市、区）审核受理，供例会评审使用。", "flush"),
            _roster_table(rows),
        ),
        wide=True,
    )


def _roster_table(rows: Sequence[Any]) -> Table:
    return Table(
        _ROSTER,
        [
            (
                field(each, "number") or str(place),
                field(each, "name"),
                masked_number(field(each, "idNumber")),
                field(each, "unit"),
                field(each, "specialty"),
                field(each, "title"),
            )
            for place, each in enumerate(rows, 1)
        ],
    )


def _pool_table(rows: Sequence[Any]) -> Table:
    return Table(
        _POOL,
        [
            (str(place), field(each, "name"), field(each, "unit"), field(each, "specialty"))
            for place, each in enumerate(rows, 1)
        ],
    )


def meeting_application(content: Content) -> Paper:
    """Return the application for the meeting (例会申请, R27) with its plan and rosters."""
    posts, committee = content.get("posts"), content.get("committee")
    series, year = field(content, "seriesName"), field(content, "year")
    when = day(content.get("meetingOn"))
    facts = Facts(
        (
            (("评审系列", series), ("评审年度", year)),
            (("拟定会议日期", when), ("会议地点", field(content, "place"))),
            (("参评人数", _count(content.get("nominees"))), ("拟用岗位数", field(posts, "wanted"))),
            (("专设岗位总量", field(posts, "total")), ("已用岗位数", field(posts, "occupied"))),
            (
                ("空缺岗位数", field(posts, "vacant")),
                ("评委会人数", field(committee, "size")),
            ),
            (
                ("评委会备案号", field(committee, "filing")),
                ("备案有效期至", field(committee, "validUntil")),
            ),
            (("减少人数的同意文号", field(committee, "consent")),),
            (("开展备案文号", field(content, "launchFiling")),),
            (("评审标准", _criteria(content.get("criteria"))),),
            (("联系人及电话", field(content, "contact")),),
        )
    )
    blocks: list[Block] = [
        Line(
            f"根据吉人社函〔2023〕211号文件规定，我县（市、区）{year}年{series}系列职称"
            f"“双定向”申报审核工作已经结束，拟于{when}召开评审委员会例会。现将有关材料报上，"
            "请予批复，并从专家库中抽取委员和候补委员。"
        ),
        facts,
        Line("特此申请。"),
    ]
    return Paper(
        style=Style.OFFICIAL,
        title=f"关于召开{year}年{series}系列职称“双定向”评审委员会例会的申请",
        organ=field(content, "organ"),
        date=day(content.get("date")),
        number=field(content, "number"),
        head=f"{field(content, 'organ')}文件",
        signer=field(content, "signedBy", "signer"),
        addressee=field(content, "to", "addressee"),
        blocks=blocks,
        annexes=_application_annexes(content),
    )


def _application_annexes(content: Content) -> Sequence[Annex]:
    pool, rows = records(content.get("pool")), records(content.get("rows"))
    annexes = [
        Annex(
            "评审工作实施方案",
            (
                *_paragraphs(content.get("plan")),
                Line("纪律和监督安排", "heading"),
                *_paragraphs(content.get("supervision")),
            ),
        ),
        Annex("评委会专家库名册", (Line(f"共{len(pool)}人。", "flush"), _pool_table(pool))),
    ]
    if rows:
        annexes.append(
            Annex("申报参评人员名册", (Line(f"共{len(rows)}人。", "flush"), _roster_table(rows)))
        )
    return annexes


def _paragraphs(value: Any) -> Sequence[Line]:
    found = [Line(part) for part in text(value).splitlines() if part.strip()]
    return found or [Line("（未填写）", "note")]


def _count(value: Any) -> str:
    return str(len(value)) if records(value) else text(value)


def _criteria(value: Any) -> str:
    """Return the criteria in one sentence; numbers of versions read better with their word."""
    if not isinstance(value, Mapping):
        return text(value)
    version = field(value, "version", "criteriaVersion")
    parts = (
        f"第{version}版" if version else "",
        field(value, "confirmation", "criteriaConfirmation"),
        field(value, "filing", "criteriaFiling"),
    )
    return "，".join(part for part in parts if part)


def meeting_notice(content: Content) -> Paper:
    """Return the notice of the meeting (例会通知单): when, who sits, how many are reviewed."""
    members = records(content.get("members"))
    return Paper(
        style=Style.PLAIN,
        title="评审委员会例会通知单",
        organ=field(content, "organ"),
        date=day(content.get("date")),
        blocks=(
            Facts(
                (
                    (
                        ("县（市、区）", field(content, "county")),
                        ("评审系列", field(content, "seriesName")),
                    ),
                    (
                        ("批复文号", field(content, "approvalNumber")),
                        ("批复日期", day(content.get("approvedOn"))),
                    ),
                    (
                        ("会议日期", day(content.get("meetingOn"))),
                        ("会议地点", field(content, "place")),
                    ),
                    (
                        ("参评人数", _count(content.get("nominees"))),
                        ("批准岗位数", field(content, "approvedPosts")),
                    ),
                )
            ),
            Table(
                (("序号", 3.0), ("姓名", 8.0), ("工作单位", 20.0), ("职务", 8.0)),
                [
                    (
                        str(place),
                        field(each, "name"),
                        field(each, "unit"),
                        ROLES.get(field(each, "role"), field(each, "role")),
                    )
                    for place, each in enumerate(members, 1)
                ],
                f"评审委员会组成人员（{len(members)}人）",
            ),
            Line(
                "请按时到会，遵守评审纪律，不得委托他人投票。本通知单载有专家姓名，"
                "不得向申报人和社会公开。"
            ),
        ),
    )


ROLES: Mapping[str, str] = {
    "chair": "主任委员",
    "vice_chair": "副主任委员",
    "viceChair": "副主任委员",
    "member": "委员",
    "alternate": "候补委员",
}
