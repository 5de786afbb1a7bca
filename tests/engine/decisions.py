"""What tests of decisions share: the files, and a process that asks them."""

from typing import Any

from tests.engine.support import DIAGRAMS, diagram
from tests.fixtures.engine import Story, World, engine
from webapp.engine.definitions import Sources


def decision_file(name: str) -> bytes:
    """Return a test decision by its name."""
    return (DIAGRAMS / "decisions" / f"{name}.dmn").read_bytes()


def asking(dmn: bytes, world: World | None = None, **variables: Any) -> Story:
    """Start a process whose business rule task asks the decision `answer` of a file."""
    refused = [finding.code for finding in engine().lint_decision(dmn)]
    assert not refused, refused
    sources = Sources("P", {"P": diagram("decisions/ask")}, {"answer": dmn})
    return (world or World(incidents="expected")).start(sources, variables)


def answer(name: str, **variables: Any) -> Any:
    """Return what a test decision answers; raise AssertionError with the incident otherwise."""
    story = asking(decision_file(name), **variables)
    assert story.has_ended, complaint(story)
    return story.variables["answer"]


def complaint(story: Story) -> str:
    """Return the sentence of the only incident, which is one of the decision."""
    [incident] = story.incidents.values()
    assert (incident.element_id, incident.kind.value) == ("ask", "DECISION_ERROR")
    return incident.message
