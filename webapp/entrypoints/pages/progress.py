"""The part of a page that shows how far a batch has come, asked for again and again."""

from flask import Response, make_response, render_template

from webapp.services.batches import BatchView


def show_progress(batch: BatchView, address: str) -> Response:
    """Return the part; once the batch has ended the whole page is fetched anew, with its rows."""
    answer = make_response(render_template("batches/progress.html", batch=batch, address=address))
    if batch.state != "RUNNING":
        answer.headers["HX-Refresh"] = "true"
    return answer
