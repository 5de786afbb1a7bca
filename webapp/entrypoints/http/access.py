"""Each route declares the permission it needs; a test lists the routes and finds none without."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import Flask
from werkzeug.routing import Rule

from webapp.access.actor import Actor
from webapp.access.permissions import Permission, may
from webapp.entrypoints.http.actor import current_actor
from webapp.kernel.errors import ApplicationError, NotAllowed
from webapp.kernel.text import Text

P = ParamSpec("P")
R = TypeVar("R")

UNGUARDED = frozenset({"static"})
"""Endpoints that show nothing of anybody: style sheets, scripts and pictures."""


class SignInNeeded(ApplicationError):
    """Please sign in first."""

    code = "SIGN_IN_NEEDED"
    text = Text(zh="请先登录。", en="Please sign in first.")


def requires(permission: Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let only actors with the permission in, and record it on the view.

    Raises `SignInNeeded` for guests and `NotAllowed` for the others. The service asks again, with
    the thing itself in hand.
    """

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            demand(current_actor(), permission)
            return view(*args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def demand(actor: Actor, permission: Permission) -> None:
    """Raise unless the actor holds the permission."""
    if may(actor, permission):
        return
    if actor.id is None:
        raise SignInNeeded
    raise NotAllowed(permission=permission.value)


def permission_of(app: Flask, rule: Rule, method: str) -> Permission | None:
    """Return the permission that a route declares for a method, or None if it declares none."""
    view: Any = app.view_functions[rule.endpoint]
    handler = getattr(getattr(view, "view_class", None), method.lower(), view)
    declared: Permission | None = getattr(handler, "permission", None)
    return declared
