"""What every page shows around its content: the way to the others, the reader, the demo's date."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from webapp.access.actor import Actor
from webapp.access.permissions import Permission, may
from webapp.entrypoints.http.actor import current_actor
from webapp.entrypoints.http.parts import current_parts


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the main navigation."""

    word: LazyString
    address: str
    current: bool


_ITEMS: Sequence[tuple[LazyString, str, Permission, str]] = (
    (_("Tasks"), "tasklist.list_tasks", Permission.TASK_READ, "tasklist"),
    (_("Ballots"), "ballots.list_ballots", Permission.BALLOT_CAST, "ballots"),
    (_("Start"), "start.list_startable", Permission.INSTANCE_START, "start"),
    (_("Procedures"), "instances.list_instances", Permission.INSTANCE_READ, "instances"),
    (_("Definitions"), "definitions.list_definitions", Permission.DEFINITION_READ, "definitions"),
    (_("Monitoring"), "cockpit.show_stuck", Permission.MONITORING_READ, "cockpit"),
    (_("Registers"), "sections.show_sections", Permission.LEDGER_READ, "sections"),
    (_("Documents"), "documents.list_documents", Permission.DOCUMENT_READ, "documents"),
    (_("Publicity"), "register.list_notices", Permission.PUBLIC_READ, "register"),
    (_("Help"), "help.show_contents", Permission.PUBLIC_READ, "help"),
)

_WITHIN = {
    "committees": "sections",
    "criteria": "sections",
    "launches": "sections",
    "posts": "sections",
    "letters": "cockpit",
    "calendar": "sections",
    "county_settings": "sections",
    "rules": "help",
    "batch_actions": "tasklist",
    "imports": "sections",
    "integrity": "sections",
    "issues": "sections",
    "nominations": "sections",
    "complaints": "register",
    "complaint_handling": "sections",
    "supervision": "sections",
    "statistics": "sections",
}
"""Screens that have no entry of their own, with the one they belong to."""

_FIRST_SCREENS = (
    (Permission.TASK_READ, "tasklist.list_tasks"),
    (Permission.INTERVENE, "cockpit.show_stuck"),
    (Permission.DEFINITION_EDIT, "definitions.list_definitions"),
    (Permission.MONITORING_READ, "cockpit.show_stuck"),
)


def navigation(actor: Actor) -> list[Item]:
    """Return the entries that the actor's roles allow."""
    here = str(request.blueprint)
    return [
        Item(word, url_for(endpoint), screen == _WITHIN.get(here, here))
        for word, endpoint, permission, screen in _ITEMS
        if may(actor, permission)
    ]


def first_screen(actor: Actor) -> str:
    """Return the address at which the actor's work begins."""
    for permission, endpoint in _FIRST_SCREENS:
        if may(actor, permission):
            return url_for(endpoint)
    return url_for("instances.list_instances" if actor.id else "register.list_notices")


def surroundings() -> dict[str, Any]:
    """Return what the frame of every page needs."""
    actor = current_actor()
    parts = current_parts()
    demo = parts.settings.demo
    return {
        "actor": actor,
        "navigation": navigation(actor),
        "now": parts.clock.now(),
        "demo": demo,
        "may_move_clock": demo and may(actor, Permission.CLOCK_MOVE),
        "here": request.full_path.rstrip("?") if request.method == "GET" else "/",
        "back": local_address(urlsplit(request.referrer or "").path),
    }


def local_address(address: str | None) -> str:
    """Return the address if it lies within this application, else an empty text.

    Two slashes (or a slash and a backslash) before a host would lead a browser elsewhere.
    """
    if not address or not address.startswith("/") or address[1:2] in ("/", "\\"):
        return ""
    return address
