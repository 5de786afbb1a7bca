"""The help pages, in both languages, each a template of its own."""

from flask import Blueprint, render_template
from flask_babel import lazy_gettext as _

from webapp.access.permissions import Permission
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.locale import current_language
from webapp.entrypoints.pages.words import SEVERITIES
from webapp.kernel.errors import NotFound
from webapp.services.explanations import list_explanations

blueprint = Blueprint("help", __name__)

PAGES = {
    "applicants": _("For applicants"),
    "staff": _("For staff who handle tasks"),
    "owners": _("For process owners"),
    "findings": _("What the check finds"),
    "administrators": _("For administrators"),
    "public": _("For the public"),
    "accessibility": _("Accessibility"),
    "privacy": _("Personal data"),
}


@blueprint.get("/help")
@requires(Permission.PUBLIC_READ)
def show_contents() -> str:
    """Show the table of contents."""
    return render_template("help/contents.html", pages=PAGES)


@blueprint.get("/help/findings")
@requires(Permission.PUBLIC_READ)
def show_findings() -> str:
    """Show every finding of the deployment gate, with what to know about it."""
    return render_template(
        "help/findings.html",
        title=PAGES["findings"],
        text=f"help/{current_language()}/findings.html",
        groups=list_explanations(),
        severities=SEVERITIES,
    )


@blueprint.get("/help/<name>")
@requires(Permission.PUBLIC_READ)
def show_page(name: str) -> str:
    """Show one page in the reader's language."""
    if name not in PAGES:
        raise NotFound(page=name)
    template = f"help/{current_language()}/{name}.html"
    return render_template("help/page.html", title=PAGES[name], text=template)
