"""Deployments as the API takes and gives them."""

from typing import Any

from flask_smorest.fields import Upload
from marshmallow import Schema, fields, pre_dump

from webapp.entrypoints.api.schemas.answers import Answer, moment
from webapp.entrypoints.api.schemas.entries import a_key, a_text


class DeploymentEntry(Schema):
    """Files to publish together: all pass the deployment gate, or nothing is published.

    A file's name says what it is: `….bpmn`, `….dmn`, `<process id>/<name>.json` for a form.
    """

    owner_id = a_key(required=True, metadata={"description": "220000, or the code of a county"})
    note = a_text(load_default="", metadata={"description": "why; shown with the version"})
    files = fields.List(Upload(), required=True)


class DeployedVersionAnswer(Answer):
    """A version that a deployment made."""

    kind = fields.String()
    key = fields.String()
    version = fields.Integer()

    @pre_dump
    def named(self, version: tuple[str, str, int], **_options: Any) -> dict[str, Any]:
        """Give the three facts their names."""
        return dict(zip(("kind", "key", "version"), version, strict=True))


class DeploymentAnswer(Answer):
    """One act of publishing. Files that change nothing make no version."""

    id = fields.String()
    owner_id = fields.String()
    owner_name = fields.String()
    at = moment()
    by = fields.String()
    note = fields.String()
    versions = fields.List(fields.Nested(DeployedVersionAnswer))
