"""Committees: how many must be present, who passes, and how members are drawn (decree 40)."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from webapp.domain import statute
from webapp.domain.ports.experts import Expert
from webapp.kernel.errors import RuleBroken
from webapp.kernel.text import Text


class PoolTooSmall(RuleBroken):
    """The expert pool holds too few experts who may be drawn."""

    code = "POOL_TOO_SMALL"
    text = Text(
        zh="专家库可抽取{available}人，需要{needed}人，其中至少一人可担任主任委员。",
        en="The pool has {available} experts to draw from; {needed} are needed, one able to chair.",
    )


class CommitteeSizeWrong(RuleBroken):
    """The size of a committee must be odd and large enough."""

    code = "COMMITTEE_SIZE_WRONG"
    text = Text(
        zh="评委会人数应为单数且不少于{least}人，现为{size}人。",
        en="A committee has an odd number of at least {least} members, not {size}.",
    )


def quorum(size: int) -> int:
    """Return how many members must be present, in integers: ceil(2N/3) (Art 19)."""
    return -(-size * statute.QUORUM.numerator // statute.QUORUM.denominator)


def votes_needed(present: int) -> int:
    """Return how many yes votes pass, in integers: ceil(2P/3) (Art 20)."""
    return -(-present * statute.PASS_SHARE.numerator // statute.PASS_SHARE.denominator)


def is_quorate(size: int, present: int, *, chaired: bool) -> bool:
    """Tell whether the meeting may be held: two thirds present, led by a chair (Art 19)."""
    return chaired and present <= size and present >= quorum(size)


def passes(present: int, yes: int) -> bool:
    """Tell whether the yes votes are two thirds of those present (Art 20): 3·yes ≥ 2·present."""
    return present > 0 and votes_needed(present) <= yes <= present


def check_size(size: int, *, least: int = statute.COMMITTEE_BY_SERIES) -> None:
    """Refuse an even or a too small committee; `least` is lower only by consent (Art 9)."""
    if size % 2 == 0 or size < least:
        raise CommitteeSizeWrong(size=size, least=least)


@dataclass(frozen=True, slots=True)
class Draw:
    """The result of a draw, with all that is needed to repeat it."""

    seed: str
    candidates: tuple[str, ...]
    excluded: tuple[tuple[str, str], ...]
    chair: Expert
    members: tuple[Expert, ...]
    alternates: tuple[Expert, ...]


def draw(pool: Sequence[Expert], size: int, seed: str, *, applicants: Sequence[Any] = ()) -> Draw:
    """Draw a chair, members and alternates at random from the pool (Art 11).

    An expert who bears an applicant's name, and is thus an applicant, is excluded beforehand;
    experts of an applicant's unit stay and withdraw from that applicant's ballot (Art 25). The
    same pool and seed give the same draw. `size` counts the chair; there are as many alternates
    as the pool allows, up to `size`.
    """
    names = {str(each.get("name", "")) for each in applicants}
    excluded = tuple((each.id, "本人为申报人") for each in pool if each.name in names)
    barred = {identifier for identifier, _ in excluded}
    candidates = [each for each in pool if each.id not in barred]
    chairs = [each for each in candidates if each.can_chair]
    if len(candidates) < size or not chairs:
        raise PoolTooSmall(available=len(candidates), needed=size)
    lot = random.Random(seed)  # noqa: S311 - a draw that can be repeated, no secret
    chair = lot.choice(chairs)
    others = [each for each in candidates if each.id != chair.id]
    lot.shuffle(others)
    return Draw(
        seed=seed,
        candidates=tuple(each.id for each in candidates),
        excluded=excluded,
        chair=chair,
        members=(chair, *others[: size - 1]),
        alternates=tuple(others[size - 1 : 2 * size - 1]),
    )


@dataclass(frozen=True, slots=True)
class Vote:
    """The counted ballot on one applicant; abstentions and spoiled ballots are not yes."""

    key: str
    name: str
    present: int
    yes: int
    passed: bool


@dataclass(frozen=True, slots=True)
class Ranking:
    """Who passed, best first: within the posts, tied for the last post, and beyond."""

    within: tuple[Vote, ...]
    tied: tuple[Vote, ...]
    beyond: tuple[Vote, ...]
    failed: tuple[Vote, ...]


def rank(votes: Sequence[Vote], posts: int) -> Ranking:
    """Order those who passed by yes votes and cut at the number of posts.

    Equal votes at the cut stand in `tied`: the law does not say who comes first, so people must.
    """
    passed = sorted((each for each in votes if each.passed), key=lambda vote: -vote.yes)
    failed = tuple(each for each in votes if not each.passed)
    if len(passed) <= posts:
        return Ranking(tuple(passed), (), (), failed)
    if posts <= 0:
        return Ranking((), (), tuple(passed), failed)
    edge = passed[posts - 1].yes
    if passed[posts].yes != edge:
        return Ranking(tuple(passed[:posts]), (), tuple(passed[posts:]), failed)
    return Ranking(
        within=tuple(each for each in passed if each.yes > edge),
        tied=tuple(each for each in passed if each.yes == edge),
        beyond=tuple(each for each in passed if each.yes < edge),
        failed=failed,
    )
