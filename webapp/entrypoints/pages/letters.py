"""What is on its way between procedures: kept messages, and starts that nobody asks for by hand."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from webapp.access.permissions import Permission, may
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.pages.paging import address_of_page, wanted_page
from webapp.services import messages, starts

blueprint = Blueprint("letters", __name__)


@blueprint.get("/cockpit/messages")
@requires(Permission.MONITORING_READ)
def list_messages() -> str:
    """Show the messages that nobody has received, beside what is awaited; never the contents."""
    actor = current_actor()
    return render_template(
        "cockpit/messages.html",
        messages=messages.list_kept_messages(current_parts(), actor, wanted_page()),
        may_help=may(actor, Permission.INTERVENE),
        address=address_of_page("letters.list_messages"),
    )


@blueprint.post("/cockpit/messages/<message_id>/discard")
@requires(Permission.INTERVENE)
def discard_message(message_id: str) -> AnyResponse:
    """Let a kept message go."""
    reason = request.form.get("reason", "").strip()[:500]
    messages.discard_message(current_parts(), current_actor(), message_id, reason)
    flash(_("The message is discarded."), "success")
    return redirect(url_for("letters.list_messages"), 303)


@blueprint.get("/cockpit/starts")
@requires(Permission.MONITORING_READ)
def list_starts() -> str:
    """Show the timers that start procedures, and the starts that failed."""
    actor = current_actor()
    return render_template(
        "cockpit/starts.html",
        starts=starts.list_starts(current_parts(), actor),
        may_help=may(actor, Permission.INTERVENE),
    )


@blueprint.post("/cockpit/starts/<job_id>/retry")
@requires(Permission.INTERVENE)
def retry_start(job_id: str) -> AnyResponse:
    """Try a failed start again."""
    starts.retry_start(current_parts(), current_actor(), job_id)
    flash(_("The start is tried again."), "success")
    return redirect(url_for("letters.list_starts"), 303)
