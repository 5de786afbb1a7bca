"""The papers after a meeting: publicity, filing report, publication document."""

from collections.abc import Mapping, Sequence
from typing import Any

from webapp.domain.papers.model import Annex, Block, Facts, Line, Paper, Style, Table
from webapp.domain.papers.wording import day, field, lines, records, text

Content = Mapping[str, Any]

_NAMED = (
    ("序号", 3.0),
    ("姓名", 8.0),
    ("工作单位", 20.0),
    ("系列", 8.0),
    ("专业", 8.0),
    ("职称", 10.0),
)


def _named(content: Content) -> Table:
    """Return the list of names: no ID number, no phone, no votes (domain 2.7)."""
    return Table(
        _NAMED,
        [
            (
                str(place),
                field(each, "name"),
                field(each, "unit"),
                field(each, "seriesName", "series") or field(content, "seriesName"),
                field(each, "specialty"),
                field(each, "title"),
            )
            for place, each in enumerate(records(content.get("rows")), 1)
        ],
    )


def publicity(content: Content) -> Paper:
    """Return the publicity list (公示, R28)."""
    count = len(records(content.get("rows")))
    return Paper(
        style=Style.PLAIN,
        title=field(content, "title"),
        organ=field(content, "organ"),
        date=day(content.get("startsOn")),
        blocks=(
            Line(f"{field(content, 'basis').rstrip('。')}。现将评审结果予以公示，共{count}人。"),
            Line(
                f"公示时间：{day(content.get('startsOn'))}至{day(content.get('endsOn'))}"
                "（不少于5个工作日）。"
            ),
            Line(
                "公示期内，对公示人员有异议的，可以书面形式向公示机关反映。反映情况应当实事求是，"
                "个人反映的署真实姓名，单位反映的加盖公章，并提供具体事实和线索。"
            ),
            Line(f"联系方式：{field(content, 'contact')}"),
            _named(content),
        ),
    )


def filing_report(content: Content) -> Paper:
    """Return the report with which results are filed (备案报告, R29, R31)."""
    posted = content.get("publicity")
    said = list(lines(content.get("text"))) or [
        Line(
            f"我县（市、区）{field(content, 'seriesName')}系列职称“双定向”评审工作已经完成，"
            "评审结果经公示期满，现将有关情况和名单报上，请予备案。"
        )
    ]
    blocks: list[Block] = [*said]
    facts = [
        *_pairs(content.get("counts")),
        ("公示时间", _span(posted)),
        ("公示结果", field(posted, "outcome")),
        ("会议纪要", field(content, "minutes")),
    ]
    blocks.append(Facts([facts[place : place + 1] for place in range(len(facts))]))
    blocks.append(Line("特此报告。"))
    return Paper(
        style=Style.OFFICIAL,
        title=field(content, "subject"),
        organ=field(content, "organ"),
        date=day(content.get("date")),
        number=field(content, "number"),
        head=f"{field(content, 'organ')}文件",
        signer=field(content, "signedBy", "signer"),
        addressee=field(content, "to"),
        blocks=blocks,
        annexes=(Annex("评审通过人员名单", (_named(content),)),),
    )


def _pairs(value: Any) -> Sequence[tuple[str, str]]:
    return [
        (name, rest)
        for name, _, rest in (line.text.partition("：") for line in lines(value))
        if rest
    ]


def _span(posted: Any) -> str:
    starts, ends = field(posted, "startsOn"), field(posted, "endsOn")
    return f"{starts}至{ends}" if starts and ends else starts or ends


def publication(content: Content) -> Paper:
    """Return the publication document (公布文件, R30): titles count from the day of the vote."""
    count = len(records(content.get("rows")))
    validity = text(content.get("validity")).rstrip("。")
    return Paper(
        style=Style.OFFICIAL,
        title=field(content, "title"),
        organ=field(content, "organ"),
        date=day(content.get("date")),
        number=field(content, "number"),
        head=f"{field(content, 'organ')}文件",
        addressee=field(content, "to") or "各有关部门、各有关单位",
        blocks=(
            Line(
                f"根据吉人社函〔2023〕211号文件规定，经评审委员会评审通过、公示期满并备案"
                f"（{field(content, 'filing')}），现公布{count}名同志取得职称“双定向”副高级职称，"
                "名单附后。"
            ),
            Line(
                f"上述人员职称自{day(content.get('effectiveOn'))}起生效，{validity}，"
                "离开本县（市、区）的不再有效。"
            ),
        ),
        annexes=(Annex("取得职称“双定向”副高级职称人员名单", (_named(content),)),),
    )
