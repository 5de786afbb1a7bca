"""What one may start, and the form that comes before the start."""

from flask import (
    Blueprint,
    Response,
    flash,
    jsonify,
    make_response,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _

from webapp.access.permissions import Permission
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.pages.forms import sent_data, shown
from webapp.kernel.identifiers import new_identifier
from webapp.services import process_instances

blueprint = Blueprint("start", __name__)


@blueprint.get("/start")
@requires(Permission.INSTANCE_START)
def list_startable() -> str:
    """Show what the reader may start, by organisation."""
    startable = process_instances.list_startable(current_parts(), current_actor())
    return render_template("start/list.html", startable=startable)


@blueprint.get("/start/<process_id>/<organisation_id>")
@requires(Permission.INSTANCE_START)
def show_start(process_id: str, organisation_id: str) -> str:
    """Show the start form. Its key makes a repeated submission harmless."""
    start = process_instances.read_start_form(
        current_parts(), current_actor(), process_id, organisation_id
    )
    return render_template(
        "start/form.html", start=start, form=shown(start.form), key=new_identifier()
    )


@blueprint.post("/start/<process_id>/<organisation_id>")
@requires(Permission.INSTANCE_START)
def start_process(process_id: str, organisation_id: str) -> Response:
    """Start the procedure and lead on to its first task, or to its page."""
    key = request.args.get("key", "")[:60] or new_identifier()
    started = process_instances.start_process_instance(
        current_parts(), current_actor(), process_id, organisation_id, sent_data(), key
    )
    flash(_("Started. The number is %(number)s.", number=started.business_key), "success")
    if started.next_task_id:
        address = url_for("tasklist.show_task", task_id=started.next_task_id)
    else:
        address = url_for("instances.show_instance", instance_id=started.id)
    return make_response(jsonify({"redirect": address}))
