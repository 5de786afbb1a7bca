"""What is out of sight does not exist: other units, other counties, other cities, experts."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.builders.diagrams import chain, user_task
from tests.fixtures.served import SCHOOL, Caller, Served
from tests.integration.access.routes import Call, calls
from webapp.access.permissions import may

THINGS = frozenset(
    {"task_id", "instance_id", "job_id", "incident_id", "timer_id", "subscription_id", "message_id"}
)
"""Arguments of addresses that name something of one instance, or of one county."""

STRANGERS = (
    "jian.school.staff1",  # an applicant who did not start it
    "jian.expert1",  # an expert who is not asked
    "jian.hospital.hr",  # another unit of the county
    "jian.hospital.head",
    "jian.health",  # another department of the county
    "tumen.school.hr",  # another county
    "tumen.education",
    "tumen.reviewer",
    "tumen.leader",
    "tumen.office",
    "tumen.admin",
    "yanbian.reviewer",  # another city
    "yanbian.leader",
)
INSIDERS = (
    "jian.school.hr",
    "jian.school.head",
    "jian.education",
    "jian.reviewer",
    "jian.leader",
    "jian.office",
    "jian.admin",
    "tonghua.reviewer",
    "tonghua.leader",
    "province.officer",
    "supervisor",
    "admin",
)


@pytest.fixture(scope="module")
def things(served: Served) -> Mapping[str, str]:
    """Return the ids of a task, timer, subscription, job, incident and message of the school."""
    waiting = served.start("trial_waiting", mood="good")
    hearing = served.start("trial_waiting", mood="good")
    failing = served.start("trial_waiting", mood="bad")
    admin = served.caller("admin")
    for instance in (hearing, failing):
        _fire(admin, instance)
    _deliver(admin, failing)
    served.demo.run()
    instance = served.start()
    failed = _shown(admin, failing)
    return {
        "instance_id": instance,
        "task_id": served.task_of(instance),
        "timer_id": _shown(admin, waiting)["timers"][0]["id"],
        "subscription_id": _shown(admin, hearing)["message_subscriptions"][0]["id"],
        "job_id": failed["jobs"][0]["id"],
        "incident_id": failed["incidents"][0]["id"],
        "message_id": _message(admin),
        "process_id": "trial",
    }


def _message(admin: Caller) -> str:
    entry = {"name": "nobody_awaits_it", "correlation_key": "k", "organisation_id": SCHOOL}
    answer = admin.post("/messages", json=entry)
    assert answer.status_code == 202, answer.text
    return str(answer.get_json()["id"])


def _shown(caller: Caller, instance_id: str) -> Any:
    return caller.get(f"/process-instances/{instance_id}").get_json()


def _fire(admin: Caller, instance_id: str) -> None:
    [timer] = _shown(admin, instance_id)["timers"]
    answer = admin.post(f"/timers/{timer['id']}/firing", json={"reason": "for the test"})
    assert answer.status_code == 204, answer.text


def _deliver(admin: Caller, instance_id: str) -> None:
    [awaited] = _shown(admin, instance_id)["message_subscriptions"]
    entry = {"reason": "for the test", "variables": {}}
    answer = admin.post(f"/message-subscriptions/{awaited['id']}/delivery", json=entry)
    assert answer.status_code == 204, answer.text


RIGHT = {
    "data": {"question": "?"},
    "variables": {},
    "reason": "为了测试",
    "username": None,
    "subscription_id": "any",
    "element_id": "any",
}
FORM = {"reason": "为了测试", "name": "x", "value": "1", "variables": "{}", "username": "admin"}


def good_body(served: Served, call: Call) -> dict[str, Any]:
    """Return a body with which the owner of the thing would succeed."""
    if not call.of_api:
        with_form = call.endpoint.startswith(("remedies.", "letters."))
        return {"data": FORM} if with_form else {"json": RIGHT}
    document = served.document
    for path in document["paths"].values():
        for method, operation in path.items():
            if method == call.method.lower() and _is_of(call, operation):
                return _fitting(document, operation)
    raise LookupError(str(call))


def _is_of(call: Call, operation: Mapping[str, Any]) -> bool:
    return call.endpoint == f"api.{operation['tags'][0]}.{operation['operationId']}"


def _fitting(document: Mapping[str, Any], operation: Mapping[str, Any]) -> dict[str, Any]:
    body = operation.get("requestBody")
    if body is None:
        return {}
    name = body["content"]["application/json"]["schema"]["$ref"].split("/")[-1]
    names = document["components"]["schemas"][name]["properties"]
    return {"json": {name: RIGHT[name] for name in names}}


def calls_on(served: Served, things: Mapping[str, str]) -> list[Call]:
    return [call for call in calls(served.app, things) if call.arguments & THINGS]


def test_there_are_calls_on_things_of_every_kind(served: Served, things: Mapping[str, str]) -> None:
    assert frozenset().union(*(c.arguments for c in calls_on(served, things))) >= THINGS


@pytest.mark.parametrize("username", STRANGERS)
def test_a_stranger_finds_nothing(served: Served, things: Mapping[str, str], username: str) -> None:
    caller, actor = served.caller(username), served.actor(username)
    seen = []
    for call in calls_on(served, things):
        assert call.permission is not None
        answer = caller.ask(call.method, call.path, **good_body(served, call))
        if answer.status_code != (404 if may(actor, call.permission) else 403):
            seen.append(f"{call}: {answer.status_code}")
    assert seen == []


@pytest.mark.parametrize("username", STRANGERS)
def test_a_stranger_finds_nothing_in_any_list(
    served: Served, things: Mapping[str, str], username: str
) -> None:
    caller = served.caller(username)
    known = [value for name, value in things.items() if name != "process_id"]
    for call in calls(served.app, {}):
        if call.method == "GET" and not call.arguments:
            text = caller.ask("GET", call.path).text
            assert [call for value in known if value in text] == []


@pytest.mark.parametrize("username", INSIDERS)
def test_whoever_it_passes_through_sees_the_instance(
    served: Served, things: Mapping[str, str], username: str
) -> None:
    caller = served.caller(username)
    path = f"/process-instances/{things['instance_id']}"
    assert caller.get(path).get_json()["instance"]["id"] == things["instance_id"]
    assert caller.get(f"{path}/history").status_code == 200
    assert caller.get(f"{path}/diagrams/trial").content_type == "application/xml"


@pytest.mark.parametrize("username", sorted(set(INSIDERS) - {"jian.school.hr"}))
def test_seeing_a_task_does_not_mean_doing_it(
    served: Served, things: Mapping[str, str], username: str
) -> None:
    path = f"/user-tasks/{things['task_id']}/completion"
    answer = served.caller(username).post(path, json={"data": {"question": "?"}})
    assert (answer.status_code, answer.get_json()["code"]) == (403, "NOT_ALLOWED")


def test_an_expert_sees_what_is_assigned_and_nothing_else(served: Served) -> None:
    first, second = served.start(), served.start()
    task = served.task_of(first)
    entry = {"username": "jian.expert2", "reason": "为了测试"}
    answer = served.caller("admin").put(f"/user-tasks/{task}/assignee", json=entry)
    assert answer.status_code == 204
    asked, other = served.caller("jian.expert2"), served.caller("jian.expert3")
    assert asked.get(f"/user-tasks/{task}").get_json()["may_complete"] is True
    statuses = [
        asked.get(f"/process-instances/{first}").status_code,
        asked.get(f"/process-instances/{second}").status_code,
        other.get(f"/process-instances/{first}").status_code,
        other.get(f"/user-tasks/{task}").status_code,
    ]
    assert statuses == [200, 404, 404, 404]
    rows = asked.get("/process-instances").get_json()["items"]
    assert [row["id"] for row in rows] == [first]


def test_an_applicant_sees_what_the_applicant_started(served: Served) -> None:
    started = served.start()
    listed = served.caller("jian.school.staff2").get("/process-instances").get_json()
    own = served.caller("jian.school.hr").get("/process-instances?size=100").get_json()
    assert listed["total"] == 0
    assert started in [row["id"] for row in own["items"]]


def test_nothing_can_be_started_at_another_organisation(served: Served) -> None:
    entry = {"process_id": "trial", "organisation_id": SCHOOL, "data": {}}
    for username in ("tumen.school.hr", "jian.hospital.hr", "jian.school.staff1"):
        answer = served.caller(username).post("/process-instances", json=entry)
        assert answer.status_code == 404


def diagram(process_id: str) -> Mapping[str, Any]:
    """Return a good diagram of this process as a body."""
    return {
        "data": chain(process_id, user_task("ask"), startRoles="unit_hr"),
        "content_type": "application/xml",
    }


def test_a_countys_owner_does_not_reach_another_countys_definitions(served: Served) -> None:
    caller = served.caller("tumen.owner")
    place = {"kind": "process", "owner_id": "220582", "key": "recommendation"}
    found = []
    for call in calls(served.app, place):
        if {"owner_id", "key"} <= call.arguments:
            answer = caller.ask(call.method, call.path, **diagram(place["key"]))
            if answer.status_code != 404:
                found.append(f"{call}: {answer.status_code}")
    assert found == []


def test_a_countys_owner_reads_the_provinces_definitions_and_changes_none(served: Served) -> None:
    caller = served.caller("tumen.owner")
    place = {"kind": "process", "owner_id": "220000", "key": "trial"}
    changed = []
    for call in calls(served.app, place):
        if {"owner_id", "key"} <= call.arguments and "override" not in call.path:
            status = caller.ask(call.method, call.path, **diagram(place["key"])).status_code
            reading = call.method == "GET" and "draft" not in call.path
            if status != (200 if reading else 404):
                changed.append(f"{call}: {status}")
    assert changed == []
