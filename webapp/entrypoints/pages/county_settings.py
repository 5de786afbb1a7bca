"""The settings page of a county: what the law leaves open, chosen with a basis."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response as AnyResponse

from webapp.access.permissions import Permission
from webapp.domain.county_settings import SETTINGS, Group
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.locale import in_language
from webapp.entrypoints.http.parts import current_parts
from webapp.kernel.errors import ApplicationError, InvalidInput, RuleBroken
from webapp.services import county_settings

blueprint = Blueprint("county_settings", __name__)

GROUPS = {
    Group.NOMINATION: _("Nomination"),
    Group.MEETING: _("Meeting"),
    Group.PUBLICITY: _("Publicity"),
    Group.POSTS: _("Posts"),
    Group.PAPERS: _("Papers"),
}
_LONGEST = 200


@blueprint.get("/settings")
@requires(Permission.SETTINGS_READ)
def show_settings() -> str:
    """Show the settings of a county, the first in sight without `?county=`."""
    parts, actor = current_parts(), current_actor()
    counties = county_settings.list_counties(parts, actor)
    wanted = request.args.get("county", "") or (counties[0].code if counties else "")
    return _page(wanted, error="")


@blueprint.post("/settings/<county>")
@requires(Permission.SETTINGS_EDIT)
def choose_settings(county: str) -> str | AnyResponse | tuple[str, int]:
    """Change the settings that differ, all or none."""
    parts, actor = current_parts(), current_actor()
    try:
        changed = county_settings.choose(
            parts, actor, county, _values(), request.form.get("basis", "")[:_LONGEST]
        )
    except (RuleBroken, InvalidInput) as error:
        return _page(county, error=_sentence(error)), 400
    flash(gettext("%(changed)d settings were changed.", changed=changed), "success")
    return redirect(url_for("county_settings.show_settings", county=county))


def _sentence(error: ApplicationError) -> str:
    if isinstance(error, InvalidInput):
        return "".join(in_language(text) for texts in error.fields.values() for text in texts)
    return in_language(error.message)


def _values() -> Mapping[str, bool | int | str]:
    """Return what the form says, each value as the kind that its setting has."""
    form = request.form
    values: dict[str, bool | int | str] = {}
    for setting in SETTINGS:
        if isinstance(setting.default, bool):
            values[setting.name] = form.get(setting.name) == "1"
        elif setting.name in form:
            text = form[setting.name].strip()[:_LONGEST]
            values[setting.name] = _number(text) if isinstance(setting.default, int) else text
    return values


def _number(text: str) -> int | str:
    return int(text) if text.isascii() and text.isdigit() else text


def _page(county: str, error: str) -> str:
    parts, actor = current_parts(), current_actor()
    views = county_settings.read_settings(parts, actor, county)
    given = request.form if request.method == "POST" else {}
    return render_template(
        "settings/county.html",
        counties=county_settings.list_counties(parts, actor),
        county=county,
        groups=GROUPS,
        views=views,
        given=given,
        may_edit=county_settings.may_edit(parts, actor, county),
        error=error,
    )
