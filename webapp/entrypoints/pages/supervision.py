"""Random checks of dossiers: draw, look at the full trail, export. Nothing can be changed here."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from webapp.access.permissions import Permission
from webapp.domain.supervising import MOST_DRAWN
from webapp.domain.titles import SERIES
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.locale import current_language, in_language
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.pages.choosing import county_choices
from webapp.entrypoints.pages.downloads import download_table
from webapp.entrypoints.pages.forms import lines_of
from webapp.entrypoints.pages.sentences import tell
from webapp.kernel.errors import InvalidInput
from webapp.services import sampling

blueprint = Blueprint("supervision", __name__)


@blueprint.get("/supervision")
@requires(Permission.SUPERVISION_READ)
def list_samples() -> str:
    """Show the samples drawn so far, and the form to draw one."""
    return _list({})


def _list(errors: dict[str, list[str]]) -> str:
    parts = current_parts()
    return render_template(
        "supervision/list.html",
        samples=sampling.list_samples(parts, current_actor()),
        counties=county_choices(Permission.SUPERVISION_READ),
        series=SERIES,
        most=MOST_DRAWN,
        given=request.form,
        errors=errors,
        this_year=parts.clock.now().year,
    )


@blueprint.post("/supervision")
@requires(Permission.SUPERVISION_READ)
def take_sample() -> AnyResponse | tuple[str, int]:
    """Draw a sample."""
    try:
        sample_id = sampling.take_sample(current_parts(), current_actor(), request.form)
    except InvalidInput as error:
        told = {key: [in_language(t) for t in texts] for key, texts in error.fields.items()}
        return _list(told), 422
    return redirect(url_for("supervision.show_sample", sample_id=sample_id), 303)


@blueprint.get("/supervision/<sample_id>")
@requires(Permission.SUPERVISION_READ)
def show_sample(sample_id: str) -> str:
    """Show a sample and how to draw it again."""
    sample, rows = sampling.read_sample(current_parts(), current_actor(), sample_id)
    return render_template("supervision/sample.html", sample=sample, rows=rows, series=SERIES)


@blueprint.get("/supervision/<sample_id>.<form>")
@requires(Permission.SUPERVISION_READ)
def send_sample(sample_id: str, form: str) -> Response:
    """Send a sample as a file."""
    found = sampling.read_sample(current_parts(), current_actor(), sample_id)
    return download_table(sampling.sample_table(*found, current_language()), form)


@blueprint.get("/supervision/<sample_id>/dossiers/<number>")
@requires(Permission.SUPERVISION_READ)
def show_dossier(sample_id: str, number: str) -> str:
    """Show one drawn dossier: what happened, what was checked, which documents it holds."""
    dossier = sampling.read_dossier(current_parts(), current_actor(), sample_id, number)
    return render_template(
        "supervision/dossier.html",
        dossier=dossier,
        sample_id=sample_id,
        history=list(reversed(tell(dossier.history, {}))),
        lines_of=lines_of,
    )
