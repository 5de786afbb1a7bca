"""Every way into the application, generated from the application itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

from webapp.access.permissions import Permission
from webapp.access.roles import Role
from webapp.entrypoints.http.access import UNGUARDED, permission_of

PEOPLE: Mapping[Role, str] = {
    Role.APPLICANT: "jian.school.staff1",
    Role.UNIT_HR: "jian.school.hr",
    Role.UNIT_HEAD: "jian.school.head",
    Role.SUPERVISING_DEPARTMENT: "jian.education",
    Role.COUNTY_REVIEWER: "jian.reviewer",
    Role.COUNTY_LEADER: "jian.leader",
    Role.COMMITTEE_OFFICE: "jian.office",
    Role.EXPERT: "jian.expert1",
    Role.CITY_REVIEWER: "tonghua.reviewer",
    Role.CITY_LEADER: "tonghua.leader",
    Role.PROVINCIAL_OFFICER: "province.officer",
    Role.PROCESS_OWNER: "owner",
    Role.ADMINISTRATOR: "admin",
    Role.SUPERVISOR: "supervisor",
}
"""A person of the demo for every role."""

CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_UNASKED = frozenset({"HEAD", "OPTIONS"})


@dataclass(frozen=True)
class Call:
    """One address and method, with what the route declares and which arguments it takes."""

    method: str
    path: str
    endpoint: str
    permission: Permission | None
    arguments: frozenset[str]

    @property
    def of_api(self) -> bool:
        """Tell whether programs use it."""
        return self.path.startswith("/api/")

    def __str__(self) -> str:
        """Name the call for a failing test."""
        return f"{self.method} {self.path}"


def calls(app: Flask, filling: Mapping[str, Any], otherwise: str = "nothing") -> Iterator[Call]:
    """Yield every call; arguments of addresses come from `filling`, else all are `otherwise`."""
    for rule in sorted(app.url_map.iter_rules(), key=str):
        if rule.endpoint in UNGUARDED:
            continue
        path = _path(app, rule, filling, otherwise)
        for method in sorted((rule.methods or set()) - _UNASKED):
            permission = permission_of(app, rule, method)
            yield Call(method, path, rule.endpoint, permission, frozenset(rule.arguments))


def _path(app: Flask, rule: Rule, filling: Mapping[str, Any], otherwise: str) -> str:
    values = {name: filling.get(name, otherwise) for name in rule.arguments}
    if "kind" in values:
        values["kind"] = filling.get("kind", "process")
    return app.url_map.bind("localhost").build(rule.endpoint, values)
