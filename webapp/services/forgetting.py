"""What ends by itself in time: messages that nobody awaited, and failed attempts to sign in."""

from webapp.adapters.storage.repositories import messages, people
from webapp.services.parts import Parts
from webapp.services.people import LOCKED_FOR


def expire_messages(parts: Parts) -> int:
    """Let the messages end that have been kept for as long as the settings say; return how many."""
    with parts.database.writing() as session:
        return messages.expire(session, parts.database.now(session))


def forget_sign_ins(parts: Parts) -> int:
    """Forget the failed sign-ins that no longer lock anybody out; return how many those were."""
    with parts.database.writing() as session:
        return people.forget_failures(session, parts.database.now(session) - LOCKED_FOR)
