"""Turns the session of the browser into the actor that services ask about."""

from flask import Flask, g, session
from flask_login import AnonymousUserMixin, LoginManager, UserMixin, current_user
from flask_login import login_user as begin_login
from flask_login import logout_user as end_login

from webapp.access.actor import GUEST, Actor
from webapp.entrypoints.http.parts import current_parts
from webapp.services import people


class SignedIn(UserMixin):
    """The signed-in person, as Flask-Login keeps it: the identifier names the epoch too."""

    def __init__(self, actor: Actor, epoch: int) -> None:
        """Keep the actor and the epoch in which the session was opened."""
        self.actor = actor
        self.epoch = epoch

    def get_id(self) -> str:
        """Return what the session holds: person and epoch."""
        return f"{self.actor.id}:{self.epoch}"


class Guest(AnonymousUserMixin):
    """Nobody in particular."""

    actor = GUEST


def load_session(identifier: str) -> SignedIn | None:
    """Return the person of a session, or None when the epoch ended or the person is gone."""
    person_id, _, epoch = identifier.rpartition(":")
    if not person_id or not epoch.isdecimal():
        return None
    actor = people.load_actor(current_parts(), person_id, int(epoch))
    return None if actor is None else SignedIn(actor, int(epoch))


def install_sessions(app: Flask) -> None:
    """Let Flask-Login read the session at each request."""
    manager = LoginManager(app)
    manager.anonymous_user = Guest
    manager.session_protection = None  # an office's address may change within a day
    manager.user_loader(load_session)


def current_actor() -> Actor:
    """Return who asks: the signed-in person, the bearer of a token, or a guest."""
    known: Actor | None = g.get("actor")
    if known is None:
        known = current_user.actor
        g.actor = known
    return known


def act_as(actor: Actor) -> None:
    """Answer the rest of this request for this actor (a token's bearer; a guest on a fault)."""
    g.actor = actor


def known_actor() -> Actor:
    """Return the actor if the request came far enough to learn it, else a guest."""
    known: Actor = g.get("actor") or GUEST
    return known


def session_ended() -> bool:
    """Tell whether the browser brought a session that no longer counts."""
    return "_user_id" in session and known_actor().id is None


def open_session(username: str, password: str) -> Actor:
    """Check name and password and open a fresh session; nothing of the earlier one remains.

    Raises what `people.authenticate` raises.
    """
    signed_in = people.authenticate(current_parts(), username, password)
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language
    session.permanent = True
    begin_login(SignedIn(signed_in.actor, signed_in.session_epoch))
    g.actor = signed_in.actor
    return signed_in.actor


def sign_out() -> None:
    """End the session."""
    end_login()
    session.clear()
    g.actor = GUEST
