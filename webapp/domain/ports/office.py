"""What every office needs: numbers, notes, an archive."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


class Numbering(Protocol):
    """Document numbers without gaps or repetitions."""

    def take(self, key: str, sequence: str) -> int:
        """Return the next number of the named sequence, counting from 1."""
        ...


@dataclass(frozen=True, slots=True)
class Message:
    """A note to one person or to everybody who holds a role at an organisation."""

    title: str
    body: str
    username: str = ""
    role: str = ""
    organisation_id: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)


class Notifier(Protocol):
    """Brings notes to people."""

    def notify(self, key: str, instance_id: str, message: Message) -> None:
        """Send the note once."""
        ...


class Archive(Protocol):
    """The archive of official documents that a process produces (minutes, publication document)."""

    def archive(self, key: str, instance_id: str, kind: str, content: Mapping[str, Any]) -> str:
        """Store the document and return its identifier."""
        ...
