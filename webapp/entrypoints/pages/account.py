"""Signing in and out, one's own account, and the switch of the language."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from webapp.access.permissions import Permission
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor, open_session, sign_out
from webapp.entrypoints.http.locale import LANGUAGES, in_language, keep_language
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.http.problems import sentences, status_of
from webapp.entrypoints.pages.navigation import first_screen, local_address
from webapp.kernel.errors import InvalidInput, NotAllowed
from webapp.kernel.text import Text
from webapp.services import organisations, people

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
        actor = open_session(username, request.form.get("password", ""))
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
        groups=people_by_place(),
        demo_password=people.DEMO_PASSWORD,
    )


def people_by_place() -> list[tuple[str, list[people.DemoPerson]]]:
    """Return the demo's people: those of province and cities first, then county by county."""
    everybody = people.demo_people(current_parts())
    if not everybody:
        return []
    groups: dict[str, list[people.DemoPerson]] = {gettext("Province and cities"): []}
    first = next(iter(groups))
    counties = [county.name for county in organisations.list_counties(current_parts())]
    groups |= {name: [] for name in counties}
    for person in everybody:
        place = person.roles[0][1] if person.roles else ""
        name = next((county for county in counties if place.startswith(county)), first)
        groups[name].append(person)
    return [(name, _counted_through(members)) for name, members in groups.items()]


def _counted_through(members: list[people.DemoPerson]) -> list[people.DemoPerson]:
    """Keep the order of the chain, but put expert 2 before expert 10."""
    stems = [person.username.rstrip("0123456789") for person in members]

    def place(person: people.DemoPerson) -> tuple[int, int]:
        stem = person.username.rstrip("0123456789")
        return stems.index(stem), int(person.username.removeprefix(stem) or 0)

    return sorted(members, key=place)


@blueprint.post("/sign-out")
@requires(Permission.PUBLIC_READ)
def sign_out_person() -> AnyResponse:
    """End the session."""
    sign_out()
    flash(gettext("You are signed out."), "success")
    return redirect("/", 303)


@blueprint.post("/language")
@requires(Permission.PUBLIC_READ)
def switch_language() -> AnyResponse:
    """Remember the language of this browser and show the page again."""
    language = request.form.get("language", "")
    keep_language(language)
    if current_actor().id is not None and language in LANGUAGES:
        people.keep_language(current_parts(), current_actor(), language)
    return redirect(local_address(request.form.get("next")) or "/", 303)


@blueprint.get("/account")
@requires(Permission.ACCOUNT_USE)
def show_account() -> str:
    """Show one's roles and the form for a new password."""
    return render_template("account/account.html", errors={})


@blueprint.post("/account/password")
@requires(Permission.ACCOUNT_USE)
def change_password() -> AnyResponse:
    """Change the password; every other session of the person ends, this one goes on."""
    form, actor = request.form, current_actor()
    try:
        _check_repeated(form.get("new", ""), form.get("again", ""))
        people.change_password(current_parts(), actor, form.get("old", ""), form.get("new", ""))
    except (InvalidInput, NotAllowed) as error:
        errors = sentences(error) or {"old": [in_language(error.message)]}
        page = render_template("account/account.html", errors=errors)
        return make_response(page, status_of(error))
    open_session(actor.username, form.get("new", ""))
    flash(gettext("Your password is changed. Your other sessions have ended."), "success")
    return redirect(url_for("account.show_account"), 303)


def _check_repeated(new: str, again: str) -> None:
    if new != again:
        raise InvalidInput({"again": [_DIFFERENT]})


_DIFFERENT = Text("两次输入的新密码不一致。", "The two new passwords differ.")
