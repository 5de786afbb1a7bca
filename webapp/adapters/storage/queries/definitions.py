"""Definitions as the lists of process owners show them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webapp.adapters.storage.models import (
    Bundle,
    DefinitionVersion,
    Deployment,
    Organisation,
    Person,
    ProcessInstance,
)


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One published version in a list; `running` counts the active instances that use it."""

    id: str
    version: int
    at: datetime
    by: str
    note: str
    content_hash: str
    running: int


@dataclass(frozen=True, slots=True)
class DeploymentRow:
    """One act of publishing."""

    id: str
    owner_id: str
    owner_name: str
    at: datetime
    by: str
    note: str
    versions: tuple[tuple[str, str, int], ...]


def versions_of(
    session: Session, kind: str, key: str, owner_id: str, running: Mapping[str, int]
) -> Sequence[VersionRow]:
    """Return every version of a definition, the newest first."""
    rows: Any = session.execute(
        select(
            DefinitionVersion.id,
            DefinitionVersion.version,
            Deployment.at,
            func.coalesce(Person.name, ""),
            Deployment.note,
            DefinitionVersion.content_hash,
        )
        .join(Deployment, Deployment.id == DefinitionVersion.deployment_id)
        .outerjoin(Person, Person.id == Deployment.by_id)
        .where(
            DefinitionVersion.kind == kind,
            DefinitionVersion.key == key,
            DefinitionVersion.owner_id == owner_id,
        )
        .order_by(DefinitionVersion.version.desc())
    )
    make: Callable[..., VersionRow] = VersionRow
    return [make(*row, running.get(row[0], 0)) for row in rows]


def published_at(session: Session, ids: Collection[str]) -> dict[str, tuple[datetime, str]]:
    """Return when and by whom these versions were published."""
    rows: Any = session.execute(
        select(DefinitionVersion.id, Deployment.at, func.coalesce(Person.name, ""))
        .join(Deployment, Deployment.id == DefinitionVersion.deployment_id)
        .outerjoin(Person, Person.id == Deployment.by_id)
        .where(DefinitionVersion.id.in_(ids))
    )
    return {identifier: (at, by) for identifier, at, by in rows}


def running_by_version(session: Session) -> dict[str, int]:
    """Count, for each published version, the active instances whose bundle holds it."""
    counts: dict[str, int] = {}
    rows: Any = session.execute(
        select(Bundle.contents, func.count())
        .select_from(ProcessInstance)
        .join(Bundle, Bundle.id == ProcessInstance.bundle_id)
        .where(ProcessInstance.state == "ACTIVE")
        .group_by(Bundle.id)
    ).all()
    for contents, count in rows:
        for part in contents.values():
            for version_id in part.values():
                counts[version_id] = counts.get(version_id, 0) + count
    return counts


def _deployments() -> Any:
    return (
        select(
            Deployment.id,
            Deployment.owner_id,
            Organisation.name,
            Deployment.at,
            func.coalesce(Person.name, ""),
            Deployment.note,
        )
        .join(Organisation, Organisation.id == Deployment.owner_id)
        .outerjoin(Person, Person.id == Deployment.by_id)
    )


def list_deployments(
    session: Session, owners: Collection[str], limit: int, offset: int
) -> tuple[list[DeploymentRow], int]:
    """Return one page of the owners' deployments, the newest first, and how many there are."""
    condition = Deployment.owner_id.in_(owners)
    total = session.scalar(select(func.count()).select_from(Deployment).where(condition)) or 0
    rows: Any = session.execute(
        _deployments()
        .where(condition)
        .order_by(Deployment.at.desc(), Deployment.id.desc())
        .limit(limit)
        .offset(offset)
    ).all()
    return [_with_versions(session, row) for row in rows], total


def deployment(session: Session, deployment_id: str) -> DeploymentRow | None:
    """Return one deployment."""
    row: Any = session.execute(_deployments().where(Deployment.id == deployment_id)).one_or_none()
    return None if row is None else _with_versions(session, row)


def _with_versions(session: Session, row: Any) -> DeploymentRow:
    versions = session.execute(
        select(DefinitionVersion.kind, DefinitionVersion.key, DefinitionVersion.version)
        .where(DefinitionVersion.deployment_id == row[0])
        .order_by(DefinitionVersion.kind, DefinitionVersion.key)
    )
    make: Callable[..., DeploymentRow] = DeploymentRow
    return make(*row, tuple((kind, key, number) for kind, key, number in versions))
