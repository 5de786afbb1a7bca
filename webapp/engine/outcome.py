"""What an advance of a process instance leaves behind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple


class InstanceState(StrEnum):
    """How far a process instance has come."""

    ACTIVE = "ACTIVE"
    COMPLETED = "COMPLETED"
    CANCELLED = "CANCELLED"


class IncidentKind(StrEnum):
    """Why an instance cannot go on by itself (the names follow Zeebe)."""

    JOB_NO_RETRIES = "JOB_NO_RETRIES"
    CONDITION_ERROR = "CONDITION_ERROR"
    EXPRESSION_ERROR = "EXPRESSION_ERROR"
    IO_MAPPING_ERROR = "IO_MAPPING_ERROR"
    CALLED_ELEMENT_ERROR = "CALLED_ELEMENT_ERROR"
    DECISION_ERROR = "DECISION_ERROR"
    UNHANDLED_ERROR_EVENT = "UNHANDLED_ERROR_EVENT"
    FORM_NOT_FOUND = "FORM_NOT_FOUND"
    HANDLER_NOT_FOUND = "HANDLER_NOT_FOUND"
    HANDLER_FAILED = "HANDLER_FAILED"
    MESSAGE_NOT_CORRELATED = "MESSAGE_NOT_CORRELATED"
    RUNAWAY = "RUNAWAY"


class HistoryKind(StrEnum):
    """What the engine writes into the history of an instance."""

    INSTANCE_STARTED = "INSTANCE_STARTED"
    INSTANCE_COMPLETED = "INSTANCE_COMPLETED"
    INSTANCE_CANCELLED = "INSTANCE_CANCELLED"
    ELEMENT_ENTERED = "ELEMENT_ENTERED"  # only where the element then waits
    ELEMENT_COMPLETED = "ELEMENT_COMPLETED"
    ELEMENT_CANCELLED = "ELEMENT_CANCELLED"
    ERROR_CAUGHT = "ERROR_CAUGHT"  # or an escalation
    ESCALATION_UNCAUGHT = "ESCALATION_UNCAUGHT"
    MESSAGE_THROWN = "MESSAGE_THROWN"
    TIMER_FIRED = "TIMER_FIRED"
    MESSAGE_RECEIVED = "MESSAGE_RECEIVED"
    SIGNAL_THROWN = "SIGNAL_THROWN"
    SIGNAL_RECEIVED = "SIGNAL_RECEIVED"
    CONDITION_MET = "CONDITION_MET"
    COMPENSATION_THROWN = "COMPENSATION_THROWN"
    COMPENSATION_STARTED = "COMPENSATION_STARTED"
    TRANSACTION_CANCELLED = "TRANSACTION_CANCELLED"
    INCIDENT_OPENED = "INCIDENT_OPENED"


@dataclass(frozen=True, slots=True)
class Place:
    """An element instance: where in which process definition a token stands.

    `id` is unique within the process instance and stays the same while the element waits.
    `process_id` is the definition that contains the element (a called one, perhaps).
    """

    id: str
    process_id: str
    element_id: str
    element_name: str


@dataclass(frozen=True, slots=True)
class UserTask(Place):
    """Work for a person. `form_key` is `<process id>/<name>`; expressions are evaluated already."""

    form_key: str
    candidate_role: str | None = None
    candidate_organisation: str | None = None
    assignee: str | None = None
    due_at: datetime | None = None
    priority: int = 50


@dataclass(frozen=True, slots=True)
class JobRequest(Place):
    """Work for a handler: the operation and its evaluated parameters."""

    operation: str
    variables: Mapping[str, Any]
    max_attempts: int = 5


@dataclass(frozen=True, slots=True)
class Timer(Place):
    """A moment at which the instance wants to be woken."""

    due_at: datetime


class Awaited(StrEnum):
    """What an instance can wait for, besides work and moments."""

    MESSAGE = "MESSAGE"
    SIGNAL = "SIGNAL"
    CONDITION = "CONDITION"  # the engine itself looks whether it has become true
    ACTIVATION = "ACTIVATION"  # an ad-hoc sub-process: somebody chooses what to do next


@dataclass(frozen=True, slots=True)
class Subscription(Place):
    """Something that the instance waits for.

    `name` is that of the message or signal, or the text of the condition; only a message has a
    `correlation_key`. `choices` are the elements that can be begun in an ad-hoc sub-process.
    """

    name: str
    correlation_key: str = ""
    kind: Awaited = Awaited.MESSAGE
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Incident(Place):
    """A place at which the instance stands still until somebody helps."""

    kind: IncidentKind
    message: str


@dataclass(frozen=True, slots=True)
class ThrownMessage:
    """A message for whoever waits for it, now or later."""

    name: str
    correlation_key: str
    variables: Mapping[str, Any]
    element_id: str


@dataclass(frozen=True, slots=True)
class ThrownSignal:
    """A signal for everybody who waits for it now, in other instances than this one.

    Who waits for it in this instance has had it already.
    """

    name: str
    variables: Mapping[str, Any]
    element_id: str


class HistoryEvent(NamedTuple):
    """One fact about the past of the instance (a tuple, since every step makes one)."""

    kind: HistoryKind
    process_id: str
    element_id: str = ""
    element_name: str = ""
    element_type: str = ""
    details: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The new state, and what changed in it.

    `user_tasks`, `jobs`, `timers`, `subscriptions` and `incidents` are those *opened* by this
    advance; `closed` holds the ids of those (of any kind) that no longer stand open. `variables`
    are the instance's own (its top scope). `flows` are the sequence flows taken, as
    `(process id, flow id)`, in order.
    """

    snapshot: bytes
    state: InstanceState
    variables: Mapping[str, Any]
    user_tasks: tuple[UserTask, ...] = ()
    jobs: tuple[JobRequest, ...] = ()
    timers: tuple[Timer, ...] = ()
    subscriptions: tuple[Subscription, ...] = ()
    incidents: tuple[Incident, ...] = ()
    closed: frozenset[str] = frozenset()
    messages: tuple[ThrownMessage, ...] = ()
    signals: tuple[ThrownSignal, ...] = ()
    history: tuple[HistoryEvent, ...] = ()
    flows: tuple[tuple[str, str], ...] = ()
