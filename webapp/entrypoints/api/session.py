"""Signing in and out, for programs that act as a person."""

from http import HTTPStatus
from typing import Any

from flask_wtf.csrf import generate_csrf

from webapp.access.permissions import Permission
from webapp.entrypoints.api.blueprint import Blueprint, refusals
from webapp.entrypoints.api.schemas.sessions import CredentialsEntry, SessionAnswer
from webapp.entrypoints.http import actor as sessions
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor, sign_out

blueprint = Blueprint("session", "Signing in and out")


@blueprint.route("")
@requires(Permission.PUBLIC_READ)
@blueprint.response(HTTPStatus.OK, SessionAnswer)
def read_session() -> dict[str, Any]:
    """Tell who is signed in, and give the token that changes must carry."""
    actor = current_actor()
    return {"person": None if actor.id is None else actor, "csrf_token": generate_csrf()}


@blueprint.route("", methods=["POST"])
@requires(Permission.PUBLIC_READ)
@blueprint.arguments(CredentialsEntry)
@blueprint.response(HTTPStatus.OK, SessionAnswer)
@blueprint.doc(responses=refusals(HTTPStatus.FORBIDDEN, HTTPStatus.TOO_MANY_REQUESTS))
def open_session(credentials: dict[str, str]) -> dict[str, Any]:
    """Sign in: the answer sets the session's cookie and gives the token for changes.

    Five failures within a quarter of an hour lock the name for that time.
    """
    actor = sessions.open_session(credentials["username"], credentials["password"])
    return {"person": actor, "csrf_token": generate_csrf()}


@blueprint.route("", methods=["DELETE"])
@requires(Permission.ACCOUNT_USE)
@blueprint.response(HTTPStatus.NO_CONTENT)
def end_session() -> None:
    """Sign out."""
    sign_out()
