"""Certificates on record: corrected, ended and revoked, and what the public is told of it."""

from datetime import date

import pytest

from tests.builders.certificates import ID_NUMBER, certificate_data
from tests.fixtures.parts import Demo
from webapp.domain.certificates import Happening, Status
from webapp.domain.ports.certificates import CertificateEvent, Certificates, Correction
from webapp.services.registers import verify_certificate

ISSUED = date(2026, 3, 20)


def issue(demo: Demo, key: str = "key-1") -> str:
    register: Certificates = demo.parts.ports[Certificates]
    return register.issue(key, certificate_data(), ISSUED).number


def event(kind: Happening, status: str, on: date = date(2026, 9, 1)) -> CertificateEvent:
    return CertificateEvent(
        kind, on, "抚松县人力资源和社会保障局", "抚人社〔2026〕9号", "秘密", status
    )


@pytest.mark.rule("R4", "R32")
def test_a_corrected_certificate_has_a_new_number_and_the_old_one_says_so(filled: Demo) -> None:
    register: Certificates = filled.parts.ports[Certificates]
    old = issue(filled)
    correction = Correction("王莉", ID_NUMBER, "第一中学", "语文")
    happened = event(Happening.CORRECTED, Status.REPLACED)
    made = register.correct("key-2", old, correction, happened)
    assert register.correct("key-2", old, correction, happened) == made
    found = verify_certificate(filled.parts, old, "王丽")
    assert found is not None
    assert (found.status, found.replaced_by) == ("REPLACED", made.number)
    assert [(each.since, each.words.zh) for each in found.ends] == [(date(2026, 9, 1), "更正换发")]
    newer = verify_certificate(filled.parts, made.number, "王莉")
    assert newer is not None
    assert (newer.status, newer.version, newer.ends) == ("VALID", 2, [])
    held = register.find(made.number)
    assert held is not None
    assert (held.id_number, held.series, held.version) == (ID_NUMBER, "teaching", 2)


@pytest.mark.rule("A16", "R4")
@pytest.mark.parametrize(
    ("kind", "status"),
    [(Happening.REVOKED, Status.REVOKED), (Happening.TRANSFERRED_OUT, Status.ENDED)],
)
def test_an_end_is_told_with_its_day_and_stands(
    filled: Demo, kind: Happening, status: Status
) -> None:
    register: Certificates = filled.parts.ports[Certificates]
    number = issue(filled)
    for _ in range(2):
        register.happen("event-1", number, event(kind, status))
    register.happen("event-2", number, event(Happening.DIED, Status.ENDED, date(2027, 1, 1)))
    found = verify_certificate(filled.parts, number, "王丽")
    assert found is not None
    assert found.status == status
    assert found.ends[0].since == date(2026, 9, 1)
    assert "秘密" not in str(found)


def test_what_does_not_end_it_is_nobodys_business(filled: Demo) -> None:
    register: Certificates = filled.parts.ports[Certificates]
    number = issue(filled)
    register.happen("event-1", number, event(Happening.RETIRED, ""))
    found = verify_certificate(filled.parts, number, "王丽")
    assert found is not None
    assert (found.status, found.ends) == ("VALID", [])
