"""Expert pools with their filings, and draws that everybody who may read them can repeat."""

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from webapp.access.permissions import Permission, may
from webapp.domain import drawing, titles
from webapp.domain.names import normal_name
from webapp.domain.ports.experts import PoolFiling
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.locale import in_language
from webapp.entrypoints.http.parts import current_parts
from webapp.kernel.errors import InvalidInput, Refused
from webapp.kernel.text import Text
from webapp.services import committees
from webapp.services.committees import NewExpert

blueprint = Blueprint("committees", __name__)

_LONGEST = 100
_NO_DAYS = Text("请填写有效期的起止日期。", "Please enter both days.")


@blueprint.get("/experts")
@requires(Permission.LEDGER_READ)
def show_experts() -> str:
    """Show the pool of a county and series, by `?county=` and `?series=`."""
    return _pool_page({})


@blueprint.post("/experts/add")
@requires(Permission.EXPERT_EDIT)
def add_expert() -> AnyResponse | tuple[str, int]:
    """Put an expert into the pool."""
    entry = NewExpert(
        name=normal_name(_sent("name")),
        username=_sent("username"),
        unit=_sent("unit"),
        specialty=_sent("specialty"),
        origin=_sent("origin"),
        can_chair=bool(request.form.get("can_chair")),
        starts_on=_day("starts_on"),
        ends_on=_day("ends_on"),
        kin=[normal_name(name) for name in _sent("kin").replace("，", "、").split("、") if name],
    )
    county, series = _sent("county"), _sent("series")
    try:
        committees.add_expert(current_parts(), current_actor(), county, series, entry)
    except (InvalidInput, Refused) as error:
        return _pool_page(_told(error), county, series), 422
    flash(_("The expert is in the pool."), "success")
    return redirect(url_for("committees.show_experts", county=county, series=series), 303)


@blueprint.post("/experts/file")
@requires(Permission.EXPERT_EDIT)
def file_pool() -> AnyResponse | tuple[str, int]:
    """Enter a filing of the committee and its pool."""
    county, series = _sent("county"), _sent("series")
    since, until = _day("valid_from"), _day("valid_until")
    size = _sent("consent_size")
    if since is None or until is None:
        return _pool_page({"": [in_language(_NO_DAYS)]}, county, series), 422
    filing = PoolFiling(
        county=county,
        series=series,
        number=_sent("number"),
        valid_from=since,
        valid_until=until,
        consent=_sent("consent"),
        consent_size=int(size) if size.isdecimal() and len(size) < len("1000") else 0,
    )
    try:
        committees.file_pool(current_parts(), current_actor(), filing)
    except (InvalidInput, Refused) as error:
        return _pool_page(_told(error), county, series), 422
    flash(_("The filing is on record."), "success")
    return redirect(url_for("committees.show_experts", county=county, series=series), 303)


@blueprint.post("/experts/<expert_id>/end")
@requires(Permission.EXPERT_EDIT)
def end_expert(expert_id: str) -> AnyResponse:
    """End an expert's membership."""
    county, series = committees.end_expert(current_parts(), current_actor(), expert_id)
    flash(_("The expert is no longer in the pool."), "success")
    return redirect(url_for("committees.show_experts", county=county, series=series), 303)


@blueprint.get("/draws")
@requires(Permission.LEDGER_READ)
def list_draws() -> str:
    """Show the draws of the reader's counties."""
    draws = committees.list_draws(current_parts(), current_actor())
    return render_template("committees/draws.html", draws=draws)


@blueprint.get("/draws/<draw_id>")
@requires(Permission.LEDGER_READ)
def show_draw(draw_id: str) -> str:
    """Repeat a draw, and show how anybody can."""
    view = committees.read_draw(current_parts(), current_actor(), draw_id)
    return render_template("committees/draw.html", draw=view)


def _pool_page(
    problems: dict[str, list[str]], county: str | None = None, series: str | None = None
) -> str:
    parts, actor = current_parts(), current_actor()
    counties = committees.counties_of(parts, actor)
    county = county if county is not None else request.args.get("county", "")
    series = series if series is not None else request.args.get("series", "")
    if not county and counties:
        county = counties[0].code
    pool = committees.read_pool(parts, actor, county, series or next(iter(titles.SERIES)))
    return render_template(
        "committees/experts.html",
        pool=pool,
        counties=counties,
        all_series=titles.SERIES.values(),
        origins=drawing.ORIGINS,
        may_edit=may(actor, Permission.EXPERT_EDIT),
        problems=problems,
        sent=request.form,
    )


def _sent(name: str) -> str:
    return request.form.get(name, "").strip()[:_LONGEST]


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(_sent(name))
    except ValueError:
        return None


def _told(error: InvalidInput | Refused) -> dict[str, list[str]]:
    if isinstance(error, Refused):
        return {"": [in_language(error.message)]}
    return {name: [in_language(each) for each in texts] for name, texts in error.fields.items()}
