"""Fixtures: the pages of the filled demo, and visitors."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from tests.fixtures.parts import Demo
from tests.fixtures.served import TRIAL, trial_operations
from tests.integration.pages.visiting import Visitor
from webapp.access.actor import SYSTEM
from webapp.app import create_app
from webapp.services import deployments


@pytest.fixture
def demo(filled_on_sqlite: Demo) -> Demo:
    """Return the filled demo with two small processes more, one of which has a moody handler."""
    parts = replace(filled_on_sqlite.parts, operations=trial_operations())
    deployments.deploy(parts, SYSTEM, "220000", TRIAL, "for tests")
    return Demo(parts, filled_on_sqlite._delivery)


@pytest.fixture
def app(demo: Demo) -> Flask:
    """Return the application over the demo."""
    return create_app(demo.parts)


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Return a guest."""
    return Visitor(app)


@pytest.fixture
def visitor_as(app: Flask) -> Callable[[str], Visitor]:
    """Return a function that signs a person in, in a browser of its own."""
    return lambda username: Visitor(app).sign_in(username)
