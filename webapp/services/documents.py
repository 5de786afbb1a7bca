"""Official documents: who may read them, their files, and whether hash and signature hold."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from webapp.access.actor import Actor
from webapp.access.permissions import Permission, may
from webapp.adapters.storage.models import ArchivedDocument, DocumentFile
from webapp.adapters.storage.queries import documents as queries
from webapp.adapters.storage.queries.documents import DocumentFilter, DocumentRow
from webapp.adapters.storage.repositories.inserting import insert_unless_there
from webapp.domain import documents as rules
from webapp.domain.papers.composing import compose
from webapp.domain.papers.model import Options
from webapp.domain.papers.wording import date_of
from webapp.kernel.errors import NotAllowed, NotFound, RuleBroken
from webapp.kernel.identifiers import new_identifier
from webapp.kernel.pagination import Page, PageRequest
from webapp.kernel.text import Text
from webapp.services.parts import Parts
from webapp.settings import Settings

__all__ = ["DocumentFilter", "DocumentRow"]

_ALL_OF_ONE = PageRequest(size=100)
_SIGNED = frozenset({"certificate"})
_DATED_BY = ("issuedOn", "date")


class SigningKeyUnusable(RuleBroken):
    """The configured signing key cannot be opened."""

    code = "SIGNING_KEY_UNUSABLE"
    text = Text(
        zh="签名密钥无法打开（{reason}），证书未制作。请联系系统管理员检查签名设置。",
        en="The signing key cannot be opened ({reason}), so no certificate was printed. "
        "Ask the administrator to check the settings for signing.",
    )


@dataclass(frozen=True, slots=True)
class FileView:
    """A printed file: its hash as stored, whether that still holds, what signs it.

    `signature` is `none`, `holds` or `broken`; `ours` says that this installation's key made it.
    """

    sha256: str
    size: int
    template_version: str
    printed_at: datetime
    whole: bool
    signature: str
    ours: bool
    signer: str
    missing: Sequence[str]


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document as its page shows it."""

    row: DocumentRow
    kind: rules.Kind
    record_whole: bool
    file: FileView
    wants_signature: bool


@dataclass(frozen=True, slots=True)
class GivenOut:
    """A file as a reader gets it."""

    name: str
    content: bytes


def list_documents(
    parts: Parts, actor: Actor, wanted: DocumentFilter, page: PageRequest
) -> Page[DocumentRow]:
    """Return one page of the documents in the actor's sight, the latest first."""
    _check(actor)
    with parts.database.reading() as session:
        return queries.list_documents(session, actor, wanted, page)


def documents_of_instance(parts: Parts, actor: Actor, instance_id: str) -> Sequence[DocumentRow]:
    """Return the documents of a process instance that the actor may read, the latest first."""
    if not may(actor, Permission.DOCUMENT_READ):
        return ()
    wanted = DocumentFilter(instance_id=instance_id)
    return list_documents(parts, actor, wanted, _ALL_OF_ONE).rows


def read_document(parts: Parts, actor: Actor, document_id: str) -> DocumentView:
    """Return a document with its hashes, checked anew; it is printed if it never was."""
    row, found = _find(parts, actor, document_id)
    record = parts.cipher.open_json(found.content)
    return DocumentView(
        row=row,
        kind=rules.kind_of(found.kind),
        record_whole=rules.record_hash(record) == found.record_hash,
        file=_viewed(parts, _printed(parts, found, record, "pdf")),
        wants_signature=found.kind in _SIGNED,
    )


def read_pdf(parts: Parts, actor: Actor, document_id: str) -> GivenOut:
    """Return a document as PDF; it is printed, and certificates signed, when first wanted."""
    row, found = _find(parts, actor, document_id)
    file = _printed(parts, found, parts.cipher.open_json(found.content), "pdf")
    return GivenOut(f"{row.label}.pdf", parts.cipher.open(file.content))


def read_xlsx(parts: Parts, actor: Actor, document_id: str) -> GivenOut:
    """Return a tabular document as a spreadsheet; `NotFound` for the other kinds."""
    row, found = _find(parts, actor, document_id)
    if not rules.kind_of(found.kind).tabular:
        raise NotFound(document=document_id)
    file = _printed(parts, found, parts.cipher.open_json(found.content), "xlsx")
    return GivenOut(f"{row.label}.xlsx", parts.cipher.open(file.content))


