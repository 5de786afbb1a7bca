"""Published versions, drafts and bundles."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import Bundle, DefinitionDraft, DefinitionVersion
from webapp.adapters.storage.repositories.inserting import insert_unless_there


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """What is known of a published version without reading its content."""

    id: str
    kind: str
    key: str
    owner_id: str
    version: int
    name: str
    content_hash: str
    facts: Mapping[str, Any]


_FACTS = (
    DefinitionVersion.id,
    DefinitionVersion.kind,
    DefinitionVersion.key,
    DefinitionVersion.owner_id,
    DefinitionVersion.version,
    DefinitionVersion.name,
    DefinitionVersion.content_hash,
    DefinitionVersion.facts,
)


def latest_versions(session: Session, owners: Collection[str]) -> list[VersionFacts]:
    """Return the newest version of every definition that one of the owners has published."""
    newest = (
        select(
            DefinitionVersion.kind,
            DefinitionVersion.key,
            DefinitionVersion.owner_id,
            func.max(DefinitionVersion.version).label("version"),
        )
        .where(DefinitionVersion.owner_id.in_(owners))
        .group_by(DefinitionVersion.kind, DefinitionVersion.key, DefinitionVersion.owner_id)
        .subquery()
    )
    rows = session.execute(
        select(*_FACTS).join(
            newest,
            (DefinitionVersion.kind == newest.c.kind)
            & (DefinitionVersion.key == newest.c.key)
            & (DefinitionVersion.owner_id == newest.c.owner_id)
            & (DefinitionVersion.version == newest.c.version),
        )
    )
    return [VersionFacts(*row) for row in rows]


def latest(session: Session, kind: str, key: str, owner_id: str) -> VersionFacts | None:
    """Return what is known of the owner's newest version of a definition."""
    row = session.execute(
        select(*_FACTS)
        .where(
            DefinitionVersion.kind == kind,
            DefinitionVersion.key == key,
            DefinitionVersion.owner_id == owner_id,
        )
        .order_by(DefinitionVersion.version.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else VersionFacts(*row)


def owners_of(session: Session, kind: str, key: str) -> frozenset[str]:
    """Return who has published a version of the definition."""
    query = (
        select(DefinitionVersion.owner_id)
        .where(DefinitionVersion.kind == kind, DefinitionVersion.key == key)
        .distinct()
    )
    return frozenset(session.scalars(query))


def numbered(
    session: Session, key: str, number: int, owners: Collection[str]
) -> Mapping[str, VersionFacts]:
    """Return the version of a process with this number, by owner."""
    rows = session.execute(
        select(*_FACTS).where(
            DefinitionVersion.kind == "process",
            DefinitionVersion.key == key,
            DefinitionVersion.version == number,
            DefinitionVersion.owner_id.in_(owners),
        )
    )
    return {row.owner_id: VersionFacts(*row) for row in rows}


def numbered_names(session: Session, owners: Collection[str]) -> frozenset[str]:
    """Return `<id>@<version>` of every version of a process that one of the owners has."""
    rows = session.execute(
        select(DefinitionVersion.key, DefinitionVersion.version).where(
            DefinitionVersion.kind == "process", DefinitionVersion.owner_id.in_(owners)
        )
    )
    return frozenset(f"{key}@{number}" for key, number in rows)


def facts_of(session: Session, ids: Collection[str]) -> dict[str, VersionFacts]:
    """Return what is known of these versions, by id."""
    rows = session.execute(select(*_FACTS).where(DefinitionVersion.id.in_(ids)))
    return {row[0]: VersionFacts(*row) for row in rows}


def contents(session: Session, ids: Collection[str]) -> dict[str, bytes]:
    """Return the content of these versions, by id."""
    rows = session.execute(
        select(DefinitionVersion.id, DefinitionVersion.content).where(DefinitionVersion.id.in_(ids))
    )
    return dict(rows.all())


def latest_version_number(session: Session, kind: str, key: str, owner_id: str) -> int:
    """Return the newest version's number, 0 when nothing is published."""
    number: int | None = session.scalar(
        select(func.max(DefinitionVersion.version)).where(
            DefinitionVersion.kind == kind,
            DefinitionVersion.key == key,
            DefinitionVersion.owner_id == owner_id,
        )
    )
    return number or 0


def version(
    session: Session, kind: str, key: str, owner_id: str, number: int | None
) -> DefinitionVersion | None:
    """Return one version (the newest when no number is given)."""
    query = select(DefinitionVersion).where(
        DefinitionVersion.kind == kind,
        DefinitionVersion.key == key,
        DefinitionVersion.owner_id == owner_id,
    )
    if number is not None:
        query = query.where(DefinitionVersion.version == number)
    return session.scalar(query.order_by(DefinitionVersion.version.desc()).limit(1))


def draft(session: Session, kind: str, key: str, owner_id: str) -> DefinitionDraft | None:
    """Return the owner's draft of a definition."""
    return session.get(DefinitionDraft, (kind, key, owner_id))


def drafts(session: Session, owners: Collection[str]) -> Sequence[DefinitionDraft]:
    """Return every draft of these owners."""
    return list(
        session.scalars(select(DefinitionDraft).where(DefinitionDraft.owner_id.in_(owners)))
    )


def bundle(session: Session, bundle_id: str) -> Bundle | None:
    """Return a bundle."""
    return session.get(Bundle, bundle_id)


def keep_bundle(
    session: Session, bundle_id: str, process_id: str, owner_id: str, what: Any, now: datetime
) -> None:
    """Store the bundle unless an equal one is there."""
    insert_unless_there(
        session,
        Bundle,
        {
            "id": bundle_id,
            "process_id": process_id,
            "owner_id": owner_id,
            "contents": what,
            "created_at": now,
        },
    )
