"""What the law leaves to a county: each choice with its kind, default and bounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from webapp.domain import statute
from webapp.kernel.errors import RuleBroken
from webapp.kernel.text import Text


class SettingRefused(RuleBroken):
    """A value that a setting cannot have."""

    code = "SETTING_REFUSED"
    text = Text(
        zh="“{name}”不能设为{value}：{reason}。",
        en="“{name}” cannot be {value}: {reason}.",
    )


class Group(StrEnum):
    """The parts of the settings page, in its order."""

    NOMINATION = "nomination"
    MEETING = "meeting"
    PUBLICITY = "publicity"
    POSTS = "posts"
    PAPERS = "papers"


@dataclass(frozen=True, slots=True)
class Setting:
    """One choice: a switch (bool), a number with bounds, a choice of words, or a text.

    `basis` is the number of the rule that leaves the choice, empty where no rule speaks of it;
    `least` and `most` bound numbers, inclusively.
    """

    name: str
    group: Group
    label: Text
    default: bool | int | str
    basis: str
    least: int = 0
    most: int = 1_000
    choices: Mapping[str, Text] | None = None


def _on_off(name: str, group: Group, zh: str, en: str, basis: str, *, default: bool) -> Setting:
    return Setting(name, group, Text(zh, en), default, basis)


_N, _M, _P, _S, _D = (
    Group.NOMINATION,
    Group.MEETING,
    Group.PUBLICITY,
    Group.POSTS,
    Group.PAPERS,
)

SETTINGS: Sequence[Setting] = (
    _on_off(
        "debriefing",
        _N,
        "推荐前须个人述职",
        "Debriefing before recommendation",
        "R23",
        default=False,
    ),
    _on_off(
        "appraisal", _N, "推荐前须考核测评", "Appraisal before recommendation", "R23", default=True
    ),
    _on_off(
        "poll", _N, "推荐前须民意调查", "Opinion poll before recommendation", "R23", default=False
    ),
    Setting(
        "appraisalLeastScore",
        _N,
        Text("考核测评合格分", "Least appraisal score"),
        60,
        "R23",
        0,
        100,
    ),
    Setting(
        "pollTurnoutPercent",
        _N,
        Text("民意调查参与率下限（%）", "Least turnout of the poll (%)"),
        80,
        "R23",
        0,
        100,
    ),
    Setting(
        "pollSupportPercent",
        _N,
        Text("民意调查满意率下限（%）", "Least support in the poll (%)"),
        60,
        "R23",
        0,
        100,
    ),
    Setting(
        "correctionDays",
        _N,
        Text("补正期限（工作日）", "Days for corrections (working days)"),
        5,
        "A2",
        1,
        60,
    ),
    Setting(
        "unitQuotaPercent",
        _N,
        Text("单位推荐比例上限（%）", "Most that a unit recommends (%)"),
        100,
        "R22",
        1,
        100,
    ),
    _on_off(
        "preReviewPublicity",
        _N,
        "评审前公示受理人员",
        "Post those accepted before the review",
        "",
        default=False,
    ),
    Setting(
        "committeeBy",
        _M,
        Text("评委会组建方式", "Committee formed by"),
        "series",
        "A3",
        choices={
            "series": Text("按系列（不少于25人）", "series (at least 25)"),
            "specialty": Text("按专业（不少于11人）", "specialty (at least 11)"),
        },
    ),
    Setting(
        "alternatesPerMember",
        _M,
        Text("候补委员与委员之比", "Alternates for each member"),
        2,
        "A5",
        1,
        5,
    ),
    Setting(
        "groupSize",
        _M,
        Text("评议组最少人数", "Least size of a discussion group"),
        statute.DISCUSSION_GROUP,
        "A8",
        statute.DISCUSSION_GROUP,
        15,
    ),
    Setting(
        "denominator",
        _M,
        Text("回避专家是否计入到会人数", "Whether withdrawn experts count as present"),
        "strict",
        "A7",
        choices={
            "strict": Text("计入（从严）", "counted (strict)"),
            "reduced": Text("不计入", "not counted"),
        },
    ),
    Setting(
        "tieRule",
        _M,
        Text("末位同票时的规则", "Rule for a tie at the last post"),
        "second_ballot",
        "",
        choices={
            "second_ballot": Text("再次无记名投票确定名次", "a second secret ballot on the order"),
            "score": Text("按评议组评分", "the groups' score"),
            "unit_order": Text("按单位推荐次序", "the units' order of recommendation"),
        },
    ),
    Setting(
        "applicationDays",
        _M,
        Text("例会申请提前天数（工作日）", "Days between application and meeting (working days)"),
        5,
        "",
        0,
        60,
    ),
    Setting(
        "publicityDays",
        _P,
        Text("公示期（工作日）", "Publicity (working days)"),
        5,
        "R28",
        statute.PUBLICITY_WORKING_DAYS,
        30,
    ),
    Setting(
        "unitPublicityDays",
        _P,
        Text("单位内公示期（工作日）", "Publicity in the unit (working days)"),
        5,
        "A1",
        statute.PUBLICITY_WORKING_DAYS,
        30,
    ),
    Setting(
        "objectionDays",
        _P,
        Text("异议调查期限（工作日）", "Days for an investigation (working days)"),
        15,
        "R28",
        1,
        60,
    ),
    Setting(
        "recheckDays",
        _P,
        Text("复查申请期限（工作日）", "Days to ask for a re-check (working days)"),
        15,
        "A12",
        1,
        60,
    ),
    Setting("contactPhone", _P, Text("受理电话", "Telephone"), "", ""),
    Setting(
        "disciplinePhone",
        _P,
        Text("纪检监督电话", "Telephone of discipline inspection"),
        "",
        "",
    ),
    Setting("contactAddress", _P, Text("受理地址", "Address"), "", ""),
    Setting(
        "postBasis",
        _S,
        Text("10%的计算范围", "What the tenth is taken of"),
        "all",
        "R16",
        choices={
            "all": Text("全县（市、区）", "the whole county"),
            "county_and_below": Text("县级及以下单位", "units at county level and below"),
        },
    ),
    Setting(
        "publicationIssuer",
        _D,
        Text("公布文件印发机关", "Who issues the publication document"),
        "city",
        "R30",
        choices={
            "city": Text("市（州）人社局", "the city"),
            "county": Text("县（市、区）人社局", "the county"),
        },
    ),
    _on_off("korean", _D, "文件加印朝鲜文", "A Korean line on documents", "", default=False),
    _on_off("feeCharged", _D, "收取评审费", "A fee is charged", "", default=False),
    Setting(
        "servicePromiseYears",
        _D,
        Text("服务年限承诺（年）", "Years of service promised"),
        0,
        "",
        0,
        10,
    ),
)
"""Every setting in the order of the page."""

BY_NAME = {each.name: each for each in SETTINGS}


def defaults() -> dict[str, bool | int | str]:
    """Return every setting with its default."""
    return {each.name: each.default for each in SETTINGS}


def checked(name: str, value: Any) -> bool | int | str:
    """Return a value that the setting may have; `SettingRefused` says what is wrong."""
    setting = BY_NAME.get(name)
    if setting is None:
        raise SettingRefused(name=name, value=value, reason="没有这一设置")
    if type(value) is not type(setting.default):
        raise SettingRefused(name=setting.label.zh, value=value, reason="类型不符")
    accepted: bool | int | str = value
    if type(accepted) is int and not setting.least <= accepted <= setting.most:
        reason = f"应在{setting.least}至{setting.most}之间"
        raise SettingRefused(name=setting.label.zh, value=value, reason=reason)
    if setting.choices is not None and accepted not in setting.choices:
        raise SettingRefused(name=setting.label.zh, value=value, reason="不在可选范围内")
    return accepted
