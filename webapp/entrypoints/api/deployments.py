"""Deployments: files that pass the gate together, or nothing is published."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from werkzeug.datastructures import FileStorage

from webapp.access.permissions import Permission
from webapp.entrypoints.api.blueprint import Blueprint, refusals
from webapp.entrypoints.api.paging import wanted
from webapp.entrypoints.api.schemas.deployments import DeploymentAnswer, DeploymentEntry
from webapp.entrypoints.api.schemas.pages import PageQuery, page_of
from webapp.entrypoints.api.sentences import NO_FILES, SAME_NAME
from webapp.entrypoints.http.access import requires
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts
from webapp.kernel.errors import InvalidInput
from webapp.kernel.pagination import Page
from webapp.services import deployments
from webapp.services.deployments import DeploymentRow

blueprint = Blueprint("deployments", "Acts of publishing definitions")


@blueprint.route("")
@requires(Permission.DEFINITION_READ)
@blueprint.arguments(PageQuery, location="query")
@blueprint.response(HTTPStatus.OK, page_of(DeploymentAnswer))
def list_deployments(query: dict[str, Any]) -> Page[DeploymentRow]:
    """List the deployments within the person's reach, the newest first."""
    return deployments.list_deployments(current_parts(), current_actor(), wanted(query))


@blueprint.route("", methods=["POST"])
@requires(Permission.DEFINITION_PUBLISH)
@blueprint.arguments(DeploymentEntry, location="files")
@blueprint.response(HTTPStatus.CREATED, DeploymentAnswer)
@blueprint.doc(responses=refusals(HTTPStatus.NOT_FOUND, HTTPStatus.REQUEST_ENTITY_TOO_LARGE))
def deploy(entry: dict[str, Any]) -> DeploymentRow:
    """Publish files as new versions, all together or not at all.

    What the deployment gate finds is told by element (422, DEFINITION_REFUSED). Running instances
    stay on their versions.
    """
    return deployments.deploy(
        current_parts(),
        current_actor(),
        entry["owner_id"],
        _contents(entry["files"]),
        entry["note"],
    )


def _contents(files: list[FileStorage]) -> Mapping[str, bytes]:
    contents: dict[str, bytes] = {}
    for file in files:
        name = file.filename or ""
        if name in contents:
            raise InvalidInput({"files": [SAME_NAME.fill({"name": name})]})
        contents[name] = file.read()
    if not contents:
        raise InvalidInput({"files": [NO_FILES]})
    return contents


@blueprint.route("/<deployment_id>")
@requires(Permission.DEFINITION_READ)
@blueprint.response(HTTPStatus.OK, DeploymentAnswer)
@blueprint.doc(responses=refusals(HTTPStatus.NOT_FOUND))
def read_deployment(deployment_id: str) -> DeploymentRow:
    """Read a deployment with the versions that it made."""
    return deployments.read_deployment(current_parts(), current_actor(), deployment_id)
