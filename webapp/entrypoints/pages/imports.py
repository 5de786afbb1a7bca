"""Importing people, units, experts and posts from spreadsheets."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from webapp.access.permissions import Permission
from webapp.domain.imports.kinds import KINDS
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.locale import current_language, in_language
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.pages.choosing import county_choices
from webapp.entrypoints.pages.downloads import download, download_table
from webapp.entrypoints.pages.paging import address_of_page, part_wanted, wanted_page
from webapp.entrypoints.pages.progress import show_progress
from webapp.kernel.errors import InvalidInput, NotFound
from webapp.kernel.text import Text
from webapp.services import batches, exports, imports

blueprint = Blueprint("imports", __name__)

_NO_FILE = Text("请选择文件。", "Please choose a file.")
_FORMS = {"csv": exports.CSV, "xlsx": exports.XLSX}


@blueprint.get("/imports")
@requires(Permission.IMPORT_RUN)
def list_imports() -> str:
    """Show what can be imported, and the latest imports."""
    return _list({})


@blueprint.post("/imports")
@requires(Permission.IMPORT_RUN)
def send_file() -> AnyResponse | tuple[str, int]:
    """Read a file and lead to its preview; say on the same page what is wrong with it."""
    file = request.files.get("file")
    where = (request.form.get("kind", ""), request.form.get("county", ""))
    try:
        if file is None or not file.filename:
            raise InvalidInput({"file": [_NO_FILE]})  # noqa: TRY301 - told like the others
        name = file.filename.replace("\0", "")[-100:]
        batch_id = imports.preview(current_parts(), current_actor(), where, name, file.read())
    except InvalidInput as error:
        told = {key: [in_language(t) for t in texts] for key, texts in error.fields.items()}
        return _list(told), 422
    return redirect(url_for("imports.show_import", batch_id=batch_id), 303)


def _list(errors: dict[str, list[str]]) -> str:
    parts, actor = current_parts(), current_actor()
    return render_template(
        "imports/list.html",
        kinds=KINDS.values(),
        counties=county_choices(Permission.IMPORT_RUN),
        batches=imports.list_imports(parts, actor),
        kind_names={kind.code: kind.name for kind in KINDS.values()},
        chosen=request.form.get("kind", ""),
        errors=errors,
    )


@blueprint.get("/imports/templates/<kind>.<form>")
@requires(Permission.IMPORT_RUN)
def send_template(kind: str, form: str) -> Response:
    """Send the template of a kind."""
    if form not in _FORMS:
        raise NotFound(form=form)
    found = imports.kind_of(kind)
    content = imports.template(found, current_language(), form)
    name = f"{in_language(found.name)}-{_('template')}.{form}"
    return download(exports.ExportedFile(content, _FORMS[form]), name)


@blueprint.get("/imports/<batch_id>")
@requires(Permission.IMPORT_RUN)
def show_import(batch_id: str) -> str | Response:
    """Show the preview of an import, its progress, or what became of it."""
    parts, actor = current_parts(), current_actor()
    batch = batches.read(parts, actor, batch_id)
    kind = imports.kind_of(batch.kind)
    state = request.args.get("state", "")
    state = state if state in batches.STATES else ""
    if part_wanted("batch-progress"):
        return show_progress(batch, _address(batch_id))
    return render_template(
        "imports/show.html",
        batch=batch,
        kind=kind,
        page=batches.list_items(parts, actor, batch_id, state, wanted_page()),
        troubles_of=imports.troubles_of,
        states=batches.STATES,
        state=state,
        address=_address(batch_id),
        pages=address_of_page("imports.show_import", batch_id=batch_id, state=state),
    )


def _address(batch_id: str) -> str:
    return url_for("imports.show_import", batch_id=batch_id)


@blueprint.post("/imports/<batch_id>/confirm")
@requires(Permission.IMPORT_RUN)
def confirm(batch_id: str) -> AnyResponse:
    """Set out to enter the right lines."""
    imports.confirm(current_parts(), current_actor(), batch_id)
    flash(_("The import is under way; you may leave this page."), "success")
    return redirect(_address(batch_id), 303)


@blueprint.post("/imports/<batch_id>/give-up")
@requires(Permission.IMPORT_RUN)
def give_up(batch_id: str) -> AnyResponse:
    """Forget a preview."""
    batches.give_up(current_parts(), current_actor(), batch_id)
    flash(_("Nothing was imported; the file is forgotten."), "success")
    return redirect(url_for("imports.list_imports"), 303)


@blueprint.get("/imports/<batch_id>/report.<form>")
@requires(Permission.IMPORT_RUN)
def send_report(batch_id: str, form: str) -> Response:
    """Send what became of each line."""
    table = imports.report(current_parts(), current_actor(), batch_id, current_language())
    return download_table(table, form)
