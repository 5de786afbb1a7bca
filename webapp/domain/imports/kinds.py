"""The kinds of import and the columns of their templates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webapp.domain.imports.reading import Column
from webapp.kernel.text import Text


@dataclass(frozen=True, slots=True)
class ImportKind:
    """One kind of spreadsheet."""

    code: str
    name: Text
    told: Text
    columns: Sequence[Column]

    def column(self, key: str) -> Column:
        """Return the column of a key."""
        return next(column for column in self.columns if column.key == key)


def _column(key: str, heading: Text, example: str, hint: Text, *, required: bool = True) -> Column:
    return Column(key, heading, example, hint, required)


_NAME = _column(
    "name",
    Text("姓名", "Name"),
    "阿依努尔·买买提",
    Text("不超过 50 个字符，间隔号用“·”", "At most 50 characters; “·” between parts"),
)
_ID_NUMBER = _column(
    "id_number",
    Text("公民身份号码", "ID number"),
    "22050219800101123X",
    Text("18 位，单元格设为文本格式", "18 characters; format the cells as text"),
)
_UNIT = _column(
    "unit",
    Text("单位", "Unit"),
    "集安市第一中学",
    Text("单位全称或者单位代码", "Full name or code of the unit"),
)

PEOPLE = ImportKind(
    "people",
    Text("人员和账号", "People and accounts"),
    Text(
        "为人员开通账号，并授予其在单位的角色；已有账号的只增加角色。",
        "Opens accounts and gives people their roles in units; who has an account gets roles more.",
    ),
    (
        _NAME,
        _ID_NUMBER,
        _column(
            "phone",
            Text("手机号", "Mobile phone"),
            "13800000000",
            Text("11 位", "11 digits"),
            required=False,
        ),
        _UNIT,
        _column(
            "roles",
            Text("角色", "Roles"),
            "申报人",
            Text(
                "申报人、单位人事干部、单位负责人、主管部门、评审专家；多个用顿号隔开",
                "Applicant, Unit HR officer, Head of unit, Supervising department, Expert; "
                "separated by commas",
            ),
        ),
        _column(
            "username",
            Text("用户名", "User name"),
            "",
            Text("留空则自动生成", "Made by the system when empty"),
            required=False,
        ),
    ),
)
UNITS = ImportKind(
    "units",
    Text("单位", "Units"),
    Text("登记本县的用人单位。", "Enters the units of the county."),
    (
        _column(
            "name",
            Text("单位名称", "Name of the unit"),
            "集安市第二中学",
            Text("全称", "Full name"),
        ),
        _column(
            "name_en",
            Text("英文名称", "English name"),
            "",
            Text("可以不填", "May be left empty"),
            required=False,
        ),
        _column(
            "department",
            Text("主管部门", "Supervising department"),
            "集安市教育局",
            Text("已登记的主管部门全称或者代码", "Full name or code of a department on record"),
        ),
    ),
)
EXPERTS = ImportKind(
    "experts",
    Text("评审专家库", "Expert pool"),
    Text(
        "把专家加入某个系列的评审专家库。",
        "Adds experts to the pool of a series.",
    ),
    (
        _NAME,
        _ID_NUMBER,
        _column("unit", Text("工作单位", "Place of work"), "集安市第一中学", _UNIT.hint),
        _column(
            "series",
            Text("系列", "Series"),
            "中小学教师",
            Text("系列名称", "Name of the series"),
        ),
        _column("specialty", Text("专业", "Specialty"), "语文", Text("例如语文", "e.g. Chinese")),
        _column(
            "can_chair",
            Text("可任主任委员", "May chair"),
            "否",
            Text("是或者否", "yes or no"),
            required=False,
        ),
        _column(
            "term_ends_on",
            Text("任期截止", "Term ends on"),
            "2029-11-30",
            Text("不超过 3 年，例如 2029-11-30", "Within 3 years, e.g. 2029-11-30"),
        ),
    ),
)
POSTS = ImportKind(
    "posts",
    Text("各单位常规副高级岗位数", "Regular deputy-senior posts by unit"),
    Text(
        "登记各单位的常规副高级岗位数，合计是“双定向”岗位 10% 的基数（R15）。",
        "Enters each unit's regular deputy-senior posts; their sum is the base of the 10 % (R15).",
    ),
    (
        _UNIT,
        _column("year", Text("年度", "Year"), "2027", Text("四位数字", "Four digits")),
        _column(
            "number",
            Text("常规副高级岗位数", "Regular deputy-senior posts"),
            "30",
            Text("核准的岗位总数，整数", "Approved posts, a whole number"),
        ),
        _column(
            "source",
            Text("核准文件", "Approving document"),
            "集人社岗〔2026〕3号",
            Text("文号", "Number of the document"),
        ),
    ),
)

KINDS: Mapping[str, ImportKind] = {kind.code: kind for kind in (PEOPLE, UNITS, EXPERTS, POSTS)}
