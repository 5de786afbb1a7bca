"""Signs papers (PAdES) with the key of the installation, and tells whether a signature holds."""

import io
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

_FIELD = "Zhiping"
_KEY_BITS = 3072
_DEMONSTRATION = "职评演示签名（无法律效力） / Demonstration"
_SINCE, _UNTIL = datetime(2023, 1, 1, tzinfo=UTC), datetime(2060, 1, 1, tzinfo=UTC)


_STORE: Any = SimpleCertificateStore
_KINDS = (rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey)


class UnusableKey(Exception):
    """The file with the signing key cannot be opened; the message says why."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What is known of a signed file: whole, made with this installation's key, by whom."""

    intact: bool
    ours: bool
    signer: str


class _Key(signers.Signer):
    """A key that is opened once: opening checks it, which takes a quarter of a second."""

    def __init__(self, key: Any, certificate: x509.Certificate, others: Any) -> None:
        store: Any = _STORE()
        store.register_multiple([_readable(each) for each in others])
        super().__init__(signing_cert=_readable(certificate), cert_registry=store)
        self._key = key

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,
        dry_run: bool = False,  # noqa: FBT001, FBT002
    ) -> bytes:
        """Sign the attributes; what pyHanko calls, with SHA-256 as we tell it."""
        del digest_algorithm, dry_run
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        signature: bytes = self._key.sign(data, ec.ECDSA(hashes.SHA256()))
        return signature


def _readable(certificate: x509.Certificate) -> Any:
    return next(iter(load_certs_from_pemder_data(certificate.public_bytes(Encoding.DER))))


class Signer:
    """The key and certificate of an installation."""

    def __init__(self, file: Path, passphrase: bytes) -> None:
        """Open a PKCS#12 file with an RSA or EC key; `UnusableKey` if it cannot be opened."""
        try:
            found = pkcs12.load_pkcs12(file.read_bytes(), passphrase or None)
        except (OSError, ValueError) as error:
            raise UnusableKey(f"{file.name}: {error}") from error
        if found.cert is None or not isinstance(found.key, _KINDS):
            raise UnusableKey(f"{file.name} holds no RSA or EC key with its certificate.")
        others = [each.certificate for each in found.additional_certs]
        self._signer = _Key(found.key, found.cert.certificate, others)
        self._certificate = found.cert.certificate.public_bytes(Encoding.DER)
        self.name = _name_of(self._certificate)

    def sign(self, content: bytes) -> bytes:
        """Return the PDF with a signature appended; what was there before stays byte for byte."""
        metadata = signers.PdfSignatureMetadata(
            field_name=_FIELD,
            md_algorithm="sha256",
            subfilter=fields.SigSeedSubFilter.PADES,
            reason="电子证书签发",
            name=self.name,
            certify=True,
            docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        )
        out = io.BytesIO()
        signers.PdfSigner(metadata, signer=self._signer).sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(content)), output=out
        )
        return out.getvalue()

    def owns(self, certificate: bytes) -> bool:
        """Tell whether a signature was made with this certificate."""
        return bool(certificate == self._certificate)


def check(content: bytes, ours: Signer | None = None) -> Signature | None:
    """Tell whether the signature of a PDF holds; None if the file bears none."""
    try:
        found = PdfFileReader(io.BytesIO(content)).embedded_signatures
        if not found:
            return None
        certificate = found[0].signer_cert
        context = ValidationContext(trust_roots=[certificate], allow_fetching=False)
        status = validate_pdf_signature(found[0], context)
    except _UNREADABLE:
        return Signature(intact=False, ours=False, signer="")
    whole = status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    return Signature(
        intact=whole and status.intact and status.valid,
        ours=ours is not None and ours.owns(certificate.dump()),
        signer=_name_of(certificate.dump()),
    )


_UNREADABLE = (PdfError, SignatureValidationError, ValueError, KeyError, TypeError)
"""A file that was tampered with may fail in any of these ways."""


def demonstration_key(folder: Path, passphrase: bytes) -> Path:
    """Return the self-signed key of a demo, made in its folder if it is not there yet."""
    path = folder / "demonstration_signing.p12"
    if path.exists():
        return path
    key = rsa.generate_private_key(public_exponent=65537, key_size=_KEY_BITS)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, _DEMONSTRATION)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(_SINCE)
        .not_valid_after(_UNTIL)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_signing_only(), critical=True)
        .sign(key, hashes.SHA256())
    )
    sealed = pkcs12.serialize_key_and_certificates(
        b"zhiping", key, certificate, None, BestAvailableEncryption(passphrase)
    )
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.touch(mode=0o600)
    fresh.write_bytes(sealed)
    try:
        os.link(fresh, path)  # refuses if another process was faster
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return path


def _signing_only() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name_of(certificate: bytes) -> str:
    subject = x509.load_der_x509_certificate(certificate).subject
    named = subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(named[0].value) if named else subject.rfc4514_string()
