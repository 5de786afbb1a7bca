"""Sealing of what must not lie readable in the database: variables, ID numbers, phones."""

import hashlib
import hmac
import secrets
from typing import Any

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION = b"\x01"
_NONCE = 12
_SHORTEST = 32


class UnreadableSeal(Exception):
    """A sealed value was made with another key, or was damaged."""


class Cipher:
    """AES-256-GCM under a key derived from the installation's secret.

    The algorithm can be exchanged; it is not certified as commercial cryptography.
    """

    def __init__(self, secret: bytes) -> None:
        """Derive the keys; the secret must have at least 32 bytes."""
        if len(secret) < _SHORTEST:
            raise ValueError("The data secret must have at least 32 bytes.")
        self._aead = AESGCM(
            hashlib.blake2b(secret, digest_size=32, person=b"zhiping-seal").digest()
        )
        self._index = hashlib.blake2b(secret, digest_size=32, person=b"zhiping-index").digest()

    def seal(self, plain: bytes) -> bytes:
        """Return the bytes sealed: version, nonce, ciphertext with its tag."""
        nonce = secrets.token_bytes(_NONCE)
        return _VERSION + nonce + self._aead.encrypt(nonce, plain, _VERSION)

    def open(self, sealed: bytes) -> bytes:
        """Return what was sealed; `UnreadableSeal` if the key is another one."""
        try:
            return self._aead.decrypt(sealed[1 : 1 + _NONCE], sealed[1 + _NONCE :], sealed[:1])
        except (InvalidTag, ValueError) as error:
            raise UnreadableSeal(
                "A sealed value cannot be read with this installation's key."
            ) from error

    def seal_json(self, value: Any) -> bytes:
        """Seal a JSON value."""
        return self.seal(orjson.dumps(value))

    def open_json(self, sealed: bytes) -> Any:
        """Return a sealed JSON value."""
        return orjson.loads(self.open(sealed))

    def seal_text(self, text: str) -> bytes | None:
        """Seal a text; an empty one stays absent."""
        return self.seal(text.encode()) if text else None

    def index(self, text: str) -> str:
        """Return a keyed digest by which an equal text can be found without unsealing any."""
        return hmac.digest(self._index, text.encode(), "sha256").hex()
