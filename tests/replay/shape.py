"""What a shape is, and the steps that lead into it and out of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Step = tuple[str, str, Mapping[str, Any]]
"""What to do, at which element (or with which message), with which variables."""


@dataclass(frozen=True)
class Shape:
    """A diagram, the steps before the snapshot is taken, and those after it."""

    diagram: bytes
    variables: Mapping[str, Any]
    before: Sequence[Step]
    after: Sequence[Step]
    called: bytes | None = None


def complete(element_id: str, **variables: Any) -> Step:
    """Complete the first user task at an element."""
    return ("complete", element_id, variables)


def deliver(message: str, **variables: Any) -> Step:
    """Deliver a message to who waits for it."""
    return ("deliver", message, variables)


def fire(element_id: str) -> Step:
    """Fire a timer."""
    return ("fire", element_id, {})


def job_done(element_id: str, **variables: Any) -> Step:
    """Let a job succeed."""
    return ("job_done", element_id, variables)
