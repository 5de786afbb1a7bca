"""Every route × every role: who is let in, who is sent to sign in, who is refused."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.fixtures.served import Caller, Served
from tests.integration.access.routes import CHANGING, PEOPLE, Call, calls
from webapp.access.actor import Actor, Grant
from webapp.access.permissions import Permission, may
from webapp.access.roles import LEVELS, Role

GARBAGE_IDS = ("nothing", "\0", "'; --", "中文/..", "x" * 400)
PERMITTED = (
    "jian.school.hr",
    "owner",
    "admin",
    "jian.reviewer",
    "jian.office",
    "jian.expert1",
    "supervisor",
    "province.officer",
)
"""Together they hold every permission."""

BODIES = (
    {"data": b""},
    {"json": {}},
    {"json": []},
    {"json": None},
    {"json": {"data": [], "variables": 1, "reason": None, "name": {}, "files": "x"}},
    {"json": {"data": {"a": "\0"}, "variables": {"\0": 1}, "reason": "原因\0"}},
    {"json": {"data": {}, "variables": {}, "reason": "原因", "username": "\ud800"}},
    {"data": b'{"data": {"a": 1e999}, "reason": NaN}', "content_type": "application/json"},
    {"data": b"[" * 5000, "content_type": "application/json"},
    {"data": b'{"data": ' + b'{"a":' * 400 + b"1" + b"}" * 401, "content_type": "application/json"},
    {
        "data": b'{"data": {"n": 123456789012345678901234567890}}',
        "content_type": "application/json",
    },
    {"data": b"\xff\xfe\x00{", "content_type": "application/json"},
    {"data": {"reason": "原因\0", "variables": "{", "name": "\0", "value": "{", "days": "x"}},
    {"data": {"reason": "原因", "days": "9" * 40, "note": "x", "owner_id": "\0", "working": "?"}},
    {"data": b"--b\r\nbroken", "content_type": "multipart/form-data; boundary=b"},
    {"data": b"<x", "content_type": "application/xml"},
)
"""What no client of ours sends."""


def leads_to_sign_in(answer: TestResponse) -> bool:
    return answer.status_code == 302 and answer.location.startswith("/sign-in")


def verdict(call: Call, answer: TestResponse) -> str:
    """Return how the application took the caller: in, to the sign-in, or not at all."""
    if answer.status_code >= 500:
        return f"broken ({answer.status_code})"
    if call.of_api and answer.status_code == 401:
        return "sign in"
    if not call.of_api and leads_to_sign_in(answer):
        return "sign in"
    # Signing in is open to everybody and yet refuses a wrong password.
    refused = answer.status_code == 403 and call.permission is not Permission.PUBLIC_READ
    return "refused" if refused else "let in"


def wanted(call: Call, role: Role | None) -> str:
    """Return what the declared permission says."""
    grants = () if role is None else (Grant(role, "anywhere"),)
    if may(Actor("p", "p", "p", grants), Permission(call.permission)):
        return "let in"
    return "sign in" if role is None else "refused"


def test_every_route_declares_who_may_use_it(served: Served) -> None:
    assert [str(call) for call in calls(served.app, {}) if call.permission is None] == []


def test_there_is_a_person_for_every_role(served: Served) -> None:
    for role, username in PEOPLE.items():
        assert served.actor(username).roles() == {role}


@pytest.mark.parametrize("role", [None, *Role], ids=lambda role: role or "guest")
def test_a_role_gets_in_where_it_should_and_nowhere_else(served: Served, role: Role | None) -> None:
    caller = served.guest() if role is None else served.caller(PEOPLE[role])
    wrong = []
    for call in calls(served.app, {}):
        answer = caller.ask(call.method, call.path)
        if verdict(call, answer) != wanted(call, role):
            wrong.append(f"{call}: {verdict(call, answer)}, not {wanted(call, role)}")
    assert wrong == []


def permitted(served: Served, call: Call) -> Caller:
    """Return somebody who may make the call, so that it gets as far as it can."""
    assert call.permission is not None
    for username in PERMITTED:
        if may(served.actor(username), call.permission):
            return served.caller(username)
    raise LookupError(str(call))


def broken_by(
    served: Served, calls: Iterable[Call], requests: Sequence[Mapping[str, Any]]
) -> list[str]:
    """Return what does not even refuse."""
    broken = []
    for call in calls:
        caller = permitted(served, call)
        for request in requests:
            status = caller.ask(call.method, call.path, **request).status_code
            if status >= 500:
                broken.append(f"{call} {request!r:.80}: {status}")
    return broken


def test_no_garbage_in_a_body_breaks_anything(served: Served) -> None:
    changing = [call for call in calls(served.app, {}) if call.method in CHANGING]
    assert broken_by(served, changing, BODIES) == []


@pytest.mark.parametrize("identifier", GARBAGE_IDS, ids=ascii)
def test_no_garbage_in_an_address_breaks_anything(served: Served, identifier: str) -> None:
    body = {"json": {"data": {}, "variables": {}, "reason": "为了测试", "username": None}}
    addressed = [call for call in calls(served.app, {}, identifier) if call.arguments]
    assert broken_by(served, [c for c in addressed if c.method == "GET"], [{}]) == []
    assert broken_by(served, [c for c in addressed if c.method in CHANGING], [body]) == []


QUERIES = (
    "page=0", "page=-1", "page=99999999999999999999", "page=x", "size=0", "size=101", "page=%00",
    "text=%00", "text=%25_'", "text=%ED%A0%80", "view=x", "kind=x", "kind=%00", "state=%00",
    "process_id=%00&county_id=%00", "version=0", "version=99999999999", "version=x", "cause=x",
    "organisation_id=%00", "owner_id=%00", "instance_id=%00", "county=%00", "next=//else.where",
    "number=%00&holder=%00", "with_incidents=x",
)  # fmt: skip


def test_no_odd_query_breaks_a_page_or_a_list(served: Served) -> None:
    reading = [call for call in calls(served.app, {}) if call.method == "GET"]
    queries = [{"query_string": query} for query in QUERIES]
    assert broken_by(served, reading, queries) == []


def test_no_change_is_made_without_the_token_of_the_session(served: Served) -> None:
    taken = []
    for call in calls(served.app, {}):
        if call.method in CHANGING:
            without = Caller(served.app, permitted(served, call).cookie)
            answer = without.ask(call.method, call.path, json={"data": {}, "reason": "原因"})
            if answer.status_code != 409:
                taken.append(f"{call}: {answer.status_code}")
    assert taken == []


def test_every_task_belongs_to_a_role_of_the_matrix() -> None:
    assert set(PEOPLE) == set(Role) >= set(LEVELS)
