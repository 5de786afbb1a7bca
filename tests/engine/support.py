"""What the tests show of BPMN and DMN: each claims its place in the support matrix."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from tests.fixtures.engine import Story, World, engine
from webapp.engine.definitions import Sources, describe
from webapp.engine.linting import Catalog

DIAGRAMS = Path(__file__).parent / "diagrams"
ABOUT_OTHERS = frozenset({"BPMN061", "BPMN062", "BPMN064", "BPMN069", "BPMN071"})
"""Findings that something outside the file is missing: roles, forms, operations, decisions."""

Test = TypeVar("Test", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Claim:
    """A test that shows how a case is executed or, with the gate's `code`, that it is refused."""

    subject: str
    case: str
    test: str
    code: str = ""


CLAIMS: list[Claim] = []


def supports(subject: str, *cases: str) -> Callable[[Test], Test]:
    """Claim that the test shows these cases of a row of the matrix to be executed."""

    def register(test: Test) -> Test:
        CLAIMS.extend(Claim(subject, case, _name(test)) for case in cases)
        return test

    return register


def refuses(code: str, subject: str, *cases: str) -> Callable[[Test], Test]:
    """Claim that the test shows these cases to be refused at deployment with a finding's code."""

    def register(test: Test) -> Test:
        CLAIMS.extend(Claim(subject, case, _name(test), code) for case in cases)
        return test

    return register


def _name(test: Callable[..., Any]) -> str:
    return f"{test.__module__.rpartition('.')[2]}::{test.__name__}"


def diagram(name: str) -> bytes:
    """Return a test diagram by its path without the ending, such as `events/signal_boundary`."""
    return (DIAGRAMS / f"{name}.bpmn").read_bytes()


def findings(xml: bytes) -> list[tuple[str, str]]:
    """Return the codes and element ids of the errors that the gate finds in the file itself."""
    found = engine().lint(xml, Catalog())
    return [
        (f.code, f.element_id)
        for f in found
        if f.severity == "error" and f.code not in ABOUT_OTHERS
    ]


def sources(name: str, *others: str) -> Sources:
    """Return a test diagram with those it calls; raise when the gate refuses one of them."""
    files = [diagram(one) for one in (name, *others)]
    for path, xml in zip((name, *others), files, strict=True):
        refused = findings(xml)
        assert not refused, f"{path}: {refused}"
    ids = [describe(xml).process_id for xml in files]
    return Sources(ids[0], dict(zip(ids, files, strict=True)))


def play(
    name: str, variables: dict[str, Any] | None = None, *others: str, world: World | None = None
) -> Story:
    """Start a test diagram that the gate lets pass, in a world where incidents are expected.

    Every step is saved, and the next one begins from what was saved.
    """
    world = world or World(incidents="expected")
    return world.start(sources(name, *others), variables)
