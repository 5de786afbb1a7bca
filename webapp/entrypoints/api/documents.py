"""The description of the API: OpenAPI 3.1 for programs, and one page of it for people."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Flask, Response, current_app, jsonify, render_template
from flask_smorest.spec.plugins import FlaskPlugin
from werkzeug.routing import Rule

from webapp.access.permissions import Permission
from webapp.entrypoints.http.access import permission_of, requires

blueprint = Blueprint("api-documents", __name__, template_folder="templates")

_KEY = "zhiping-openapi"
_METHODS = ("get", "post", "put", "patch", "delete")
_PROBLEM = "application/problem+json"
_SCHEMES = {
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "zhiping",
        "description": "set by POST /api/v1/session",
    },
    "csrf": {
        "type": "apiKey",
        "in": "header",
        "name": "X-CSRFToken",
        "description": "csrf_token of the session; every change of a signed-in person needs it",
    },
}


@blueprint.get("/openapi.json")
@requires(Permission.PUBLIC_READ)
def read_openapi() -> Response:
    """Give the OpenAPI document."""
    response = jsonify(document())
    response.headers["Cache-Control"] = "no-cache"
    return response


@blueprint.get("/docs")
@requires(Permission.PUBLIC_READ)
def show_docs() -> str:
    """Show the document as a page."""
    described = document()
    return render_template("api/docs.html", document=described, nouns=list(_nouns(described)))


def keep_document(app: Flask, described: dict[str, Any]) -> None:
    """Complete the document of flask-smorest with what only our routes know, and keep it."""
    components = described["components"]
    components["securitySchemes"] = _SCHEMES
    for name in ("UNAUTHORIZED", "FORBIDDEN"):
        refusal = {
            **components["responses"]["DEFAULT_ERROR"],
            "description": HTTPStatus[name].phrase,
        }
        components["responses"].setdefault(name, refusal)
    for response in components["responses"].values():
        response["content"] = {_PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for rule in app.url_map.iter_rules():
        operations = described["paths"].get(FlaskPlugin.flaskpath2openapi(rule.rule), {})
        for method in (rule.methods or set()) & {name.upper() for name in operations}:
            _complete(operations[method.lower()], app, rule, method)
    nouns = {tag for item in described["paths"].values() for tag in _tags(item)}
    described["tags"] = [tag for tag in described["tags"] if tag["name"] in nouns]
    app.extensions[_KEY] = described


def _tags(item: Mapping[str, Any]) -> Iterator[str]:
    for method in _METHODS:
        yield from item.get(method, {}).get("tags", ())


def _complete(operation: dict[str, Any], app: Flask, rule: Rule, method: str) -> None:
    permission = permission_of(app, rule, method)
    operation["operationId"] = rule.endpoint.rpartition(".")[2]
    operation["x-permission"] = "" if permission is None else permission.value
    if permission is Permission.PUBLIC_READ:
        operation["security"] = []
        return
    changing: dict[str, list[str]] = {} if method == "GET" else {"csrf": []}
    operation["security"] = [{"session": [], **changing}]
    for status, name in (("401", "UNAUTHORIZED"), ("403", "FORBIDDEN")):
        operation["responses"].setdefault(status, {"$ref": f"#/components/responses/{name}"})


def document() -> dict[str, Any]:
    """Return the OpenAPI document of the present application."""
    kept: dict[str, Any] = current_app.extensions[_KEY]
    return kept


def _nouns(described: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield each noun with its operations, in the order of the tags."""
    operations = [
        {
            **item[method],
            "method": method.upper(),
            "path": path,
            "parameters": item.get("parameters", []) + item[method].get("parameters", []),
        }
        for path, item in described["paths"].items()
        for method in _METHODS
        if method in item
    ]
    for tag in described["tags"]:
        yield {
            "name": tag["name"],
            "description": tag["description"],
            "operations": [one for one in operations if tag["name"] in one["tags"]],
        }
