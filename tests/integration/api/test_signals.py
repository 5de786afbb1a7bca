"""Signals, kept messages, automatic starts and choices through the API."""

from typing import Any

import pytest

from tests.builders.diagrams import chain, form, user_task
from tests.builders.events import ad_hoc, by_timer, catch_signal
from tests.fixtures.served import HR, SCHOOL, Served
from webapp.access.actor import SYSTEM
from webapp.services import deployments

WHY = {"reason": "为了测试"}
FILES = {
    "bpmn/api_listening.bpmn": chain(
        "api_listening",
        catch_signal("hear", "api_news"),
        signals=("api_news",),
        startRoles="unit_hr",
    ),
    "bpmn/api_choosing.bpmn": chain(
        "api_choosing",
        ad_hoc("free", user_task("visit", "unit_hr", "走访")),
        startRoles="unit_hr",
    ),
    "bpmn/api_daily.bpmn": chain(
        "api_daily", user_task("look", "unit_hr"), begin=by_timer("Cycle", "R/P300D")
    ),
    "forms/api_choosing/visit.json": form(),
    "forms/api_daily/look.json": form(),
}


@pytest.fixture(autouse=True)
def published(served: Served) -> None:
    deployments.deploy(served.demo.parts, SYSTEM, "220000", FILES, "for tests")


def start(served: Served, process_id: str) -> str:
    entry = {"process_id": process_id, "organisation_id": SCHOOL, "data": {}}
    answer = served.caller(HR).post("/process-instances", json=entry)
    assert answer.status_code == 201, answer.text
    return str(answer.get_json()["id"])


def shown(served: Served, instance_id: str, username: str = "admin") -> Any:
    return served.caller(username).get(f"/process-instances/{instance_id}").get_json()


def test_a_signal_is_heard_by_who_waits_and_sent_once(served: Served) -> None:
    instance = start(served, "api_listening")
    [waiting] = shown(served, instance)["message_subscriptions"]
    assert (waiting["kind"], waiting["message"]) == ("SIGNAL", "api_news")
    admin, headers = served.caller("jian.admin"), {"Idempotency-Key": f"news-{instance}"}
    entry = {"name": "api_news", "variables": {"news": "好"}}
    first = admin.post("/signals", json=entry, headers=headers)
    assert first.status_code == 202, first.text
    assert (first.get_json()["scope_id"], first.get_json()["receivers"]) == ("220582", 1)
    again = admin.post("/signals", json=entry, headers=headers)
    assert again.get_json() == first.get_json()
    served.demo.run()
    assert shown(served, instance)["instance"]["state"] == "COMPLETED"


def test_a_signal_is_sent_within_reach_only(served: Served) -> None:
    entry = {"name": "api_news", "scope_id": "220582"}
    assert served.caller("tumen.admin").post("/signals", json=entry).status_code == 404
    assert served.caller(HR).post("/signals", json=entry).status_code == 403


def test_a_kept_message_is_listed_and_discarded(served: Served) -> None:
    admin = served.caller("admin")
    entry = {"name": "api_unheard", "correlation_key": "k"}
    message = admin.post("/messages", json=entry).get_json()
    served.demo.run()
    listed = admin.get("/messages?size=100").get_json()["items"]
    assert message["id"] in [row["id"] for row in listed]
    path = f"/messages/{message['id']}/discarding"
    assert admin.post(path, json=WHY).status_code == 204
    assert admin.post(path, json=WHY).status_code == 409
    listed = admin.get("/messages?size=100").get_json()["items"]
    assert message["id"] not in [row["id"] for row in listed]


def test_automatic_starts_are_listed_by_county(served: Served) -> None:
    timers = served.caller("jian.admin").get("/starts").get_json()["timers"]
    assert [(row["process_id"], row["status"]) for row in timers] == [("api_daily", "PENDING")]
    path = f"/starts/{timers[0]['job_id']}/retry"
    assert served.caller("jian.admin").post(path).status_code == 409
    assert served.caller("tumen.admin").post(path).status_code == 404


def test_a_choice_is_made_by_the_one_who_may(served: Served) -> None:
    instance = start(served, "api_choosing")
    [choice] = shown(served, instance, HR)["choices"]
    assert (choice["element_id"], choice["may_begin"]) == ("visit", True)
    entry = {"subscription_id": choice["subscription_id"], "element_id": "visit"}
    path = f"/process-instances/{instance}/activations"
    assert served.caller("jian.school.head").post(path, json=entry).status_code == 403
    answer = served.caller(HR).post(path, json=entry)
    assert answer.status_code == 200, answer.text
    [task] = shown(served, instance)["open_tasks"]
    assert answer.get_json() == {"instance_id": instance, "next_task_id": task["id"]}


def test_a_choice_is_made_by_hand_with_a_reason(served: Served) -> None:
    instance = start(served, "api_choosing")
    [choice] = shown(served, instance)["choices"]
    path = f"/message-subscriptions/{choice['subscription_id']}/activation"
    admin = served.caller("admin")
    assert admin.post(path, json={"element_id": "visit"}).status_code == 422
    assert admin.post(path, json={"element_id": "visit", **WHY}).status_code == 204
    assert len(shown(served, instance)["open_tasks"]) == 1
