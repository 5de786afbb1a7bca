"""The calendar of working days: what is entered, and entering the notice of a year."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from webapp.access.permissions import Permission
from webapp.domain.calendar_upload import NATIONAL
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.locale import in_language
from webapp.entrypoints.http.parts import current_parts
from webapp.kernel.clock import CHINA
from webapp.kernel.errors import InvalidInput
from webapp.services import calendar

blueprint = Blueprint("calendar", __name__)

_EMPTY = calendar.Entry(NATIONAL, 0, "", "")


@blueprint.get("/calendar")
@requires(Permission.LEDGER_READ)
def show_calendar() -> str:
    """Show the entered days of a scope and year, and what rests on a year not entered."""
    return _page(request.args.get("scope", ""), _year(request.args.get("year", "")))


@blueprint.post("/calendar")
@requires(Permission.CALENDAR_EDIT)
def enter_days() -> str | AnyResponse | tuple[str, int]:
    """Preview an entry, or with `act=enter` make it."""
    parts, actor, entry = current_parts(), current_actor(), _entry()
    try:
        if request.form.get("act") != "enter":
            found = calendar.preview(parts, actor, entry)
            return _page(entry.scope, entry.year, entry=entry, preview=found)
        found = calendar.enter(parts, actor, entry)
    except InvalidInput as error:
        errors = {
            field: [in_language(each) for each in texts] for field, texts in error.fields.items()
        }
        return _page(entry.scope, entry.year, entry=entry, errors=errors), 422
    flash(
        _(
            "%(days)d days entered, %(moved)d open periods counted anew.",
            days=len(found.upload.days),
            moved=len(found.moved),
        ),
        "success",
    )
    return redirect(url_for("calendar.show_calendar", scope=entry.scope, year=entry.year), 303)


def _entry() -> calendar.Entry:
    form = request.form
    return calendar.Entry(
        scope=form.get("scope", ""),
        year=_year(form.get("year", "")),
        source=form.get("source", "").strip(),
        text=form.get("text", "").strip() or _uploaded(),
    )


def _uploaded() -> str:
    """Return the text of the file that came along, in UTF-8 or the national encoding."""
    file = request.files.get("file")
    content = file.stream.read(calendar.LONGEST_TEXT * 4) if file else b""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def _year(text: str) -> int:
    """Return the year that was asked for, else that of today."""
    if text.isascii() and text.isdigit() and len(text) <= 4:  # noqa: PLR2004
        return min(max(int(text), calendar.FIRST_YEAR), calendar.LAST_YEAR)
    return int(current_parts().clock.now().astimezone(CHINA).year)


def _page(
    scope: str,
    year: int,
    entry: calendar.Entry = _EMPTY,
    preview: calendar.Preview | None = None,
    errors: dict[str, list[str]] | None = None,
) -> str:
    view = calendar.read_calendar(current_parts(), current_actor(), scope, year)
    return render_template(
        "calendar/calendar.html", view=view, entry=entry, preview=preview, errors=errors or {}
    )
