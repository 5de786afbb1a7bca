"""Definitions as their owners see them: versions, drafts, and a county's own variants."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from webapp.access.actor import Actor
from webapp.access.permissions import Permission, may
from webapp.access.roles import NAMES, Role
from webapp.adapters.storage.database import ChangedMeanwhile, Session
from webapp.adapters.storage.models import DefinitionDraft
from webapp.adapters.storage.queries import definitions as queries
from webapp.adapters.storage.queries.definitions import VersionRow
from webapp.adapters.storage.repositories import definitions, people
from webapp.adapters.storage.repositories.definitions import VersionFacts
from webapp.engine.linting import Finding
from webapp.kernel.errors import InvalidInput, NotAllowed, NotFound
from webapp.kernel.text import Text
from webapp.services import deployments
from webapp.services.advancing import PROVINCE
from webapp.services.deployments import Artifact
from webapp.services.parts import Parts

__all__ = ["VersionRow"]

_ENDINGS = {"process": ".bpmn", "decision": ".dmn", "form": ".json"}


@dataclass(frozen=True, slots=True)
class DefinitionRow:
    """A definition of one owner in a list; `version` is None while there is only a draft."""

    kind: str
    key: str
    owner_id: str
    owner_name: str
    name: str
    name_en: str
    version: int | None
    published_at: datetime | None
    published_by: str
    draft_at: datetime | None
    overridden_by: tuple[str, ...]
    running: int

    @property
    def has_draft(self) -> bool:
        """Tell whether something is saved that is not published."""
        return self.draft_at is not None


@dataclass(frozen=True, slots=True)
class DefinitionView:
    """A definition as its page shows it.

    `content` is the asked-for version (the draft when nothing is published). `county_choices` are
    the counties of the actor that could have a version of their own.
    """

    row: DefinitionRow
    content: bytes
    draft: bytes | None
    draft_revision: int | None
    versions: Sequence[VersionRow]
    may_edit: bool
    county_choices: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class DraftSaved:
    """The revision and time of a saved draft."""

    revision: int
    at: datetime


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """What publishing made."""

    version: int
    deployment_id: str


@dataclass(frozen=True, slots=True)
class EditorCatalog:
    """What an editor offers to choose from."""

    forms: Sequence[str]
    operations: Mapping[str, Sequence[str]]
    roles: Sequence[tuple[str, Text]]
    processes: Sequence[str]
    decisions: Sequence[str]


def list_definitions(
    parts: Parts, actor: Actor, kind: str | None = None
) -> Sequence[DefinitionRow]:
    """Return the definitions of every owner within the actor's reach, the province's first."""
    _ask_to_read(actor)
    with parts.database.reading() as session:
        owners = deployments.readable_owners(session, actor)
        rows = _rows(session, owners)
        return [row for row in rows if kind is None or row.kind == kind]


def _rows(session: Session, owners: frozenset[str]) -> list[DefinitionRow]:
    names = {key: row.name for key, row in people.organisations(session, owners).items()}
    latest = definitions.latest_versions(session, owners)
    published = queries.published_at(session, [version.id for version in latest])
    running = queries.running_by_version(session)
    drafts = {(d.kind, d.key, d.owner_id): d for d in definitions.drafts(session, owners)}
    overriding: dict[tuple[str, str], list[str]] = {}
    for version in latest:
        if version.owner_id != PROVINCE:
            overriding.setdefault((version.kind, version.key), []).append(names[version.owner_id])
    rows = []
    for version in latest:
        place = (version.kind, version.key, version.owner_id)
        draft = drafts.pop(place, None)
        at, by = published[version.id]
        others = overriding.get(place[:2], []) if version.owner_id == PROVINCE else []
        rows.append(
            DefinitionRow(
                *place,
                owner_name=names[version.owner_id],
                name=version.name,
                name_en=version.facts.get("name_en", ""),
                version=version.version,
                published_at=at,
                published_by=by,
                draft_at=None if draft is None else draft.updated_at,
                overridden_by=tuple(sorted(others)),
                running=running.get(version.id, 0),
            )
        )
    known = {(v.kind, v.key): v for v in latest if v.owner_id == PROVINCE}
    rows += [
        _draft_row(draft, names[draft.owner_id], known.get((draft.kind, draft.key)))
        for draft in drafts.values()
    ]
    return sorted(rows, key=lambda r: (r.owner_id != PROVINCE, r.owner_id, r.kind, r.key))


def _draft_row(draft: DefinitionDraft, owner_name: str, base: VersionFacts | None) -> DefinitionRow:
    return DefinitionRow(
        draft.kind,
        draft.key,
        draft.owner_id,
        owner_name=owner_name,
        name=draft.key if base is None else base.name,
        name_en="" if base is None else base.facts.get("name_en", ""),
        version=None,
        published_at=None,
        published_by="",
        draft_at=draft.updated_at,
        overridden_by=(),
        running=0,
    )


def read_definition(
    parts: Parts, actor: Actor, kind: str, key: str, owner_id: str, version: int | None = None
) -> DefinitionView:
    """Return a definition with its versions and its draft."""
    _ask_to_read(actor)
    with parts.database.reading() as session:
        owners = deployments.readable_owners(session, actor)
        rows = [
            row
            for row in (_rows(session, owners) if owner_id in owners else [])
            if (row.kind, row.key, row.owner_id) == (kind, key, owner_id)
        ]
        draft = definitions.draft(session, kind, key, owner_id)
        found = definitions.version(session, kind, key, owner_id, version)
        if not rows or (found is None and (draft is None or version is not None)):
            raise NotFound(definition=key)
        content = found.content if found is not None else draft.content if draft else b""
        editable = deployments.owners_of(session, actor)
        counties = people.organisations(session, editable - {PROVINCE})
        return DefinitionView(
            row=rows[0],
            content=content,
            draft=None if draft is None else draft.content,
            draft_revision=None if draft is None else draft.revision,
            versions=queries.versions_of(
                session, kind, key, owner_id, queries.running_by_version(session)
            ),
            may_edit=owner_id in editable,
            county_choices=sorted((c.id, c.name) for c in counties.values())
            if owner_id == PROVINCE
            else (),
        )


def _ask_to_read(actor: Actor) -> None:
    if not may(actor, Permission.DEFINITION_READ):
        raise NotAllowed


def save_definition_draft(  # noqa: PLR0913, PLR0917 - the words name one definition
    parts: Parts,
    actor: Actor,
    kind: str,
    key: str,
    owner_id: str,
    content: bytes,
    revision: int | None,
) -> DraftSaved:
    """Keep a draft, valid or not.

    `revision` is the one that the editor began with (None: there was no draft); when somebody else
    has saved meanwhile, `ChangedMeanwhile` is raised and nothing is overwritten.
    """
    _check_size(content)
    with parts.database.writing() as session:
        deployments.check_owner(session, actor, owner_id, Permission.DEFINITION_EDIT)
        draft = definitions.draft(session, kind, key, owner_id)
        if (draft.revision if draft else None) != revision:
            raise ChangedMeanwhile
        return _keep_draft(parts, session, actor, (kind, key, owner_id), content)


def _check_size(content: bytes) -> None:
    if len(content) > 5 * 1024 * 1024:
        raise InvalidInput({"": [Text("文件超过 5 MB。", "The file is larger than 5 MB.")]})


def _keep_draft(
    parts: Parts, session: Session, actor: Actor, place: tuple[str, str, str], content: bytes
) -> DraftSaved:
    now = parts.database.now(session)
    draft = definitions.draft(session, *place)
    if draft is None:
        kind, key, owner_id = place
        latest = definitions.version(session, kind, key, owner_id, None)
        draft = DefinitionDraft(
            kind=kind,
            key=key,
            owner_id=owner_id,
            base_version_id=None if latest is None else latest.id,
        )
        session.add(draft)
    draft.content = content
    draft.updated_at = now
    draft.updated_by_id = str(actor.id)
    session.flush()
    return DraftSaved(draft.revision, now)


def discard_definition_draft(
    parts: Parts, actor: Actor, kind: str, key: str, owner_id: str
) -> None:
    """Throw a draft away; the published versions stay."""
    with parts.database.writing() as session:
        deployments.check_owner(session, actor, owner_id, Permission.DEFINITION_EDIT)
        draft = definitions.draft(session, kind, key, owner_id)
        if draft is None:
            raise NotFound(definition=key)
        session.delete(draft)


def _artifacts(kind: str, key: str, content: bytes) -> list[Artifact]:
    """Read what an editor hands in; it must still be the definition that it was opened as.

    The first artifact is that definition; the other processes of its file follow.
    """
    artifacts = deployments.read_artifacts(f"{key}{_ENDINGS.get(kind, '')}", content)
    if artifacts[0].kind == "form":
        artifacts = [deployments.with_key(artifacts[0], key)]
    wanted = [artifact for artifact in artifacts if artifact.key == key]
    if not wanted:
        raise InvalidInput(
            {
                "": [
                    Text(
                        f"流程标识必须保持为“{key}”，不能改为“{artifacts[0].key}”。",
                        f"The identifier must stay “{key}”; it is “{artifacts[0].key}” now.",
                    )
                ]
            }
        )
    return wanted + [artifact for artifact in artifacts if artifact.key != key]


def check_definition(
    parts: Parts, actor: Actor, kind: str, key: str, owner_id: str, content: bytes
) -> Sequence[Finding]:
    """Return what the deployment gate finds, without publishing anything."""
    _check_size(content)
    with parts.database.reading() as session:
        deployments.check_owner(session, actor, owner_id, Permission.DEFINITION_EDIT)
        try:
            artifacts = _artifacts(kind, key, content)
        except InvalidInput as refused:
            return [
                Finding(refused.code, "error", field, text)
                for field, texts in refused.fields.items()
                for text in texts
            ]
        catalog = deployments.make_catalog(parts, session, owner_id, artifacts)
        return deployments.examine(parts, artifacts[0], catalog)


def publish_definition(  # noqa: PLR0913, PLR0917 - the four words name one definition
    parts: Parts, actor: Actor, kind: str, key: str, owner_id: str, content: bytes, note: str
) -> PublishedVersion:
    """Publish a new version through the gate and drop the draft.

    Raises `DefinitionRefused` with the findings. Running instances stay on their version.
    """
    _check_size(content)
    with parts.database.writing() as session:
        deployments.check_owner(session, actor, owner_id, Permission.DEFINITION_PUBLISH)
        artifacts = _artifacts(kind, key, content)
        deployment_id = deployments.publish(parts, session, actor, owner_id, artifacts, note)
        draft = definitions.draft(session, kind, key, owner_id)
        if draft is not None:
            session.delete(draft)
        number = definitions.latest_version_number(session, kind, key, owner_id)
        return PublishedVersion(number, deployment_id)


def override_definition(
    parts: Parts, actor: Actor, kind: str, key: str, county_id: str
) -> DraftSaved:
    """Begin a county's own variant: a draft that copies the province's newest version."""
    with parts.database.writing() as session:
        deployments.check_owner(session, actor, county_id, Permission.DEFINITION_EDIT)
        base = definitions.version(session, kind, key, PROVINCE, None)
        present: VersionFacts | object | None = definitions.draft(
            session, kind, key, county_id
        ) or definitions.version(session, kind, key, county_id, None)
        if base is None:
            raise NotFound(definition=key)
        if present is not None:
            raise ChangedMeanwhile
        return _keep_draft(parts, session, actor, (kind, key, county_id), base.content)


def catalog(parts: Parts, actor: Actor, owner_id: str) -> EditorCatalog:
    """Return what the owner's diagrams may refer to."""
    _ask_to_read(actor)
    with parts.database.reading() as session:
        known = deployments.make_catalog(parts, session, owner_id)
    return EditorCatalog(
        forms=sorted(known.forms),
        operations=dict(sorted(known.operations.items())),
        roles=[(role.value, NAMES[role]) for role in Role if role in _TASK_ROLES],
        processes=sorted(known.processes),
        decisions=sorted(known.decisions),
    )


_TASK_ROLES = frozenset(Role) - {Role.PROCESS_OWNER, Role.ADMINISTRATOR, Role.SUPERVISOR}
