"""The register of nominations, with the windows in which people may apply."""

from flask import Blueprint, render_template, request

from webapp.access.permissions import Permission
from webapp.domain.titles import SERIES
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.pages.choosing import county_choices, wanted_year
from webapp.entrypoints.pages.paging import address_of_page, part_wanted, wanted_page
from webapp.entrypoints.pages.words import NOMINATION_STATES, WINDOW_STATES
from webapp.kernel.pagination import PageRequest
from webapp.services import nominations
from webapp.services.nominations import NominationFilter

blueprint = Blueprint("nominations", __name__)

_SIZE = 50


@blueprint.get("/nominations")
@requires(Permission.LEDGER_READ)
def list_nominations() -> str:
    """Show the nominations in the reader's sight; htmx gets the list alone."""
    parts, actor, args = current_parts(), current_actor(), request.args
    wanted = NominationFilter(
        county=args.get("county", "")[:10],
        year=wanted_year() or 0,
        series=args.get("series", "")[:40],
        state=args.get("state", "")[:12],
    )
    page = PageRequest(wanted_page().number, _SIZE)
    found = nominations.list_nominations(parts, actor, wanted, page)
    year = wanted.year or parts.clock.now().year
    return render_template(
        "nominations/rows.html" if part_wanted("nomination-list") else "nominations/list.html",
        wanted=wanted,
        page=found,
        windows=nominations.list_windows(parts, actor, wanted.county, year),
        counties=county_choices(Permission.LEDGER_READ),
        series=SERIES,
        states=NOMINATION_STATES,
        window_states=WINDOW_STATES,
        address=address_of_page(
            "nominations.list_nominations",
            county=wanted.county,
            year=wanted.year,
            series=wanted.series,
            state=wanted.state,
        ),
    )
