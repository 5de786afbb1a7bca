"""Signing in and out, one's own account, and the switch of the language."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from webapp.access.permissions import Permission
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor, session_opened, sign_out
from webapp.entrypoints.http.locale import in_language, keep_language
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.http.problems import sentences, status_of
from webapp.entrypoints.pages.navigation import first_screen, local_address
from webapp.kernel.errors import InvalidInput, NotAllowed
from webapp.kernel.text import Text
from webapp.services import people

blueprint = Blueprint("account", __name__)


@blueprint.get("/sign-in")
@requires(Permission.PUBLIC_READ)
def show_sign_in() -> str | AnyResponse:
    """Show the sign-in page; who is signed in already goes on to the own first screen."""
    if current_actor().id is not None:
        return redirect(local_address(request.args.get("next")) or first_screen(current_actor()))
    return _sign_in_page(request.args.get("next"))


@blueprint.post("/sign-in")
@requires(Permission.PUBLIC_READ)
def sign_in_person() -> AnyResponse:
    """Open a session; a refusal shows the page again and does not tell which half was wrong."""
    wanted = request.form.get("next")
    username = request.form.get("username", "").strip()
    try:
        actor = session_opened(username, request.form.get("password", ""))
    except NotAllowed as error:
        page = _sign_in_page(wanted, refused=in_language(error.message), username=username)
        return make_response(page, status_of(error))
    return redirect(local_address(wanted) or first_screen(actor), 303)


def _sign_in_page(wanted: str | None, refused: str = "", username: str = "") -> str:
    return render_template(
        "account/sign_in.html",
        wanted=local_address(wanted),
        refused=refused,
        username=username,
        groups=_by_place(people.demo_people(current_parts())),
    )


def _by_place(everybody: Sequence[Any]) -> Mapping[str, Sequence[Any]]:
    """Group the demo's people by the place of their first role."""

    def place(person: Any) -> str:
        return str(person.place)

    return {name: list(group) for name, group in groupby(everybody, key=place)}


@blueprint.post("/sign-out")
@requires(Permission.PUBLIC_READ)
def sign_out_person() -> AnyResponse:
    """End the session."""
    sign_out()
    flash(_("You are signed out."), "success")
    return redirect("/", 303)


@blueprint.post("/language")
@requires(Permission.PUBLIC_READ)
def switch_language() -> AnyResponse:
    """Remember the language of this browser and show the page again."""
    keep_language(request.form.get("language", ""))
    return redirect(local_address(request.form.get("next")) or "/", 303)


@blueprint.get("/account")
@requires(Permission.ACCOUNT_USE)
def show_account() -> str:
    """Show one's roles and the form for a new password."""
    return render_template("account/account.html", errors={})


@blueprint.post("/account/password")
@requires(Permission.ACCOUNT_USE)
def change_password() -> AnyResponse:
    """Change the password; every other session of the person ends."""
    form = request.form
    try:
        if form.get("new", "") != form.get("again", ""):
            raise InvalidInput({"again": [_DIFFERENT]})
        people.change_password(
            current_parts(), current_actor(), form.get("old", ""), form.get("new", "")
        )
    except (InvalidInput, NotAllowed) as error:
        errors = sentences(error) or {"old": [in_language(error.message)]}
        page = render_template("account/account.html", errors=errors)
        return make_response(page, status_of(error))
    sign_out()
    flash(_("Your password is changed. Please sign in with the new one."), "success")
    response: Response = make_response(redirect("/sign-in", 303))
    return response


_DIFFERENT = Text("两次输入的新密码不一致。", "The two new passwords differ.")
