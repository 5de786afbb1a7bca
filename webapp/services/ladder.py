"""A person's titles on the ladder 双定向副高 → 常规副高 → 常规正高 (R4–R6)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from webapp.access.actor import Actor
from webapp.access.permissions import Permission, may
from webapp.adapters.storage.repositories import people
from webapp.domain import ladder, names
from webapp.domain.places import county_of
from webapp.domain.ports.integrity import HeldTitle, Titles
from webapp.domain.titles import SERIES
from webapp.kernel.clock import CHINA
from webapp.kernel.errors import InvalidInput, NotAllowed
from webapp.kernel.text import Text
from webapp.services.parts import Parts


@dataclass(frozen=True, slots=True)
class TitleView:
    """One title; `validity` says where it counts."""

    title: str
    kind: Text
    obtained_on: date
    validity: Text
    certificate: str
    achievements: str
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder: reached, next, or not open yet and why."""

    name: Text
    state: str
    reason: Text


@dataclass(frozen=True, slots=True)
class SeriesLadder:
    """A person's way in one series."""

    series: Text
    titles: Sequence[TitleView]
    rungs: Sequence[Rung]
    years: ladder.Years | None


def own_ladder(parts: Parts, actor: Actor) -> Sequence[SeriesLadder]:
    """Return the reader's own titles; nothing when no ID number is known."""
    with parts.database.reading() as session:
        person = people.person(session, actor.id or "")
        sealed = person.id_number if person else None
    return () if sealed is None else _ladders(parts, parts.cipher.open(sealed).decode())


def ladder_of(parts: Parts, actor: Actor, id_number: str) -> Sequence[SeriesLadder]:
    """Return the titles of the person with this ID number, for those who check applications."""
    if not may(actor, Permission.INTEGRITY_EDIT):
        raise NotAllowed
    number = id_number.strip().upper()
    if not names.is_id_number(number):
        raise InvalidInput(
            {"id_number": [Text("身份证号有误，请核对。", "This is no ID number; check it.")]}
        )
    return _ladders(parts, number)


def _ladders(parts: Parts, id_number: str) -> list[SeriesLadder]:
    register: Titles = parts.ports[Titles]
    held, today = register.held(id_number), parts.clock.now().astimezone(CHINA).date()
    series = dict.fromkeys(each.series for each in held)
    return [
        SeriesLadder(
            SERIES[code].name if code in SERIES else Text(code, code),
            [_title(each) for each in held if each.series == code],
            list(_rungs(held, code, today)),
            ladder.years_counted(held, code, today),
        )
        for code in series
    ]


def _rungs(held: Sequence[HeldTitle], series: str, today: date) -> Iterator[Rung]:
    reached = {ladder.step_of(each) for each in ladder.living(held, series, today)}
    following = ladder.next_step(held, series, today)
    for step, name in ladder.NAMES.items():
        reason = Text("", "")
        try:
            ladder.check_step(step, held, series, today)
            state = "next" if step is following else "open"
        except ladder.StepRefused as refusal:
            state = "reached" if step in reached else "closed"
            reason = refusal.message if state == "closed" else reason
        yield Rung(name, state, reason)


def _title(held: HeldTitle) -> TitleView:
    targeted = held.kind == "targeted"
    return TitleView(
        title=held.title,
        kind=Text("双定向", "targeted") if targeted else Text("常规", "regular"),
        obtained_on=held.obtained_on,
        validity=_validity(held),
        certificate=held.certificate,
        achievements=held.achievements,
        ended_on=held.ended_on,
    )


def _validity(held: HeldTitle) -> Text:
    if held.ended_on is not None:
        return Text(f"已于{held.ended_on}失效", f"no longer valid since {held.ended_on}")
    if not held.county:
        return Text("有效", "valid")
    county = county_of(held.county)
    return Text(county.validity, f"valid only within {county.name_en}")
