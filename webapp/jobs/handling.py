"""A job, and the registry of the functions that perform operations."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar, get_type_hints

Variables = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Job:
    """One execution of an operation.

    `id` is the same in every repetition: use it as the idempotency key of every outside effect.
    `variables` holds the parameters that the diagram gives to the service task.
    """

    id: str
    operation: str
    variables: Mapping[str, Any]
    instance_id: str
    business_key: str
    county: str
    now: datetime

    def __post_init__(self) -> None:
        """Refuse a time without a zone."""
        if self.now.tzinfo is None:
            raise ValueError("A job's time must have a zone.")


Handler = Callable[..., Variables | None]
HandlerT = TypeVar("HandlerT", bound=Handler)


class UnknownOperation(LookupError):
    """No handler performs this operation."""


class UnknownPort(LookupError):
    """A handler asks for a port that the application does not provide."""


@dataclass(frozen=True, slots=True)
class Operation:
    """A named operation: its function, its declared parameters and the ports it asks for."""

    name: str
    function: Handler
    parameters: tuple[str, ...]
    ports: Mapping[str, type]


class Operations:
    """The operations that service tasks may name."""

    def __init__(self) -> None:
        """Start empty; the application fills it by importing the handlers."""
        self._operations: dict[str, Operation] = {}

    def performs(self, name: str, *parameters: str) -> Callable[[HandlerT], HandlerT]:
        """Register the function under the operation's name.

        `parameters` are the names of the service-task parameters that the function reads; the
        deployment gate refuses a diagram that leaves one out. Arguments of the function after the
        first are ports (`webapp.domain.ports`), found by their annotation.
        """

        def register(function: HandlerT) -> HandlerT:
            if name in self._operations:
                raise ValueError(f"Two handlers perform {name!r}.")
            hints = get_type_hints(function)
            ports = {p: hints[p] for p in list(inspect.signature(function).parameters)[1:]}
            self._operations[name] = Operation(name, function, parameters, ports)
            return function

        return register

    def all(self) -> Mapping[str, Operation]:
        """Return every operation by name."""
        return dict(self._operations)

    def perform(self, job: Job, ports: Mapping[type, Any]) -> Variables:
        """Run the handler of the job's operation; return the variables it sets."""
        operation = self._operations.get(job.operation)
        if operation is None:
            raise UnknownOperation(job.operation)
        missing = [kind.__name__ for kind in operation.ports.values() if kind not in ports]
        if missing:
            raise UnknownPort(", ".join(missing))
        given = {argument: ports[kind] for argument, kind in operation.ports.items()}
        return operation.function(job, **given) or {}


operations = Operations()
"""The one registry of the process; filled by `webapp.bootstrap` when it imports the handlers."""
