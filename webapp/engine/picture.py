"""A picture of an instance: all that decides how it goes on, fit to be compared with another's."""

from collections.abc import Iterator, Mapping
from typing import Any

from webapp.engine.scopes import Instance, Scope

Picture = list[dict[str, Any]]
"""An entry for each scope, the instance's own first; tokens are numbered in their order."""


def picture_of(instance: Instance) -> Picture:
    """Return the picture of an instance: equal pictures mean equal futures."""
    tokens = (token for scope in instance.scopes() for token in scope.tokens())
    numbers = {token.id: number for number, token in enumerate(tokens)}
    return [_scope(scope, numbers) for scope in instance.scopes()]


def _scope(scope: Scope, numbers: Mapping[str, int]) -> dict[str, Any]:
    return {
        "of": scope.spec.name,
        "host": None if scope.host is None else numbers[scope.host.id],
        "completed": scope.completed,
        "variables": _plain(scope.data, {}),
        "written": sorted(scope.written),
        "compensations": _plain(scope.compensations, numbers),
        "joins": sorted((name, numbers[token.id]) for name, token in scope.joins.items()),
        "tokens": list(_tokens(scope, numbers)),
    }


def _tokens(scope: Scope, numbers: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for token in scope.tokens():
        yield {
            "at": token.element.name,
            "state": token.state,
            "above": None if token.parent is scope.task_tree else numbers[token.parent.id],
            "children": [numbers[child.id] for child in token.children],
            "variables": _plain(token.data, {}),
            "notes": _plain(token.internal_data, numbers),
        }


def _plain(value: Any, numbers: Mapping[str, int]) -> Any:
    """Return a copy in which lists and mappings are of one kind each, and tokens are numbers."""
    if isinstance(value, Mapping):
        return {str(name): _plain(part, numbers) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part, numbers) for part in value]
    return f"token {numbers[value]}" if isinstance(value, str) and value in numbers else value
