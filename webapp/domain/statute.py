"""Every number that a law or official document fixes, once, with its article."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

NOTICE = "吉人社函〔2023〕211号"
"""The notice that governs 职称“双定向” in Jilin, made on 13 November 2023."""

DECREE_40 = "职称评审管理暂行规定"
"""The national Interim Provisions on Title Review (人社部令第40号), in force since 2019-09-01."""

NOTICE_MADE_ON = date(2023, 11, 13)
DECREE_IN_FORCE_SINCE = date(2019, 9, 1)

PUBLICITY_WORKING_DAYS = 5
"""At least so many working days in the unit (decree 40, Art 16) and for results (Art 26)."""

QUORUM = Fraction(2, 3)
"""The share of a committee that must be present (decree 40, Art 19); reached exactly is enough."""

PASS_SHARE = Fraction(2, 3)
"""The share of those present that must vote yes (decree 40, Art 20); exactly is enough."""

COMMITTEE_BY_SERIES = 25
COMMITTEE_BY_SPECIALTY = 11
"""The smallest high committees (decree 40, Art 9); fewer only with the province's consent."""

COMMITTEE_VALID_YEARS = 3
"""A committee's filing (decree 40, Art 8) and an expert's term (Art 10) last so long at most."""

DISCUSSION_GROUP = 3
"""The fewest experts of a discussion group (decree 40, Art 21)."""

POST_SHARE_PERCENT = 10
"""Posts as a share of the county's regular deputy-senior posts (notice 三: “原则上”)."""

APPOINTMENT_GRADE = 7
"""The only grade at which a holder is appointed (notice 三: 专业技术七级岗位)."""

DISHONESTY_YEARS = 3
"""How long dishonesty in a review bars from applying (decree 40, Art 39)."""


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a rule stands: the document and the place in it."""

    document: str
    article: str

    def __str__(self) -> str:
        """Return the reference as it is printed in a decision."""
        if self.document == NOTICE:
            return f"{self.document}{self.article}"
        return f"《{self.document}》{self.article}"
