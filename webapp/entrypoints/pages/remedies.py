"""What an administrator does for an instance that is stuck. Every remedy asks for a reason."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from webapp.access.permissions import Permission
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.pages.navigation import local_address
from webapp.kernel.errors import InvalidInput
from webapp.kernel.text import Text
from webapp.services import interventions

blueprint = Blueprint("remedies", __name__)

_NOT_JSON = Text(
    '变量应为 JSON 格式，例如 12、true 或 "文字"。',
    'A variable must be written as JSON, such as 12, true or "text".',
)
_NAME_MISSING = Text("请填写变量名。", "Please name the variable.")


def reason() -> str:
    """Return the reason that the form brought."""
    return request.form.get("reason", "").strip()[:500]


def done(text: str) -> AnyResponse:
    """Tell that it is done, and go back to the page from which it was asked."""
    flash(text, "success")
    back = local_address(request.form.get("next"))
    return redirect(back or url_for("cockpit.show_stuck"), 303)


@blueprint.post("/cockpit/jobs/<job_id>/retry")
@requires(Permission.INTERVENE)
def retry_job(job_id: str) -> AnyResponse:
    """Let a failed job run again."""
    interventions.retry_job(current_parts(), current_actor(), job_id, reason())
    return done(_("The job runs again."))


@blueprint.post("/cockpit/incidents/<incident_id>/retry")
@requires(Permission.INTERVENE)
def retry_element(incident_id: str) -> AnyResponse:
    """Run the element of an incident again."""
    interventions.retry_element(current_parts(), current_actor(), incident_id, reason())
    return done(_("The element was run again."))


@blueprint.post("/cockpit/tasks/<task_id>/reassign")
@requires(Permission.INTERVENE)
def reassign_task(task_id: str) -> AnyResponse:
    """Give a task to another person, or back to its group."""
    username = request.form.get("username", "").strip() or None
    interventions.reassign_user_task(current_parts(), current_actor(), task_id, username, reason())
    return done(_("The task is reassigned."))


@blueprint.post("/cockpit/instances/<instance_id>/variables")
@requires(Permission.INTERVENE)
def change_variables(instance_id: str) -> AnyResponse:
    """Change one variable."""
    name = request.form.get("name", "").strip()
    if not name:
        raise InvalidInput({"name": [_NAME_MISSING]})
    values = {name: parsed(request.form.get("value", ""))}
    interventions.change_variables(current_parts(), current_actor(), instance_id, values, reason())
    return done(_("The variable is changed."))


@blueprint.post("/cockpit/timers/<timer_id>/fire")
@requires(Permission.INTERVENE)
def fire_timer(timer_id: str) -> AnyResponse:
    """Fire a timer before its time."""
    interventions.fire_timer(current_parts(), current_actor(), timer_id, reason())
    return done(_("The waiting is ended."))


@blueprint.post("/cockpit/subscriptions/<subscription_id>/deliver")
@requires(Permission.INTERVENE)
def deliver_message(subscription_id: str) -> AnyResponse:
    """Deliver by hand the message or signal that is awaited."""
    text = request.form.get("variables", "").strip()
    values = parsed(text) if text else {}
    if not isinstance(values, Mapping):
        raise InvalidInput({"variables": [_NOT_JSON]})
    interventions.deliver_message(
        current_parts(), current_actor(), subscription_id, values, reason()
    )
    return done(_("It is delivered."))


@blueprint.post("/cockpit/subscriptions/<subscription_id>/choices/<element_id>")
@requires(Permission.INTERVENE)
def begin_choice(subscription_id: str, element_id: str) -> AnyResponse:
    """Begin something in an ad-hoc sub-process in the place of those who should."""
    parts, actor = current_parts(), current_actor()
    interventions.activate_element(parts, actor, subscription_id, element_id, reason())
    return done(_("It is begun."))


@blueprint.post("/cockpit/instances/<instance_id>/cancel")
@requires(Permission.INTERVENE)
def cancel_instance(instance_id: str) -> AnyResponse:
    """End an instance at once."""
    interventions.cancel_process_instance(current_parts(), current_actor(), instance_id, reason())
    return done(_("The procedure is cancelled."))


def parsed(text: str) -> Any:
    """Return the value of a JSON text; `InvalidInput` when it is none."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise InvalidInput({"value": [_NOT_JSON]}) from error
