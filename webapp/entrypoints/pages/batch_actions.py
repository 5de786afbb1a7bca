"""Completing many open tasks of one kind with one form."""

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
from webapp.entrypoints.http.locale import current_language, in_language
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.pages.downloads import download_table
from webapp.entrypoints.pages.forms import sent_data, shown, to_fill
from webapp.entrypoints.pages.paging import address_of_page, part_wanted, wanted_page
from webapp.entrypoints.pages.progress import show_progress
from webapp.kernel.errors import InvalidInput
from webapp.kernel.pagination import PageRequest
from webapp.services import batch_tasks, batches

blueprint = Blueprint("batch_actions", __name__)

_SHOWN = 100


def _wanted() -> tuple[str, str, str]:
    """Return the kind of task that the request names."""
    given = request.values
    return (given.get("process", ""), given.get("element", ""), given.get("form", ""))


@blueprint.get("/batches")
@requires(Permission.TASK_COMPLETE)
def list_batches() -> str:
    """Show of which kinds many tasks are open, and one's latest batches."""
    parts, actor = current_parts(), current_actor()
    return render_template(
        "batches/list.html",
        kinds=batch_tasks.list_kinds(parts, actor),
        batches=batches.list_own(parts, actor),
    )


@blueprint.get("/batches/new")
@requires(Permission.TASK_COMPLETE)
def choose_tasks() -> str:
    """Show the open tasks of one kind with a box to mark beside each."""
    return _choice({})


def _choice(errors: dict[str, list[str]]) -> str:
    page = PageRequest(wanted_page().number, _SHOWN)
    found = batch_tasks.read_kind(current_parts(), current_actor(), _wanted(), page)
    process, element, form = found.kind.key
    return render_template(
        "batches/choose.html",
        tasks=found,
        page=page,
        pages=max(1, -(-found.total // _SHOWN)),
        most=batch_tasks.MOST,
        errors=errors,
        address=address_of_page(
            "batch_actions.choose_tasks", process=process, element=element, form=form
        ),
    )


@blueprint.post("/batches")
@requires(Permission.TASK_COMPLETE)
def begin() -> AnyResponse | tuple[str, int]:
    """Keep what was marked and lead on to the form."""
    chosen, every = request.form.getlist("task"), request.form.get("every") == "1"
    parts, actor = current_parts(), current_actor()
    try:
        batch_id = batch_tasks.choose(parts, actor, _wanted(), chosen, every=every)
    except InvalidInput as error:
        told = {key: [in_language(t) for t in texts] for key, texts in error.fields.items()}
        return _choice(told), 422
    return redirect(url_for("batch_actions.show_batch", batch_id=batch_id), 303)


@blueprint.get("/batches/<batch_id>")
@requires(Permission.TASK_COMPLETE)
def show_batch(batch_id: str) -> str | Response:
    """Show the form for the marked tasks, then the progress, then what became of each."""
    parts, actor = current_parts(), current_actor()
    batch = batches.read(parts, actor, batch_id)
    address = url_for("batch_actions.show_batch", batch_id=batch_id)
    if part_wanted("batch-progress"):
        return show_progress(batch, address)
    if batch.state == "PREVIEW":
        common = batch_tasks.read_form(parts, actor, batch_id)
        return render_template(
            "batches/form.html",
            batch=batch,
            form=shown(common.form),
            data=to_fill(common.form, common.data),
        )
    state = request.args.get("state", "")
    state = state if state in batches.STATES else ""
    return render_template(
        "batches/show.html",
        batch=batch,
        page=batches.list_items(parts, actor, batch_id, state, wanted_page()),
        states=batches.STATES,
        state=state,
        address=address,
        pages=address_of_page("batch_actions.show_batch", batch_id=batch_id, state=state),
    )


@blueprint.post("/batches/<batch_id>/complete")
@requires(Permission.TASK_COMPLETE)
def complete(batch_id: str) -> Response:
    """Set out to complete the marked tasks with the form."""
    batch_tasks.complete(current_parts(), current_actor(), batch_id, sent_data())
    flash(_("The tasks are being completed; you may leave this page."), "success")
    address = url_for("batch_actions.show_batch", batch_id=batch_id)
    return make_response(jsonify({"redirect": address}))


@blueprint.post("/batches/<batch_id>/give-up")
@requires(Permission.TASK_COMPLETE)
def give_up(batch_id: str) -> AnyResponse:
    """Do none of the marked tasks."""
    batches.give_up(current_parts(), current_actor(), batch_id)
    flash(_("Nothing was done."), "success")
    return redirect(url_for("batch_actions.list_batches"), 303)


@blueprint.get("/batches/<batch_id>/report.<form>")
@requires(Permission.TASK_COMPLETE)
def send_report(batch_id: str, form: str) -> Response:
    """Send what became of each task."""
    parts, actor = current_parts(), current_actor()
    batch = batches.read(parts, actor, batch_id)
    items = batches.list_items(parts, actor, batch_id, "", None).rows
    return download_table(batches.outcome_table(items, batch.title, current_language()), form)
