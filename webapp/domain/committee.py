"""Committees: how many must be present, who passes, and who comes first (decree 40)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webapp.domain import statute


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


@dataclass(frozen=True, slots=True)
class BrokenTie:
    """How a tie for the last posts was broken; `tied` are those still equal at the cut."""

    ahead: tuple[str, ...]
    tied: tuple[str, ...]
    behind: tuple[str, ...]


def break_tie(tied: Sequence[str], values: Mapping[str, int], posts: int) -> BrokenTie:
    """Order equals by another value, the larger first, and cut at the posts that are left.

    The value is the yes votes of a second ballot, the groups' score, or the units' order turned
    round; who is equal in it too at the cut stays tied.
    """
    if len(tied) <= posts:
        return BrokenTie(tuple(tied), (), ())
    ordered = sorted(tied, key=lambda key: -values[key])
    edge = values[ordered[posts - 1]] if posts > 0 else None
    if edge is None or values[ordered[posts]] != edge:
        return BrokenTie(tuple(ordered[:posts]), (), tuple(ordered[posts:]))
    return BrokenTie(
        ahead=tuple(key for key in ordered if values[key] > edge),
        tied=tuple(key for key in ordered if values[key] == edge),
        behind=tuple(key for key in ordered if values[key] < edge),
    )
