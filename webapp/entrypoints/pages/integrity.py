"""Sanctions and the integrity archive (A14), and the ladder of titles (R5, R6)."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from webapp.access.permissions import Permission, may
from webapp.domain.barring import GROUNDS
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.locale import in_language
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.pages.choosing import county_choices
from webapp.kernel.errors import InvalidInput
from webapp.services import integrity, ladder

blueprint = Blueprint("integrity", __name__)


@blueprint.get("/integrity")
@requires(Permission.INTEGRITY_EDIT)
def list_bars() -> str:
    """Show who is barred from applying, with the ID numbers masked."""
    return _bars({})


@blueprint.post("/integrity")
@requires(Permission.INTEGRITY_EDIT)
def enter_bar() -> AnyResponse | tuple[str, int]:
    """Enter a sanction or a dishonesty record."""
    given = request.form
    try:
        until = integrity.enter_bar(
            current_parts(), current_actor(), given.get("county", ""), given
        )
    except InvalidInput as error:
        return _bars(_told(error)), 422
    flash(_("Entered. The person may not apply until %(day)s.", day=until.isoformat()), "success")
    return redirect(url_for("integrity.list_bars"), 303)


@blueprint.get("/titles")
@requires(Permission.ACCOUNT_USE)
def show_own_titles() -> str:
    """Show the reader's own titles and the next step."""
    return _titles(ladder.own_ladder(current_parts(), current_actor()), {}, own=True)


@blueprint.post("/titles")
@requires(Permission.INTEGRITY_EDIT)
def show_titles() -> str | tuple[str, int]:
    """Show somebody's titles; the ID number travels in the body, so that no log keeps it."""
    number = request.form.get("id_number", "")[:40]
    try:
        found = ladder.ladder_of(current_parts(), current_actor(), number)
    except InvalidInput as error:
        return _titles([], _told(error), own=False), 422
    return _titles(found, {}, own=False)


def _bars(errors: dict[str, list[str]]) -> str:
    return render_template(
        "integrity/list.html",
        bars=integrity.list_bars(current_parts(), current_actor()),
        counties=county_choices(Permission.INTEGRITY_EDIT),
        grounds=GROUNDS,
        given=request.form,
        errors=errors,
    )


def _titles(found: object, errors: dict[str, list[str]], *, own: bool) -> str:
    return render_template(
        "integrity/titles.html",
        ladders=found,
        own=own,
        may_ask=may(current_actor(), Permission.INTEGRITY_EDIT),
        errors=errors,
    )


def _told(error: InvalidInput) -> dict[str, list[str]]:
    return {key: [in_language(text) for text in texts] for key, texts in error.fields.items()}
