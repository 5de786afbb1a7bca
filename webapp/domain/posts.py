"""The separate posts for targeted titles: the 10 % limit and the posts of a year (notice 三)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from webapp.domain import statute
from webapp.domain.ports.posts import PostPlan, PostStanding
from webapp.kernel.errors import Refused
from webapp.kernel.text import Text


class PostsOverLimit(Refused):
    """More posts than a tenth of the regular deputy-senior posts."""

    code = "POSTS_OVER_LIMIT"
    rule = "R16"
    text = Text(
        zh="“双定向”岗位{total}个，超过常规副高级岗位总量的10%（上限{limit}个），且未提供批准文件。",
        en="{total} posts exceed a tenth of the regular posts ({limit}) without an approval.",
    )
    cure = Text(
        zh="请将总量调整到{limit}个以内，或者填写市（州）人社局批准的例外文件文号。",
        en="Plan at most {limit}, or give the number of the document by which the city approved.",
    )


class ShareMissing(Refused):
    """A plan without a usable yearly share."""

    code = "POST_SHARE_MISSING"
    rule = "R17"
    text = Text(
        zh="初期每年可使用的比例应为1%至100%，现为{share}%。",
        en="In the first years a share of 1 to 100 % may be used each year, not {share} %.",
    )
    cure = Text(zh="请填写每年可使用的比例。", en="State the yearly share.")


class NoVacantPost(Refused):
    """Fewer posts are vacant than are asked for."""

    code = "NO_VACANT_POST"
    rule = "R18"
    text = Text(
        zh="“双定向”岗位空余{usable}个，不足{number}个（总量{total}个，已占用{occupied}个，"
        "其他评审已预留{reserved}个）。",
        en="{usable} posts are vacant, {number} are asked for ({total} in all, {occupied} "
        "occupied, {reserved} reserved by other rounds).",
    )
    cure = Text(
        zh="请减少使用数量，或者待岗位空出、其他评审释放预留后再报。",
        en="Ask for fewer, or wait until posts become free or other rounds give theirs back.",
    )


class YearlyShareUsed(Refused):
    """The year's share is used up."""

    code = "YEARLY_SHARE_USED"
    rule = "R17"
    text = Text(
        zh="今年还可使用“双定向”岗位{usable}个，不足{number}个（总量{total}个，初期每年可使用"
        "{share_percent}%，今年已使用或预留{used_this_year}个）。",
        en="{usable} posts may still be used this year, {number} are asked for ({total} in all, "
        "{share_percent} % a year, {used_this_year} used or reserved this year).",
    )
    cure = Text(
        zh="请减少使用数量，或者留待下一年度使用。", en="Ask for fewer, or wait for next year."
    )


class AppointmentGrade(Refused):
    """A grade other than the seventh."""

    code = "APPOINTMENT_GRADE"
    rule = "R19"
    text = Text(
        zh="取得职称“双定向”的人员只能聘用到专业技术七级岗位，不能聘用到{grade}级岗位。",
        en="Holders are appointed at grade 7 only, not at grade {grade}.",
    )
    cure = Text(zh="请按专业技术七级岗位聘用。", en="Appoint at grade 7.")


class SmallStepPromotion(Refused):
    """A promotion from grade 7 to 6 or 5."""

    code = "SMALL_STEP_PROMOTION"
    rule = "R20"
    text = Text(
        zh="职称“双定向”人员不得参加小层级晋升（申请晋升到{grade}级），依据吉人社函〔2023〕211号三。",
        en="Holders take no part in small-step promotion (to grade {grade}), notice 211, part 3.",
    )
    cure = Text(
        zh="取得常规副高级职称并聘用到常规岗位后，可按常规规定晋升。",
        en="After a regular deputy-senior title and post the regular rules apply.",
    )


