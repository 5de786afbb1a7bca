"""The separate ledger of posts."""

from flask import Blueprint, render_template, request
from flask_babel import lazy_gettext as _

from webapp.access.permissions import Permission
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.services import posts

blueprint = Blueprint("posts", __name__)

MOVES = {
    "plan": _("Planned"),
    "reserve": _("Reserved for a round"),
    "release": _("Given back by a round"),
    "occupy": _("Occupied"),
    "free": _("Became free"),
    "refuse": _("Refused"),
}
PHASES = {
    "share": _("yearly share (first years)"),
    "vacancy": _("actual vacancies"),
}
BASES = {
    "all": _("the whole county"),
    "county_and_below": _("units at county level and below"),
}


@blueprint.get("/posts")
@requires(Permission.LEDGER_READ)
def show_ledger() -> str:
    """Show the ledger of a county, the first in sight without `?county=`."""
    parts, actor = current_parts(), current_actor()
    counties = posts.list_counties(parts, actor)
    wanted = request.args.get("county", "") or (counties[0].code if counties else "")
    return render_template(
        "posts/ledger.html",
        view=posts.read_ledger(parts, actor, wanted),
        counties=counties,
        moves=MOVES,
        phases=PHASES,
        bases=BASES,
    )
