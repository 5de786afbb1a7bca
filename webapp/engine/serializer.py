"""Snapshots: the only module that knows their format.

A snapshot is zstd-compressed JSON, one value a line. The first line holds the format's version,
the definition's hash, the state, and per scope its variables and, in columns, its tokens, parents
first. Then follows a line for each token, empty or with its own variables and notes. It is read
when somebody asks for them and written back as it was if nobody did: of a thousand open items a
command touches one. The definition itself is never inside, nor is anything that has ended.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import orjson
import zstandard
from SpiffWorkflow.util.task import TaskState

from webapp.engine.advance import Advance
from webapp.engine.definitions import Definition
from webapp.engine.errors import SnapshotTooLarge, SnapshotUnreadable
from webapp.engine.outcome import InstanceState
from webapp.engine.scopes import Instance, Scope, SubScope
from webapp.engine.tokens import Element, Token

FORMAT = 2
MAXIMUM_SIZE = 64 * 1024 * 1024
"""Bytes of a snapshot before it is compressed."""

LEVEL = 3
LARGE = 256 * 1024
LEVEL_OF_LARGE = 1
IDS = 4
"""Which field of a scope's entry holds the ids of its tokens."""

_NOTHING = b""


class StoredToken(Token):
    """A token that reads from the snapshot what it holds when somebody asks for it.

    Its dictionaries are changed, never replaced: replaced ones would not be saved.
    """

    def __init__(
        self, scope: Scope, element: Element, identifier: str, above: str, state: int, line: bytes
    ) -> None:
        """Put the token back where it stood; `above` is the id of its parent."""
        self.id = identifier
        self.scope = self.workflow = scope
        self.task_spec = element
        self._state = state
        self._parent = above
        self.stored = line

    def __getattr__(self, name: str) -> Any:
        """Make what is not there yet."""
        if name == "_children":
            self._children = []
        elif name in {"data", "internal_data"}:
            self.data, self.internal_data = self._own()
            self.stored = None
        else:
            raise AttributeError(name)
        return self.__dict__[name]

    def _own(self) -> tuple[dict[str, Any], dict[str, Any]]:
        if not self.stored:
            return {}, {}
        try:
            data, internal = orjson.loads(self.stored)
        except ValueError as error:
            raise SnapshotUnreadable(reason=str(error)) from error
        return data, internal


def save(instance: Instance, definition: Definition, state: InstanceState) -> bytes:
    """Return the snapshot of an instance; raise SnapshotTooLarge."""
    lines: list[bytes] = []
    scopes = [_scope(scope, lines) for scope in instance.scopes()]
    head = _dump([FORMAT, definition.content_hash, state.value, scopes])
    raw = b"\n".join((head, *lines))
    if len(raw) > MAXIMUM_SIZE:
        raise SnapshotTooLarge(limit=MAXIMUM_SIZE >> 20)
    level = LEVEL_OF_LARGE if len(raw) > LARGE else LEVEL
    return zstandard.ZstdCompressor(level, write_checksum=True).compress(raw)


def _scope(scope: Scope, lines: list[bytes]) -> list[Any]:
    """Return the entry of a scope; fields that are added to it come last and may be missing."""
    root = scope.task_tree
    tokens = [token for token in scope.tasks.values() if token is not root]
    lines += [_line(token) if token.stored is None else token.stored for token in tokens]
    return [
        "" if scope.host is None else scope.host.id,
        scope.spec.name,
        scope.data,
        sorted(scope.written),
        [token.id for token in tokens],
        [token._parent for token in tokens],  # noqa: SLF001 - the id, without looking it up
        [token.task_spec.name for token in tokens],
        [token._state for token in tokens],  # noqa: SLF001 - without the detour by the property
        *([scope.compensations] if scope.compensations else []),
    ]


def _line(token: Token) -> bytes:
    own = (token.data, token.internal_data)
    return _dump(own) if any(own) else _NOTHING


def _dump(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS)


def load(snapshot: bytes, definition: Definition, advance: Advance) -> Instance:
    """Return the instance as it was saved; raise SnapshotUnreadable."""
    (content_hash, state, scopes), lines = _read(snapshot)
    if content_hash != definition.content_hash:
        raise SnapshotUnreadable(reason=f"definition {content_hash}")
    instance = Instance(definition.spec, definition.specs, advance)
    advance.state = InstanceState(state)
    instance.completed = advance.state is not InstanceState.ACTIVE
    remaining = iter(lines)
    known: dict[str, Token] = {}
    try:
        for entry in scopes:
            _restore_scope(instance, entry, known, remaining)
    except KeyError as error:
        raise SnapshotUnreadable(reason=f"{error} is missing") from error
    return instance


def _read(snapshot: bytes) -> tuple[list[Any], Sequence[bytes]]:
    """Return the first line without the version, and the lines of the tokens."""
    try:
        if zstandard.frame_content_size(snapshot) > MAXIMUM_SIZE:
            raise SnapshotUnreadable(reason=f"more than {MAXIMUM_SIZE >> 20} MB")
        head, *lines = zstandard.decompress(snapshot, MAXIMUM_SIZE).split(b"\n")
        version, *document = orjson.loads(head)
        if version == 1:
            return _upgraded(document)
        if version != FORMAT:
            raise SnapshotUnreadable(reason=f"format {version}")
        content_hash, state, scopes = document
        if len(lines) != sum(len(entry[IDS]) for entry in scopes):
            raise SnapshotUnreadable(reason="a line is missing")
    except (zstandard.ZstdError, TypeError, ValueError) as error:
        raise SnapshotUnreadable(reason=str(error)) from error
    return [content_hash, state, scopes], lines


def _upgraded(document: list[Any]) -> tuple[list[Any], list[bytes]]:
    """Read format 1, in which every token had one entry with everything."""
    content_hash, state, old = document
    scopes, lines = [], []
    for host, name, data, written, tokens in old:
        columns = [list(column) for column in zip(*(token[:4] for token in tokens), strict=True)]
        scopes.append([host, name, data, written, *(columns or [[], [], [], []])])
        lines += [_dump((local or {}, internal or {})) for *_, local, internal in tokens]
    return [content_hash, state, scopes], lines


_AT_JOINS = frozenset({TaskState.WAITING, TaskState.ERROR})


def _restore_scope(
    instance: Instance, entry: list[Any], known: dict[str, Token], lines: Iterator[bytes]
) -> None:
    host, name, data, written, *columns = entry
    scope: Scope = instance
    if host:
        scope = SubScope(instance.subprocess_specs[name], known[host])
    scope.data = data
    scope.written = set(written)
    tasks, specs = scope.tasks, scope.spec.task_specs
    ids, parents, elements, states = columns[:4]
    scope.compensations = columns[4] if len(columns) > 4 else []  # noqa: PLR2004 - see `_scope`
    # The columns come first: they end, while the lines go on with the next scope.
    for identifier, above, element, state, line in zip(
        ids, parents, elements, states, lines, strict=False
    ):
        token = StoredToken(scope, specs[element], identifier, above, state, line)
        tasks[above]._children.append(identifier)  # noqa: SLF001 - as every token's constructor
        tasks[identifier] = token
        if state in _AT_JOINS and "arrived" in token.internal_data:
            scope.joins[element] = token
    known |= tasks
