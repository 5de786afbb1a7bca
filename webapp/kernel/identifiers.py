"""Identifiers that sort by the time they were made (UUID version 7, RFC 9562)."""

import secrets
import time
import uuid


def new_identifier() -> str:
    """Return a fresh UUIDv7 as text: 48 bits of Unix milliseconds, 74 random bits."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))
