"""Signatures of certificates: they hold, they break, and a key that does not open is told."""

import pytest

from tests.builders.papers import FULL
from tests.integration.documents.reading import printed
from webapp.adapters.documents import signing

PASSPHRASE = b"open sesame"


@pytest.fixture(scope="module")
def signer(tmp_path_factory):
    folder = tmp_path_factory.mktemp("key")
    return signing.Signer(signing.demonstration_key(folder, PASSPHRASE), PASSPHRASE)


@pytest.fixture(scope="module")
def plain():
    return printed("certificate", FULL["certificate"]).content


@pytest.fixture(scope="module")
def signed(signer, plain):
    return signer.sign(plain)


def test_a_signature_holds_and_is_recognised_as_ours(signer, signed):
    seen = signing.check(signed, signer)
    assert (seen.intact, seen.ours) == (True, True)
    assert "演示" in seen.signer


def test_a_signed_file_begins_with_the_printed_one(signed, plain):
    assert signed.startswith(plain)


def test_a_changed_byte_breaks_the_signature(signer, signed, plain):
    broken = 0
    for place in range(200, len(plain), len(plain) // 12):
        changed = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
        seen = signing.check(changed, signer)
        broken += seen is None or not seen.intact
    assert broken == len(range(200, len(plain), len(plain) // 12))


def test_something_appended_breaks_the_signature(signer, signed):
    assert not signing.check(signed + b"\n% more\n", signer).intact


def test_an_unsigned_file_has_no_signature(plain):
    assert signing.check(plain) is None


def test_what_is_no_pdf_has_no_signature_that_holds():
    assert not signing.check(b"nothing").intact


def test_another_key_is_not_ours(tmp_path, signed):
    other = signing.Signer(signing.demonstration_key(tmp_path, PASSPHRASE), PASSPHRASE)
    seen = signing.check(signed, other)
    assert (seen.intact, seen.ours) == (True, False)


def test_a_key_is_made_once_and_readable_for_its_owner_alone(tmp_path):
    first = signing.demonstration_key(tmp_path, PASSPHRASE)
    before = first.read_bytes()
    assert signing.demonstration_key(tmp_path, PASSPHRASE).read_bytes() == before
    assert first.stat().st_mode & 0o777 == 0o600


def test_a_key_that_does_not_open_is_told_by_name(tmp_path):
    file = signing.demonstration_key(tmp_path, PASSPHRASE)
    with pytest.raises(signing.UnusableKey, match=file.name):
        signing.Signer(file, b"wrong")
    with pytest.raises(signing.UnusableKey, match="missing"):
        signing.Signer(tmp_path / "missing.p12", PASSPHRASE)
