"""Documents in the archive: printed once, signed, sealed, found by those who may read them."""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import update

from tests.builders.papers import FULL, RARE
from tests.fixtures.parts import Demo
from webapp.adapters.storage.models import ArchivedDocument, DocumentFile
from webapp.domain.documents import DocumentIncomplete, record_hash
from webapp.domain.ports.office import Archive
from webapp.kernel.errors import NotFound
from webapp.kernel.pagination import PageRequest
from webapp.services import documents
from webapp.services.documents import DocumentFilter

SCHOOL = "220582-school"
CLOSED = ("minutes", "draw_record", "meeting_notice", "meeting_application", "roster")


def archived(demo: Demo, kind: str, **others: Any) -> str:
    """Archive the sample of a kind in a nomination of Ji'an; return its identifier."""
    found = process_of(demo)
    archive: Archive = demo.parts.ports[Archive]
    return archive.archive(f"key-{kind}", found, kind, {**FULL[kind], **others})


def process_of(demo: Demo) -> str:
    """Return the nomination to which the samples belong."""
    with demo.parts.database.reading() as session:
        instance = session.connection().exec_driver_sql("SELECT id FROM process_instance").scalar()
    return instance or demo.start("jian.school.hr", "county_launch", SCHOOL, {}).id


def seen(demo: Demo, username: str, **wanted: str) -> set[str]:
    """Return the kinds that a person finds."""
    page = documents.list_documents(
        demo.parts, demo.actor(username), DocumentFilter(**wanted), PageRequest(size=100)
    )
    return {row.kind for row in page.rows}


def tampered(demo: Demo, document_id: str, change: Mapping[str, Any]) -> None:
    """Change what is stored of a document's file, as somebody with the database could."""
    with demo.parts.database.writing() as session:
        session.execute(
            update(DocumentFile).where(DocumentFile.document_id == document_id).values(**change)
        )
