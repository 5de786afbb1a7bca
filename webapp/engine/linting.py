"""The deployment gate: what a diagram or decision must satisfy before it may run."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from webapp.engine.expressions import Evaluator
from webapp.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the gate found: an error forbids the deployment, a warning does not."""

    code: str
    severity: str
    element_id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Catalog:
    """What a diagram may refer to: operations with their parameters, forms, and so on."""

    operations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    forms: frozenset[str] = frozenset()
    decisions: frozenset[str] = frozenset()
    processes: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()


def lint_diagram(xml: bytes, catalog: Catalog, feel: Evaluator) -> tuple[Finding, ...]:
    """Return what the gate finds in a diagram."""
    return ()


def lint_decision_file(xml: bytes, feel: Evaluator) -> tuple[Finding, ...]:
    """Return what the gate finds in a DMN file."""
    return ()
