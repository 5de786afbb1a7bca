"""Official documents: the list, the page of one with its hashes, and its files."""

from urllib.parse import quote

from flask import Blueprint, Response, render_template, request

from webapp.access.permissions import Permission
from webapp.domain.documents import KINDS
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.locale import current_language
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.pages.paging import address_of_page, part_wanted, wanted_page
from webapp.services import documents, organisations
from webapp.services.documents import DocumentFilter, DocumentRow, GivenOut

blueprint = Blueprint("documents", __name__)

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def kind_name(code: str) -> str:
    """Return the name of a kind of document in the reader's language."""
    return KINDS[code].name.in_language(current_language())


def documents_of(instance_id: str) -> list[DocumentRow]:
    """Return the documents of a procedure that the reader may read, for its page."""
    parts, actor = current_parts(), current_actor()
    return list(documents.documents_of_instance(parts, actor, instance_id))


@blueprint.get("/documents")
@requires(Permission.DOCUMENT_READ)
def list_documents() -> str:
    """Show the documents in the reader's sight; htmx gets the list alone."""
    parts, args = current_parts(), request.args
    kind = args.get("kind", "")
    wanted = DocumentFilter(
        text=args.get("text", "").strip()[:100],
        kind=kind if kind in KINDS else "",
        county_id=args.get("county", "")[:48],
    )
    part = part_wanted("document-list")
    return render_template(
        "documents/rows.html" if part else "documents/list.html",
        wanted=wanted,
        page=documents.list_documents(parts, current_actor(), wanted, wanted_page()),
        kinds=KINDS,
        counties=organisations.list_counties(parts),
        address=address_of_page(
            "documents.list_documents",
            text=wanted.text,
            kind=wanted.kind,
            county=wanted.county_id,
        ),
    )


@blueprint.get("/documents/<document_id>")
@requires(Permission.DOCUMENT_READ)
def show_document(document_id: str) -> str:
    """Show one document: what it is, its hashes and signature, and its files."""
    view = documents.read_document(current_parts(), current_actor(), document_id)
    return render_template("documents/document.html", document=view, row=view.row)


@blueprint.get("/documents/<document_id>.pdf")
@requires(Permission.DOCUMENT_READ)
def show_pdf(document_id: str) -> Response:
    """Return a document as PDF."""
    given = documents.read_pdf(current_parts(), current_actor(), document_id)
    return _file(given, "application/pdf", "inline")


@blueprint.get("/documents/<document_id>.xlsx")
@requires(Permission.DOCUMENT_READ)
def download_sheet(document_id: str) -> Response:
    """Return a tabular document as a spreadsheet."""
    given = documents.read_xlsx(current_parts(), current_actor(), document_id)
    return _file(given, _SHEET, "attachment")


def _file(given: GivenOut, kind: str, disposition: str) -> Response:
    answer = Response(given.content, content_type=kind)
    named = quote(given.name, safe="")
    answer.headers["Content-Disposition"] = f"{disposition}; filename*=UTF-8''{named}"
    return answer
