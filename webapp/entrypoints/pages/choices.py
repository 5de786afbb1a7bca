"""Beginning one of the things that an open ad-hoc sub-process offers."""

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from webapp.access.permissions import Permission
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.services import ad_hoc

blueprint = Blueprint("choices", __name__)


@blueprint.post("/instances/<instance_id>/choices/<subscription_id>/<element_id>")
@requires(Permission.TASK_COMPLETE)
def begin(instance_id: str, subscription_id: str, element_id: str) -> AnyResponse:
    """Begin the element; lead on to its task if the same person does it."""
    begun = ad_hoc.activate_element(
        current_parts(), current_actor(), instance_id, subscription_id, element_id
    )
    flash(_("It is begun."), "success")
    if begun.next_task_id:
        return redirect(url_for("tasklist.show_task", task_id=begun.next_task_id), 303)
    return redirect(url_for("instances.show_instance", instance_id=instance_id), 303)
