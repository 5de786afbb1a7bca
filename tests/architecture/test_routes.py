"""Every route declares who may come in."""

from pathlib import Path

import pytest
from flask import Flask

from webapp.access.permissions import ALLOWED, Permission
from webapp.app import create_app
from webapp.bootstrap import build_parts
from webapp.entrypoints.http.access import UNGUARDED, permission_of
from webapp.settings import Settings

SECRET = "thirty-two characters at the least"


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """Return the application on a database without tables: only its routes are asked for."""
    environment = {"DATA_FOLDER": str(tmp_path), "SECRET_KEY": SECRET, "DATA_SECRET": SECRET}
    settings = {f"ZHIPING_{name}": value for name, value in environment.items()}
    return create_app(build_parts(Settings.from_environment(settings)))


def test_every_route_declares_a_permission(app: Flask) -> None:
    bare = [
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in UNGUARDED
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        if permission_of(app, rule, method) is None
    ]
    assert bare == []


def test_what_needs_no_permission_is_known_and_there(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} >= UNGUARDED


def test_every_permission_but_public_reading_belongs_to_somebody() -> None:
    assert set(Permission) - {Permission.PUBLIC_READ} == set(ALLOWED)
    assert [permission for permission, roles in ALLOWED.items() if not roles] == []
