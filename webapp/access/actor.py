"""Who acts: a person with the roles that this person holds at organisations."""

from collections.abc import Iterable
from dataclasses import dataclass

from webapp.access.roles import Role


@dataclass(frozen=True, slots=True)
class Grant:
    """One role held at one organisation."""

    role: Role
    organisation_id: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person (or the system itself, or a guest without any grant)."""

    id: str | None
    username: str
    name: str
    grants: tuple[Grant, ...] = ()
    language: str = "zh"

    def roles(self) -> frozenset[Role]:
        """Return every role held anywhere."""
        return frozenset(grant.role for grant in self.grants)

    def has(self, *roles: Role) -> bool:
        """Tell whether one of the roles is held anywhere."""
        return any(grant.role in roles for grant in self.grants)

    def organisations(self, roles: Iterable[Role] | None = None) -> frozenset[str]:
        """Return the organisations at which one of the roles (any, by default) is held."""
        wanted = None if roles is None else frozenset(roles)
        return frozenset(
            grant.organisation_id for grant in self.grants if wanted is None or grant.role in wanted
        )

    def holds(self, role: Role, organisation_id: str | None) -> bool:
        """Tell whether the role is held at exactly this organisation."""
        return any(
            grant.role == role and grant.organisation_id == organisation_id for grant in self.grants
        )


SYSTEM = Actor(id=None, username="system", name="系统")
GUEST = Actor(id=None, username="", name="")
