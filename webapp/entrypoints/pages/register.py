"""What everybody may see without signing in: publicity lists and the check of a certificate."""

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from webapp.access.permissions import Permission
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.pages.navigation import first_screen
from webapp.entrypoints.pages.paging import part_wanted
from webapp.services import organisations, registers

blueprint = Blueprint("register", __name__)


@blueprint.get("/")
@requires(Permission.PUBLIC_READ)
def show_home() -> str | AnyResponse:
    """Lead people to their work, and show the public what is open to it."""
    if current_actor().id is not None:
        return redirect(first_screen(current_actor()))
    notices = registers.list_public_notices(current_parts())
    return render_template("register/home.html", notices=notices)


@blueprint.get("/publicity")
@requires(Permission.PUBLIC_READ)
def list_notices() -> str:
    """Show the current publicity lists, or with `?past=1` the ended ones too."""
    parts = current_parts()
    county, past = request.args.get("county", ""), request.args.get("past") == "1"
    template = "register/rows.html" if part_wanted("notice-list") else "register/list.html"
    return render_template(
        template,
        notices=registers.list_public_notices(parts, county, current_only=not past),
        counties=organisations.list_counties(parts),
        county=county,
        past=past,
    )


@blueprint.get("/publicity/unit")
@requires(Permission.ACCOUNT_USE)
def list_unit_notices() -> str:
    """Show the lists that are open inside the reader's own unit only."""
    notices = registers.list_unit_notices(current_parts(), current_actor())
    return render_template("register/unit.html", notices=notices)


@blueprint.get("/publicity/<notice_id>")
@requires(Permission.PUBLIC_READ)
def show_notice(notice_id: str) -> str:
    """Show one publicity list, ready to be printed."""
    notice = registers.read_public_notice(current_parts(), notice_id)
    return render_template("register/notice.html", notice=notice)


@blueprint.get("/certificates")
@requires(Permission.PUBLIC_READ)
def show_verification() -> str:
    """Show the form that checks a certificate."""
    number = request.args.get("number", "")[:60]
    return render_template(
        "register/verify.html", number=number, holder="", asked=False, certificate=None
    )


@blueprint.post("/certificates")
@requires(Permission.PUBLIC_READ)
def verify_certificate() -> AnyResponse:
    """Check a certificate; names travel in the body, so that no log keeps them."""
    number = request.form.get("number", "").strip()[:60]
    holder = request.form.get("holder", "").strip()[:100]
    found = None
    if number and holder:
        found = registers.verify_certificate(current_parts(), number, holder)
    page = render_template(
        "register/verify.html", number=number, holder=holder, asked=True, certificate=found
    )
    return make_response(page)
