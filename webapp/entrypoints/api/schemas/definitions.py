"""Definitions and their drafts as the API takes and gives them."""

from marshmallow import Schema, fields

from webapp.entrypoints.api.schemas.answers import (
    Answer,
    Explanation,
    Sentence,
    moment,
    possible_moment,
)
from webapp.entrypoints.api.schemas.entries import a_choice, a_key, a_number, a_text
from webapp.entrypoints.api.schemas.pages import PageQuery

KINDS = ("process", "form", "decision")
_LARGEST_VERSION = 2**31 - 1


class DefinitionQuery(PageQuery):
    """Which definitions are wanted."""

    kind = a_choice(("", *KINDS), load_default="")
    owner_id = a_text(longest=48, load_default="")


class ContentQuery(Schema):
    """Which version of a definition is wanted; without it the newest."""

    version = a_number(1, _LARGEST_VERSION, load_default=None, allow_none=True)


class DefinitionAnswer(Answer):
    """A definition of one owner; `version` is null while there is only a draft."""

    kind = fields.String(metadata={"enum": list(KINDS)})
    key = fields.String()
    owner_id = fields.String()
    owner_name = fields.String()
    name = fields.String()
    version = fields.Integer(allow_none=True)
    published_at = possible_moment("null: never published")
    published_by = fields.String()
    has_draft = fields.Boolean()
    draft_at = possible_moment("null: no draft")
    overridden_by = fields.List(
        fields.String(), metadata={"description": "names of the counties with their own version"}
    )
    running = fields.Integer(metadata={"description": "active instances that use this version"})


class VersionAnswer(Answer):
    """One published version; it never changes."""

    version = fields.Integer()
    at = moment()
    by = fields.String()
    note = fields.String()
    content_hash = fields.String(metadata={"description": "SHA-256 of the content"})
    running = fields.Integer()


class DefinitionDetailAnswer(Answer):
    """A definition with its versions, the newest first."""

    definition = fields.Nested(DefinitionAnswer, attribute="row")
    versions = fields.List(fields.Nested(VersionAnswer))
    draft_revision = fields.Integer(allow_none=True)
    may_edit = fields.Boolean()


class OverrideEntry(Schema):
    """Which definition of the province a county wants to have its own draft of."""

    kind = a_choice(KINDS, required=True)
    key = a_key(required=True)
    county_id = a_key(required=True)


class DraftAnswer(Answer):
    """The revision of a saved draft; send it as If-Match with the next change."""

    revision = fields.Integer()
    at = moment()


class FindingAnswer(Answer):
    """Something that the deployment gate finds: an error refuses, a warning does not."""

    code = fields.String()
    severity = fields.String(metadata={"enum": ["error", "warning"]})
    element_id = fields.String(allow_none=True)
    text = Sentence()
    page = Explanation(
        attribute="code",
        dump_only=True,
        allow_none=True,
        metadata={"description": "address, on this server, of the help on the finding"},
    )


class FindingsAnswer(Answer):
    """What the deployment gate would say."""

    accepted = fields.Boolean(metadata={"description": "true: it could be published as it is"})
    findings = fields.List(fields.Nested(FindingAnswer))
