"""What can be asked of a process instance. Every command is one advance and one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class StartProcess:
    """Start a new instance at its none start event, or at one of another kind.

    `message` or `signal` is the name of what has arrived; `element` is the id of a start event
    that nothing is sent to (a timer).
    """

    variables: Mapping[str, Any] = field(default_factory=dict)
    message: str | None = None
    signal: str | None = None
    element: str | None = None


@dataclass(frozen=True, slots=True)
class CompleteUserTask:
    """Complete an open user task with the (already validated) data of its form."""

    id: str
    variables: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CompleteJob:
    """Tell the instance that a job succeeded."""

    id: str
    variables: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ThrowBpmnError:
    """Throw a BPMN error at the place of a job (or user task)."""

    id: str
    error_code: str
    message: str = ""
    variables: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FireTimer:
    """Fire an open timer, whether due or not."""

    id: str


@dataclass(frozen=True, slots=True)
class DeliverMessage:
    """Deliver a message to one open subscription, and to no other."""

    id: str
    variables: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeliverSignal:
    """Deliver a signal to one open subscription."""

    id: str
    variables: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ActivateElement:
    """Begin an element inside an open ad-hoc sub-process."""

    id: str
    element_id: str


@dataclass(frozen=True, slots=True)
class SetVariables:
    """Change variables where tokens stand; `id` limits it to one open element instance."""

    variables: Mapping[str, Any]
    id: str | None = None


@dataclass(frozen=True, slots=True)
class RetryElement:
    """Run an element again that ended in an incident (a broken expression, for example).

    The open job of a service task is asked for anew: under a new id, its parameters evaluated
    again, so that a variable changed meanwhile counts.
    """

    id: str


@dataclass(frozen=True, slots=True)
class CancelInstance:
    """End the instance at once, wherever its tokens stand."""


Command = (
    StartProcess
    | CompleteUserTask
    | CompleteJob
    | ThrowBpmnError
    | FireTimer
    | DeliverMessage
    | DeliverSignal
    | ActivateElement
    | SetVariables
    | RetryElement
    | CancelInstance
)
