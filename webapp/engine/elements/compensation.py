"""Compensation: undoing completed activities, in the reverse order of their completion.

A scope keeps a record of each completed activity that can be compensated. Who compensates is a
token, the coordinator: it takes the records one by one, the last first, and lets their handlers
work. A handler's token knows its coordinator by `for`; when it has ended, the coordinator goes on.
A record stays until its handler has ended: if the coordinator is taken away, somebody else can
compensate what is left. A sub-process or called process without a handler of its own is opened once
more with the variables it ended with: its compensation event sub-process runs, or else what was
completed inside is compensated.
"""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from webapp.engine.diagrams import EventDefinition
from webapp.engine.outcome import HistoryKind
from webapp.engine.scopes import Scope, SubScope
from webapp.engine.tokens import Token

Record = dict[str, Any]
"""`of`: the activity; `data`: its local variables; `inner`: what a sub-process ended with; `by`:
the id of the coordinator that has taken the record."""


def remember(token: Token) -> None:
    """Keep a record of a completed activity, if anything could compensate it."""
    inner = token.internal_data.get("inner")
    if token.element.handler is not None or inner is not None:
        record: Record = {"of": token.element.name, "data": dict(token.data)}
        if inner is not None and token.element.handler is None:
            record["inner"] = inner
        token.scope.compensations.append(record)


def inner_of(scope: SubScope) -> dict[str, Any] | None:
    """Return what must be kept of an ended sub-process to compensate it; None: nothing."""
    if not scope.compensations and scope.spec.compensating is None:
        return None
    return {"data": dict(scope.data), "done": scope.compensations}


def remember_unfinished(scope: Scope) -> None:
    """Keep records of what was completed inside the sub-processes that are still going on.

    Only a cancelled transaction asks for these: nothing of it shall remain. What compensates a
    sub-process as a whole is not for one that has not completed.
    """
    for token in scope.tokens():
        inner: SubScope | None = scope.top.subprocesses.get(token.id)
        if inner is None or "for" in token.internal_data:
            continue
        remember_unfinished(inner)
        if inner.compensations:
            ended = {"data": dict(inner.data), "done": inner.compensations, "unfinished": True}
            record = {"of": token.element.name, "data": dict(token.data), "inner": ended}
            scope.compensations.append(record)


def compensate(token: Token, event: EventDefinition) -> bool:
    """Begin to compensate; tell whether the token can go on at once."""
    scope = _scope_of(token, event.reference)
    found = [r for r in scope.compensations if event.reference in {"", r["of"]} and "by" not in r]
    details = {"activities": [r["of"] for r in reversed(found)]}
    token.advance.record(HistoryKind.COMPENSATION_THROWN, token, details)
    if not found:
        return True
    if event.waits:
        coordinate(token, scope, found)
        return False
    apart = Token(token.scope, token.element, token.scope.task_tree)
    apart.internal_data["apart"] = True
    coordinate(apart, scope, found)
    return True


def coordinate(token: Token, scope: Scope, records: list[Record]) -> None:
    """Let a token compensate these records of a scope, the last first."""
    token.wait()
    token.internal_data["compensating"] = "" if scope.host is None else scope.host.id
    for record in records:
        record["by"] = token.id
    _next_one(token, scope)


def done(handler: Token) -> None:
    """Hear that a handler has ended, or was interrupted: let its coordinator go on."""
    scope = handler.scope
    coordinator = scope.top.token(handler.internal_data["for"])
    if coordinator is not None:
        del scope.compensations[next(_taken_by(coordinator, scope))]
        _next_one(coordinator, scope)


def stop(coordinator: Token) -> None:
    """Take away the handler that works for a coordinator which is taken away."""
    for scope in coordinator.scope.top.scopes():
        for number in _taken_by(coordinator, scope):
            del scope.compensations[number]["by"]
        for token in scope.tokens():
            if token.internal_data.get("for") == coordinator.id:
                token.cancel()


def _next_one(coordinator: Token, scope: Scope) -> None:
    """Go on with the next record; after the last one the coordinator is done."""
    number = next(_taken_by(coordinator, scope), None)
    if number is not None:
        _begin(coordinator, scope, scope.compensations[number])
        return
    del coordinator.internal_data["compensating"]
    if coordinator.is_apart:
        coordinator.vanish()
    else:
        coordinator.element.compensated(coordinator)


def _taken_by(coordinator: Token, scope: Scope) -> Iterator[int]:
    """Return the places of the records that a coordinator has taken, the last first."""
    records = scope.compensations
    return (n for n in reversed(range(len(records))) if records[n].get("by") == coordinator.id)


def _begin(coordinator: Token, scope: Scope, record: Record) -> None:
    element = scope.spec.task_specs[record["of"]]
    again = "inner" in record
    token = scope.place(element if again else element.handler)
    token.data.update(record["data"])
    token.internal_data["for"] = coordinator.id
    if again:
        token.internal_data["reopened"] = deepcopy(record["inner"])  # the record stays as it is
    details = {"of": record["of"]}
    token.advance.record(HistoryKind.COMPENSATION_STARTED, token, details)


def _scope_of(token: Token, activity: str) -> Scope:
    """Return the scope whose activities are meant: from an event sub-process the one around it."""
    scope = token.scope
    while scope.host is not None and not scope.isolated:
        meant = activity in scope.spec.task_specs if activity else not scope.spec.by_event
        if meant:
            break
        scope = scope.host.scope
    return scope