def _check(actor: Actor) -> None:
    if not may(actor, Permission.DOCUMENT_READ):
        raise NotAllowed


def _find(parts: Parts, actor: Actor, document_id: str) -> tuple[DocumentRow, ArchivedDocument]:
    _check(actor)
    with parts.database.reading() as session:
        found = queries.document(session, actor, document_id)
    if found is None:
        raise NotFound(document=document_id)
    return found


def _printed(
    parts: Parts, found: ArchivedDocument, record: Mapping[str, Any], file_format: str
) -> DocumentFile:
    """Return the stored file; print and store it if there is none. Of two at once, one stays."""
    with parts.database.reading() as session:
        stored = queries.file_of(session, found.id, file_format)
    if stored is not None:
        return stored
    fresh = _print(parts, found, record, file_format)
    with parts.database.writing() as session:
        insert_unless_there(
            session,
            DocumentFile,
            {
                **fresh,
                "id": new_identifier(),
                "document_id": found.id,
                "format": file_format,
                "created_at": parts.database.now(session),
            },
        )
        stored = queries.file_of(session, found.id, file_format)
    if stored is None:
        raise NotFound(document=found.id)
    return stored


def _print(
    parts: Parts, found: ArchivedDocument, record: Mapping[str, Any], file_format: str
) -> Mapping[str, Any]:
    from webapp.adapters.documents import printing, sheets  # noqa: PLC0415 - half a second

    paper = compose(found.kind, record, Options.from_record(found.options))
    missing: Sequence[str] = ()
    signer = ""
    if file_format == "xlsx":
        content = sheets.xlsx(paper)
    else:
        dated = next((day for key in _DATED_BY if (day := date_of(record.get(key)))), None)
        printed = printing.printer(parts.settings.font_folder).pdf(paper, dated, found.record_hash)
        content, missing = printed.content, printed.missing
        if found.kind in _SIGNED:
            content, signer = _signed(parts.settings, content)
    return {
        "template_version": printing.template_version(),
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "content": parts.cipher.seal(content),
        "missing": [f"U+{ord(each):04X}" for each in missing],
        "signer": signer,
    }


def signer_name(settings: Settings) -> str:
    """Return who signs certificates, or an empty text; `SigningKeyUnusable` if nobody can."""
    signer = _signer(settings)
    return "" if signer is None else str(signer.name)


def _signed(settings: Settings, content: bytes) -> tuple[bytes, str]:
    """Sign a file with the installation's key; without one it stays as it is."""
    signer = _signer(settings)
    return (content, "") if signer is None else (signer.sign(content), signer.name)


@cache
def _signer(settings: Settings) -> Any:
    """Open the configured key, or the demo's own; None if there is none."""
    from webapp.adapters.documents import signing  # noqa: PLC0415 - more than a second

    file, words = settings.signing_file, settings.signing_passphrase_file
    passphrase = words.read_bytes().strip() if words is not None else b""
    if file is None and settings.demo:
        own = f"signing {settings.data_secret}".encode()
        passphrase = hashlib.sha256(own).hexdigest().encode()
        file = signing.demonstration_key(settings.data_folder, passphrase)
    if file is None:
        return None
    try:
        return signing.Signer(file, passphrase)
    except signing.UnusableKey as error:
        raise SigningKeyUnusable(reason=str(error)) from error


def _viewed(parts: Parts, file: DocumentFile) -> FileView:
    content = parts.cipher.open(file.content)
    signature, ours, signer = "none", False, ""
    if file.signer:
        from webapp.adapters.documents import signing  # noqa: PLC0415 - more than a second

        seen = signing.check(content, _signer(parts.settings))
        signature = "holds" if seen is not None and seen.intact else "broken"
        ours, signer = (seen.ours, seen.signer) if seen is not None else (False, "")
    return FileView(
        sha256=file.sha256,
        size=file.size,
        template_version=file.template_version,
        printed_at=file.created_at,
        whole=hashlib.sha256(content).hexdigest() == file.sha256,
        signature=signature,
        ours=ours,
        signer=signer,
        missing=file.missing,
    )
