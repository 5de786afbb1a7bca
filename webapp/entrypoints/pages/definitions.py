"""The definitions of each owner: the list, and the page with editor and versions."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from webapp.access.permissions import Permission
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.explanations import explanation_of
from webapp.entrypoints.http.locale import in_language
from webapp.entrypoints.http.parts import current_parts
from webapp.entrypoints.pages.forms import preview_of
from webapp.entrypoints.pages.words import KINDS
from webapp.kernel.errors import NotFound
from webapp.services import definitions

blueprint = Blueprint("definitions", __name__)

PLACE = "<any(process, form, decision):kind>/<owner_id>/<path:key>"
"""How an address names one definition; the key of a form contains a slash."""

_MEDIA = {"process": "application/xml", "decision": "application/xml", "form": "application/json"}
_EDITORS = {
    "process": "definitions/diagram.html",
    "form": "definitions/text.html",
    "decision": "definitions/text.html",
}


@blueprint.get("/definitions")
@requires(Permission.DEFINITION_READ)
def list_definitions() -> str:
    """Show the definitions by owner: the province's first, then each county's own."""
    kind = request.args.get("kind", "process")
    kind = kind if kind in KINDS else "process"
    rows = definitions.list_definitions(current_parts(), current_actor(), kind)
    return render_template("definitions/list.html", owners=by_owner(rows), kind=kind, kinds=KINDS)


def by_owner(
    rows: Sequence[definitions.DefinitionRow],
) -> Mapping[str, list[definitions.DefinitionRow]]:
    """Group the rows by the owner's name and keep their order."""
    owners: dict[str, list[definitions.DefinitionRow]] = {}
    for row in rows:
        owners.setdefault(row.owner_name, []).append(row)
    return owners


@blueprint.get(f"/definitions/{PLACE}")
@requires(Permission.DEFINITION_READ)
def show_definition(kind: str, owner_id: str, key: str) -> str:
    """Show the editor (or the viewer) of a definition, and its versions."""
    parts, actor = current_parts(), current_actor()
    version = wanted_version()
    view = definitions.read_definition(parts, actor, kind, key, owner_id, version)
    catalog = definitions.catalog(parts, actor, owner_id) if kind == "process" else None
    content = text_of(view, version)
    return render_template(
        _EDITORS[kind],
        view=view,
        version=version,
        editable=view.may_edit and version is None,
        catalog=None if catalog is None else offered(catalog),
        content=content,
        preview=preview_of(kind, content),
        findings=None,
    )


def text_of(view: definitions.DefinitionView, version: int | None) -> str:
    """Return the text to edit: the draft if there is one, else the asked-for version."""
    newest = view.content if version is not None or view.draft is None else view.draft
    return newest.decode("utf-8", "replace")


def offered(catalog: definitions.EditorCatalog) -> str:
    """Return what the diagram editor offers, as it expects it."""
    return json.dumps(
        {
            "forms": list(catalog.forms),
            "processes": list(catalog.processes),
            "decisions": list(catalog.decisions),
            "roles": [{"id": key, "name": in_language(name)} for key, name in catalog.roles],
            "operations": {name: list(names) for name, names in catalog.operations.items()},
        },
        ensure_ascii=False,
    )


def wanted_version() -> int | None:
    """Return the version named by `?version=`; `NotFound` for nonsense."""
    text = request.args.get("version", "")
    if not text:
        return None
    if not text.isdecimal() or len(text) > len("99999"):
        raise NotFound(version=text)
    return int(text)


@blueprint.get(f"/definitions/content/{PLACE}")
@requires(Permission.DEFINITION_READ)
def show_content(kind: str, owner_id: str, key: str) -> Response:
    """Return the file itself: a version, or what the editor goes on with."""
    version = wanted_version()
    view = definitions.read_definition(
        current_parts(), current_actor(), kind, key, owner_id, version
    )
    response = Response(text_of(view, version), content_type=f"{_MEDIA[kind]}; charset=utf-8")
    response.headers["ETag"] = entity_tag(view.draft_revision)
    return response


def entity_tag(revision: int | None) -> str:
    """Return the tag of a draft's revision; without a draft it is empty."""
    return f'"{"" if revision is None else revision}"'


@blueprint.post(f"/definitions/override/{PLACE}")
@requires(Permission.DEFINITION_EDIT)
def override_definition(kind: str, owner_id: str, key: str) -> AnyResponse:
    """Begin a county's own variant with a copy of the province's newest version."""
    county_id = request.form.get("county", owner_id)
    definitions.override_definition(current_parts(), current_actor(), kind, key, county_id)
    flash(_("This is the county's own draft. Publish it when it is ready."), "success")
    return redirect(
        url_for("definitions.show_definition", kind=kind, owner_id=county_id, key=key), 303
    )


@blueprint.post(f"/definitions/discard/{PLACE}")
@requires(Permission.DEFINITION_EDIT)
def discard_draft(kind: str, owner_id: str, key: str) -> AnyResponse:
    """Throw the draft away."""
    definitions.discard_definition_draft(current_parts(), current_actor(), kind, key, owner_id)
    flash(_("The draft is discarded."), "success")
    return redirect(url_for("definitions.list_definitions"), 303)


def findings_of(found: Sequence[Any]) -> list[dict[str, str]]:
    """Return what the gate found, in the reader's language, as the editors expect it."""
    return [
        {
            "code": finding.code,
            "severity": finding.severity,
            "element_id": finding.element_id or "",
            "message": in_language(finding.text),
            "page": explanation_of(finding.code) or "",
        }
        for finding in found
    ]
