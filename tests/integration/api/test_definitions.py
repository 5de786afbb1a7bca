"""Definitions, drafts and deployments through the API, as a process owner uses them."""

from io import BytesIO
from typing import Any

from tests.builders.diagrams import chain, form, textfield, user_task
from tests.fixtures.served import Caller, Served

XML = "application/xml"


def diagram(process_id: str, *extra: str) -> bytes:
    own = user_task("ask", "unit_hr", formKey=f"{process_id}/ask")
    return chain(process_id, own, *extra, startRoles="unit_hr")


def deploy(caller: Caller, owner: str, files: dict[str, bytes], note: str = "") -> Any:
    entry: dict[str, Any] = {
        "owner_id": owner,
        "note": note,
        "files": [(BytesIO(content), name) for name, content in files.items()],
    }
    return caller.post("/deployments", data=entry)


def files_of(process_id: str) -> dict[str, bytes]:
    return {
        f"{process_id}.bpmn": diagram(process_id),
        f"{process_id}/ask.json": form(textfield("question")),
    }


def test_files_are_published_together_and_found_again(served: Served) -> None:
    owner = served.caller("owner")
    answer = deploy(owner, "220000", files_of("together"), "第一版")
    made = answer.get_json()
    assert answer.status_code == 201, answer.text
    assert made["versions"] == [
        {"kind": "form", "key": "together/ask", "version": 1},
        {"kind": "process", "key": "together", "version": 1},
    ]
    assert owner.get(f"/deployments/{made['id']}").get_json() == made
    assert owner.get("/deployments").get_json()["items"][0] == made
    read = owner.get("/definitions/process/220000/together").get_json()
    assert [(row["version"], row["note"]) for row in read["versions"]] == [(1, "第一版")]
    content = owner.get("/definition-contents/process/220000/together")
    assert (content.content_type, content.data) == (XML, diagram("together"))
    kept = owner.get("/definition-contents/form/220000/together/ask?version=1")
    assert (kept.content_type, kept.data) == ("application/json", form(textfield("question")))


def test_nothing_is_published_when_one_of_the_files_is_refused(served: Served) -> None:
    owner = served.caller("owner")
    files = files_of("refused") | {"broken.bpmn": b"<bpmn"}
    answer = deploy(owner, "220000", files)
    assert answer.status_code == 422
    assert owner.get("/definitions/process/220000/refused").status_code == 404


def test_what_the_gate_finds_is_told_by_element(served: Served) -> None:
    files = {"faulty.bpmn": chain("faulty", user_task("ask", "no_such_role"))}
    answer = deploy(served.caller("owner"), "220000", files)
    problem = answer.get_json()
    assert (answer.status_code, problem["code"]) == (422, "DEFINITION_REFUSED")
    assert "ask" in problem["errors"]


def test_files_of_no_known_kind_or_name_are_refused(served: Served) -> None:
    owner = served.caller("owner")
    for files in ({"notes.txt": b"x"}, {"": b"x"}, {}):
        assert deploy(owner, "220000", files).status_code == 422
    twice = {
        "owner_id": "220000",
        "files": [(BytesIO(diagram("twice")), "twice.bpmn") for _ in range(2)],
    }
    answer = owner.post("/deployments", data=twice)
    assert answer.get_json()["errors"] == {"files": ["有两个文件同名：twice.bpmn。"]}


def test_an_oversized_upload_is_refused_with_its_limit(served: Served) -> None:
    answer = served.caller("owner").post(
        "/deployments",
        data=b"--b\r\n" + b"x" * (8 * 1024 * 1024),
        content_type="multipart/form-data; boundary=b",
    )
    assert answer.status_code == 413
    assert answer.get_json()["code"] == "REQUEST_ENTITY_TOO_LARGE"
    assert "8 MB" in answer.get_json()["detail"]


def test_names_longer_than_their_columns_are_refused(served: Served) -> None:
    owner = served.caller("owner")
    for files in (
        {"long.bpmn": diagram("x" * 200)},
        {f"long/{'x' * 200}.json": form(textfield("question"))},
        {"long/ask.json": form(textfield("question"), title="长" * 500)},
        {"long/nul.json": form(textfield("question"), title="a\0b")},
    ):
        answer = deploy(owner, "220000", files)
        assert answer.status_code in (201, 422), answer.text


def test_a_countys_owner_publishes_for_the_own_county_only(served: Served) -> None:
    jian = served.caller("jian.owner")
    assert deploy(jian, "220582", files_of("own_one")).status_code == 201
    for other in ("220000", "222402", "220500", "nowhere"):
        assert deploy(jian, other, files_of("own_two")).status_code == 404


def test_a_draft_is_kept_by_revision_and_never_overwrites_another(served: Served) -> None:
    owner = served.caller("owner")
    path = "/definition-drafts/process/220000/drafted"
    first = owner.put(path, data=b"<anything/>", content_type=XML)
    assert (first.status_code, first.headers["ETag"]) == (200, '"1"')
    second = owner.put(path, data=b"<more/>", content_type=XML, headers={"If-Match": '"1"'})
    assert second.get_json()["revision"] == 2
    late = owner.put(path, data=b"<late/>", content_type=XML, headers={"If-Match": '"1"'})
    blind = owner.put(path, data=b"<blind/>", content_type=XML)
    assert [late.status_code, blind.status_code] == [412, 409]
    read = owner.get(path)
    assert (read.data, read.headers["ETag"]) == (b"<more/>", '"2"')
    assert owner.delete(path).status_code == 204
    assert owner.get(path).status_code == 404


def test_a_draft_is_checked_without_being_published(served: Served) -> None:
    owner = served.caller("owner")
    path = "/definition-checks/process/220000/checked"
    bad = owner.post(path, data=chain("checked", user_task("ask", "nobody")), content_type=XML)
    assert (bad.status_code, bad.get_json()["accepted"]) == (200, False)
    assert "ask" in [finding["element_id"] for finding in bad.get_json()["findings"]]
    broken = owner.post(path, data=b"<bpmn", content_type=XML).get_json()
    assert (broken["accepted"], len(broken["findings"])) == (False, 1)
    pages = {finding["code"]: finding["page"] for finding in bad.get_json()["findings"]}
    assert pages["BPMN061"] == "/help/findings#BPMN061"
    assert set(pages.values()) == {f"/help/findings#{code}" for code in pages}
    assert owner.get("/definitions/process/220000/checked").status_code == 404


def test_a_county_begins_its_own_variant_from_the_provinces_version(served: Served) -> None:
    deploy(served.caller("owner"), "220000", files_of("varied"))
    tumen = served.caller("tumen.owner")
    county = next(iter(served.actor("tumen.owner").organisations()))
    entry = {"kind": "process", "key": "varied", "county_id": county}
    answer = tumen.post("/definition-drafts", json=entry)
    assert (answer.status_code, answer.headers["ETag"]) == (201, '"1"')
    draft = tumen.get(f"/definition-drafts/process/{county}/varied")
    assert draft.data == diagram("varied")
    assert tumen.post("/definition-drafts", json=entry).status_code == 409


def test_the_list_of_definitions_is_narrowed(served: Served) -> None:
    owner = served.caller("owner")
    rows = owner.get("/definitions?kind=process&owner_id=220582&size=100").get_json()["items"]
    assert {(row["kind"], row["owner_id"]) for row in rows} == {("process", "220582")}
