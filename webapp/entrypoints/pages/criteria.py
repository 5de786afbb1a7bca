"""The criteria of counties, version by version, and the floors that they must keep."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response as AnyResponse

from webapp.access.permissions import Permission
from webapp.domain import titles
from webapp.domain.criteria import DIMENSIONS, OPERATORS
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.locale import in_language
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.pages.words import Badge
from webapp.kernel.errors import InvalidInput, Refused
from webapp.services import criteria

blueprint = Blueprint("criteria", __name__)

STATES = {
    "DRAFT": Badge(_("Drafted"), "state-waiting"),
    "CONFIRMED": Badge(_("Confirmed by the city"), "state-active"),
    "IN_USE": Badge(_("Filed and in use"), "state-done"),
}
VERDICTS = {
    "kept": Badge(_("Kept"), "state-done"),
    "below": Badge(_("Below"), "state-incident"),
    "missing": Badge(_("Missing"), "state-incident"),
}
FIELDS = ("code", "name", "operator", "value", "unit", "clause")
_ROWS = 10
_MOST_ROWS = 100
_LONGEST_NUMBER = 12


@blueprint.get("/criteria")
@requires(Permission.LEDGER_READ)
def list_criteria() -> str:
    """Show every version of the criteria in sight."""
    views = criteria.list_criteria(current_parts(), current_actor())
    wanted = request.args.get("county", "")
    counties = sorted({view.county for view in views}, key=lambda county: county.code)
    return render_template(
        "criteria/list.html",
        views=[view for view in views if wanted in ("", view.county.code)],
        counties=counties,
        county=wanted,
        states=STATES,
    )


@blueprint.get("/criteria/<number>")
@requires(Permission.LEDGER_READ)
def show_criteria(number: str) -> str:
    """Show one version: its way, its dimensions and weights, the comparison with the floor."""
    known = number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER
    view = criteria.read_criteria(current_parts(), current_actor(), int(number) if known else 0)
    return render_template(
        "criteria/version.html",
        view=view,
        states=STATES,
        verdicts=VERDICTS,
        dimensions=DIMENSIONS,
        operators=OPERATORS,
    )


@blueprint.get("/criteria/floor")
@requires(Permission.LEDGER_READ)
def show_floors() -> str:
    """Show the floors, and to those who may the form for a new version."""
    return _floors(request.args.get("series", "health"), "", [], [])


@blueprint.post("/criteria/floor")
@requires(Permission.FLOOR_EDIT)
def enter_floor() -> AnyResponse | tuple[str, int]:
    """Enter a new version of the floor of the reader's own organ."""
    form = request.form
    columns = {name: form.getlist(name)[:_MOST_ROWS] for name in FIELDS}
    rows = [
        {name: column[at] if at < len(column) else "" for name, column in columns.items()}
        for at in range(max(len(column) for column in columns.values()))
    ]
    series, title = form.get("series", ""), form.get("title", "")
    try:
        version = criteria.enter_floor(current_parts(), current_actor(), series, title, rows)
    except InvalidInput as error:
        told = [in_language(text) for texts in error.fields.values() for text in texts]
        return _floors(series, title, rows, told), 422
    except Refused as error:
        return _floors("health", title, rows, [in_language(error.message)]), 422
    flash(gettext("Version %(number)d of the floor was entered.", number=version), "success")
    return redirect(url_for("criteria.show_floors", series=series), 303)


def _floors(series: str, title: str, rows: list[dict[str, str]], errors: list[str]) -> str:
    parts, actor = current_parts(), current_actor()
    chosen = series if series in titles.SERIES else "health"
    floors = [view for view in criteria.list_floors(parts) if view.series.code == chosen]
    given: list[dict[str, object]] = [dict(row) for row in rows]
    if not rows and floors:
        given, title = [dict(item) for item in floors[0].items], floors[0].title
    empty = [dict.fromkeys(FIELDS, "") for _each in range(max(2, _ROWS - len(given)))]
    return render_template(
        "criteria/floor.html",
        floors=floors,
        series=chosen,
        catalogue=titles.SERIES,
        title=title,
        rows=[*given, *empty],
        errors=errors,
        may_edit=bool(criteria.organs(actor)),
        operators=OPERATORS,
    )
