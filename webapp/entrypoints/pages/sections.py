"""The registers that offices keep: one way in for all of them."""

from collections.abc import Sequence

from flask import Blueprint, Response, render_template, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from webapp.access.permissions import Permission, may
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.locale import current_language
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.pages.downloads import download_table
from webapp.entrypoints.pages.navigation import Item
from webapp.services import register_exports

blueprint = Blueprint("sections", __name__)

_SECTIONS: Sequence[tuple[LazyString, str, Permission]] = (
    (_("Expert pool"), "committees.show_experts", Permission.LEDGER_READ),
    (_("Draws"), "committees.list_draws", Permission.LEDGER_READ),
    (_("Ballot boxes"), "ballots.list_boxes", Permission.LEDGER_READ),
    (_("The ten counties"), "launches.list_counties", Permission.LEDGER_READ),
    (_("Criteria"), "criteria.list_criteria", Permission.LEDGER_READ),
    (_("Floors of criteria"), "criteria.show_floors", Permission.LEDGER_READ),
    (_("Ledger of posts"), "posts.show_ledger", Permission.LEDGER_READ),
    (_("County settings"), "county_settings.show_settings", Permission.SETTINGS_READ),
    (_("Calendar of working days"), "calendar.show_calendar", Permission.LEDGER_READ),
    (_("Nominations"), "nominations.list_nominations", Permission.LEDGER_READ),
    (_("Sanctions and integrity archive"), "integrity.list_bars", Permission.INTEGRITY_EDIT),
    (_("Titles and ladder"), "integrity.show_own_titles", Permission.INTEGRITY_EDIT),
    (_("Import"), "imports.list_imports", Permission.IMPORT_RUN),
    (_("Issue log"), "issues.list_issues", Permission.ISSUE_READ),
    (_("Random checks"), "supervision.list_samples", Permission.SUPERVISION_READ),
    (_("Statistics"), "statistics.show_statistics", Permission.LEDGER_READ),
    (_("Complaints received"), "complaint_handling.list_complaints", Permission.COMPLAINT_READ),
)
"""Word, endpoint and permission of each register, in the order in which they are shown."""


def sections() -> list[Item]:
    """Return the registers that the reader may open."""
    here, actor = str(request.endpoint), current_actor()
    return [
        Item(word, url_for(endpoint), endpoint == here)
        for word, endpoint, permission in _SECTIONS
        if may(actor, permission)
    ]


@blueprint.get("/registers")
@requires(Permission.LEDGER_READ)
def show_sections() -> str:
    """Show the registers that the reader may open."""
    return render_template("sections/list.html", sections=sections())


@blueprint.get("/registers/<name>.<form>")
@requires(Permission.LEDGER_READ)
def send_register(name: str, form: str) -> Response:
    """Send a whole register of the reader's counties as a file."""
    parts, actor = current_parts(), current_actor()
    table = register_exports.register_table(parts, actor, name, current_language())
    return download_table(table, form)
