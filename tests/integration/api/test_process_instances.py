"""Process instances through the API: starting, watching, helping."""

from typing import Any

from tests.fixtures.served import HR, SCHOOL, Served

ENTRY = {"process_id": "trial", "organisation_id": SCHOOL, "data": {}}


def shown(served: Served, instance_id: str) -> Any:
    return served.caller("admin").get(f"/process-instances/{instance_id}").get_json()


def test_what_may_be_started_is_listed_with_its_form(served: Served) -> None:
    caller = served.caller(HR)
    rows = caller.get("/startable-processes?size=100").get_json()["items"]
    [trial] = [row for row in rows if row["process_id"] == "trial_waiting"]
    assert (trial["organisation_id"], trial["owner_id"]) == (SCHOOL, "220000")
    start = caller.get(f"/startable-processes/trial_waiting/form?organisation_id={SCHOOL}")
    assert start.get_json()["form"]["components"][0]["key"] == "mood"


def test_a_start_answers_with_the_address_of_the_instance(served: Served) -> None:
    caller = served.caller(HR)
    answer = caller.post("/process-instances", json=ENTRY)
    started = answer.get_json()
    assert (answer.status_code, answer.location) == (
        201,
        f"/api/v1/process-instances/{started['id']}",
    )
    assert started["business_key"].startswith("T-220582-")
    assert caller.ask("GET", answer.location).get_json()["instance"]["id"] == started["id"]


def test_a_repeated_start_with_the_same_key_is_refused(served: Served) -> None:
    caller = served.caller(HR)
    before = caller.get("/process-instances").get_json()["total"]
    answers = [
        caller.post("/process-instances", json=ENTRY, headers={"Idempotency-Key": "start-1"})
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 409]
    assert answers[1].get_json()["code"] == "ALREADY_STARTED"
    assert caller.get("/process-instances").get_json()["total"] == before + 1


def test_two_people_may_use_the_same_key(served: Served) -> None:
    served.caller(HR).post("/process-instances", json=ENTRY, headers={"Idempotency-Key": "start-2"})
    other = {**ENTRY, "organisation_id": "220582-hospital"}
    answer = served.caller("jian.hospital.hr").post(
        "/process-instances", json=other, headers={"Idempotency-Key": "start-2"}
    )
    assert answer.status_code == 201


def test_an_odd_key_is_refused(served: Served) -> None:
    for key in ("", "x" * 101):
        answer = served.caller(HR).post(
            "/process-instances", json=ENTRY, headers={"Idempotency-Key": key}
        )
        assert (answer.status_code, list(answer.get_json()["errors"])) == (
            422,
            ["Idempotency-Key"],
        )


def test_a_wrong_start_form_starts_nothing(served: Served) -> None:
    caller = served.caller(HR)
    before = caller.get("/process-instances").get_json()["total"]
    entry = {"process_id": "trial_waiting", "organisation_id": SCHOOL, "data": {}}
    answer = caller.post("/process-instances", json=entry)
    assert (answer.status_code, list(answer.get_json()["errors"])) == (422, ["mood"])
    assert caller.get("/process-instances").get_json()["total"] == before


def test_a_list_is_narrowed_by_its_filters(served: Served) -> None:
    caller = served.caller("admin")
    instance = served.start()
    key = shown(served, instance)["instance"]["business_key"]
    found = caller.get(f"/process-instances?text={key}&process_id=trial&state=ACTIVE")
    assert [row["id"] for row in found.get_json()["items"]] == [instance]
    other = caller.get(f"/process-instances?text={key}&county_id=222402")
    assert other.get_json()["items"] == []


def test_the_diagram_and_the_history_of_an_instance_can_be_read(served: Served) -> None:
    instance = served.start()
    caller = served.caller(HR)
    diagram = caller.get(f"/process-instances/{instance}/diagrams/trial")
    assert diagram.content_type == "application/xml"
    assert b'id="trial"' in diagram.data
    history = caller.get(f"/process-instances/{instance}/history").get_json()
    assert "start" in [row["element_id"] for row in history["items"]]
    [place] = shown(served, instance)["diagrams"]
    assert place["active"] == ["ask"]


def test_variables_are_changed_only_on_the_state_that_the_caller_knows(served: Served) -> None:
    admin = served.caller("admin")
    path = f"/process-instances/{served.start()}/variables"
    tag = admin.get(path).headers["ETag"]
    entry = {"variables": {"colour": "红"}, "reason": "更正"}
    first = admin.ask("PATCH", f"/api/v1{path}", json=entry, headers={"If-Match": tag})
    second = admin.ask("PATCH", f"/api/v1{path}", json=entry, headers={"If-Match": tag})
    assert [first.status_code, second.status_code] == [204, 412]
    assert second.get_json()["code"] == "PRECONDITION_FAILED"
    assert admin.get(path).get_json()["variables"]["colour"] == "红"


def test_an_if_match_that_is_no_version_is_refused(served: Served) -> None:
    path = f"/api/v1/process-instances/{served.start()}/variables"
    entry = {"variables": {}, "reason": "更正"}
    for tag in ("*", "abc", '"99999999999999999999"', '"-1"', "9" * 5000):
        answer = served.caller("admin").ask("PATCH", path, json=entry, headers={"If-Match": tag})
        assert (answer.status_code, list(answer.get_json()["errors"])) == (422, ["If-Match"])


def test_only_administrators_read_variables(served: Served) -> None:
    path = f"/process-instances/{served.start()}/variables"
    assert served.caller(HR).get(path).status_code == 403
    assert served.caller("supervisor").get(path).status_code == 403


def test_a_cancelled_instance_is_over_and_its_history_says_why(served: Served) -> None:
    instance = served.start()
    task = served.task_of(instance)
    admin = served.caller("admin")
    path = f"/process-instances/{instance}/cancellation"
    assert admin.post(path, json={"reason": "x"}).status_code == 422
    assert admin.post(path, json={"reason": "重复申报"}).status_code == 204
    assert shown(served, instance)["instance"]["state"] == "CANCELLED"
    history = admin.get(f"/process-instances/{instance}/history?size=100").get_json()["items"]
    assert "重复申报" in [row["details"].get("reason") for row in history]
    late = served.caller(HR).post(f"/user-tasks/{task}/completion", json={"data": {}})
    assert (late.status_code, late.get_json()["code"]) == (409, "TASK_NOT_OPEN")
