"""The request headers that guard against doing a thing twice or on an old state."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from flask import request
from werkzeug.exceptions import PreconditionFailed

from webapp.entrypoints.api.schemas.entries import LONGEST_KEY
from webapp.entrypoints.api.sentences import LENGTH, NO_REVISION
from webapp.kernel.errors import InvalidInput, RuleBroken

_IDEMPOTENCY = "Idempotency-Key"
_LARGEST_VERSION = 2**31 - 1
_VERSION = re.compile(r"[0-9]{1,10}")


def idempotency_key(longest: int = LONGEST_KEY) -> str | None:
    """Return the caller's key for this act, None without the header; `InvalidInput` if odd."""
    key = request.headers.get(_IDEMPOTENCY)
    if key is None:
        return None
    if not key or len(key) > longest or not key.isprintable():
        raise InvalidInput({_IDEMPOTENCY: [LENGTH.fill({"min": 1, "max": longest})]})
    return key


def expected_version() -> int | None:
    """Return the number in If-Match, None without the header; `InvalidInput` for other tags."""
    tag = request.headers.get("If-Match")
    if tag is None:
        return None
    digits = tag.strip().strip('"')
    if not _VERSION.fullmatch(digits):
        raise InvalidInput({"If-Match": [NO_REVISION]})
    return min(int(digits), _LARGEST_VERSION)


@contextmanager
def precondition() -> Iterator[None]:
    """Answer 412 instead of 409 when the caller named the state that it knows by If-Match."""
    try:
        yield
    except RuleBroken as error:
        if error.code == "CHANGED_MEANWHILE" and "If-Match" in request.headers:
            raise PreconditionFailed from error
        raise


def version_tag(version: int) -> dict[str, str]:
    """Return the header that names the state of a thing."""
    return {"ETag": f'"{version}"'}
