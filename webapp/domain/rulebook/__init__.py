"""Every numbered rule of the notice (R1–R40) and of decree 40 (A1–A17)."""

from webapp.domain.rulebook import decree, notice_launch, notice_round
from webapp.domain.rulebook.rule import Rule

ALL: tuple[Rule, ...] = (*notice_launch.RULES, *notice_round.RULES, *decree.RULES)
"""The rules in the order of their numbers."""

BY_NUMBER = {each.number: each for each in ALL}
