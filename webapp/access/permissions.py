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
    LEDGER_READ = "scoped:ledger:read"
    NOMINATION_EDIT = "scoped:nomination:edit"
    EXPERT_EDIT = "scoped:expert:edit"
    BALLOT_CAST = "own:ballot:cast"
    DOCUMENT_READ = "scoped:document:read"
    FLOOR_EDIT = "scoped:criteria-floor:edit"
    INTEGRITY_EDIT = "scoped:integrity:edit"
    IMPORT_RUN = "scoped:import:run"
    ISSUE_READ = "scoped:issue:read"
    ISSUE_EDIT = "scoped:issue:edit"
    COMPLAINT_READ = "scoped:complaint:read"
    COMPLAINT_HANDLE = "scoped:complaint:handle"
    SUPERVISION_READ = "scoped:supervision:read"
    SETTINGS_READ = "scoped:county-settings:read"
    SETTINGS_EDIT = "scoped:county-settings:edit"
    CALENDAR_EDIT = "scoped:calendar:edit"
    METRICS_READ = "system:metrics:read"
    CLOCK_MOVE = "demo:clock:move"


_WORKING_ROLES = frozenset(Role) - {
    Role.PROCESS_OWNER,
    Role.ADMINISTRATOR,
    Role.SUPERVISOR,
}
_EVERYBODY = frozenset(Role)
_COUNTY_STAFF = frozenset({Role.COUNTY_REVIEWER, Role.COUNTY_LEADER, Role.COMMITTEE_OFFICE})
_CITY_STAFF = frozenset({Role.CITY_REVIEWER, Role.CITY_LEADER})
_WATCHING = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR, Role.PROVINCIAL_OFFICER})
_HANDLING = frozenset({Role.COUNTY_REVIEWER, Role.COUNTY_LEADER}) | _CITY_STAFF
_OFFICES = _COUNTY_STAFF | _CITY_STAFF | _WATCHING

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
    Permission.LEDGER_READ: _OFFICES | {Role.UNIT_HR, Role.UNIT_HEAD, Role.SUPERVISING_DEPARTMENT},
    Permission.NOMINATION_EDIT: _COUNTY_STAFF,
    Permission.EXPERT_EDIT: frozenset({Role.COMMITTEE_OFFICE}),
    Permission.BALLOT_CAST: frozenset({Role.EXPERT}),
    Permission.DOCUMENT_READ: _EVERYBODY,
    Permission.FLOOR_EDIT: frozenset({Role.PROVINCIAL_OFFICER, Role.CITY_REVIEWER}),
    Permission.INTEGRITY_EDIT: frozenset(
        {Role.COUNTY_REVIEWER, Role.CITY_REVIEWER, Role.PROVINCIAL_OFFICER}
    ),
    Permission.IMPORT_RUN: frozenset({Role.COUNTY_REVIEWER, Role.COMMITTEE_OFFICE}),
    Permission.ISSUE_READ: _OFFICES,
    Permission.ISSUE_EDIT: _COUNTY_STAFF,
    Permission.COMPLAINT_READ: _HANDLING | {Role.SUPERVISOR, Role.PROVINCIAL_OFFICER},
    Permission.COMPLAINT_HANDLE: _HANDLING,
    Permission.SUPERVISION_READ: frozenset({Role.SUPERVISOR, Role.PROVINCIAL_OFFICER})
    | _CITY_STAFF,
    Permission.SETTINGS_READ: _OFFICES | {Role.PROCESS_OWNER},
    Permission.SETTINGS_EDIT: frozenset({Role.COUNTY_LEADER, Role.PROCESS_OWNER}),
    Permission.CALENDAR_EDIT: frozenset({Role.ADMINISTRATOR}),
    Permission.METRICS_READ: frozenset({Role.ADMINISTRATOR}),
    Permission.CLOCK_MOVE: frozenset({Role.ADMINISTRATOR}),
}
"""The roles that may do a thing at all; the service then looks at organisation and state."""


def may(actor: Actor, permission: Permission) -> bool:
    """Tell whether one of the actor's roles carries the permission (guests: public reading)."""
    if permission is Permission.PUBLIC_READ:
        return True
    return actor.has(*ALLOWED[permission])
