"""Archived documents as lists and pages show them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true
from sqlalchemy.orm import Session

from webapp.access.actor import Actor
from webapp.access.roles import Role
from webapp.adapters.storage.models import (
    ArchivedDocument,
    DocumentFile,
    Organisation,
    Person,
    ProcessInstance,
)
from webapp.adapters.storage.queries.scope import visible_instances
from webapp.domain.documents import KINDS, Readers
from webapp.domain.places import PROVINCE_CODE
from webapp.kernel.pagination import Page, PageRequest

_OFFICES = frozenset(
    {
        Role.COUNTY_REVIEWER,
        Role.COUNTY_LEADER,
        Role.COMMITTEE_OFFICE,
        Role.CITY_REVIEWER,
        Role.CITY_LEADER,
        Role.PROVINCIAL_OFFICER,
        Role.SUPERVISOR,
    }
)
_PASSING = frozenset({Role.UNIT_HR, Role.UNIT_HEAD, Role.SUPERVISING_DEPARTMENT})


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """An archived document as a list shows it."""

    id: str
    kind: str
    label: str
    record_hash: str
    created_at: datetime
    instance_id: str
    business_key: str
    instance_title: str
    county_id: str
    county_name: str


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """What a list of documents is narrowed to; empty fields do not narrow."""

    text: str = ""
    kind: str = ""
    county_id: str = ""
    instance_id: str = ""


Query = Select[*tuple[Any, ...]]
_ROW: Callable[..., DocumentRow] = DocumentRow
_COLUMNS = (
    ArchivedDocument.id,
    ArchivedDocument.kind,
    ArchivedDocument.label,
    ArchivedDocument.record_hash,
    ArchivedDocument.created_at,
    ProcessInstance.id,
    ProcessInstance.business_key,
    ProcessInstance.title,
    ProcessInstance.county_id,
    Organisation.name,
)


def visible_documents(actor: Actor) -> ColumnElement[bool]:
    """Return the condition that a document is within the actor's sight.

    The offices of its county and city, the province and supervisors read every kind. Units and
    departments read what passed through them, a person what is about that person. Minutes, draws
    and notices, which name experts and votes, are for offices alone (A10).
    """
    kinds = {
        readers: [kind.code for kind in KINDS.values() if kind.readers is readers]
        for readers in Readers
    }
    own = select(Person.id_number_index).where(Person.id == actor.id).scalar_subquery()
    through = actor.organisations(_PASSING)
    personal = or_(
        ArchivedDocument.subject_index == own,
        ProcessInstance.unit_id.in_(through),
        ProcessInstance.department_id.in_(through),
    )
    return or_(
        _of_offices(actor),
        and_(ArchivedDocument.kind.in_(kinds[Readers.PERSON]), personal),
        and_(ArchivedDocument.kind.in_(kinds[Readers.ALL]), visible_instances(actor)),
    )


def _of_offices(actor: Actor) -> ColumnElement[bool]:
    offices = actor.organisations(_OFFICES)
    if PROVINCE_CODE in offices:
        return true()
    return or_(ProcessInstance.county_id.in_(offices), ProcessInstance.city_id.in_(offices))


def _narrow(query: Query, actor: Actor, wanted: DocumentFilter) -> Query:
    query = (
        query.join(ProcessInstance, ProcessInstance.id == ArchivedDocument.instance_id)
        .join(Organisation, Organisation.id == ProcessInstance.county_id)
        .where(visible_documents(actor))
    )
    if wanted.text:
        pattern = f"%{wanted.text.replace('%', '').replace('_', '')}%"
        query = query.where(
            or_(
                ArchivedDocument.label.like(pattern),
                ProcessInstance.business_key.like(pattern),
                ProcessInstance.title.like(pattern),
            )
        )
    for column, value in (
        (ArchivedDocument.kind, wanted.kind),
        (ProcessInstance.county_id, wanted.county_id),
        (ArchivedDocument.instance_id, wanted.instance_id),
    ):
        if value:
            query = query.where(column == value)
    return query


def list_documents(
    session: Session, actor: Actor, wanted: DocumentFilter, page: PageRequest
) -> Page[DocumentRow]:
    """Return one page of the documents in the actor's sight, the latest first."""
    counted = select(func.count()).select_from(ArchivedDocument)
    total = session.scalar(_narrow(counted, actor, wanted))
    rows: Sequence[Any] = session.execute(
        _narrow(select(*_COLUMNS).select_from(ArchivedDocument), actor, wanted)
        .order_by(ArchivedDocument.created_at.desc(), ArchivedDocument.id.desc())
        .limit(page.size)
        .offset(page.offset)
    ).all()
    return Page([_ROW(*row) for row in rows], total or 0, page)


def document(
    session: Session, actor: Actor, document_id: str
) -> tuple[DocumentRow, ArchivedDocument] | None:
    """Return one document, if it is within the actor's sight."""
    row: Any = session.execute(
        _narrow(
            select(*_COLUMNS, ArchivedDocument).select_from(ArchivedDocument),
            actor,
            DocumentFilter(),
        ).where(ArchivedDocument.id == document_id)
    ).one_or_none()
    return None if row is None else (_ROW(*row[:-1]), row[-1])


def file_of(session: Session, document_id: str, file_format: str) -> DocumentFile | None:
    """Return a printed form of a document."""
    return session.scalars(
        select(DocumentFile).where(
            DocumentFile.document_id == document_id, DocumentFile.format == file_format
        )
    ).one_or_none()
