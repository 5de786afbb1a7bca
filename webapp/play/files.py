"""The files of a play: diagrams and decisions, and the gate that they must pass."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webapp.engine.definitions import Sources, describe, describe_decision
from webapp.engine.linting import Catalog, Finding
from webapp.engine.process_engine import ProcessEngine
from webapp.kernel.text import Text
from webapp.play.errors import CannotPlay

NOT_GIVEN = frozenset({"BPMN061", "BPMN062", "BPMN064", "BPMN065", "BPMN066", "BPMN069", "BPMN071"})
"""Findings on what lies outside the files: roles, forms, operations, decisions, processes.

A diagram must be playable by itself: who plays says what the operations bring, and what is called
but not given is an incident when the play comes to it.
"""


@dataclass(frozen=True, slots=True)
class Given:
    """The files of a play, by what they hold."""

    diagrams: Mapping[str, bytes]
    decisions: Mapping[str, bytes]

    def sources(self, process_id: str) -> Sources:
        """Return everything that an instance of this process may need."""
        if process_id not in self.diagrams:
            known = ", ".join(self.diagrams) or "–"
            raise CannotPlay(
                Text(
                    zh=f"文件中没有流程“{process_id}”；现有：{known}。",
                    en=f"the files hold no process “{process_id}”; they hold: {known}.",
                )
            )
        return Sources(process_id, self.diagrams, self.decisions)


def is_decision(name: str) -> bool:
    """Tell whether a file holds decisions, by its name."""
    return name.lower().endswith(".dmn")


def examine(files: Mapping[str, bytes], engine: ProcessEngine) -> dict[str, Sequence[Finding]]:
    """Return what the gate finds in each file, but for what lies outside the files."""
    return {
        name: [f for f in _findings(name, data, engine) if f.code not in NOT_GIVEN]
        for name, data in files.items()
    }


def _findings(name: str, data: bytes, engine: ProcessEngine) -> Sequence[Finding]:
    return engine.lint_decision(data) if is_decision(name) else engine.lint(data, Catalog())


def read(files: Mapping[str, bytes]) -> Given:
    """Return what the files hold; raise DiagramUnreadable or CannotPlay."""
    diagrams: dict[str, bytes] = {}
    decisions: dict[str, bytes] = {}
    for name, data in files.items():
        if is_decision(name):
            decisions.update(dict.fromkeys(describe_decision(data).decision_ids, data))
            continue
        for process_id in describe(data).processes:
            if process_id in diagrams:
                raise CannotPlay(
                    Text(
                        zh=f"流程“{process_id}”出现在多个文件中。",
                        en=f"the process “{process_id}” is in more than one file.",
                    )
                )
            diagrams[process_id] = data
    return Given(diagrams, decisions)


def refused(findings: Mapping[str, Sequence[Finding]]) -> bool:
    """Tell whether the gate refuses any of the files."""
    return any(f.severity == "error" for lot in findings.values() for f in lot)
