"""The parts of the application, as a view gets them to hand to a service."""

from flask import Flask, current_app

from webapp.services.parts import Parts

_KEY = "zhiping"


def keep_parts(app: Flask, parts: Parts) -> None:
    """Remember the parts for the views of this application."""
    app.extensions[_KEY] = parts


def current_parts() -> Parts:
    """Return the parts of the application that answers the present request."""
    parts: Parts = current_app.extensions[_KEY]
    return parts
