"""The log of new problems of each county's rounds (R36)."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from webapp.access.permissions import Permission, may
from webapp.domain.titles import SERIES
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.locale import current_language, in_language
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.pages.choosing import county_choices, wanted_year
from webapp.entrypoints.pages.downloads import download_table
from webapp.kernel.errors import InvalidInput
from webapp.services import issues

blueprint = Blueprint("issues", __name__)

_Errors = dict[str, list[str]]


@blueprint.get("/issues")
@requires(Permission.ISSUE_READ)
def list_issues() -> str:
    """Show the issues in the reader's sight."""
    return _list({})


def _list(errors: _Errors) -> str:
    parts, actor = current_parts(), current_actor()
    county, open_only = request.args.get("county", ""), request.args.get("open") == "1"
    year = wanted_year()
    return render_template(
        "issues/list.html",
        issues=issues.list_issues(parts, actor, county, year, open_only=open_only),
        counties=county_choices(Permission.ISSUE_READ),
        own_counties=county_choices(Permission.ISSUE_EDIT),
        may_edit=may(actor, Permission.ISSUE_EDIT),
        series=SERIES,
        county=county,
        year=year,
        open_only=open_only,
        given=request.form,
        errors=errors,
        this_year=parts.clock.now().year,
    )


@blueprint.post("/issues")
@requires(Permission.ISSUE_EDIT)
def open_issue() -> AnyResponse | tuple[str, int]:
    """Enter a new problem."""
    given = request.form
    try:
        issues.open_issue(current_parts(), current_actor(), given.get("county", ""), given)
    except InvalidInput as error:
        return _list(_told(error)), 422
    flash(_("The issue is entered."), "success")
    return redirect(url_for("issues.list_issues"), 303)


@blueprint.post("/issues/<issue_id>")
@requires(Permission.ISSUE_EDIT)
def change_issue(issue_id: str) -> AnyResponse | tuple[str, int]:
    """Change an issue, or settle it."""
    given, close = request.form, request.form.get("close") == "1"
    try:
        issues.change_issue(current_parts(), current_actor(), issue_id, given, close=close)
    except InvalidInput as error:
        return _list(_told(error)), 422
    flash(_("The issue is settled.") if close else _("The issue is changed."), "success")
    return redirect(url_for("issues.list_issues"), 303)


def _told(error: InvalidInput) -> _Errors:
    return {key: [in_language(text) for text in texts] for key, texts in error.fields.items()}


@blueprint.get("/issues.<form>")
@requires(Permission.ISSUE_READ)
def send_issues(form: str) -> Response:
    """Send the issues as a file."""
    county = request.args.get("county", "")
    rows = issues.list_issues(current_parts(), current_actor(), county, wanted_year())
    return download_table(issues.issue_table(rows, current_language()), form)
