"""Compensation: undoing completed activities, in the reverse order of their completion.

A scope keeps a record of each completed activity that can be compensated. Who compensates is a
token, the coordinator: it takes the records one by one, the last first, and lets their handlers
work. A handler's token knows its coordinator by `for` and tells it when it is done. A sub-process
without a handler of its own is opened once more with the variables it ended with: its compensation
event sub-process runs, or else what was completed inside is compensated.
"""

from typing import Any

from webapp.engine.diagrams import EventDefinition
from webapp.engine.outcome import HistoryKind
from webapp.engine.tokens import Scope, SubScope, Token

Record = dict[str, Any]
"""`of`: the activity; `data`: its local variables; `inner`: what a sub-process ended with."""


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


def compensate(token: Token, event: EventDefinition) -> bool:
    """Begin to compensate; tell whether the token can go on at once."""
    scope = _scope_of(token, event.reference)
    found = [r for r in scope.compensations if event.reference in {"", r["of"]}]
    scope.compensations = [r for r in scope.compensations if r not in found]
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
    host = scope.host
    token.internal_data["compensating"] = [host.id if host is not None else "", records]
    next_one(token)


def next_one(token: Token) -> None:
    """Go on with the next record; after the last one the coordinator is done."""
    where, records = token.internal_data["compensating"]
    scope = _scope_with(token, where)
    if records:
        _begin(token, scope, records.pop())
        return
    del token.internal_data["compensating"]
    if token.internal_data.get("apart"):
        token.vanish()
    else:
        token.element.compensated(token)


def done(token: Token) -> None:
    """Tell the coordinator of a handler that the handler has ended, one way or another."""
    coordinator = token.scope.top.token(token.internal_data.pop("for"))
    if coordinator is not None and not token.scope.completed:
        next_one(coordinator)


def cancel_handlers(coordinator: Token) -> None:
    """Take away the handlers that work for a coordinator which is taken away."""
    for scope in coordinator.scope.top.scopes():
        for token in scope.tokens():
            if token.internal_data.get("for") == coordinator.id:
                del token.internal_data["for"]
                token.cancel()


def _begin(coordinator: Token, scope: Scope, record: Record) -> None:
    element = scope.spec.task_specs[record["of"]]
    handler = element.handler or element
    token = scope.place(handler)
    token.data.update(record["data"])
    token.internal_data["for"] = coordinator.id
    if "inner" in record:
        token.internal_data["reopened"] = record["inner"]
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


def _scope_with(token: Token, host: str) -> Scope:
    return next(
        s for s in token.scope.top.scopes() if host == ("" if s.host is None else s.host.id)
    )
