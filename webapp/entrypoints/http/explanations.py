"""Where a finding of the deployment gate is explained."""

from flask import url_for

from webapp.services.explanations import is_explained


def explanation_of(code: str) -> str | None:
    """Return the address of the help on this finding; None if its sentence says everything."""
    return url_for("help.show_findings", _anchor=code) if is_explained(code) else None
