"""What the public may do without signing in: complain, and read the answer (R37)."""

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from webapp.access.permissions import Permission
from webapp.domain.places import COUNTIES
from webapp.domain.supervising import ABOUT, COMPLAINT_DAYS
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.locale import in_language
from webapp.entrypoints.http.parts import current_parts
from webapp.kernel.errors import InvalidInput
from webapp.services import complaints

blueprint = Blueprint("complaints", __name__)

_TRAP = "website"
"""A field that people do not see; whatever fills it in is no person."""


@blueprint.get("/complaints")
@requires(Permission.PUBLIC_READ)
def show_form() -> str:
    """Show the form, and how to read an answer."""
    return _page()


def _page(**more: object) -> str:
    shown: dict[str, object] = {"errors": {}, "receipt": None, "asked": False, "answer": None}
    return render_template(
        "complaints/form.html",
        counties=COUNTIES,
        about=ABOUT,
        days=COMPLAINT_DAYS,
        given=request.form,
        subject=request.values.get("subject", "")[:200],
        **{**shown, **more},
    )


@blueprint.post("/complaints")
@requires(Permission.PUBLIC_READ)
def complain() -> AnyResponse:
    """Receive a complaint and show the receipt, once."""
    if request.form.get(_TRAP):  # looks as if it had worked, and keeps nothing
        return make_response(_page(receipt=complaints.Receipt("TS000000000", "XXXXXXXXXX")))
    try:
        source = request.remote_addr or ""
        receipt = complaints.complain(current_parts(), request.form, source)
    except InvalidInput as error:
        told = {key: [in_language(t) for t in texts] for key, texts in error.fields.items()}
        return make_response(_page(errors=told), 422)
    answer = make_response(_page(receipt=receipt))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.post("/complaints/answer")
@requires(Permission.PUBLIC_READ)
def read_answer() -> AnyResponse:
    """Show the answer to whoever has number and code; both travel in the body, not in logs."""
    number, code = request.form.get("number", ""), request.form.get("code", "")
    found = complaints.look_up(current_parts(), number, code) if number and code else None
    answer = make_response(_page(asked=True, answer=found))
    answer.headers["Cache-Control"] = "no-store"
    return answer
