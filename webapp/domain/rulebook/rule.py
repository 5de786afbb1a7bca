"""What the rulebook says of one rule."""

from dataclasses import dataclass
from enum import StrEnum

from webapp.kernel.text import Text


class Strength(StrEnum):
    """How strictly a rule binds: by its own words “不得/须/方可”, “原则上/应”, or “可”."""

    MUST = "must"
    PRINCIPLE = "principle"
    MAY = "may"


@dataclass(frozen=True, slots=True)
class Rule:
    """One numbered rule: what it says, who acts, what is kept of it, where it is seen and enforced.

    `place` names the paragraph of the notice or the article of decree 40. `shown` lists the pages
    on which people see it, `functions` the code that enforces it (`module:name`). The elements of
    diagrams that enforce it name the rule's number in their documentation, after “依据”.
    """

    number: str
    strength: Strength
    place: str
    sentence: Text
    record: Text
    shown: tuple[str, ...]
    functions: tuple[str, ...]
