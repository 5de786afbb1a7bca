"""The support matrix: everything that the standards know, and the tests that show what happens.

`python -m tests.engine.matrix` writes the page; a test fails when it is stale or has a gap.
"""

import importlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from tests.engine.support import CLAIMS, Claim

PAGE = Path(__file__).parents[2] / "webapp/docs/reference/bpmn-support.md"
HEAD = """# What of BPMN and DMN is executed

Every row is shown by the tests in `tests/engine/`, each with its own diagram, a clock that the test
turns, and a save and a restore after every step. *Executed* means: as the standard says. *Refused*
means: the [deployment gate](findings.md) names the element and says why; nothing is ignored
silently. `poe reference` writes the page from the tests; a test fails when it is stale or a row has
no test.
"""

POSITIONS = (
    "start",
    "intermediate catch",
    "intermediate throw",
    "boundary, interrupting",
    "boundary, non-interrupting",
    "end",
    "event sub-process, interrupting",
    "event sub-process, non-interrupting",
)
KINDS = (
    "none",
    "message",
    "timer",
    "error",
    "escalation",
    "signal",
    "conditional",
    "link",
    "terminate",
    "compensation",
    "cancel",
    "multiple",
    "parallel multiple",
)

Rows = Mapping[str, Sequence[str]]
"""The cases of each subject."""

ACTIVITIES: Rows = {
    "task, manual task": ("passed through",),
    "user task": ("completed with a form's data",),
    "service task": ("job done", "job ends in a BPMN error", "job retried"),
    "send task": ("with a message", "without a message"),
    "receive task": ("with a message", "without a message", "instantiating"),
    "business rule task": ("decision",),
    "script task": ("FEEL", "another language"),
    "call activity": (
        "called process",
        "input and output mapping",
        "latest version",
        "pinned version",
        "version of the county",
        "recursion is bounded",
    ),
    "sub-process": ("embedded", "nested", "without start and end events"),
    "transaction": ("completes", "cancelled", "error inside", "cancelled while work is open"),
    "ad-hoc sub-process": (
        "parallel",
        "sequential",
        "completion condition",
        "cancelRemainingInstances false",
        "begun at once (activeElements)",
        "flows inside",
        "start or end events inside",
    ),
    "event sub-process": ("in the process", "nested", "several triggers", "in a called process"),
    "standard loop": ("condition after", "condition before", "maximum"),
    "multi-instance": (
        "parallel",
        "sequential",
        "cardinality",
        "collection",
        "loopDataInputRef and inputDataItem",
        "outputs aligned with inputs",
        "completion condition (3 of 5)",
        "nrOf… counters",
        "behavior None",
        "behavior One",
        "behavior Complex",
        "of sub-processes",
        "of call activities",
        "boundary events",
        "empty collection",
    ),
    "quantities": ("start quantity", "completion quantity", "not a whole number"),
    "data": (
        "input and output specification",
        "required input missing",
        "transformation and assignment",
        "data object local to a sub-process",
        "data of events",
        "data store",
    ),
    "boundary events on": (
        "user task",
        "service task",
        "receive task",
        "sub-process",
        "call activity",
        "transaction",
        "ad-hoc sub-process",
        "multi-instance activity",
        "loop activity",
    ),
}
FLOWS: Rows = {
    "sequence flow": ("implicit split", "implicit join", "conditional out of an activity"),
    "default flow": ("out of an activity", "out of a gateway"),
    "exclusive gateway": ("split", "merge", "nothing true and no default"),
    "parallel gateway": ("split and join", "in a loop", "more tokens than flows"),
    "inclusive gateway": ("split and join", "in a loop", "default", "branches that skip the join"),
    "event-based gateway": (
        "messages and timers",
        "several timers",
        "signal and condition",
        "receive tasks",
        "instantiating, exclusive",
        "instantiating, parallel",
    ),
    "complex gateway": (
        "activation condition",
        "late tokens and reset",
        "in a loop",
        "without activation condition",
    ),
}
EVENTS: Rows = dict.fromkeys(KINDS, POSITIONS)
ABOUT_EVENTS: Rows = {
    "timer": (
        "date",
        "duration",
        "cycle",
        "plain ISO text",
        "FEEL",
        "working days",
        "starts a process",
    ),
    "error": ("by code", "any code", "uncaught is an incident", "through a call activity"),
    "escalation": ("by code", "any code", "uncaught goes on", "through a call activity"),
    "signal": ("to all in the instance", "to other instances", "starts processes", "payload"),
    "conditional": ("true already", "becomes true", "false again before it repeats"),
    "message": ("payload and result variable", "non-interrupting, several times"),
    "compensation": (
        "reverse order",
        "one activity (activityRef)",
        "handler that waits",
        "not waited for",
        "sub-process as a whole",
        "compensation event sub-process",
        "multi-instance",
        "nothing to compensate",
        "sees the data of its activity",
    ),
    "start events": ("several of different kinds", "event definitions shared by reference"),
}
COLLABORATION: Rows = {
    "pools": ("two processes exchange messages", "black box", "several executable processes"),
    "correlation": (
        "key of the dialect",
        "all parts must match",
        "correlationKey and subscription",
        "no value is an incident",
    ),
    "messages": ("early ones are kept", "one receiver each"),
}
VARIABLES: Rows = {
    "scopes": ("instance", "sub-process", "multi-instance item", "called process"),
    "parallel branches": ("keep each other's changes",),
    "history": ("is never rewritten",),
    "values": ("any JSON value", "any key"),
}
DECISIONS: Rows = {
    "hit policy": ("U", "A", "P", "F", "R", "O", "C", "C+", "C<", "C>", "C#"),
    "unary tests": ("FEEL",),
    "literal expression": ("FEEL",),
    "decision requirement graph": ("several decisions", "in a circle"),
    "violations": ("U names the rows", "A names the rows"),
    "table": ("default output", "allowed values", "no rule matches", "several outputs"),
    "other boxed expressions": ("context, invocation, relation, function",),
}
GROUPS: Mapping[str, Rows] = {
    "Activities and data": ACTIVITIES,
    "Flows and gateways": FLOWS,
    "Events": EVENTS,
    "More about events": ABOUT_EVENTS,
    "Collaboration": COLLABORATION,
    "Variables": VARIABLES,
    "Decisions": DECISIONS,
}


