"""Puts the screens into the application."""

from flask import Flask

from webapp.entrypoints.pages import (
    account,
    ballots,
    batch_actions,
    calendar,
    choices,
    cockpit,
    committees,
    complaint_handling,
    complaints,
    county_settings,
    criteria,
    definitions,
    demo,
    documents,
    editing,
    imports,
    instances,
    integrity,
    issues,
    launches,
    letters,
    nominations,
    posts,
    register,
    remedies,
    rules,
    sections,
    start,
    statistics,
    supervision,
    tasklist,
)
from webapp.entrypoints.pages import help as help_pages
from webapp.entrypoints.pages.display import FILTERS
from webapp.entrypoints.pages.navigation import surroundings
from webapp.entrypoints.pages.words import GLOBALS

_SCREENS = (
    account,
    ballots,
    batch_actions,
    calendar,
    choices,
    cockpit,
    committees,
    complaint_handling,
    complaints,
    county_settings,
    criteria,
    definitions,
    demo,
    documents,
    editing,
    help_pages,
    imports,
    instances,
    integrity,
    issues,
    launches,
    letters,
    nominations,
    posts,
    register,
    remedies,
    rules,
    sections,
    start,
    statistics,
    supervision,
    tasklist,
)


def install_pages(app: Flask) -> None:
    """Register every screen, and the filters that their templates share."""
    for screen in _SCREENS:
        app.register_blueprint(screen.blueprint)
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(
        GLOBALS,
        diagram_state=instances.diagram_state,
        documents_of=documents.documents_of,
        kind_name=documents.kind_name,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.context_processor(surroundings)
