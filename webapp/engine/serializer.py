"""Snapshots: the only module that knows their format.

A snapshot is zstd-compressed JSON: the format's version, the definition's hash, the state, and per
scope its variables and its tokens, parents first. The definition itself is never inside, nor is
anything that has ended.
"""

from typing import Any

import orjson
import zstandard
from SpiffWorkflow.util.task import TaskState

from webapp.engine.advance import Advance
from webapp.engine.definitions import Definition
from webapp.engine.errors import SnapshotUnreadable
from webapp.engine.outcome import InstanceState
from webapp.engine.tokens import Instance, Scope, SubScope, Token

FORMAT = 1
LEVEL = 3
MAXIMUM_SIZE = 64 * 1024 * 1024


def save(instance: Instance, definition: Definition, state: InstanceState) -> bytes:
    """Return the snapshot of an instance."""
    document = [
        FORMAT,
        definition.content_hash,
        state.value,
        [_scope(scope) for scope in instance.scopes()],
    ]
    raw = orjson.dumps(document, option=orjson.OPT_NON_STR_KEYS)
    return zstandard.compress(raw, LEVEL)


def _scope(scope: Scope) -> list[Any]:
    host = "" if scope.host is None else scope.host.id
    tokens = [_token(t) for t in scope.tasks.values() if t is not scope.task_tree]
    return [host, scope.spec.name, scope.data, sorted(scope.written), tokens]


def _token(token: Token) -> list[Any]:
    parent = token.parent
    above = "" if parent is token.scope.task_tree else parent.id
    return [
        token.id,
        above,
        token.element.name,
        token.state,
        token.data or 0,
        token.internal_data or 0,
    ]


def load(snapshot: bytes, definition: Definition, advance: Advance) -> Instance:
    """Return the instance as it was saved; raise SnapshotUnreadable."""
    try:
        raw = zstandard.decompress(snapshot, max_output_size=MAXIMUM_SIZE)
        version, content_hash, state, scopes = orjson.loads(raw)
    except (zstandard.ZstdError, ValueError) as error:
        raise SnapshotUnreadable(reason=str(error)) from error
    if version != FORMAT:
        raise SnapshotUnreadable(reason=f"format {version}")
    if content_hash != definition.content_hash:
        raise SnapshotUnreadable(reason=f"definition {content_hash}")
    instance = Instance(definition.spec, definition.specs, advance)
    advance.state = InstanceState(state)
    instance.completed = advance.state is not InstanceState.ACTIVE
    known: dict[str, Token] = {}
    try:
        for entry in scopes:
            _restore_scope(instance, entry, known)
    except KeyError as error:
        raise SnapshotUnreadable(reason=f"{error} is missing") from error
    return instance


def _restore_scope(instance: Instance, entry: list[Any], known: dict[str, Token]) -> None:
    host, name, data, written, tokens = entry
    scope: Scope = instance
    if host:
        scope = SubScope(instance.subprocess_specs[name], known[host])
    scope.data = data
    scope.written = set(written)
    for identifier, above, element, state, local, internal in tokens:
        parent = known[above] if above else scope.task_tree
        token = Token(scope, scope.spec.task_specs[element], parent, identifier)
        token._set_state(state)  # noqa: SLF001 - the library's way to force a state
        token.data = local or {}
        token.internal_data = internal or {}
        known[identifier] = token
        if state == TaskState.WAITING and "arrived" in token.internal_data:
            scope.joins[element] = token
