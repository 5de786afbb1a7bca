"""How much one request may carry."""

from flask import Flask

MOST_BYTES = 8 * 1024 * 1024
"""A diagram of the largest kind has 0.5 MB; forms carry no files yet."""


def install_limits(app: Flask) -> None:
    """Refuse what is larger with status 413; Werkzeug does the counting."""
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = MOST_BYTES
