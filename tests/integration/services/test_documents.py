"""Documents in the archive: printed once, signed, sealed, found by those who may read them."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update

from tests.builders.papers import FULL, RARE
from tests.fixtures.parts import Demo
from tests.fixtures.served import TRIAL, trial_operations
from tests.integration.documents.reading import OPTIONS, text_of
from webapp.access.actor import SYSTEM
from webapp.adapters.documents.sheets import xlsx
from webapp.adapters.documents.signing import demonstration_key
from webapp.adapters.storage.models import ArchivedDocument, DocumentFile, Person
from webapp.domain.documents import KINDS, DocumentIncomplete, record_hash
from webapp.domain.papers.composing import compose
from webapp.domain.ports.office import Archive
from webapp.kernel.errors import NotAllowed, NotFound
from webapp.kernel.pagination import PageRequest
from webapp.services import deployments, documents
from webapp.services.documents import DocumentFilter

SCHOOL = "220582-school"
CLOSED = {kind.code for kind in KINDS.values() if kind.readers == "offices"}
OPEN = set(KINDS) - CLOSED


class Archived:
    """A filled demo with an instance of Ji'an's school, into which papers are archived."""

    def __init__(self, demo: Demo) -> None:
        """Start the instance."""
        parts = replace(demo.parts, operations=trial_operations())
        deployments.deploy(parts, SYSTEM, "220000", TRIAL, "for tests")
        self.demo = Demo(parts, demo._delivery)
        self.parts = parts
        started = self.demo.start("jian.school.hr", "trial_waiting", SCHOOL, {"mood": "good"})
        self.instance = started.id

    def add(self, kind: str, **others: Any) -> str:
        """Archive the sample of a kind; return its identifier."""
        archive: Archive = self.parts.ports[Archive]
        return archive.archive(f"key-{kind}", self.instance, kind, {**FULL[kind], **others})

    def add_all(self) -> None:
        """Archive a paper of each kind."""
        for kind in KINDS:
            self.add(kind)

    def seen(self, username: str, **wanted: str) -> set[str]:
        """Return the kinds that a person finds."""
        page = documents.list_documents(
            self.parts,
            self.demo.actor(username),
            DocumentFilter(**wanted),
            PageRequest(size=100),
        )
        return {row.kind for row in page.rows}

    def read(self, document_id: str, username: str = "jian.office") -> documents.DocumentView:
        """Return a document as its page shows it."""
        return documents.read_document(self.parts, self.demo.actor(username), document_id)

    def pdf(self, document_id: str, username: str = "jian.office") -> bytes:
        """Return a document as PDF."""
        actor = self.demo.actor(username)
        return documents.read_pdf(self.parts, actor, document_id).content

    def tamper(self, model: Any, **values: Any) -> None:
        """Change what is stored, as somebody could who has the database and the key."""
        with self.parts.database.writing() as session:
            session.execute(update(model).values(**values))


@pytest.fixture
def archived(filled: Demo) -> Archived:
    """Return the archive on each database."""
    return Archived(filled)


@pytest.fixture
def one(filled_on_sqlite: Demo) -> Archived:
    """Return the archive on SQLite, for what does not depend on the database."""
    return Archived(filled_on_sqlite)


def test_a_document_is_hashed_when_archived_and_printed_when_wanted(archived: Archived) -> None:
    document = archived.add("publication")
    with archived.parts.database.reading() as session:
        row = session.scalars(select(ArchivedDocument)).one()
        assert row.record_hash == record_hash(FULL["publication"])
        assert session.scalars(select(DocumentFile)).all() == []
    content = archived.pdf(document)
    view = archived.read(document)
    assert view.record_whole
    assert view.file.whole
    assert view.file.sha256 == hashlib.sha256(content).hexdigest()
    assert view.file.size == len(content)
    assert archived.pdf(document) == content  # the file is kept, not made again


def test_the_file_and_the_record_lie_sealed(archived: Archived) -> None:
    archived.pdf(archived.add("certificate"))
    with archived.parts.database.reading() as session:
        file = session.scalars(select(DocumentFile)).one()
        row = session.scalars(select(ArchivedDocument)).one()
    assert not file.content.startswith(b"%PDF")
    assert RARE.encode() not in row.content
    assert "222404198203041228" not in f"{row.label}{row.options}{row.subject_index}"


def test_a_paper_that_lacks_something_is_not_archived(archived: Archived) -> None:
    with pytest.raises(DocumentIncomplete, match="votes"):
        archived.add("minutes", votes=None)
    with archived.parts.database.reading() as session:
        assert session.scalars(select(ArchivedDocument)).all() == []


def test_archiving_again_with_the_same_key_changes_nothing(archived: Archived) -> None:
    first = archived.add("roster")
    assert archived.add("roster", rows=[]) == first
    assert archived.read(first).record_whole


@pytest.mark.rule("A10")
def test_experts_and_votes_are_read_by_offices_alone(archived: Archived) -> None:
    archived.add_all()
    for office in ("jian.office", "jian.reviewer", "tonghua.leader", "province.officer"):
        assert archived.seen(office) == set(KINDS), office
    for other in ("jian.school.hr", "jian.school.staff1", "jian.expert1", "admin", "owner"):
        assert not archived.seen(other) & CLOSED, other
    assert archived.seen("jian.school.hr") == OPEN


def test_another_county_and_another_city_see_nothing(archived: Archived) -> None:
    archived.add_all()
    for stranger in ("fusong.office", "baishan.reviewer", "jian.hospital.hr"):
        assert archived.seen(stranger) == set(), stranger
    document = archived.add("publicity")
    with pytest.raises(NotFound):
        archived.read(document, "fusong.office")


def test_holders_find_their_own_certificate_and_nobody_elses(archived: Archived) -> None:
    demo = archived.demo
    holder = demo.actor("jian.school.staff1")
    with archived.parts.database.reading() as session:
        person = session.get(Person, holder.id)
        assert person is not None
        number = archived.parts.cipher.open(person.id_number).decode()
    archived.add("certificate", idNumber=number)
    archived.add("overview")  # of somebody else
    assert archived.seen("jian.school.staff1") == {"certificate"}
    assert archived.seen("jian.hospital.staff1") == set()


def test_guests_read_nothing(one: Archived) -> None:
    with pytest.raises(NotAllowed):
        documents.list_documents(
            one.parts, replace(SYSTEM, username=""), DocumentFilter(), PageRequest()
        )


def test_a_list_is_narrowed_by_kind_county_and_words(one: Archived) -> None:
    one.add_all()
    assert one.seen("jian.office", kind="minutes") == {"minutes"}
    assert one.seen("province.officer", county_id="220621") == set()
    assert one.seen("province.officer", text="22222404SDX") == {"certificate"}
    assert one.seen("province.officer", text="%") == set(KINDS)
    own = documents.documents_of_instance(one.parts, one.demo.actor("jian.office"), one.instance)
    assert {row.kind for row in own} == set(KINDS)


def test_certificates_are_signed_by_the_demonstration_key(one: Archived) -> None:
    view = one.read(one.add("certificate"))
    assert view.wants_signature
    assert (view.file.signature, view.file.ours) == ("holds", True)
    assert "演示" in view.file.signer


def test_without_a_key_a_certificate_stays_unsigned_and_says_so(one: Archived) -> None:
    one.parts = replace(one.parts, settings=replace(one.parts.settings, demo=False))
    view = one.read(one.add("certificate"))
    assert (view.wants_signature, view.file.signature) == (True, "none")


def test_a_configured_key_signs(one: Archived, tmp_path: Any) -> None:
    (tmp_path / "words").write_text("secret\n")
    settings = replace(
        one.parts.settings,
        demo=False,
        signing_file=demonstration_key(tmp_path, b"secret"),
        signing_passphrase_file=tmp_path / "words",
    )
    one.parts = replace(one.parts, settings=settings)
    view = one.read(one.add("certificate"))
    assert (view.file.signature, view.file.ours) == ("holds", True)


def test_a_key_that_does_not_open_is_told_instead_of_printing(one: Archived, tmp_path: Any) -> None:
    settings = replace(
        one.parts.settings, demo=False, signing_file=demonstration_key(tmp_path, b"secret")
    )
    one.parts = replace(one.parts, settings=settings)
    with pytest.raises(documents.SigningKeyUnusable, match="demonstration_signing"):
        one.pdf(one.add("certificate"))


def test_a_changed_record_and_a_changed_file_are_noticed(archived: Archived) -> None:
    document = archived.add("certificate")
    content = archived.pdf(document)
    cipher = archived.parts.cipher
    changed = content.replace(b"%PDF-1.7", b"%PDF-1.6", 1)
    archived.tamper(DocumentFile, content=cipher.seal(changed))
    other = {**FULL["certificate"], "holder": "别人"}
    archived.tamper(ArchivedDocument, content=cipher.seal_json(other))
    view = archived.read(document)
    assert not view.record_whole
    assert not view.file.whole
    assert view.file.signature == "broken"


def test_a_file_can_be_made_again_from_the_record(one: Archived) -> None:
    document = one.add("certificate")
    signed = one.pdf(document)
    unsigned = replace(one.parts, settings=replace(one.parts.settings, demo=False))
    with one.parts.database.writing() as session:
        session.delete(session.scalars(select(DocumentFile)).one())
    one.parts = unsigned
    assert signed.startswith(one.pdf(document))


def test_characters_without_a_font_are_told(one: Archived) -> None:
    view = one.read(one.add("certificate", holder="王\U0002a6a5"))
    assert list(view.file.missing) == ["U+2A6A5"]


def test_what_a_county_chose_when_archiving_stays(one: Archived) -> None:
    document = one.add("publicity")
    assert "공시" not in text_of(one.pdf(document))


def sheets(content: bytes) -> Iterator[Any]:
    """Yield the cells of a workbook."""
    for sheet in load_workbook(io.BytesIO(content)):
        for row in sheet.iter_rows():
            yield from row


TABULAR = pytest.mark.parametrize("kind", [kind.code for kind in KINDS.values() if kind.tabular])


@TABULAR
def test_tables_are_given_out_as_spreadsheets(one: Archived, kind: str) -> None:
    given = documents.read_xlsx(one.parts, one.demo.actor("jian.office"), one.add(kind))
    cells = list(sheets(given.content))
    values = {cell.value for cell in cells}
    assert FULL[kind]["organ"] in values
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    for row in FULL[kind].get("rows", ()):
        assert row["name"] in values  # also the one that looks like a formula
    assert given.name.endswith(".xlsx")


@TABULAR
def test_a_spreadsheet_has_the_same_bytes_each_time(kind: str) -> None:
    paper = compose(kind, FULL[kind], OPTIONS)
    assert xlsx(paper) == xlsx(paper)


def test_a_kind_without_tables_has_no_spreadsheet(one: Archived) -> None:
    document = one.add("minutes")
    with pytest.raises(NotFound):
        documents.read_xlsx(one.parts, one.demo.actor("jian.office"), document)
