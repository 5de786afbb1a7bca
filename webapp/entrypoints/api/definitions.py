"""Definitions: diagrams, forms and decisions with their published versions."""

from http import HTTPStatus
from typing import Any

from flask import Response, request

from webapp.access.permissions import Permission
from webapp.entrypoints.api.blueprint import Blueprint, raw_body, refusals
from webapp.entrypoints.api.paging import cut, wanted
from webapp.entrypoints.api.schemas.definitions import (
    ContentQuery,
    DefinitionAnswer,
    DefinitionDetailAnswer,
    DefinitionQuery,
    FindingsAnswer,
)
from webapp.entrypoints.api.schemas.pages import page_of
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.kernel.pagination import Page
from webapp.services import definitions
from webapp.services.definitions import DefinitionRow, DefinitionView

blueprint = Blueprint("definitions", "Diagrams, forms and decisions of each owner")
contents = Blueprint("definition-contents", "The files behind the definitions")
checks = Blueprint("definition-checks", "What the deployment gate would say")

PLACE = "/<any(process, form, decision):kind>/<owner_id>/<path:key>"
"""One definition: a form's key holds a slash, so it comes last."""

XML, JSON = "application/xml", "application/json"


@blueprint.route("")
@requires(Permission.DEFINITION_READ)
@blueprint.arguments(DefinitionQuery, location="query")
@blueprint.response(HTTPStatus.OK, page_of(DefinitionAnswer))
def list_definitions(query: dict[str, Any]) -> Page[DefinitionRow]:
    """List the definitions of every owner within the person's reach, the province's first."""
    rows = definitions.list_definitions(current_parts(), current_actor(), query["kind"] or None)
    owner = query["owner_id"]
    return cut([row for row in rows if owner in ("", row.owner_id)], wanted(query))


@blueprint.route(PLACE)
@requires(Permission.DEFINITION_READ)
@blueprint.response(HTTPStatus.OK, DefinitionDetailAnswer)
@blueprint.doc(responses=refusals(HTTPStatus.NOT_FOUND))
def read_definition(kind: str, owner_id: str, key: str) -> DefinitionView:
    """Read a definition with its versions."""
    return definitions.read_definition(current_parts(), current_actor(), kind, key, owner_id)


@contents.route(PLACE)
@requires(Permission.DEFINITION_READ)
@contents.arguments(ContentQuery, location="query")
@contents.response(HTTPStatus.OK, {"type": "string"}, content_type=XML)
@contents.alt_response(HTTPStatus.OK, schema={"type": "object"}, content_type=JSON)
@contents.doc(responses=refusals(HTTPStatus.NOT_FOUND))
def read_content(query: dict[str, Any], kind: str, owner_id: str, key: str) -> Response:
    """Read the file of a version: BPMN or DMN as XML, a form as JSON."""
    view = definitions.read_definition(
        current_parts(), current_actor(), kind, key, owner_id, query["version"]
    )
    return Response(view.content, content_type=JSON if kind == "form" else XML)


@checks.route(PLACE, methods=["POST"])
@requires(Permission.DEFINITION_EDIT)
@checks.response(HTTPStatus.OK, FindingsAnswer)
@checks.doc(requestBody=raw_body(XML, JSON), responses=refusals(HTTPStatus.NOT_FOUND))
def check_definition(kind: str, owner_id: str, key: str) -> dict[str, Any]:
    """Ask what the deployment gate would say to the file in the body; nothing is published."""
    findings = definitions.check_definition(
        current_parts(), current_actor(), kind, key, owner_id, request.get_data()
    )
    refused = any(finding.severity == "error" for finding in findings)
    return {"accepted": not refused, "findings": findings}
