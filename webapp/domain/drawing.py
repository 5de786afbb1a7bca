"""Drawing a committee from the filed pool, so that anybody can repeat it (decree 40, Arts 8–11)."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from webapp.domain import statute
from webapp.domain.names import same_name
from webapp.domain.ports.experts import Expert, PoolFiling
from webapp.kernel.errors import Refused
from webapp.kernel.text import Text

ALGORITHM = "sha256-order-1"
"""Candidates stand in the order of SHA-256(seed + ":" + id), written in hexadecimal digits."""

ORIGINS: Mapping[str, Text] = {
    "grassroots": Text("基层一线", "Grass roots"),
    "county": Text("本县（市、区）", "This county"),
    "city": Text("市（州）直", "City"),
    "province": Text("省直和中央单位", "Province and central units"),
}
"""Where experts come from: the mix of a committee."""


class PoolTooSmall(Refused):
    """The expert pool holds too few experts who may be drawn."""

    code = "POOL_TOO_SMALL"
    rule = "A5"
    text = Text(
        zh="专家库可抽取{available}人，需要{needed}人，其中至少一人可担任主任委员。",
        en="The pool has {available} experts to draw from; {needed} are needed, one able to chair.",
    )
    cure = Text(
        zh="请在专家库中补充任期内的专家，或者委托其他已备案的评委会评审。",
        en="Add experts whose term runs, or entrust another filed committee.",
    )


class CommitteeSizeWrong(Refused):
    """The size of a committee must be odd and large enough."""

    code = "COMMITTEE_SIZE_WRONG"
    rule = "A3"
    text = Text(
        zh="评委会人数应为单数且不少于{least}人，现为{size}人。",
        en="A committee has an odd number of at least {least} members, not {size}.",
    )
    cure = Text(
        zh="请调整人数；确需减少的，先取得省人社厅同意并在专家库备案中登记同意文号。",
        en="Change the number; for fewer, enter the province's consent with the pool's filing.",
    )


class PoolNotFiled(Refused):
    """A committee is drawn only from a pool that is filed."""

    code = "POOL_NOT_FILED"
    rule = "A5"
    text = Text(
        zh="{county}该系列的评委会和专家库没有备案记录。",
        en="The committee and pool of this series of {county} are not filed.",
    )
    cure = Text(
        zh="请先完成核准备案，并登记备案号和有效期。",
        en="Have them filed first, and enter the number and the days of the filing.",
    )


class FilingExpired(Refused):
    """The filing does not cover the day of the meeting; results would be void."""

    code = "FILING_EXPIRED"
    rule = "A17"
    text = Text(
        zh="评委会备案{number}有效期为{since}至{until}，不包括{on}。",
        en="The filing {number} is valid from {since} to {until}, which leaves out {on}.",
    )
    cure = Text(
        zh="请重新备案后另定会期；超出备案有效期评审的，结果不予认可。",
        en="Renew the filing and set another date; results of an expired committee are void.",
    )


class FilingTooLong(Refused):
    """A filing or a term lasts three years at most."""

    code = "FILING_TOO_LONG"
    rule = "A4"
    text = Text(
        zh="有效期自{since}至{until}，不在三年之内。",
        en="From {since} to {until} is not within three years.",
    )
    cure = Text(
        zh="请填写不早于起始日、不晚于{latest}的终止日期。",
        en="Enter an end that is not before the beginning and not after {latest}.",
    )


def check_size(size: int, *, least: int = statute.COMMITTEE_BY_SERIES) -> None:
    """Refuse an even or a too small committee; `least` is lower only by consent (Art 9)."""
    if size % 2 == 0 or size < least:
        raise CommitteeSizeWrong(size=size, least=least)


def least_size(committee_by: str, filing: PoolFiling | None) -> int:
    """Return the smallest committee: 25 by series, 11 by specialty, fewer by consent (A3)."""
    law = {
        "series": statute.COMMITTEE_BY_SERIES,
        "specialty": statute.COMMITTEE_BY_SPECIALTY,
    }[committee_by]
    if filing is not None and filing.consent and filing.consent_size:
        return min(law, filing.consent_size)
    return law


def latest_end(since: date) -> date:
    """Return the last day of three years that begin on a day (A4)."""
    year = since.year + statute.COMMITTEE_VALID_YEARS
    ends = date(year, 3, 1) if (since.month, since.day) == (2, 29) else since.replace(year=year)
    return date.fromordinal(ends.toordinal() - 1)


def check_term(since: date, until: date) -> None:
    """Refuse a filing or a term that is longer than three years, or ends before it begins (A4)."""
    latest = latest_end(since)
    if not since <= until <= latest:
        raise FilingTooLong(since=since, until=until, latest=latest)


def check_filing(county_name: str, filing: PoolFiling | None, on: date) -> PoolFiling:
    """Return the filing if it covers the day of the meeting; refuse it otherwise (A5, A17)."""
    if filing is None:
        raise PoolNotFiled(county=county_name)
    if not filing.valid_from <= on <= filing.valid_until:
        raise FilingExpired(
            number=filing.number, since=filing.valid_from, until=filing.valid_until, on=on
        )
    return filing


@dataclass(frozen=True, slots=True)
class Draw:
    """The result of a draw, with all that is needed to repeat it."""

    seed: str
    candidates: tuple[Expert, ...]
    excluded: tuple[tuple[Expert, str], ...]
    chair: Expert
    vice_chair: Expert | None
    members: tuple[Expert, ...]
    alternates: tuple[Expert, ...]


def lot(seed: str, identifier: str) -> str:
    """Return the lot of one candidate: whoever has the smallest comes first."""
    return hashlib.sha256(f"{seed}:{identifier}".encode()).hexdigest()


def draw(
    pool: Sequence[Expert],
    size: int,
    seed: str,
    *,
    applicants: Sequence[Mapping[str, Any]] = (),
    on: date | None = None,
    alternates_per_member: int = 2,
) -> Draw:
    """Draw a chair, a vice-chair, members and alternates at random from the pool (Art 11).

    Applicants, and experts whose term ends before the meeting on the day `on`, are excluded
    beforehand; an expert of an applicant's unit stays and withdraws from that ballot (Art 25).
    The same pool and seed give the same draw, in any order of the pool. `size` counts the chair;
    there are as many alternates as the pool allows, up to `alternates_per_member` for each.
    """
    reasons = [(each, _exclusion(each, applicants, on)) for each in pool]
    excluded = tuple((each, why) for each, why in reasons if why)
    candidates = [each for each, why in reasons if not why]
    ordered = sorted(candidates, key=lambda each: lot(seed, each.id))
    chairs = [each for each in ordered if each.can_chair]
    if len(candidates) < size or not chairs:
        raise PoolTooSmall(available=len(candidates), needed=size)
    leaders = chairs[:2] if size > 1 else chairs[:1]
    others = [each for each in ordered if each not in leaders]
    seats = size - len(leaders)
    return Draw(
        seed=seed,
        candidates=tuple(sorted(candidates, key=lambda each: each.id)),
        excluded=excluded,
        chair=leaders[0],
        vice_chair=leaders[1] if len(leaders) > 1 else None,
        members=(*leaders, *others[:seats]),
        alternates=tuple(others[seats : seats + size * alternates_per_member]),
    )


def _exclusion(expert: Expert, applicants: Sequence[Mapping[str, Any]], on: date | None) -> str:
    for each in applicants:
        if same_name(expert.name, str(each.get("name", ""))) or expert.id == (
            each.get("username") or None
        ):
            return "本人为申报人"
    if on is not None and expert.term_ends_on is not None and expert.term_ends_on < on:
        return f"任期至{expert.term_ends_on.isoformat()}，早于会议日期"
    return ""


def mix(experts: Sequence[Expert]) -> dict[str, int]:
    """Count where experts come from, in the order of `ORIGINS`."""
    counted = Counter(each.origin for each in experts)
    return {origin: counted[origin] for origin in ORIGINS if counted[origin]}
