"""What may be done, named `scope:resource:action`, and which roles may do it at all."""

from enum import StrEnum

from webapp.access.actor import Actor
from webapp.access.roles import Role


class Permission(StrEnum):
    """One kind of act. Routes declare theirs; services ask for it."""

    PUBLIC_READ = "public:register:read"
    ACCOUNT_USE = "own:account:use"
    TASK_READ = "own:user-task:read"
    TASK_COMPLETE = "own:user-task:complete"
    INSTANCE_START = "own:process-instance:start"
    INSTANCE_READ = "scoped:process-instance:read"
    DEFINITION_READ = "scoped:definition:read"
    DEFINITION_EDIT = "scoped:definition:edit"
    DEFINITION_PUBLISH = "scoped:definition:publish"
    MONITORING_READ = "scoped:monitoring:read"
    INTERVENE = "scoped:process-instance:intervene"
    MESSAGE_PUBLISH = "scoped:message:publish"
    METRICS_READ = "system:metrics:read"
    CLOCK_MOVE = "demo:clock:move"


_WORKING_ROLES = frozenset(Role) - {
    Role.PROCESS_OWNER,
    Role.ADMINISTRATOR,
    Role.SUPERVISOR,
}
_EVERYBODY = frozenset(Role)

ALLOWED: dict[Permission, frozenset[Role]] = {
    Permission.ACCOUNT_USE: _EVERYBODY,
    Permission.TASK_READ: _WORKING_ROLES,
    Permission.TASK_COMPLETE: _WORKING_ROLES,
    Permission.INSTANCE_START: _WORKING_ROLES,
    Permission.INSTANCE_READ: _EVERYBODY,
    Permission.DEFINITION_READ: frozenset(
        {Role.PROCESS_OWNER, Role.ADMINISTRATOR, Role.SUPERVISOR}
    ),
    Permission.DEFINITION_EDIT: frozenset({Role.PROCESS_OWNER}),
    Permission.DEFINITION_PUBLISH: frozenset({Role.PROCESS_OWNER}),
    Permission.MONITORING_READ: frozenset({Role.ADMINISTRATOR, Role.SUPERVISOR}),
    Permission.INTERVENE: frozenset({Role.ADMINISTRATOR}),
    Permission.MESSAGE_PUBLISH: frozenset({Role.ADMINISTRATOR}),
    Permission.METRICS_READ: frozenset({Role.ADMINISTRATOR}),
    Permission.CLOCK_MOVE: frozenset({Role.ADMINISTRATOR}),
}
"""The roles that may do a thing at all; the service then looks at organisation and state."""


def may(actor: Actor, permission: Permission) -> bool:
    """Tell whether one of the actor's roles carries the permission (guests: public reading)."""
    if permission is Permission.PUBLIC_READ:
        return True
    return actor.has(*ALLOWED[permission])
