"""Saving, checking and publishing a definition: for the diagram editor and for plain text."""

import json

from flask import (
    Blueprint,
    Response,
    flash,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from webapp.access.permissions import Permission
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.http.problems import as_document, describe, status_of
from webapp.entrypoints.pages.definitions import PLACE, entity_tag, findings_of
from webapp.entrypoints.pages.forms import preview_of
from webapp.services import definitions
from webapp.services.deployments import DefinitionRefused

blueprint = Blueprint("editing", __name__)

_LONGEST_NOTE = 500

_DIGITS = 9
"""A revision has fewer; what has more names none, and the database need not be asked."""


def address(kind: str, owner_id: str, key: str) -> str:
    """Return the address of the definition's page."""
    return url_for("definitions.show_definition", kind=kind, owner_id=owner_id, key=key)


def revision_of(text: str) -> int | None:
    """Return the revision that an entity tag or a form field names."""
    digits = text.removeprefix("W/").strip('"')
    return int(digits) if digits.isdecimal() and len(digits) <= _DIGITS else None


@blueprint.put(f"/definitions/draft/{PLACE}")
@requires(Permission.DEFINITION_EDIT)
def save_draft(kind: str, owner_id: str, key: str) -> Response:
    """Keep the editor's diagram as a draft, unless somebody else saved in between."""
    saved = definitions.save_definition_draft(
        current_parts(),
        current_actor(),
        kind,
        key,
        owner_id,
        request.get_data(),
        revision_of(request.headers.get("If-Match", "")),
    )
    response = make_response("", 204)
    response.headers["ETag"] = entity_tag(saved.revision)
    return response


@blueprint.post(f"/definitions/check/{PLACE}")
@requires(Permission.DEFINITION_EDIT)
def check(kind: str, owner_id: str, key: str) -> Response:
    """Return what the deployment gate would say."""
    found = definitions.check_definition(
        current_parts(), current_actor(), kind, key, owner_id, request.get_data()
    )
    return jsonify({"findings": findings_of(found)})


@blueprint.post(f"/definitions/publish/{PLACE}")
@requires(Permission.DEFINITION_PUBLISH)
def publish(kind: str, owner_id: str, key: str) -> Response:
    """Publish the editor's diagram as a new version, or return the findings."""
    note = request.args.get("note", "")[:_LONGEST_NOTE]
    try:
        published = definitions.publish_definition(
            current_parts(), current_actor(), kind, key, owner_id, request.get_data(), note
        )
    except DefinitionRefused as refused:
        response = as_document(describe(refused))
        document = {**response.get_json(), "findings": findings_of(refused.findings)}
        response.set_data(json.dumps(document))
        return response
    flash(_("Published as version %(version)d.", version=published.version), "success")
    return jsonify({"version": published.version, "redirect": address(kind, owner_id, key)})


@blueprint.post(f"/definitions/text/{PLACE}")
@requires(Permission.DEFINITION_EDIT)
def edit_text(kind: str, owner_id: str, key: str) -> AnyResponse:
    """Save, check, preview or publish a definition that is edited as text."""
    content = request.form.get("content", "").replace("\r\n", "\n")
    action = request.form.get("action", "save")
    parts, actor = current_parts(), current_actor()
    if action == "save":
        definitions.save_definition_draft(
            parts,
            actor,
            kind,
            key,
            owner_id,
            content.encode(),
            revision_of(request.form.get("revision", "")),
        )
        flash(_("The draft is saved."), "success")
        return redirect(address(kind, owner_id, key), 303)
    if action == "publish":
        return publish_text(kind, owner_id, key, content)
    found = definitions.check_definition(parts, actor, kind, key, owner_id, content.encode())
    return text_page(kind, owner_id, key, content, findings_of(found), 200)


def publish_text(kind: str, owner_id: str, key: str, content: str) -> AnyResponse:
    """Publish the text as a new version, or show it again with the findings."""
    try:
        published = definitions.publish_definition(
            current_parts(),
            current_actor(),
            kind,
            key,
            owner_id,
            content.encode(),
            request.form.get("note", "")[:_LONGEST_NOTE],
        )
    except DefinitionRefused as refused:
        findings = findings_of(refused.findings)
        return text_page(kind, owner_id, key, content, findings, status_of(refused))
    flash(_("Published as version %(version)d.", version=published.version), "success")
    return redirect(address(kind, owner_id, key), 303)


def text_page(
    kind: str, owner_id: str, key: str, content: str, findings: list[dict[str, str]], status: int
) -> Response:
    """Show the text as it was sent, with the findings and (for a form) how it looks."""
    view = definitions.read_definition(current_parts(), current_actor(), kind, key, owner_id)
    page = render_template(
        "definitions/text.html",
        view=view,
        version=None,
        editable=view.may_edit,
        content=content,
        findings=findings,
        preview=preview_of(kind, content),
    )
    return make_response(page, status)
