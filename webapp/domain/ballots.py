"""The secret ballot (decree 40, Art 20): what a paper may say, and how papers become one count."""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from webapp.domain.ports.ballots import BallotPlan, Count
from webapp.kernel.errors import Refused
from webapp.kernel.text import Text

_WIDTH = 2
"""Bytes of one number in an urn: a committee has fewer than 65,536 members."""


class Mark(StrEnum):
    """What an expert may say of a person; an abstention is not a yes."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


MARKS = tuple(Mark)
_ROW = _WIDTH * len(MARKS)


class BallotClosed(Refused):
    """The ballot closed with the meeting; nobody votes later."""

    code = "BALLOT_CLOSED"
    rule = "A7"
    text = Text(
        zh="投票已经结束，不得补充投票。",
        en="The ballot is closed; nobody votes afterwards.",
    )
    cure = Text(
        zh="未投的票不计为赞成，结果以会议宣布的为准。",
        en="A missing vote is not a yes; the result is the one that the meeting announced.",
    )


class AlreadyVoted(Refused):
    """An expert votes once."""

    code = "ALREADY_VOTED"
    rule = "A7"
    text = Text(zh="您已经投过票，每位专家只投一次。", en="You have voted; each expert votes once.")
    cure = Text(
        zh="选票投入后与投票人分离，不能查看、更改或者撤回。",
        en="A cast paper is parted from its voter: nobody can see, change or take it back.",
    )


class VoteRefused(Refused):
    """Only the experts present vote, each in person."""

    code = "VOTE_REFUSED"
    rule = "A7"
    text = Text(
        zh="您不在本次投票的到会专家名单内，不得委托他人投票。",
        en="You are not among the experts present; nobody votes for another.",
    )
    cure = Text(
        zh="到会但未列入名单的，请评委会办公室核对签到。",
        en="If you are present but not listed, ask the committee's office to check the attendance.",
    )


class RecusedVote(Refused):
    """A recused expert does not vote on that person."""

    code = "RECUSED_VOTE"
    rule = "A11"
    text = Text(
        zh="您应当回避对{name}的表决。",
        en="You have to withdraw from the vote on {name}.",
    )
    cure = Text(zh="请只对其他申报人投票。", en="Vote on the others only.")


class PaperIncomplete(Refused):
    """Every person on the paper needs one mark."""

    code = "PAPER_INCOMPLETE"
    rule = "A7"
    text = Text(
        zh="还有{number}人没有选择：{names}。",
        en="{number} people have no mark: {names}.",
    )
    cure = Text(
        zh="请对每人选择赞成、反对或者弃权后再投票。",
        en="Choose yes, no or abstain for each of them, then vote.",
    )


class TooManyYes(Refused):
    """A second ballot fills the posts that are left, and no more."""

    code = "TOO_MANY_YES"
    rule = "A7"
    text = Text(
        zh="您赞成了{number}人，本次投票最多赞成{most}人。",
        en="You said yes to {number}; this ballot allows at most {most}.",
    )
    cure = Text(zh="请改为不超过{most}人。", en="Leave at most {most}.")


def checked_paper(plan: BallotPlan, username: str, marks: Mapping[str, str]) -> list[Mark | None]:
    """Return the marks in the order of the plan, None where the voter withdraws.

    Raises a `Refused` that says what is wrong; nothing of the paper is told or kept then.
    """
    barred = _barred(plan, username)
    for entry in plan.entries:
        if entry.key in barred and marks.get(entry.key):
            raise RecusedVote(name=entry.name)
    open_entries = [entry for entry in plan.entries if entry.key not in barred]
    unmarked = [entry.name for entry in open_entries if marks.get(entry.key) not in MARKS]
    if unmarked:
        shown = "、".join(unmarked[:5]) + ("等" if len(unmarked) > 5 else "")  # noqa: PLR2004
        raise PaperIncomplete(number=len(unmarked), names=shown)
    paper = [None if each.key in barred else Mark(marks[each.key]) for each in plan.entries]
    yes = paper.count(Mark.YES)
    if plan.most_yes is not None and yes > plan.most_yes:
        raise TooManyYes(number=yes, most=plan.most_yes)
    return paper


def _barred(plan: BallotPlan, username: str) -> Collection[str]:
    for voter in plan.voters:
        if voter.username == username:
            return voter.barred
    raise VoteRefused


def empty_urn(entries: int) -> bytes:
    """Return an urn without votes. It is as long at the beginning as at the end."""
    return bytes(_ROW * entries)


def drop(urn: bytes, paper: Sequence[Mark | None]) -> bytes:
    """Return the urn with one more paper in it.

    The paper is cut into one slip for each person, and equal slips are one number. So the urn
    holds no order, and nothing that was on the same paper still belongs together.
    """
    changed = bytearray(urn)
    for row, mark in enumerate(paper):
        if mark is not None:
            at = row * _ROW + MARKS.index(mark) * _WIDTH
            number = int.from_bytes(changed[at : at + _WIDTH]) + 1
            changed[at : at + _WIDTH] = number.to_bytes(_WIDTH)
    return bytes(changed)


def count(urn: bytes, plan: BallotPlan) -> list[Count]:
    """Count the urn in integers, in the order of the plan."""
    counts = []
    for row, entry in enumerate(plan.entries):
        at = range(row * _ROW, (row + 1) * _ROW, _WIDTH)
        yes, no, abstain = (int.from_bytes(urn[start : start + _WIDTH]) for start in at)
        voters = sum(entry.key not in voter.barred for voter in plan.voters)
        counts.append(Count(entry.key, yes, no, abstain, voters))
    return counts
