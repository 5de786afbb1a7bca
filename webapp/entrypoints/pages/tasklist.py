"""The list of tasks and the page of one task."""

from typing import Literal, cast

from flask import (
    Blueprint,
    Response,
    flash,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from webapp.access.permissions import Permission
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.pages.display import stamp
from webapp.entrypoints.pages.forms import lines_of, read_only, sent_data, shown, to_fill
from webapp.entrypoints.pages.instances import standing
from webapp.entrypoints.pages.paging import address_of_page, part_wanted, wanted_page
from webapp.services import ad_hoc, ballots, notes, user_tasks

blueprint = Blueprint("tasklist", __name__)

View = Literal["mine", "group", "done"]
_NOTES = 5


@blueprint.get("/tasks")
@requires(Permission.TASK_READ)
def list_tasks() -> str:
    """Show one's own tasks, the group's or the finished ones; htmx gets the list alone."""
    parts, actor = current_parts(), current_actor()
    view = request.args.get("view", "mine")
    view = view if view in ("mine", "group", "done") else "mine"
    text = request.args.get("text", "").strip()[:100]
    page = user_tasks.list_user_tasks(parts, actor, cast("View", view), text, wanted_page())
    part = part_wanted("task-list")
    return render_template(
        "tasklist/rows.html" if part else "tasklist/list.html",
        notes=() if part else notes.list_notes(parts, actor, _NOTES),
        choices=() if part else ad_hoc.list_open_choices(parts, actor),
        ballots=0 if part else ballots.count_open_ballots(parts, actor),
        view=view,
        text=text,
        page=page,
        counts=user_tasks.count_user_tasks(parts, actor),
        address=address_of_page("tasklist.list_tasks", view=view, text=text),
    )


@blueprint.get("/tasks/<task_id>")
@requires(Permission.TASK_READ)
def show_task(task_id: str) -> str:
    """Show a task: its form, where the procedure stands, and what happened so far."""
    parts, actor = current_parts(), current_actor()
    task = user_tasks.read_user_task(parts, actor, task_id)
    here = standing(task.row.instance_id)
    return render_template(
        "tasklist/task.html",
        task=task,
        form=shown(task.form),
        data=to_fill(task.form, task.data) if task.may_complete else read_only(task.data),
        lines=lines_of(task.form, task.submitted or {}),
        standing=here,
        instance=here.instance,
    )


@blueprint.post("/tasks/<task_id>/claim")
@requires(Permission.TASK_COMPLETE)
def claim_task(task_id: str) -> AnyResponse:
    """Take the task for oneself."""
    user_tasks.claim_user_task(current_parts(), current_actor(), task_id)
    flash(_("The task is yours now."), "success")
    return redirect(url_for("tasklist.show_task", task_id=task_id), 303)


@blueprint.post("/tasks/<task_id>/release")
@requires(Permission.TASK_COMPLETE)
def release_task(task_id: str) -> AnyResponse:
    """Give the task back to the group."""
    user_tasks.release_user_task(current_parts(), current_actor(), task_id)
    flash(_("The task is back with the group."), "success")
    return redirect(url_for("tasklist.list_tasks", view="group"), 303)


@blueprint.put("/tasks/<task_id>/draft")
@requires(Permission.TASK_COMPLETE)
def save_draft(task_id: str) -> Response:
    """Keep what is filled in so far."""
    kept_at = user_tasks.save_draft(current_parts(), current_actor(), task_id, sent_data())
    return jsonify({"saved_at": stamp(kept_at)})


@blueprint.post("/tasks/<task_id>/complete")
@requires(Permission.TASK_COMPLETE)
def complete_task(task_id: str) -> Response:
    """Complete the task and lead on: to the next task of the same person, or to the procedure."""
    done = user_tasks.complete_user_task(current_parts(), current_actor(), task_id, sent_data())
    if done.next_task_id:
        flash(_("Submitted. This is your next task in the same procedure."), "success")
        address = url_for("tasklist.show_task", task_id=done.next_task_id)
    else:
        flash(_("Submitted. You need not do anything else for now."), "success")
        address = url_for("instances.show_instance", instance_id=done.instance_id)
    return make_response(jsonify({"redirect": address}))
