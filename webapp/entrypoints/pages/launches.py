"""The ten counties for everybody, and the checklist of a launch for offices."""

from flask import Blueprint, render_template, request
from flask_babel import lazy_gettext as _

from webapp.access.permissions import Permission, may
from webapp.domain import titles
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.locale import in_language
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.pages.words import Badge
from webapp.kernel.errors import Refused
from webapp.services import launches

blueprint = Blueprint("launches", __name__)

STAGES = {
    "NONE": Badge(_("Not launched"), "state-cancelled"),
    "CRITERIA": Badge(_("Launched, criteria in the making"), "state-waiting"),
    "READY": Badge(_("Reviews may be held"), "state-done"),
}
WINDOWS = {
    "before": Badge(_("Coming"), "state-waiting"),
    "open": Badge(_("Open"), "state-active"),
    "closed": Badge(_("Closed"), "state-cancelled"),
}
KINDS = {
    "consent": _("Consent"),
    "guidance": _("Guidance and assessment (an opinion)"),
    "filing": _("Filing (received, never refused)"),
}
_LONGEST = 50


@blueprint.get("/counties")
@requires(Permission.PUBLIC_READ)
def list_counties() -> str:
    """Show the ten counties, and answer whether a place and title take part (R1, R3)."""
    asked = {name: request.args.get(name, "")[:_LONGEST] for name in ("place", "series", "title")}
    refusal, found = "", None
    if asked["place"].strip():
        try:
            found = launches.look_up(asked["place"], asked["series"], asked["title"].strip())
        except Refused as error:
            refusal = in_language(error.message)
    return render_template(
        "launches/counties.html",
        states=launches.list_states(current_parts()),
        stages=STAGES,
        catalogue=titles.SERIES,
        asked=asked,
        refusal=refusal,
        found=found,
        may_read=may(current_actor(), Permission.LEDGER_READ),
    )


@blueprint.get("/launches/<county>")
@requires(Permission.LEDGER_READ)
def show_launch(county: str) -> str:
    """Show what a county's launch rests on: who, when, which number."""
    view = launches.read_launch(current_parts(), current_actor(), county)
    return render_template(
        "launches/launch.html", view=view, stages=STAGES, kinds=KINDS, windows=WINDOWS
    )
