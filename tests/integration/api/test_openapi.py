"""The description of the API is complete, and the answers are what it promises."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from tests.fixtures.served import HR, Served
from tests.integration.api.conformance import deviations

EXTERNAL = re.compile(r"""(?:src|href|url\()\s*=?\s*["']?(?:https?:)?//""")


def operations(document: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for path, item in document["paths"].items():
        for method in ("get", "post", "put", "patch", "delete"):
            if method in item:
                yield method.upper(), path, item[method]


def references(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def test_the_document_is_openapi_3_1_and_open_to_everybody(served: Served) -> None:
    answer = served.guest().get("/openapi.json")
    assert (answer.status_code, answer.content_type) == (200, "application/json")
    assert answer.get_json()["openapi"] == "3.1.0"


def test_every_route_of_the_api_is_described(served: Served) -> None:
    described = {(method, path) for method, path, _ in operations(served.document)}
    routes = {
        (method, re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule.rule))
        for rule in served.app.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert described == routes


def test_every_operation_says_what_it_does_and_who_may(served: Served) -> None:
    for method, path, operation in operations(served.document):
        assert operation["summary"].endswith("."), f"{method} {path}"
        assert operation["x-permission"], f"{method} {path}"
        assert (operation["security"] == []) == (operation["x-permission"].startswith("public:"))


def test_operations_have_names_of_their_own(served: Served) -> None:
    names = [
        (operation["tags"][0], operation["operationId"])
        for _, _, operation in operations(served.document)
    ]
    assert len(names) == len(set(names))


def test_every_reference_leads_somewhere(served: Served) -> None:
    for reference in set(references(served.document)):
        place: Any = served.document
        for part in reference.removeprefix("#/").split("/"):
            assert part in place, reference
            place = place[part]


def test_every_argument_of_an_address_is_described(served: Served) -> None:
    for path, item in served.document["paths"].items():
        named = {p["name"] for p in item.get("parameters", []) if p["in"] == "path"}
        assert named == set(re.findall(r"{([^}]+)}", path))


def test_the_page_of_the_document_loads_nothing_from_elsewhere(served: Served) -> None:
    page = served.guest().get("/docs")
    assert (page.status_code, page.mimetype) == (200, "text/html")
    assert not EXTERNAL.search(page.text)
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    for _, path, _ in operations(served.document):
        assert path in page.text


def reads(served: Served) -> Iterator[tuple[str, str, str]]:
    """Yield reads that succeed: the person, the described address, the real one."""
    instance = served.start()
    task = served.task_of(instance)
    served.start("trial_waiting", mood="good")
    [deployment] = served.caller("owner").get("/deployments?size=1").get_json()["items"]
    place = "process/220000/trial"
    one, two = "/process-instances/{instance_id}", f"/process-instances/{instance}"
    start = "/startable-processes/trial_waiting/form?organisation_id=220582-school"
    yield from (
        ("guest", "/session", "/session"),
        (HR, "/session", "/session"),
        ("owner", "/deployments", "/deployments"),
        ("owner", "/deployments/{deployment_id}", f"/deployments/{deployment['id']}"),
        ("owner", "/definitions", "/definitions?size=100"),
        ("owner", "/definitions/{kind}/{owner_id}/{key}", f"/definitions/{place}"),
        (HR, "/startable-processes", "/startable-processes"),
        (HR, "/startable-processes/{process_id}/form", start),
        ("admin", "/process-instances", "/process-instances?size=100"),
        ("admin", one, two),
        (HR, one, two),
        (HR, f"{one}/history", f"{two}/history"),
        ("admin", f"{one}/variables", f"{two}/variables"),
        (HR, "/user-tasks", "/user-tasks?view=group"),
        (HR, "/user-tasks/counts", "/user-tasks/counts"),
        (HR, "/user-tasks/{task_id}", f"/user-tasks/{task}"),
        ("admin", "/user-tasks/{task_id}/candidates", f"/user-tasks/{task}/candidates"),
        ("admin", "/jobs", "/jobs?kind="),
        ("admin", "/incidents", "/incidents"),
        ("admin", "/stuck", "/stuck"),
    )


def test_answers_are_what_the_document_promises(served: Served) -> None:
    for username, described, real in reads(served):
        caller = served.guest() if username == "guest" else served.caller(username)
        answer = caller.get(real)
        assert answer.status_code == 200, f"{real}: {answer.text}"
        operation = served.document["paths"][f"/api/v1{described}"]["get"]
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        assert list(deviations(served.document, schema, answer.get_json())) == [], real


def test_refusals_are_what_the_document_promises(served: Served) -> None:
    schema = {"$ref": "#/components/schemas/Problem"}
    for path in ("/nowhere", "/user-tasks/nothing", "/user-tasks?page=0", "/messages"):
        problem = served.caller(HR).get(path).get_json()
        assert list(deviations(served.document, schema, problem)) == []


WRONG = (
    ({"type": "object", "properties": {}, "additionalProperties": False}, {"a": 1}),
    ({"type": "object", "required": ["a"], "properties": {"a": {}}}, {}),
    ({"type": ["string", "null"]}, 1),
    ({"type": "array", "items": {"type": "integer"}}, [1, "a"]),
    ({"type": "string", "enum": ["a"]}, "b"),
    ({"type": "string", "format": "date-time"}, "yesterday"),
)


@pytest.mark.parametrize(("schema", "value"), WRONG, ids=range(len(WRONG)))
def test_the_comparison_finds_deviations(schema: Mapping[str, Any], value: Any) -> None:
    assert list(deviations({}, schema, value)) != []


def test_every_noun_has_operations_and_is_told(served: Served) -> None:
    tags = {tag["name"]: tag["description"] for tag in served.document["tags"]}
    used = {operation["tags"][0] for _, _, operation in operations(served.document)}
    assert set(tags) == used
    assert all(tags.values())
