"""Drafts: what an owner has saved and not published; a draft need not be valid."""

from http import HTTPStatus

from flask import Response, request

from webapp.access.permissions import Permission
from webapp.entrypoints.api.blueprint import Blueprint, header, raw_body, refusals
from webapp.entrypoints.api.definitions import JSON, PLACE, XML
from webapp.entrypoints.api.headers import expected_version, precondition, version_tag
from webapp.entrypoints.api.schemas.definitions import DraftAnswer, OverrideEntry
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.kernel.errors import NotFound
from webapp.services import definitions
from webapp.services.definitions import DraftSaved

blueprint = Blueprint("definition-drafts", "What owners have saved and not published")

_REVISION = header(
    "If-Match",
    'The revision that the change began with, such as "3"; leave it out for the first draft. '
    "If somebody else has saved meanwhile, nothing is overwritten.",
)

Saved = tuple[DraftSaved, HTTPStatus, dict[str, str]]


@blueprint.route("", methods=["POST"])
@requires(Permission.DEFINITION_EDIT)
@blueprint.arguments(OverrideEntry)
@blueprint.response(HTTPStatus.CREATED, DraftAnswer)
@blueprint.doc(responses=refusals(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT))
def override_definition(entry: dict[str, str]) -> Saved:
    """Begin a county's own variant: a draft that copies the province's newest version."""
    saved = definitions.override_definition(
        current_parts(), current_actor(), entry["kind"], entry["key"], entry["county_id"]
    )
    return saved, HTTPStatus.CREATED, version_tag(saved.revision)


@blueprint.route(PLACE)
@requires(Permission.DEFINITION_READ)
@blueprint.response(HTTPStatus.OK, {"type": "string"}, content_type=XML)
@blueprint.alt_response(HTTPStatus.OK, schema={"type": "object"}, content_type=JSON)
@blueprint.doc(responses=refusals(HTTPStatus.NOT_FOUND))
def read_draft(kind: str, owner_id: str, key: str) -> Response:
    """Read the file of a draft; the ETag is its revision."""
    view = definitions.read_definition(current_parts(), current_actor(), kind, key, owner_id)
    if view.draft is None or view.draft_revision is None:
        raise NotFound(definition=key)
    response = Response(view.draft, content_type=JSON if kind == "form" else XML)
    response.headers.update(version_tag(view.draft_revision))
    return response


@blueprint.route(PLACE, methods=["PUT"])
@requires(Permission.DEFINITION_EDIT)
@blueprint.response(HTTPStatus.OK, DraftAnswer)
@blueprint.doc(
    requestBody=raw_body(XML, JSON),
    parameters=[_REVISION],
    responses=refusals(HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT, HTTPStatus.PRECONDITION_FAILED),
)
def save_draft(kind: str, owner_id: str, key: str) -> Saved:
    """Keep the file in the body as the draft."""
    with precondition():
        saved = definitions.save_definition_draft(
            current_parts(),
            current_actor(),
            kind,
            key,
            owner_id,
            request.get_data(),
            expected_version(),
        )
    return saved, HTTPStatus.OK, version_tag(saved.revision)


@blueprint.route(PLACE, methods=["DELETE"])
@requires(Permission.DEFINITION_EDIT)
@blueprint.response(HTTPStatus.NO_CONTENT)
@blueprint.doc(responses=refusals(HTTPStatus.NOT_FOUND))
def discard_draft(kind: str, owner_id: str, key: str) -> None:
    """Throw the draft away; the published versions stay."""
    definitions.discard_definition_draft(current_parts(), current_actor(), kind, key, owner_id)
