"""Signing in, and the people who can do a task."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from webapp.access.actor import Actor, Grant
from webapp.access.permissions import Permission, may
from webapp.access.roles import NAMES, Role
from webapp.adapters.storage.database import Session
from webapp.adapters.storage.models import LoginAttempt, Person
from webapp.adapters.storage.queries import instances as queries
from webapp.adapters.storage.repositories import people
from webapp.adapters.storage.repositories import process_instances as instances
from webapp.kernel.errors import InvalidInput, NotAllowed, NotFound
from webapp.kernel.text import Text
from webapp.services.parts import Parts

_HASHER = PasswordHasher()
_ATTEMPTS = 5
LOCKED_FOR = timedelta(minutes=15)
"""How long failed attempts to sign in are counted."""

SHORTEST_PASSWORD = 10
DEMO_PASSWORD = "zhiping-demo-2026"  # noqa: S105 - it opens the demo, which holds no real data
"""The password of every person of the demo; no other installation has these people."""


class SignInRefused(NotAllowed):
    """The name or the password is wrong."""

    code = "SIGN_IN_REFUSED"
    text = Text(zh="用户名或密码不正确。", en="The name or the password is wrong.")


class SignInLocked(NotAllowed):
    """Too many failed attempts."""

    code = "SIGN_IN_LOCKED"
    text = Text(
        zh="多次登录失败，请 15 分钟后再试。",
        en="Too many attempts failed. Please try again in 15 minutes.",
    )


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person who has just signed in, and the epoch that makes the session valid."""

    actor: Actor
    session_epoch: int


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A person of the demo, with what the start page tells about this person."""

    username: str
    name: str
    roles: tuple[tuple[Text, str], ...]


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """A person to whom a task can be given."""

    id: str
    username: str
    name: str
    organisation: str


def hash_password(password: str) -> str:
    """Return the Argon2id hash of a password."""
    return _HASHER.hash(password)


def authenticate(parts: Parts, username: str, password: str) -> SignedIn:
    """Check a name and a password.

    Raises `SignInRefused`, or `SignInLocked` after five failures within fifteen minutes. Whether a
    name exists cannot be told from the answer or from its time.
    """
    who = hashlib.sha256(username.strip().lower().encode()).hexdigest()
    with parts.database.reading() as session:
        now = parts.database.now(session)
        if people.recent_failures(session, who, now - LOCKED_FOR) >= _ATTEMPTS:
            raise SignInLocked
        person = people.person_named(session, username.strip())
        hashed = _NOBODY if person is None else person.password_hash
        right = _verify(hashed, password) and person is not None and person.active
        if right and person is not None:
            return SignedIn(_actor(session, person), person.session_epoch)
    with parts.database.writing() as session:
        session.add(LoginAttempt(who=who, at=now))
    raise SignInRefused


_NOBODY = _HASHER.hash("no password opens this")


def _verify(hashed: str, password: str) -> bool:
    try:
        return _HASHER.verify(hashed, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


def _actor(session: Session, person: Person) -> Actor:
    grants = tuple(
        Grant(Role(row.role), row.organisation_id) for row in people.memberships(session, person.id)
    )
    return Actor(person.id, person.username, person.name, grants, person.language)


def load_actor(parts: Parts, person_id: str, session_epoch: int) -> Actor | None:
    """Return who a session belongs to; None when the person is gone or must sign in anew."""
    with parts.database.reading() as session:
        person = people.person(session, person_id)
        if person is None or not person.active or person.session_epoch != session_epoch:
            return None
        return _actor(session, person)


def actor_of(session: Session, person_id: str) -> Actor | None:
    """Return a person as an actor with the roles held now; None when the person may not act."""
    person = people.person(session, person_id)
    return _actor(session, person) if person is not None and person.active else None


def change_password(parts: Parts, actor: Actor, old: str, new: str) -> None:
    """Change one's own password; every other session of the person ends."""
    with parts.database.writing() as session:
        person = people.person(session, str(actor.id))
        if person is None:
            raise NotFound
        if not _verify(person.password_hash, old):
            raise InvalidInput({"old": [Text("原密码不正确。", "The old password is wrong.")]})
        if len(new) < SHORTEST_PASSWORD:
            raise InvalidInput(
                {"new": [Text("新密码至少 10 个字符。", "Use at least 10 characters.")]}
            )
        person.password_hash = hash_password(new)
        person.session_epoch += 1


def keep_language(parts: Parts, actor: Actor, language: str) -> None:
    """Remember the language that a person reads (`zh` or `en`)."""
    with parts.database.writing() as session:
        person = people.person(session, str(actor.id))
        if person is not None:
            person.language = "en" if language == "en" else "zh"


def demo_people(parts: Parts) -> Sequence[DemoPerson]:
    """Return the people of the demo in the order of the chain; nobody outside the demo."""
    if not parts.settings.demo:
        return ()
    with parts.database.reading() as session:
        held = people.everybodys_memberships(session)
        places = people.organisations(
            session, {row.organisation_id for rows in held.values() for row in rows}
        )
        found = []
        for person in people.everybody(session):
            rows = held.get(person.id, ())
            roles = tuple((NAMES[Role(row.role)], places[row.organisation_id].name) for row in rows)
            found.append((_rank(rows[0].role if rows else ""), person, roles))
        found.sort(key=lambda entry: (entry[0], entry[1].username))
        return [DemoPerson(person.username, person.name, roles) for _, person, roles in found]


def _rank(role: str) -> int:
    order = [member.value for member in Role]
    return order.index(role) if role in order else len(order)


def list_people_for_task(parts: Parts, actor: Actor, task_id: str) -> Sequence[PersonChoice]:
    """Return the people who hold the task's role at its organisation."""
    if not may(actor, Permission.INTERVENE):
        raise NotAllowed
    with parts.database.reading() as session:
        found = instances.task_with_instance(session, task_id, for_update=False)
        if found is None or not queries.is_visible(session, actor, found[1].id):
            raise NotFound(task=task_id)
        task = found[0]
        if task.organisation_id is None or task.candidate_role is None:
            return ()
        place = people.organisation(session, task.organisation_id)
        return [
            PersonChoice(person.id, person.username, person.name, place.name if place else "")
            for person in people.holders(session, task.candidate_role, task.organisation_id)
        ]