def load_claims() -> list[tuple[str, Claim]]:
    """Import all tests of the engine; return their claims with the group each belongs to."""
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        importlib.import_module(f"tests.engine.{path.stem}")
    return [(_group(claim), claim) for claim in dict.fromkeys(CLAIMS)]


def _group(claim: Claim) -> str:
    """Return the first group with this row, "" when there is none."""
    for name, rows in GROUPS.items():
        if claim.case in rows.get(claim.subject, ()):
            return name
    return ""


def gaps(claims: Iterable[tuple[str, Claim]]) -> list[str]:
    """Return the rows that no test shows."""
    shown = {(group, claim.subject, claim.case) for group, claim in claims}
    return [
        f"{group}: {subject}: {case}"
        for group, rows in GROUPS.items()
        for subject, cases in rows.items()
        for case in cases
        if (group, subject, case) not in shown
    ]


def page(claims: Sequence[tuple[str, Claim]]) -> str:
    """Return the page."""
    lines = [HEAD]
    for group, rows in GROUPS.items():
        lines += [f"## {group}", "", "| | case | | shown by |", "|---|---|---|---|"]
        lines += [
            line
            for subject, cases in rows.items()
            for case in cases
            for line in _row(
                subject,
                case,
                [c for g, c in claims if (g, c.subject, c.case) == (group, subject, case)],
            )
        ]
        lines.append("")
    return "\n".join(lines)


def _row(subject: str, case: str, claims: Sequence[Claim]) -> Iterator[str]:
    codes = sorted({claim.code for claim in claims if claim.code})
    refused = ", ".join(f"[{code}](findings.md#{code.lower()})" for code in codes)
    runs = any(not claim.code for claim in claims)
    verdict = "executed" if runs else f"refused: {refused}"
    if runs and codes:
        verdict += f"; a mistake is refused: {refused}"
    tests = ", ".join(sorted({f"`{claim.test}`" for claim in claims}))
    yield f"| {subject} | {case} | {verdict} | {tests} |"


if __name__ == "__main__":
    PAGE.write_text(page(load_claims()), encoding="utf-8")
