"""The pages of documents: the list, one with its hashes, its files, the link from a procedure."""

from collections.abc import Callable

import pytest

from tests.builders.papers import FULL
from tests.fixtures.parts import Demo
from tests.integration.pages.visiting import Visitor
from webapp.domain.ports.office import Archive

SCHOOL = "220582-school"
As = Callable[[str], Visitor]


@pytest.fixture
def instance(demo: Demo) -> str:
    """Start an instance of Ji'an's school; return its id."""
    return demo.start("jian.school.hr", "trial_waiting", SCHOOL, {"mood": "good"}).id


def archive(demo: Demo, instance: str, kind: str) -> str:
    """Archive the sample of a kind."""
    archive: Archive = demo.parts.ports[Archive]
    return archive.archive(f"key-{kind}", instance, kind, FULL[kind])


def test_a_document_is_found_looked_at_and_opened(
    demo: Demo, visitor_as: As, instance: str
) -> None:
    document = archive(demo, instance, "certificate")
    office = visitor_as("jian.office")
    assert f"/documents/{document}" in office.get("/documents?kind=certificate").text
    assert f"/documents/{document}" in office.get(f"/instances/{instance}").text
    page = office.get(f"/documents/{document}").text
    assert "归档后未被改动" in page
    assert "本系统的密钥" in page
    assert "SHA-256" in page
    file = office.get(f"/documents/{document}.pdf")
    assert file.content_type == "application/pdf"
    assert file.data.startswith(b"%PDF-1.7")
    assert file.headers["Content-Disposition"].startswith("inline; filename*=UTF-8''")


def test_a_table_is_downloaded_as_a_spreadsheet(demo: Demo, visitor_as: As, instance: str) -> None:
    office = visitor_as("jian.office")
    document = archive(demo, instance, "roster")
    assert office.get(f"/documents/{document}.xlsx").data.startswith(b"PK")
    minutes = archive(demo, instance, "minutes")
    assert office.get(f"/documents/{minutes}.xlsx").status_code == 404


def test_whoever_may_not_read_a_document_is_told_that_there_is_none(
    demo: Demo, visitor_as: As, instance: str
) -> None:
    document = archive(demo, instance, "minutes")
    unit = visitor_as("jian.school.hr")
    for address in (f"/documents/{document}", f"/documents/{document}.pdf"):
        assert unit.get(address).status_code == 404
    assert f"/documents/{document}" not in unit.get(f"/instances/{instance}").text
    assert "未找到" in unit.get("/documents?kind=minutes").text


def test_nonsense_in_the_address_finds_nothing(visitor_as: As) -> None:
    office = visitor_as("jian.office")
    assert office.get("/documents?kind=x&county=%00'&text=%25&page=-1").status_code < 500
    assert office.get("/documents/none.pdf").status_code == 404


def test_a_guest_is_asked_to_sign_in(visitor: Visitor) -> None:
    assert visitor.get("/documents").status_code in (302, 303, 401)
