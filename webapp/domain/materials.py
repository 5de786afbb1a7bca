"""The fingerprint that tells whether materials are still those the unit publicised (R25)."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def fingerprint(materials: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the materials; the order of their entries does not matter."""
    text = json.dumps(materials, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def unchanged(materials: Mapping[str, Any], sealed: str) -> bool:
    """Tell whether the materials still have the fingerprint taken when publicity began."""
    return fingerprint(materials) == sealed
