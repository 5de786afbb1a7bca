"""What everybody may see without signing in: publicity lists and the check of a certificate."""

import csv
import io

import segno
from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from webapp.access.permissions import Permission
from webapp.domain.publicity import PUBLIC_COLUMNS
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.pages.display import masked
from webapp.entrypoints.pages.navigation import first_screen
from webapp.entrypoints.pages.paging import part_wanted
from webapp.kernel.errors import NotFound
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


@blueprint.get("/publicity/<notice_id>.<kind>")
@requires(Permission.PUBLIC_READ)
def export_notice(notice_id: str, kind: str) -> AnyResponse:
    """Give out a list for the county's portal: a fragment of HTML, or a table (CSV)."""
    notice = registers.read_public_notice(current_parts(), notice_id)
    if kind == "html":
        body = render_template("register/portal.html", notice=notice, columns=PUBLIC_COLUMNS)
        return make_response(body, {"Content-Type": "text/html; charset=utf-8"})
    if kind != "csv":
        raise NotFound(kind=kind)
    lines = [["序号", *(_HEADINGS[name] for name in PUBLIC_COLUMNS)]]
    for number, row in enumerate(notice.rows, 1):
        lines.append([str(number), *(_cell(row.get(name, "")) for name in PUBLIC_COLUMNS)])
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    headers = {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": f'attachment; filename="publicity-{notice.starts_on}.csv"',
    }
    return make_response("\ufeff" + text.getvalue(), headers)  # the mark lets Excel see UTF-8


_HEADINGS = {"name": "姓名", "unit": "单位", "series": "系列", "specialty": "专业", "title": "职称"}


def _cell(text: str) -> str:
    """Return a value without private numbers, and so that no spreadsheet runs it."""
    plain = str(masked(text))
    return f"'{plain}" if plain[:1] in "=+-@\t" and plain else plain


@blueprint.get("/certificates/<number>/<code>.svg")
@requires(Permission.PUBLIC_READ)
def show_code(number: str, code: str) -> AnyResponse:
    """Draw the square code that leads to the verification of a certificate."""
    if registers.verify_certificate(current_parts(), number, code) is None:
        raise NotFound(number=number)
    address = url_for("register.show_verification", number=number, code=code, _external=True)
    picture = io.BytesIO()
    segno.make(address, error="m").save(picture, kind="svg", scale=4, border=4)
    return make_response(picture.getvalue(), {"Content-Type": "image/svg+xml"})


@blueprint.get("/certificates")
@requires(Permission.PUBLIC_READ)
def show_verification() -> str:
    """Show the form that checks a certificate."""
    number = request.args.get("number", "")[:60]
    code = request.args.get("code", "")[:20]  # from the square code on the certificate
    found = None
    if number and code:
        found = registers.verify_certificate(current_parts(), number, code)
    return render_template(
        "register/verify.html",
        number=number,
        holder=code,
        asked=bool(code),
        certificate=found,
        square=url_for("register.show_code", number=number, code=code) if found else "",
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
