"""The clock of the demonstration, which its administrator may move forward."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from webapp.access.permissions import Permission
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.pages.display import day
from webapp.kernel.errors import InvalidInput, NotFound
from webapp.kernel.text import Text
from webapp.services import demo

blueprint = Blueprint("demo", __name__)

_MOST_DAYS = 365
_NOT_DAYS = Text("请填写 1 至 365 之间的天数。", "Please give a number of days from 1 to 365.")


@blueprint.get("/demo/clock")
@requires(Permission.CLOCK_MOVE)
def show_clock() -> str:
    """Show the date of the demonstration and the buttons that move it."""
    parts = current_parts()
    if not parts.settings.demo:
        raise NotFound
    return render_template("demo/clock.html", today=demo.clock_now(parts))


@blueprint.post("/demo/clock")
@requires(Permission.CLOCK_MOVE)
def move_clock() -> AnyResponse:
    """Move the date forward by working days or calendar days."""
    text = request.form.get("days", "")
    days = int(text) if text.isdecimal() and len(text) < len(str(_MOST_DAYS)) + 1 else 0
    if not 1 <= days <= _MOST_DAYS:
        raise InvalidInput({"days": [_NOT_DAYS]})
    working = request.form.get("unit") != "calendar"
    today = demo.move_clock(current_parts(), current_actor(), days, working=working)
    flash(_("Today is now %(day)s. What is due happens within seconds.", day=day(today)), "success")
    return redirect(url_for("demo.show_clock"), 303)
