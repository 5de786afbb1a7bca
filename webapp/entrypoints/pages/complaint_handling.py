"""Handling complaints: by the county, or by the city above it; supervisors look on."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from webapp.access.permissions import Permission
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.locale import current_language, in_language
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.pages.downloads import download_table
from webapp.entrypoints.pages.paging import address_of_page, wanted_page
from webapp.kernel.errors import InvalidInput
from webapp.services import complaints

blueprint = Blueprint("complaint_handling", __name__)


@blueprint.get("/complaints/received")
@requires(Permission.COMPLAINT_READ)
def list_complaints() -> str:
    """Show the complaints in the reader's sight, those due first at the top."""
    state = request.args.get("state", "")
    parts, actor = current_parts(), current_actor()
    return render_template(
        "complaints/list.html",
        page=complaints.list_complaints(parts, actor, state, wanted_page()),
        states=complaints.STATES,
        state=state if state in complaints.STATES else "",
        address=address_of_page("complaint_handling.list_complaints", state=state),
    )


@blueprint.get("/complaints/received.<form>")
@requires(Permission.COMPLAINT_READ)
def send_complaints(form: str) -> Response:
    """Send the complaints as a file, without what they say and who said it."""
    state = request.args.get("state", "")
    rows = complaints.list_complaints(current_parts(), current_actor(), state, None).rows
    return download_table(complaints.complaint_table(rows, current_language()), form)


@blueprint.get("/complaints/received/<complaint_id>")
@requires(Permission.COMPLAINT_READ)
def show_complaint(complaint_id: str) -> str:
    """Show one complaint with what was done about it."""
    return _page(complaint_id, {})


def _page(complaint_id: str, errors: dict[str, list[str]]) -> str:
    return render_template(
        "complaints/show.html",
        complaint=complaints.read_complaint(current_parts(), current_actor(), complaint_id),
        states=complaints.STATES,
        errors=errors,
        given=request.form,
    )


def _done(complaint_id: str, text: str) -> AnyResponse:
    flash(text, "success")
    address = url_for("complaint_handling.show_complaint", complaint_id=complaint_id)
    return redirect(address, 303)


@blueprint.post("/complaints/received/<complaint_id>/assign")
@requires(Permission.COMPLAINT_HANDLE)
def assign(complaint_id: str) -> AnyResponse | tuple[str, int]:
    """Name who looks into it."""
    organ = request.form.get("organ", "")
    try:
        complaints.assign(current_parts(), current_actor(), complaint_id, organ)
    except InvalidInput as error:
        return _page(complaint_id, _told(error)), 422
    return _done(complaint_id, _("It is assigned."))


@blueprint.post("/complaints/received/<complaint_id>/pass-up")
@requires(Permission.COMPLAINT_HANDLE)
def pass_up(complaint_id: str) -> AnyResponse:
    """Hand it to the city."""
    complaints.pass_up(current_parts(), current_actor(), complaint_id)
    flash(_("It is with the city now."), "success")
    return redirect(url_for("complaint_handling.list_complaints"), 303)


@blueprint.post("/complaints/received/<complaint_id>/answer")
@requires(Permission.COMPLAINT_HANDLE)
def answer(complaint_id: str) -> AnyResponse | tuple[str, int]:
    """Answer it."""
    try:
        complaints.answer(current_parts(), current_actor(), complaint_id, request.form)
    except InvalidInput as error:
        return _page(complaint_id, _told(error)), 422
    return _done(complaint_id, _("It is answered."))


def _told(error: InvalidInput) -> dict[str, list[str]]:
    return {key: [in_language(text) for text in texts] for key, texts in error.fields.items()}
