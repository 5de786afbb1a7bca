"""The first person of a new installation, who then lets the others in."""

from webapp.access.roles import Role
from webapp.adapters.storage.models import Membership, Person
from webapp.adapters.storage.repositories import people
from webapp.kernel.errors import InvalidInput, RuleBroken
from webapp.kernel.identifiers import new_identifier
from webapp.kernel.text import Text
from webapp.services.advancing import PROVINCE
from webapp.services.parts import Parts
from webapp.services.people import SHORTEST_PASSWORD, hash_password


class UsernameTaken(RuleBroken):
    """Somebody has this name already."""

    code = "USERNAME_TAKEN"
    text = Text(zh="用户名“{username}”已存在。", en="The name “{username}” is taken.")


def add_administrator(parts: Parts, username: str, password: str) -> None:
    """Enter an administrator of the province, who also maintains the province's definitions."""
    if len(password) < SHORTEST_PASSWORD:
        raise InvalidInput(
            {"password": [Text("密码至少 10 个字符。", "Use at least 10 characters.")]}
        )
    with parts.database.writing() as session:
        if people.person_named(session, username) is not None:
            raise UsernameTaken(username=username)
        person = Person(
            id=new_identifier(),
            username=username,
            name=username,
            password_hash=hash_password(password),
            language="zh",
            active=True,
            session_epoch=0,
            created_at=parts.database.now(session),
        )
        session.add(person)
        session.flush()
        for role in (Role.ADMINISTRATOR, Role.PROCESS_OWNER):
            session.add(Membership(person_id=person.id, organisation_id=PROVINCE, role=role))
