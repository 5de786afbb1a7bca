"""The sitting of a committee: seats, recusals, discussion groups (decree 40, Arts 19, 21, 25)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from webapp.domain.committee import votes_needed
from webapp.domain.names import same_name
from webapp.domain.ports.experts import Expert
from webapp.domain.ports.nominations import Nominee
from webapp.kernel.errors import Refused
from webapp.kernel.text import Text


class GroupsImpossible(Refused):
    """No discussion group has enough experts who need not withdraw."""

    code = "GROUPS_IMPOSSIBLE"
    rule = "A8"
    text = Text(
        zh="对{name}无法组成不少于{least}名无须回避专家的评议组。",
        en="No group of {least} experts who need not withdraw can be formed for {name}.",
    )
    cure = Text(zh="请由候补委员递补或者另行安排会期。", en="Let alternates step in, or adjourn.")


@dataclass(frozen=True, slots=True)
class Seats:
    """Who sits: members present, alternates in the seats of the absent, and who is absent."""

    present: tuple[str, ...]
    absent: tuple[str, ...]
    substitutes: tuple[tuple[str, str], ...]


def seat(members: Sequence[str], alternates: Sequence[str], came: Collection[str]) -> Seats:
    """Give the seats of absent members to the alternates who came, in the order of the draw."""
    absent = [each for each in members if each not in came]
    reserve = [each for each in alternates if each in came]
    substitutes = tuple(zip(absent, reserve, strict=False))
    sitting = [each for each in members if each in came]
    return Seats(
        present=(*sitting, *(alternate for _, alternate in substitutes)),
        absent=tuple(absent),
        substitutes=substitutes,
    )


@dataclass(frozen=True, slots=True)
class Recusal:
    """One expert who takes no part in what concerns one person; `source` says who noticed."""

    expert: str
    applicant: str
    reason: str
    source: str


def recusals(
    experts: Sequence[Expert],
    nominees: Sequence[Nominee],
    declared: Sequence[tuple[str, str, str]] = (),
) -> list[Recusal]:
    """Return the declared recusals and those that the registers show; each pair once (A11)."""
    found = {
        (expert, applicant): Recusal(expert, applicant, reason, "declared")
        for expert, applicant, reason in declared
    }
    for expert in experts:
        for nominee in nominees:
            reason = _conflict(expert, nominee)
            if reason:
                pair = (expert.id, nominee.key)
                found.setdefault(pair, Recusal(*pair, reason, "detected"))
    return list(found.values())


def _conflict(expert: Expert, nominee: Nominee) -> str:
    if expert.id == (nominee.username or None) or same_name(expert.name, nominee.name):
        return "与申报人为同一人或者同名"
    if expert.unit and expert.unit == nominee.unit:
        return "与申报人同一单位"
    if any(same_name(each, nominee.name) for each in expert.kin):
        return "已申报的亲属关系"
    return ""


def counted_present(present: int, withdrawn: int, denominator: str) -> int:
    """Return how many count as present for a vote: `reduced` leaves out who has withdrawn."""
    return present - withdrawn if denominator == "reduced" else present


def out_of_reach(
    present: int, withdrawn: Mapping[str, int], nominees: Sequence[Nominee], denominator: str
) -> list[str]:
    """Return who could not pass even if everybody who may vote said yes: recusals break it."""
    return [
        each.name
        for each in nominees
        if (gone := withdrawn.get(each.key, 0))
        and votes_needed(counted_present(present, gone, denominator)) > present - gone
    ]


@dataclass(frozen=True, slots=True)
class Group:
    """A discussion group: its experts, the first of whom leads, and the people it looks at."""

    name: str
    experts: tuple[str, ...]
    applicants: tuple[str, ...]


def form_groups(
    present: Sequence[str],
    nominees: Sequence[Nominee],
    barred: Mapping[str, Collection[str]],
    least: int,
) -> list[Group]:
    """Divide the experts into groups of at least `least`, and the people among the groups (A8).

    A person goes to the smallest group in which enough experts need not withdraw.
    """
    wanted = max(1, min(len(present) // least, -(-len(nominees) // _PER_GROUP)))
    for number in range(wanted, 0, -1):
        groups = [tuple(present[start::number]) for start in range(number)]
        dealt, stuck = _deal(groups, nominees, barred, least)
        if stuck is None:
            return [
                Group(f"第{place}评议组", experts, tuple(dealt[place - 1]))
                for place, experts in enumerate(groups, 1)
            ]
    raise GroupsImpossible(name=stuck, least=least)


_PER_GROUP = 25


def _deal(
    groups: Sequence[Sequence[str]],
    nominees: Sequence[Nominee],
    barred: Mapping[str, Collection[str]],
    least: int,
) -> tuple[list[list[str]], str | None]:
    dealt: list[list[str]] = [[] for _ in groups]
    for nominee in sorted(nominees, key=lambda each: (each.specialty, each.key)):
        fit = [
            place
            for place, experts in enumerate(groups)
            if sum(nominee.key not in barred.get(each, ()) for each in experts) >= least
        ]
        if not fit:
            return dealt, nominee.name
        dealt[min(fit, key=lambda place: len(dealt[place]))].append(nominee.key)
    return dealt, None
