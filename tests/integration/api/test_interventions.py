"""Timers, messages, jobs and incidents through the API, as an administrator uses them."""

from typing import Any

from tests.fixtures.served import Caller, Served

WHY = {"reason": "为了测试"}


def shown(served: Served, instance_id: str) -> Any:
    return served.caller("admin").get(f"/process-instances/{instance_id}").get_json()


def fire(served: Served, instance_id: str) -> None:
    [timer] = shown(served, instance_id)["timers"]
    answer = served.caller("admin").post(f"/timers/{timer['id']}/firing", json=WHY)
    assert answer.status_code == 204


def publish(caller: Caller, instance: Any, message_id: str = "") -> Any:
    entry = {
        "name": "trial_news",
        "correlation_key": instance["instance"]["business_key"],
        "variables": {"news": "好"},
    }
    headers = {"Idempotency-Key": message_id} if message_id else {}
    answer = caller.post("/messages", json=entry, headers=headers)
    assert answer.status_code == 202, answer.text
    return answer.get_json()


def test_a_timer_fired_by_hand_lets_the_instance_go_on(served: Served) -> None:
    instance = served.start("trial_waiting", mood="good")
    [timer] = shown(served, instance)["timers"]
    fire(served, instance)
    [awaited] = shown(served, instance)["message_subscriptions"]
    assert awaited["message"] == "trial_news"
    again = served.caller("admin").post(f"/timers/{timer['id']}/firing", json=WHY)
    assert (again.status_code, again.get_json()["code"]) == (409, "ALREADY_RESOLVED")


def test_a_message_finds_its_receiver_by_the_key(served: Served) -> None:
    instance = served.start("trial_waiting", mood="good")
    fire(served, instance)
    message = publish(served.caller("admin"), shown(served, instance))
    assert message["status"] == "BUFFERED"
    served.demo.run()
    assert shown(served, instance)["instance"]["state"] == "COMPLETED"


def test_a_message_published_twice_under_one_key_is_one_message(served: Served) -> None:
    instance = shown(served, served.start("trial_waiting", mood="good"))
    admin = served.caller("admin")
    first = publish(admin, instance, "message-1")
    second = publish(admin, instance, "message-1")
    assert first["id"] == second["id"]


def test_a_message_before_its_time_is_kept(served: Served) -> None:
    instance = served.start("trial_waiting", mood="good")
    publish(served.caller("admin"), shown(served, instance))
    served.demo.run()
    assert shown(served, instance)["instance"]["state"] == "ACTIVE"
    fire(served, instance)
    served.demo.run()
    assert shown(served, instance)["instance"]["state"] == "COMPLETED"


def test_an_awaited_message_can_be_delivered_by_hand(served: Served) -> None:
    instance = served.start("trial_waiting", mood="good")
    fire(served, instance)
    [awaited] = shown(served, instance)["message_subscriptions"]
    path = f"/message-subscriptions/{awaited['id']}/delivery"
    answer = served.caller("admin").post(path, json={**WHY, "variables": {"news": "好"}})
    assert answer.status_code == 204
    served.demo.run()
    assert shown(served, instance)["instance"]["state"] == "COMPLETED"


def failed(served: Served) -> str:
    """Return an instance whose job has failed."""
    instance = served.start("trial_waiting", mood="bad")
    fire(served, instance)
    publish(served.caller("admin"), shown(served, instance))
    served.demo.run()
    return instance


def test_a_failed_job_is_listed_cured_and_run_again(served: Served) -> None:
    instance = failed(served)
    admin = served.caller("admin")
    listed = admin.get(f"/jobs?status=INCIDENT&instance_id={instance}").get_json()["items"]
    assert [(job["operation"], job["failures"]) for job in listed] == [("trial.work", 1)]
    [incident] = [
        row
        for row in admin.get("/incidents?size=100").get_json()["items"]
        if row["incident"]["instance_id"] == instance
    ]
    assert "the mood is bad" in incident["incident"]["message"]
    stuck = admin.get("/stuck?cause=FAILED_JOB").get_json()["items"]
    assert instance in [row["instance_id"] for group in stuck for row in group["rows"]]
    served.demo.run()
    path = f"/jobs/{listed[0]['id']}/retry"
    assert admin.post(path, json=WHY).status_code == 204
    assert admin.post(path, json=WHY).status_code == 409
    served.demo.run()
    assert shown(served, instance)["incidents"] != []


def test_traces_are_for_administrators_only(served: Served) -> None:
    instance = failed(served)
    path = f"/process-instances/{instance}"
    [told] = served.caller("supervisor").get(path).get_json()["incidents"]
    [known] = served.caller("admin").get(path).get_json()["incidents"]
    assert told["trace"] == ""
    assert "ValueError" in known["trace"]


def test_a_countys_administrator_sees_the_jobs_of_that_county_only(served: Served) -> None:
    instance = failed(served)

    def seen_by(username: str) -> bool:
        rows = served.caller(username).get(f"/jobs?instance_id={instance}").get_json()["items"]
        return bool(rows)

    assert [seen_by(name) for name in ("admin", "jian.admin", "tumen.admin")] == [
        True,
        True,
        False,
    ]
