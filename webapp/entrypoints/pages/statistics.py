"""Figures per county, series and year, as tables and as drawings."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request

from webapp.access.permissions import Permission
from webapp.domain.titles import SERIES
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.locale import current_language, in_language
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.pages.choosing import county_choices, wanted_year
from webapp.entrypoints.pages.downloads import download_table
from webapp.services import statistics

blueprint = Blueprint("statistics", __name__)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a drawing: its word, its number, and how long it is of a hundred."""

    word: str
    number: float
    length: float


def bars(pairs: Sequence[tuple[str, float]]) -> list[Bar]:
    """Return bars whose longest has the length of a hundred."""
    longest = max((number for _, number in pairs), default=0) or 1
    return [Bar(word, number, round(100 * number / longest, 1)) for word, number in pairs]


@blueprint.get("/statistics")
@requires(Permission.LEDGER_READ)
def show_statistics() -> str:
    """Show the figures in the reader's sight."""
    parts, actor = current_parts(), current_actor()
    county, series, year = _wanted()
    rows = statistics.list_figures(parts, actor, county, series, year)
    sums = statistics.total(rows)
    stages = statistics.list_stages(parts, actor, county, series, year) if county and year else ()
    return render_template(
        "statistics/show.html",
        rows=rows,
        figures=statistics.FIGURES,
        sums=sums,
        chart=bars([(in_language(word), sums[name]) for name, word in statistics.FIGURES.items()]),
        posts=statistics.list_posts(parts, actor, county),
        stages=stages,
        stage_chart=bars([(in_language(stage.name), stage.median) for stage in stages]),
        counties=county_choices(Permission.LEDGER_READ),
        series=SERIES,
        county=county,
        chosen=series,
        year=year,
    )


def _wanted() -> tuple[str, str, int | None]:
    return request.args.get("county", ""), request.args.get("series", ""), wanted_year()


@blueprint.get("/statistics.<form>")
@requires(Permission.LEDGER_READ)
def send_statistics(form: str) -> Response:
    """Send the figures as a file."""
    rows = statistics.list_figures(current_parts(), current_actor(), *_wanted())
    return download_table(statistics.figures_table(rows, current_language()), form)
