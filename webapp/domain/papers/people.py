"""The papers about one applicant: review form, overview, posting inside the unit."""

from collections.abc import Mapping, Sequence
from typing import Any

from webapp.domain.papers.model import Block, Facts, Line, Paper, Slots, Style, Table
from webapp.domain.papers.wording import day, field, lines, masked_number, records, text

Content = Mapping[str, Any]

_CHECKS = (
    ("recommendation", "单位推荐意见"),
    ("unitCheck", "单位审核意见"),
    ("departmentCheck", "主管部门审核意见"),
    ("countyCheck", "县（市、区）审核意见"),
)


def review_form(content: Content) -> Paper:
    """Return the review form (评审表): the person, the materials, each opinion, places to sign."""
    blocks: list[Block] = [Facts(_person_rows(content)), Line("一、申报材料", "heading")]
    blocks += list(lines(content.get("materials"))) or [Line("（未填写）", "note")]
    for number, (key, title) in enumerate(_CHECKS, 2):
        blocks.append(Line(f"{'一二三四五'[number - 1]}、{title}", "heading"))
        blocks += list(lines(content.get(key))) or [Line("（未填写）", "note")]
    blocks.append(
        Slots((("申报人签名", ""), ("单位负责人签名", ""), ("县（市、区）审核人签名", "")))
    )
    return Paper(
        style=Style.PLAIN,
        title="专业技术职称（职称“双定向”）评审表",
        organ=field(content, "organ"),
        date=day(content.get("date")),
        blocks=blocks,
    )


def _person_rows(content: Content) -> Sequence[Sequence[tuple[str, str]]]:
    person = content.get("person")
    pairs = [
        ("姓名", field(person, "name")),
        ("性别", field(person, "sex")),
        ("身份证号", field(person, "idNumber")),
        ("最高学历", field(person, "education")),
        ("工作单位", field(content, "unit")),
        ("县（市、区）", field(content, "county")),
        ("申报系列", field(content, "seriesName", "series")),
        ("申报专业", field(content, "specialty")),
        ("申报职称", field(content, "title")),
        ("申报年度", field(content, "year")),
        ("现任职称", field(person, "currentTitle")),
        ("任现职称年限", field(person, "yearsInPost")),
    ]
    return [pairs[number : number + 2] for number in range(0, len(pairs), 2)]


def overview(content: Content) -> Paper:
    """Return the overview (一览表): one row that says everything briefly, for the meeting."""
    person = content.get("person")
    materials = content.get("materials")
    row = (
        field(person, "name"),
        field(person, "sex"),
        masked_number(field(person, "idNumber")),
        field(content, "unit"),
        field(person, "education"),
        field(person, "currentTitle"),
        field(content, "title"),
        field(content, "specialty"),
        _briefly(materials),
        field(content.get("countyCheck"), "outcome"),
    )
    columns = (
        ("姓名", 7.0),
        ("性别", 4.0),
        ("身份证号", 12.0),
        ("工作单位", 12.0),
        ("学历", 6.0),
        ("现任职称", 8.0),
        ("申报职称", 9.0),
        ("专业", 7.0),
        ("主要业绩", 27.0),
        ("审核意见", 8.0),
    )
    return Paper(
        style=Style.PLAIN,
        title=f"{field(content, 'year')}年职称“双定向”申报人员情况一览表",
        organ=field(content, "organ"),
        date=day(content.get("date")),
        blocks=(Table(columns, (row,)), *_recommended(content)),
        wide=True,
    )


def _briefly(materials: Any) -> str:
    """Return the summary of the materials, or all of them in one cell."""
    brief = field(materials, "summary")
    return brief or "\n".join(line.text for line in lines(materials))


def _recommended(content: Content) -> Sequence[Block]:
    found = list(lines(content.get("recommendation")))
    return (Line("推荐情况", "heading"), *found) if found else ()


def unit_posting(content: Content) -> Paper:
    """Return the posting inside the unit (公示表, A1), without ID and phone numbers."""
    person = field(content.get("person"), "name")
    unit = field(content, "unit")
    listed = content.get("materials")
    shown = [text(each) for each in records(listed)] or [each.text for each in lines(listed)]
    blocks: list[Block] = [
        Line(
            f"经本人申报、单位推荐，现将{person}同志申报{text(content.get('title'))}"
            f"的情况和材料在单位内公示。公示期不少于5个工作日，"
            f"自{day(content.get('startsOn'))}至{day(content.get('endsOn'))}。"
        ),
        Facts(
            (
                (("姓名", person), ("工作单位", unit)),
                (
                    ("申报系列", field(content, "seriesName", "series")),
                    ("申报专业", field(content, "specialty")),
                ),
                (("申报职称", field(content, "title")),),
            )
        ),
        Table(
            (("序号", 1.0), ("公示材料", 9.0)),
            [(str(number), each) for number, each in enumerate(shown, 1)],
            "公示材料目录",
        ),
        Line(
            "公示期内，本单位职工对申报人的资格、业绩和材料真实性有异议的，可以书面形式"
            "实名向本单位人事部门反映，并提供具体事实和线索。"
        ),
    ]
    blocks += _contact(content.get("contact"))
    return Paper(
        style=Style.PLAIN,
        title="职称申报人员公示表",
        organ=unit,
        date=day(content.get("startsOn")),
        blocks=blocks,
    )


def _contact(value: Any) -> Sequence[Line]:
    return [Line(f"联系方式：{text(value)}")] if value and not records(value) else []