class UnknownReason(Refused):
    """A post is freed for a reason that the ledger does not know."""

    code = "POST_FREED_WITHOUT_REASON"
    rule = "R15"
    text = Text(zh="岗位不能因“{reason}”而空出。", en="A post does not become free by “{reason}”.")
    cure = Text(
        zh="空出的原因只能是退休、调离本县、取得常规副高级岗位、证书撤销、去世或者辞职。",
        en="Reasons are retirement, leaving the county, a regular post, revocation, death and "
        "resignation.",
    )


FREED_BY: Mapping[str, Text] = {
    "retired": Text("退休", "retired"),
    "left": Text("调离本县（市、区）", "left the county"),
    "regular_post": Text("取得常规副高级职称并聘用到常规岗位", "obtained a regular post"),
    "revoked": Text("证书撤销", "certificate revoked"),
    "died": Text("去世", "died"),
    "resigned": Text("辞职", "resigned"),
}
"""The reasons for which a post becomes free again (domain 4.3)."""

_LOWEST_SMALL_STEP, _HIGHEST_SMALL_STEP = 5, 6


@dataclass(frozen=True, slots=True)
class Use:
    """What is taken of a county's posts, the asking round's own reservation left out."""

    occupied: int
    reserved: int
    used_this_year: int


def limit(regular_total: int) -> int:
    """Return the most posts a county may set without an exception: floor(10 %) (R16)."""
    return regular_total * statute.POST_SHARE_PERCENT // 100


def check_plan(plan: PostPlan) -> None:
    """Refuse a total above the limit unless an exception document is named (R16: “原则上”)."""
    most = limit(plan.regular_total)
    if plan.total > most and not plan.exception_document.strip():
        raise PostsOverLimit(total=plan.total, limit=most)
    if not 1 <= plan.yearly_share_percent <= 100:  # noqa: PLR2004 - per cent
        raise ShareMissing(share=plan.yearly_share_percent)


def phase(plan: PostPlan, on: date) -> str:
    """Return `share` in the first years (R17) and `vacancy` after the dated switch (R18)."""
    return "share" if plan.share_until is None or on <= plan.share_until else "vacancy"


def standing(plan: PostPlan | None, use: Use, on: date) -> PostStanding:
    """Return how the ledger stands on a day; without a plan nothing may be used."""
    if plan is None:
        return PostStanding(0, 0, use.occupied, use.reserved, 0, 0, "share", 0, use.used_this_year)
    vacant = max(0, plan.total - use.occupied)
    usable, now = vacant - use.reserved, phase(plan, on)
    if now == "share":
        share = plan.total * plan.yearly_share_percent // 100
        usable = min(usable, share - use.used_this_year)
    return PostStanding(
        total=plan.total,
        limit=limit(plan.regular_total),
        occupied=use.occupied,
        reserved=use.reserved,
        vacant=vacant,
        usable=max(0, usable),
        phase=now,
        share_percent=plan.yearly_share_percent,
        used_this_year=use.used_this_year,
        share_until=plan.share_until,
    )


def check_use(found: PostStanding, number: int) -> None:
    """Refuse to use more posts than the year's share (R17) or the vacancies (R18) allow."""
    if number <= found.usable:
        return
    details = {
        "number": number,
        "usable": found.usable,
        "total": found.total,
        "occupied": found.occupied,
        "reserved": found.reserved,
        "share_percent": found.share_percent,
        "used_this_year": found.used_this_year,
    }
    if found.usable < found.vacant - found.reserved:
        raise YearlyShareUsed(**details)
    raise NoVacantPost(**details)


def check_grade(grade: int) -> None:
    """Refuse every grade but the seventh (R19), and promotion by small steps (R20)."""
    if _LOWEST_SMALL_STEP <= grade <= _HIGHEST_SMALL_STEP:
        raise SmallStepPromotion(grade=grade)
    if grade != statute.APPOINTMENT_GRADE:
        raise AppointmentGrade(grade=grade)


def check_reason(reason: str) -> None:
    """Refuse a reason for which no post becomes free."""
    if reason not in FREED_BY:
        raise UnknownReason(reason=reason)
