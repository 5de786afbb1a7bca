"""What is stuck and why, grouped by cause."""

from flask import Blueprint, render_template, request

from webapp.access.permissions import Permission, may
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.pages.words import CAUSES
from webapp.services import monitoring, starts

blueprint = Blueprint("cockpit", __name__)


@blueprint.get("/cockpit")
@requires(Permission.MONITORING_READ)
def show_stuck() -> str:
    """Show the groups of stuck instances, all of them or those of one cause."""
    parts, actor = current_parts(), current_actor()
    wanted = request.args.get("cause", "")
    cause = next((item for item in monitoring.Cause if item.value == wanted), None)
    return render_template(
        "cockpit/stuck.html",
        cause=cause,
        causes=CAUSES,
        may_help=may(actor, Permission.INTERVENE),
        counts=monitoring.stuck_counts(parts, actor),
        groups=monitoring.list_stuck(parts, actor, cause),
        failed_starts=starts.count_failed_starts(parts, actor),
    )
