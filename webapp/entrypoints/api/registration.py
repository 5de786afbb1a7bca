"""Puts the API into the application, without letting flask-smorest answer for the pages."""

import flask_smorest
from flask import Flask

from webapp.entrypoints.api import (
    definition_drafts,
    definitions,
    deployments,
    documents,
    incidents,
    jobs,
    message_subscriptions,
    messages,
    process_instances,
    session,
    signals,
    startable_processes,
    starts,
    stuck,
    timers,
    user_tasks,
)
from webapp.entrypoints.api.blueprint import Blueprint
from webapp.entrypoints.api.schemas.answers import Problem

PREFIX = "/api/v1"

NOUNS: tuple[Blueprint, ...] = (
    session.blueprint,
    deployments.blueprint,
    definitions.blueprint,
    definitions.contents,
    definitions.checks,
    definition_drafts.blueprint,
    startable_processes.blueprint,
    process_instances.blueprint,
    user_tasks.blueprint,
    messages.blueprint,
    message_subscriptions.blueprint,
    signals.blueprint,
    starts.blueprint,
    timers.blueprint,
    jobs.blueprint,
    incidents.blueprint,
    stuck.blueprint,
)

_ABOUT = (
    "Process instances, user tasks, definitions, messages, jobs and incidents of Zhiping. Lists "
    "are pages (`page`, `size`). Refusals are RFC 9457 problems with a stable `code`; "
    "`Accept-Language` (zh, en) chooses the language of their sentences. Times are ISO 8601 in UTC."
)


class Api(flask_smorest.Api):
    """The description of our API; refusals are told by `webapp.entrypoints.http.problems`."""

    ERROR_SCHEMA = Problem

    def _register_error_handlers(self) -> None:
        """Register none: flask-smorest's would answer the pages in JSON too (its issue 640)."""


def install_api(app: Flask) -> None:
    """Register every noun and describe them together."""
    api = Api(
        app,
        spec_kwargs={
            "title": "Zhiping",
            "version": "1",
            "openapi_version": "3.1.0",
            "info": {"description": _ABOUT},
        },
    )
    whole = flask_smorest.Blueprint("api", __name__, url_prefix=PREFIX)
    for noun in NOUNS:
        whole.register_blueprint(noun)
        api.spec.tag({"name": noun.name, "description": noun.description})
    api.register_blueprint(whole)
    app.register_blueprint(documents.blueprint, url_prefix=PREFIX)
    documents.keep_document(app, api.spec.to_dict())
