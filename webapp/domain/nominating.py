"""How many of its applicants a unit may recommend (R22)."""

from webapp.domain.ports.nominations import Quota
from webapp.kernel.errors import Refused
from webapp.kernel.text import Text


class QuotaReached(Refused):
    """The unit has already recommended as many as the county allows."""

    code = "QUOTA_REACHED"
    rule = "R22"
    text = Text(
        zh="本单位推荐人数已达到本县（市、区）设定的比例（申报人数的{percent}%）。",
        en="The unit has recommended as many as the county allows ({percent}% of its applicants).",
    )
    cure = Text(
        zh="请不予推荐并说明理由，或者在其他人撤回后再推荐。",
        en="Decline with reasons, or recommend after somebody else has withdrawn.",
    )


def quota(applied: int, recommended: int, percent: int) -> Quota:
    """Return a unit's quota: that share of its applicants without fractions, at least one."""
    return Quota(applied, max(1, applied * percent // 100), recommended)
