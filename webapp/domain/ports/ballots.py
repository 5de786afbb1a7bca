"""The secret ballot (A7): boxes that can be opened, and closed into counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Entry:
    """One person on the paper; `key` is the nomination's number."""

    key: str
    name: str
    unit: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Voter:
    """One expert who may vote; `barred` holds the keys of those on whom this expert may not."""

    username: str
    name: str
    barred: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class BallotPlan:
    """What a ballot is about and who votes; `most_yes` bounds the yes votes of a second ballot."""

    county: str
    title: str
    entries: Sequence[Entry]
    voters: Sequence[Voter]
    most_yes: int | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """The votes on one person; `voters` could have voted, and who did not is missing."""

    key: str
    yes: int
    no: int
    abstain: int
    voters: int

    @property
    def missing(self) -> int:
        """Return how many did not vote: no vote is not a yes."""
        return self.voters - self.yes - self.no - self.abstain


class Ballots(Protocol):
    """The boxes of secret ballots. People vote on their pages, never through a process."""

    def open(self, key: str, instance_id: str, plan: BallotPlan) -> str:
        """Open a box and return its identifier; the same key opens no second one."""
        ...

    def close(self, ballot: str) -> Sequence[Count]:
        """Close the box, count, and destroy what was in it; a closed one tells its counts again."""
        ...
