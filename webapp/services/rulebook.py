"""Where each rule is enforced now, what has been done under it, and which tests show it."""

import json
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from webapp.access.actor import Actor
from webapp.access.permissions import Permission, may
from webapp.adapters.storage.database import Session
from webapp.adapters.storage.queries import rulebook as queries
from webapp.adapters.storage.queries.rulebook import ActRow
from webapp.adapters.storage.repositories import definitions
from webapp.domain import rulebook
from webapp.domain.places import COUNTIES, PROVINCE_CODE
from webapp.domain.rulebook.rule import Rule, Strength
from webapp.engine.errors import DiagramUnreadable
from webapp.engine.safe_xml import BPMN, local, parse_xml
from webapp.kernel.citing import cited
from webapp.kernel.errors import NotFound
from webapp.services.parts import Parts

_SHOWN_ACTS = 50


@dataclass(frozen=True, slots=True)
class Enforcement:
    """An element of a published diagram that enforces a rule."""

    process_id: str
    process_name: str
    owner_id: str
    element_id: str
    element_name: str
    element_type: str


@dataclass(frozen=True, slots=True)
class RuleState:
    """A rule as it stands: its elements in the province's diagrams, its tests, what is missing.

    `lost_in` names the counties whose own diagrams leave it out. A rule is `kept` when something
    enforces it, no county leaves it out, and a test shows it.
    """

    rule: Rule
    elements: Sequence[Enforcement]
    lost_in: Sequence[tuple[str, str]]
    tests: Sequence[str]

    @property
    def kept(self) -> bool:
        """Tell whether the rule is enforced everywhere and shown by a test."""
        return bool((self.elements or self.rule.functions) and self.tests and not self.lost_in)


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule with the latest acts under it in the reader's sight."""

    state: RuleState
    acts: Sequence[ActRow]


def list_rules(parts: Parts) -> Sequence[RuleState]:
    """Return every rule in the order of the numbers."""
    with parts.database.reading() as session:
        enforced = _enforced(session)
    return [_state(rule, enforced) for rule in rulebook.ALL]


def read_rule(parts: Parts, actor: Actor, number: str) -> RuleView:
    """Return one rule and who acted under it; a guest sees no acts."""
    rule = rulebook.BY_NUMBER.get(number)
    if rule is None:
        raise NotFound(rule=number)
    with parts.database.reading() as session:
        enforced = _enforced(session)
        acts: Sequence[ActRow] = ()
        if may(actor, Permission.INSTANCE_READ):
            places = {
                (each.process_id, each.element_id)
                for found in enforced.values()
                for each in found.get(number, ())
            }
            acts = queries.acts_at(session, actor, places, _SHOWN_ACTS)
    return RuleView(_state(rule, enforced), acts)


Enforced = Mapping[tuple[str, str], Mapping[str, Sequence[Enforcement]]]
"""By owner and process: by number, the elements that cite the rule."""


def _state(rule: Rule, enforced: Enforced) -> RuleState:
    elements = [
        each
        for (owner, _), found in enforced.items()
        if owner == PROVINCE_CODE
        for each in found.get(rule.number, ())
    ]
    return RuleState(rule, elements, _lost(rule.number, enforced), tests_of(rule.number))


def _lost(number: str, enforced: Enforced) -> list[tuple[str, str]]:
    """Return the counties whose own version of a process leaves the rule out, with the process."""
    names = {county.code: county.name for county in COUNTIES}
    return [
        (names[owner], process_id)
        for (owner, process_id), found in enforced.items()
        if owner in names
        and number in enforced.get((PROVINCE_CODE, process_id), {})
        and number not in found
    ]


def _enforced(session: Session) -> Enforced:
    owners = (PROVINCE_CODE, *(county.code for county in COUNTIES))
    published = definitions.latest_versions(session, owners)
    latest = [each for each in published if each.kind == "process"]
    read = _READ.of(session, [each.id for each in latest])
    return {
        (each.owner_id, each.key): _by_number(each.key, each.name, each.owner_id, read[each.id])
        for each in sorted(latest, key=lambda version: (version.key, version.owner_id))
    }


def demanded(session: Session, processes: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Return, by process, the rules without a choice that the province's newest version cites."""
    wanted = set(processes)
    latest = {
        version.id: version.key
        for version in definitions.latest_versions(session, (PROVINCE_CODE,))
        if version.kind == "process" and version.key in wanted
    }
    must = {rule.number for rule in rulebook.ALL if rule.strength is Strength.MUST}
    return {
        latest[identifier]: frozenset(n for _, _, _, numbers in citing for n in numbers) & must
        for identifier, citing in _READ.of(session, latest).items()
    }


Citing = Sequence[tuple[str, str, str, frozenset[str]]]
"""Id, name and type of the elements of a file that cite rules, with the numbers."""


def _by_number(
    key: str, name: str, owner: str, citing: Citing
) -> Mapping[str, Sequence[Enforcement]]:
    found: dict[str, list[Enforcement]] = {}
    for element_id, element_name, kind, numbers in citing:
        for number in numbers:
            place = Enforcement(key, name, owner, element_id, element_name, kind)
            found.setdefault(number, []).append(place)
    return found


class _Read:
    """What published files cite. A published version never changes, so each is read once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[str, Citing] = {}

    def of(self, session: Session, ids: Iterable[str]) -> Mapping[str, Citing]:
        """Return what each version cites."""
        wanted = set(ids)
        with self._lock:
            missing = wanted - self._known.keys()
            if missing:
                for identifier, xml in definitions.contents(session, missing).items():
                    self._known[identifier] = tuple(_citing(xml))
            return {identifier: self._known[identifier] for identifier in wanted}


_READ = _Read()


def _citing(xml: bytes) -> Iterable[tuple[str, str, str, frozenset[str]]]:
    try:
        root = parse_xml(xml)
    except DiagramUnreadable:
        return
    for documentation in root.iter(f"{{{BPMN}}}documentation"):
        element, numbers = documentation.getparent(), cited(documentation.text or "")
        if element is not None and numbers:
            yield element.get("id", ""), element.get("name", ""), local(element), numbers


@cache
def _tests() -> Mapping[str, Sequence[str]]:
    text = files("webapp.services").joinpath("rule_tests.json").read_text(encoding="utf-8")
    found: Mapping[str, Sequence[str]] = json.loads(text)
    return found


def tests_of(number: str) -> Sequence[str]:
    """Return the tests that show a rule, as `path::name`."""
    return _tests().get(number, ())
