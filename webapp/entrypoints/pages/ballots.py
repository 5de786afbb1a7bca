"""Where experts vote in secret, and where offices see how many have voted."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from webapp.access.permissions import Permission
from webapp.domain.ballots import AlreadyVoted, BallotClosed
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.pages.paging import part_wanted
from webapp.kernel.errors import Refused
from webapp.kernel.text import Text
from webapp.services import ballots, organisations

blueprint = Blueprint("ballots", __name__)

_MARK = "mark-"
"""What the name of a field begins with; the place of the person on the paper follows."""


@blueprint.get("/ballots")
@requires(Permission.BALLOT_CAST)
def list_ballots() -> str:
    """Show the ballots in which the reader votes."""
    found = ballots.list_own_ballots(current_parts(), current_actor())
    return render_template("ballots/list.html", ballots=found)


@blueprint.get("/ballots/<ballot_id>")
@requires(Permission.BALLOT_CAST)
def show_ballot(ballot_id: str) -> AnyResponse:
    """Show the reader's own paper, or that this paper is in the box."""
    return _page(ballot_id, {}, None)


@blueprint.post("/ballots/<ballot_id>")
@requires(Permission.BALLOT_CAST)
def cast_vote(ballot_id: str) -> AnyResponse:
    """Take the paper; what is not right comes back with its marks, and nobody else sees it."""
    parts, actor = current_parts(), current_actor()
    paper = ballots.read_paper(parts, actor, ballot_id)
    marks = {
        entry.key: request.form.get(f"{_MARK}{place}", "")[:10]
        for place, entry in enumerate(paper.entries, 1)
    }
    try:
        ballots.cast_vote(parts, actor, ballot_id, marks)
    except (AlreadyVoted, BallotClosed) as error:
        return _page(ballot_id, {}, error.message)
    except Refused as error:
        return _page(ballot_id, marks, error.message)
    flash(_("Your paper is in the box, parted from your name."), "success")
    return redirect(url_for("ballots.show_ballot", ballot_id=ballot_id), 303)


def _page(ballot_id: str, marks: dict[str, str], problem: Text | None) -> AnyResponse:
    paper = ballots.read_paper(current_parts(), current_actor(), ballot_id)
    page = render_template("ballots/paper.html", paper=paper, marks=marks, problem=problem)
    answer = make_response(page, 200 if problem is None else 409)
    answer.headers["Cache-Control"] = "no-store"  # no marked paper stays behind in the browser
    return answer


@blueprint.get("/ballots/boxes")
@requires(Permission.LEDGER_READ)
def list_boxes() -> str:
    """Show how many have voted in the boxes of the reader's counties."""
    parts = current_parts()
    template = "ballots/box_rows.html" if part_wanted("box-list") else "ballots/boxes.html"
    names = {each.id: each.name for each in organisations.list_counties(parts)}
    return render_template(
        template, boxes=ballots.list_turnouts(parts, current_actor()), names=names
    )
