"""The separate posts for targeted titles: the 10 % limit and the posts of a year (notice 三)."""

from webapp.domain import statute
from webapp.domain.ports.posts import PostBalance, PostPlan
from webapp.kernel.errors import RuleBroken
from webapp.kernel.text import Text


class PostsOverLimit(RuleBroken):
    """More posts than a tenth of the regular deputy-senior posts."""

    code = "POSTS_OVER_LIMIT"
    text = Text(
        zh="“双定向”岗位{total}个，超过常规副高级岗位总量的10%（上限{limit}个），且未提供批准文件。",
        en="{total} posts exceed a tenth of the regular posts ({limit}) without an approval.",
    )


class NoVacantPost(RuleBroken):
    """All posts are taken."""

    code = "NO_VACANT_POST"
    text = Text(zh="“双定向”岗位已无空余。", en="No post is vacant.")


def limit(regular_total: int) -> int:
    """Return the most posts a county may set without an exception: floor(10 %) (R16)."""
    return regular_total * statute.POST_SHARE_PERCENT // 100


def check_plan(plan: PostPlan) -> None:
    """Refuse a total above the limit unless an exception document is named (R16: “原则上”)."""
    most = limit(plan.regular_total)
    if plan.total > most and not plan.exception_document.strip():
        raise PostsOverLimit(total=plan.total, limit=most)


def vacant(balance: PostBalance) -> int:
    """Return how many posts are free, never fewer than none (R18)."""
    return max(0, balance.total - balance.occupied)


def usable_this_year(plan: PostPlan, balance: PostBalance) -> int:
    """Return the posts that may be used this year: the yearly share, at most those vacant (R17)."""
    return min(plan.total * plan.yearly_share_percent // 100, vacant(balance))
